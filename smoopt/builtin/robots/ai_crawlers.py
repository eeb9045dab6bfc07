"""The crawlers of AI companies (ai_crawlers.toml), and which of them a site excludes."""

from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Literal, get_args

import msgspec

from smoopt.builtin.robots.preview_fetchers import PREVIEW_FETCHERS
from smoopt.model.wording import suggestion

Purpose = Literal["training", "search", "user"]
PURPOSES: tuple[str, ...] = get_args(Purpose)


class Crawler(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A crawler: its name in robots.txt, its company, its purpose, and the source."""

    name: str
    operator: str
    purpose: Purpose
    source: str


class _Table(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    crawler: tuple[Crawler, ...]


@cache
def crawlers() -> tuple[Crawler, ...]:
    """Return all known crawlers."""
    data = (Path(__file__).parent / "ai_crawlers.toml").read_bytes()
    return msgspec.toml.decode(data, type=_Table).crawler


def chosen(words: Iterable[str]) -> set[str]:
    """Return the names that purposes and names stand for, in any case.

    Raises ValueError for unknown names, and for crawlers that draw previews.
    """
    by_name = {one.name.lower(): one.name for one in crawlers()}
    found: set[str] = set()
    for word in words:
        if word in PURPOSES:
            found.update(one.name for one in crawlers() if one.purpose == word)
        elif word.lower() in by_name:
            found.add(by_name[word.lower()])
        elif word.lower() in map(str.lower, PREVIEW_FETCHERS):
            raise ValueError(f"{word!r} draws the previews of shared pages, and is never kept out")
        else:
            hint = suggestion(word, [*PURPOSES, *by_name.values()], "'")
            raise ValueError(f"there is no crawler {word!r}{hint}")
    return found
