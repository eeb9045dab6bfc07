"""`SharedArticle`: what posts need to know about an article."""

import re

import msgspec
import xxhash

from smoopt.html.own_text import own_text
from smoopt.html.page import Page
from smoopt.model.facts import Facts, Image
from smoopt.model.plain_text import alike, tidy

_AT_NAME = re.compile(r"(?<![\w@.])@\w+")


class SharedArticle(msgspec.Struct, frozen=True):
    """An article: its path in the site, its public address, and what posts tell about it.

    `published` and `modified` are ISO 8601, "" where unknown.
    """

    path: str
    address: str
    title: str
    description: str = ""
    tags: tuple[str, ...] = ()
    picture: Image | None = None
    site: str = ""
    author: str = ""
    published: str = ""
    modified: str = ""

    @property
    def at_names(self) -> list[str]:
        """The words that networks may take for account names, each once."""
        return list(dict.fromkeys(_AT_NAME.findall(f"{self.title} {self.description}")))

    def digest(self, text: str) -> str:
        """Return a digest of the article, to detect changes."""
        said = "\0".join((self.title, self.description, text))
        return xxhash.xxh3_64_hexdigest(said.encode("utf-8", "replace"))


def shared_article(path: str, facts: Facts) -> SharedArticle | None:
    """Return what posts need to know about a page; None without a title or an absolute address.

    A title and description that the author wrote for cards are preferred.
    """
    named, described = (
        facts.share_title or facts.title,
        facts.share_description or facts.description,
    )
    if facts.address is None or named is None or "://" not in facts.address.value:
        return None
    title = tidy(named.value)
    description = tidy(described.value) if described else ""
    picture = facts.card_image
    return SharedArticle(
        path=path,
        address=facts.address.value,
        title=title,
        description="" if alike(description) == alike(title) else description,
        tags=facts.tags.value if facts.tags else (),
        picture=None if picture is None or picture.value.missing else picture.value,
        site=facts.site_name.value if facts.site_name else "",
        author=", ".join(person.name for person in facts.authors.value) if facts.authors else "",
        published=facts.published.value if facts.published else "",
        modified=facts.modified.value if facts.modified else "",
    )


def text_of_article(page: Page) -> str:
    """Return the text of a page's content, as a reader sees it; "" where it has none."""
    return own_text(page.content) if page.content is not None else ""
