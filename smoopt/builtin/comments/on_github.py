"""Comment systems that store comments on GitHub: giscus and utterances."""

import re
from typing import Annotated, Literal
from urllib.parse import quote

from msgspec import Meta

from smoopt.builtin.comments.system import Recipe, System
from smoopt.model.web_address import path_of

_REPO = re.compile(r"[\w.-]+/[\w.-]+", re.ASCII)
RepoOption = Annotated[str, Meta(description="The repository on GitHub: owner/name.")]
# https://github.com/giscus/giscus/tree/main/locales (2026-12-01); its frame is not found in others
_OF_GISCUS = frozenset(
    {
        *("ar", "be", "bg", "ca", "cs", "da", "de", "en", "eo", "es", "eu", "fa", "fr", "he", "hu"),
        *("id", "it", "ja", "ko", "nl", "pl", "pt", "ro", "ru", "th", "tr", "uk", "uz", "vi"),
        *("zh-CN", "zh-TW", "zh-Hans", "zh-Hant"),
    }
)


class Giscus(System, frozen=True):
    """https://giscus.app/ and https://github.com/giscus/giscus (2026-12-01)."""

    repo: RepoOption
    repo_id: Annotated[str, Meta(description="The repository's id, from giscus.app.")]
    category: Annotated[str, Meta(description="The category of the discussions.")] = ""
    category_id: Annotated[str, Meta(description="The category's id, from giscus.app.")] = ""
    mapping: Annotated[
        Literal["pathname", "url", "title", "og:title", "specific", "number"],
        Meta(description="How a page finds its discussion."),
    ] = "pathname"
    term: Annotated[str, Meta(description="The search term, with `specific` or `number`.")] = ""
    strict: Annotated[bool, Meta(description="Whether titles must match exactly.")] = False
    reactions: Annotated[
        bool, Meta(description="Whether readers can react to the page itself.")
    ] = True
    input_position: Annotated[
        Literal["top", "bottom"], Meta(description="The position of the comment form.")
    ] = "bottom"
    theme: Annotated[str, Meta(description="A theme of giscus, or the address of a style.")] = (
        "preferred_color_scheme"
    )

    def __post_init__(self) -> None:
        """Raise ValueError for what giscus could not find."""
        _refuse_no_repository(self.repo)
        if (self.mapping in {"specific", "number"}) != bool(self.term):
            raise ValueError("term: expected with mapping `specific` or `number`, and only there")
        if self.mapping == "number" and not self.term.isdecimal():
            raise ValueError(f"term: {self.term!r} is not a number of a discussion")

    def recipe(self) -> Recipe:
        """Return what is loaded."""
        attributes = {
            "src": "https://giscus.app/client.js",
            "data-repo": self.repo,
            "data-repo-id": self.repo_id,
            "data-category": self.category,
            "data-category-id": self.category_id,
            "data-mapping": self.mapping,
            "data-term": self.term,
            "data-strict": str(int(self.strict)),
            "data-reactions-enabled": str(int(self.reactions)),
            "data-emit-metadata": "0",
            "data-input-position": self.input_position,
            "data-theme": self.theme,
            "data-lang": "{language}",
            "crossorigin": "anonymous",
        }
        return Recipe("https://giscus.app", attributes, ("script-src", "frame-src", "style-src"))

    def language(self, tag: str) -> str:
        """Return the system's tag for a language, "" if it is not translated."""
        known = (tag, tag.partition("-")[0])
        return next((each for each in known if each in _OF_GISCUS), "")

    def discussion(self, url: str, title: str) -> str:
        """Return the address where a page is discussed on GitHub."""
        place = f"https://github.com/{self.repo}/discussions"
        if self.mapping == "number":
            return f"{place}/{self.term}"
        words = _searched(self.mapping if not self.term else self.term, url, title)
        return f"{place}?discussions_q={words}" if words else place


class Utterances(System, frozen=True):
    """https://utteranc.es/ (2026-12-01)."""

    repo: RepoOption
    issue_term: Annotated[
        str,
        Meta(description="How a page finds its issue: pathname, url, title, og:title, or words."),
    ] = "pathname"
    issue_number: Annotated[int, Meta(ge=0, description="One issue for all pages.")] = 0
    label: Annotated[str, Meta(description="The label of new issues.")] = ""
    theme: Annotated[str, Meta(description="A theme of utterances.")] = "preferred-color-scheme"

    def __post_init__(self) -> None:
        """Raise ValueError for a repository that is none."""
        _refuse_no_repository(self.repo)

    def recipe(self) -> Recipe:
        """Return what is loaded."""
        number = str(self.issue_number or "")
        attributes = {
            "src": "https://utteranc.es/client.js",
            "repo": self.repo,
            "issue-term": "" if number else self.issue_term,
            "issue-number": number,
            "label": self.label,
            "theme": self.theme,
            "crossorigin": "anonymous",
        }
        return Recipe("https://utteranc.es", attributes, ("script-src", "frame-src"))

    def discussion(self, url: str, title: str) -> str:
        """Return the address where a page is discussed on GitHub."""
        place = f"https://github.com/{self.repo}/issues"
        if self.issue_number:
            return f"{place}/{self.issue_number}"
        words = _searched(self.issue_term, url, title)
        return f"{place}?q={words}" if words else place


def _refuse_no_repository(repo: str) -> None:
    if not _REPO.fullmatch(repo):
        raise ValueError(f"repo: {repo!r} is not a repository; expected one like owner/name")


def _searched(term: str, url: str, title: str) -> str:
    """Return the term to search for on GitHub, "" if it is unknown for the page."""
    path = path_of(url)
    # Pages are named as by both systems: https://github.com/giscus/giscus and
    # https://github.com/utterance/utterances, client.ts (2026-12-01)
    name = re.sub(r"\.\w+$", "", path[1:]) if len(path) > 1 else "index"
    by_term = {"pathname": name if url else "", "url": url, "title": title, "og:title": title}
    words = by_term.get(term, term)
    return quote(f'"{words}" in:title', safe="") if words else ""
