"""Write docs/explanation/networks.md: what each network reads in a page, as in the preview.

Usage: python tools/make_network_pages.py
"""

from collections.abc import Iterator
from pathlib import Path

from smoopt.preview.cards.card_pictures import KB, MB, PictureLimits
from smoopt.preview.cards.platform import Platform, TextLimit
from smoopt.preview.cards.platform_table import PLATFORMS

TARGET = Path(__file__).parents[1] / "docs/explanation/networks.md"
_HEAD = """\
# What networks read

<!-- Written by tools/make_network_pages.py: change the table in the code, not this file. -->

When somebody pastes a link, the network's own server or app fetches the page and takes a few tags
from it. No two networks read the same tags. This page lists what each network reads, as far as it
is known. [`smoopt preview`](../reference/commands/preview.md) draws cards from the same table. In
the code, [platform_table.py](../../smoopt/preview/cards/platform_table.py) names the source of each
entry, and the day when it was read. Where a network has no documentation, the source is an
observation by others.

Networks try tags from left to right: the first one that the page has counts. Three rules follow:

- **Open Graph is enough for most.** X has its own tags, and falls back to Open Graph.
- **The picture decides.** All networks show a JPEG or PNG of 1200×630 and less than 600 kB large.
  Not all of them show WebP, AVIF and SVG.
- **Tags belong at the top.** Some networks read only the first kilobytes of a page. So smoopt puts
  tags before inlined styles and scripts.
"""
_KINDS = {"webp": "WebP"}
_ROWS = (
    ("title", "titles"),
    ("description", "descriptions"),
    ("picture", "images"),
    ("alt text", "alts"),
    ("name of the site", "site_names"),
    ("author", "authors"),
    ("author's account", "accounts"),
    ("date", "dates"),
    ("address shown", "addresses"),
    ("icon", "icons"),
    ("no card without", "asks_for"),
)


def page() -> str:
    """Write the page: a section for each network."""
    lines = [_HEAD]
    for platform in PLATFORMS:
        lines += [f"## {platform.label}", "", "| value | source or limit |", "|---|---|"]
        for what, field in _ROWS:
            if tags := getattr(platform, field):
                lines.append(f"| {what} | {', '.join(f'`{tag}`' for tag in tags)} |")
        lines += [f"| {what} | {said} |" for what, said in _limits(platform)]
        lines.append("")
    return "\n".join(lines).rstrip() + "\n"


def _limits(platform: Platform) -> Iterator[tuple[str, str]]:
    if platform.asks_oembed:
        yield "before any tag", "an oEmbed answer"
    if platform.takes_earliest:
        yield "order", "whichever of the Open Graph and X tags comes first in the page"
    if platform.takes_empty:
        yield "an empty tag", "counts: later tags are not tried"
    if platform.reads:
        yield "reads", f"the first {_bytes(platform.reads)} of the page"
    texts = (("title", platform.title_length), ("description", platform.description_length))
    for what, limit in texts:
        if limit.limit:
            yield f"longest {what}", _length(limit)
    yield "pictures", "; ".join(_pictures(platform.pictures))


def _length(limit: TextLimit) -> str:
    return f"{limit.limit} {limit.unit}"


def _pictures(limits: PictureLimits) -> Iterator[str]:
    kinds = sorted(kind.removeprefix("image/") for kind in limits.types - limits.unsafe)
    yield ", ".join(_KINDS.get(kind, kind.upper()) for kind in kinds)
    for kind in sorted(limits.unsafe):
        name = kind.removeprefix("image/")
        yield f"{_KINDS.get(name, name.upper())} not always"
    if limits.most_bytes:
        then = " (larger ones are made to fit)" if limits.shrinks else ""
        yield f"at most {_bytes(limits.most_bytes)}{then}"
    if any(limits.least):
        yield f"at least {_pixels(limits.least)}"
    if any(limits.most):
        yield f"at most {_pixels(limits.most)}"
    if any(limits.large):
        yield f"large from {_pixels(limits.large)}"
    if limits.widest:
        yield f"at most {limits.widest} times as wide as high"


def _bytes(size: int) -> str:
    for unit, name in ((MB, "MB"), (KB, "KB")):
        if size >= unit and not size % unit:
            return f"{size // unit} {name}"
    return f"{size:,} bytes"


def _pixels(size: tuple[int, int]) -> str:
    wide, high = size
    return f"{wide}×{high}" if high else f"{wide} pixels wide"


if __name__ == "__main__":
    TARGET.write_text(page(), "utf-8")
