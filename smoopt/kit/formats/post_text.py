"""The kit for people: each post ready to be copied, with its length."""

from collections.abc import Iterable, Iterator, Sequence

from smoopt.kit.announced import Announced
from smoopt.kit.announcement import Announcement
from smoopt.kit.due_articles import Wanted
from smoopt.kit.post import Part, Post
from smoopt.model.facts import Image
from smoopt.model.rows import Row
from smoopt.model.wording import counted, in_words


def rows(kit: Iterable[Announcement]) -> Iterator[Row]:
    """Yield the rows that show all posts, article by article."""
    first = True
    for due, posts, at, without in kit:
        article = due.article
        if not first:
            yield Row("")
        first = False
        why = f" ({due.why})" if due.why else ""
        yield Row("", f"{article.title}{why}", "bold")
        yield Row("", f"  {article.path}" + (f", to be sent {at:%a %Y-%m-%d %H:%M}" if at else ""))
        if any(post.picture for post in posts) and article.picture:
            yield Row("", f"  picture: {pictured(article.picture)}")
        for alike in _alike(posts):
            yield from _of_posts(alike)
        if without:
            named = in_words(without)
            yield Row("", f"  (no post for {named}: not even the link and a title fit)", "dim")


def summary(kit: Sequence[Announcement], wanted: Wanted, announced: Announced) -> str:
    """Return a summary of the posts written, or the reason why there are none."""
    if not kit:
        return _nothing(wanted, announced)
    posts = sum(len(each.posts) for each in kit)
    return f"{counted(posts, 'post')} for {counted(len(kit), 'article')}; nothing was posted"


def _nothing(wanted: Wanted, announced: Announced) -> str:
    """Return the reason why there are no posts."""
    what = "page of these patterns" if wanted.patterns else "article"
    if wanted.since is not None:
        return f"no {what} was published or has changed since {wanted.since}"
    if wanted.all or not announced:
        hint = "" if wanted.patterns else "; --pages takes pages that are none"
        return f"there is no {what} to write about{hint}"
    return f"no {what} is new or has changed since the last --done; --all takes all"


def pictured(picture: Image) -> str:
    """Describe the picture of a post: its file and its alternative text."""
    alt = f' "{picture.alt}"' if picture.alt else ", without alternative text"
    return f"{picture.file or picture.url}{alt}"


def _alike(posts: Iterable[Post]) -> Iterable[list[Post]]:
    """Group posts with the same texts, link and notes, in the order in which each first appears."""
    found: dict[object, list[Post]] = {}
    for post in posts:
        texts = tuple((part.name, part.text) for part in post.parts)
        link = post.link if post.network.apart else ""
        found.setdefault((texts, link, post.notes), []).append(post)
    return found.values()


def _of_posts(posts: Sequence[Post]) -> Iterator[Row]:
    """Yield the rows for posts that are the same on several networks."""
    for number, part in enumerate(posts[0].parts):
        named = (_named(post, post.parts[number], number) for post in posts)
        yield Row("")
        yield Row("", f"  {'; '.join(named)}", "bold")
        for line in part.text.split("\n"):
            yield Row(f"    {line}" if line else "")  # never wrapped: it is to be copied
    if posts[0].network.apart:
        yield Row("")
        yield Row("", f"  {', '.join(post.network.label for post in posts)}, link", "bold")
        yield Row(f"    {posts[0].link}")
    for note in posts[0].notes:
        yield Row("", f"  ({note})", "dim")


def _named(post: Post, part: Part, number: int) -> str:
    place = f" {number + 1}/{len(post.parts)}" if post.is_thread else ""
    name = ", title" if part.name == "title" else place
    return f"{post.network.label}{name}: {part.length:,} of {part.limit:,}"
