"""Webmentions as webmention.io exports them, in JF2.

https://github.com/aaronpk/webmention.io#api and https://jf2.spec.indieweb.org (2026-12-01)
"""

from typing import Annotated

import msgspec
import turbohtml
from msgspec import Meta

from smoopt.builtin.backlinks.outgoing import sentence_of
from smoopt.model.faults import guarded
from smoopt.model.plain_text import tidy
from smoopt.model.web_address import are_equal, is_of_the_web

# Mentions with a text of their own, unlike likes and reposts
_SHOWN = ("in-reply-to", "mention-of", "bookmark-of")


class Entry(msgspec.Struct, frozen=True, rename=lambda name: name.replace("_", "-")):
    """A mention; its values may have any type, as others wrote them."""

    wm_source: str | None = None
    wm_target: str | None = None
    wm_property: str | None = None
    wm_private: bool | None = None
    wm_id: object = None
    wm_received: object = None
    url: object = None
    name: object = None
    author: object = None
    content: object = None
    summary: object = None
    published: object = None

    @property
    def page(self) -> str:
        """The address of the mentioning page; "" if it should not be shown."""
        return self.address if not self.wm_private and self.wm_property in _SHOWN else ""

    @property
    def address(self) -> str:
        """The address of the page that responds in any way; "" if there is none."""
        # A service like Bridgy sends mentions for pages at other addresses.
        named = (each for each in (self.url, self.wm_source) if isinstance(each, str))
        return next(filter(is_of_the_web, named), "")

    @property
    def target(self) -> str:
        """The address that is mentioned."""
        return (self.wm_target or "").strip()

    @property
    def title(self) -> str:
        """The title of the page; without one, its author's name; else ""."""
        author = self.author.get("name") if isinstance(self.author, dict) else self.author
        name = _text(self.name)
        # A note is named after its own text: https://www.w3.org/TR/post-type-discovery/
        # (2026-12-01)
        is_note = bool(name) and _text(self._content.get("text")).startswith(name)
        return _text(author) or name if is_note else name or _text(author)

    @property
    def quote(self) -> str:
        """The mentioning sentence, the whole of a reply, or the summary; else ""."""
        html, text = self._content.get("html"), _text(self._content.get("text"))
        sentence = _linking(html, self.target) if isinstance(html, str) else ""
        if sentence or self.wm_property != "in-reply-to":
            return sentence or _text(self.summary)
        return text

    @property
    def _content(self) -> dict[object, object]:
        return self.content if isinstance(self.content, dict) else {"text": self.content}


class Export(msgspec.Struct, frozen=True):
    """A feed of mentions."""

    children: Annotated[tuple[Entry, ...], Meta(description="The mentions.")]


def _text(value: object) -> str:
    return tidy(value) if isinstance(value, str) else ""


def _linking(html: str, target: str) -> str:
    """Return the sentence in some HTML, valid or not, that links to an address, or ""."""
    return guarded(lambda: _sentence(html, target), lambda _: "")


def _sentence(html: str, target: str) -> str:
    for link in turbohtml.parse(f"<blockquote>{html}</blockquote>").find_all("a"):
        if are_equal((link.attr("href") or "").partition("#")[0], target.partition("#")[0]):
            return sentence_of(link)
    return ""
