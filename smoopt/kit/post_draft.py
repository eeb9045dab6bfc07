"""`Draft`: a post for one network, shortened until it fits, or split into a thread."""

from typing import NamedTuple

from smoopt.kit.post_networks import PostNetwork
from smoopt.kit.post_template import PostTemplate
from smoopt.kit.shared_article import SharedArticle
from smoopt.kit.text_length import Limit
from smoopt.kit.thread import Thread
from smoopt.kit.whole_words import in_sentences, longest, shortened

# A shorter piece of a description says nothing; in columns.
_LEAST = 40


class _Tags(tuple[str, ...]):
    """The tags of a page, over which a template may iterate, or which it may print as they are."""

    __slots__ = ()

    def __str__(self) -> str:
        """Join the tags by commas."""
        return ", ".join(self)


class Fitting(NamedTuple):
    """The texts of a post: several for a thread, none if nothing fits; and what was left out."""

    texts: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


class Draft:
    """The text of a post about an article, with its link and the hashtags that it may have."""

    def __init__(
        self,
        template: PostTemplate,
        network: PostNetwork,
        article: SharedArticle,
        link: str,
        tags: tuple[str, ...],
        limit: Limit,
    ) -> None:
        """Keep the values that go into the post, and the limit on its length."""
        self._template = template
        self._network = network
        self._article = article
        self._link = link
        self._tags = tags
        self._limit = limit

    def fitted(self, *, threads: bool) -> Fitting:
        """Return the texts that fit; raises ConfigError for an author's template that fails.

        It also raises if the author's template is too long with the link alone. Title and
        description that do not fit even by themselves become a thread where the network has
        threads. Otherwise the description is shortened first, at the end of a sentence if
        possible, then hashtags are dropped, then the title is shortened; the link always
        stays.
        """
        article = self._article
        whole = self._text(article.title, article.description, self._tags)
        if self._fits(whole):
            return Fitting((whole,))
        said = "\n\n".join(filter(None, (article.title, article.description)))
        if threads and not self._network.is_own and not self._fits(said):
            posts = self._thread(said)
            if posts:
                return Fitting(posts)
        return self._shorter()

    def _thread(self, text: str) -> tuple[str, ...]:
        if not self._network.thread:
            return ()
        ending = "\n\n".join(filter(None, (self._link, " ".join(self._tags))))
        return Thread(self._fits, ending, self._network.thread).posts(text)

    def _shorter(self) -> Fitting:
        article = self._article
        for kept in range(len(self._tags), -1, -1):
            text, described = self._described(self._tags[:kept])
            if self._fits(text):
                notes = ("hashtags were left out",) * (kept < len(self._tags))
                if described != article.description:
                    said = "shortened" if described else "left out"
                    notes = (f"the description was {said}", *notes)
                return Fitting((text,), notes)
        title = longest(article.title, shortened, lambda said: self._fits(self._text(said, "", ())))
        text = self._text(title, "", ())
        if self._fits(text):
            notes = ("the title was shortened", "everything but the link was left out")
            return Fitting((text,), notes)
        if self._network.is_own and self._fits(self._link):
            length, most = self._limit.length(text, self._link), self._limit.most
            alone = "with the link, and without title, description and hashtags,"
            raise self._template.wrong(1, f"{alone} it takes {length:,} of {most:,} characters")
        return Fitting()

    def _described(self, tags: tuple[str, ...]) -> tuple[str, str]:
        """Return the text with as much of the description as fits, and that description."""
        title = self._article.title

        def fits(description: str) -> bool:
            return self._fits(self._text(title, description, tags))

        described = longest(self._article.description, in_sentences, fits, _LEAST)
        return self._text(title, described, tags), described

    def _fits(self, text: str) -> bool:
        return self._limit.fits(text, self._link)

    def _text(self, title: str, description: str, tags: tuple[str, ...]) -> str:
        article = self._article
        return self._template.filled(
            title=title,
            description=description,
            link=self._link,
            hashtags=" ".join(tags),
            tags=_Tags(article.tags),
            site=article.site,
            author=article.author,
            published=article.published,
        )
