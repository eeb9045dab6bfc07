"""A comparison for people at a terminal, and for programs."""

from collections.abc import Iterable, Iterator

from smoopt.compare.comparison import Comparison, Figure, PageDifference, Part
from smoopt.model.rows import Row
from smoopt.model.wording import counted, signed

# So many pages that differ, tags and rules are shown.
_PAGES, _FIGURES = 20, 15
_LONGEST_VALUE = 200
_NAME = 26


def rows(found: Comparison) -> Iterator[Row]:
    """Give the figures of both sites side by side, then the pages whose cards differ."""
    yield Row(f"{'':{_NAME}}", f"{found.first.name} → {found.second.name}", "bold")
    yield from _figures(found.counts())
    yield Row("pages in both".ljust(_NAME), f"{found.both:>7,}")
    yield from _section("scores", found.scores())
    yield from _section("large pictures, of 100 pages", found.large())
    yield from _section("tags, of 100 pages", found.tags(), changed=True)
    yield from _section("findings by rule", found.rules(), changed=True)
    yield Row("")
    yield Row(f"{_differ(len(found.pages))} of {found.both:,} in both", style="bold")
    for page in found.pages[:_PAGES]:
        yield from _page(page)
    if (more := len(found.pages) - _PAGES) > 0:
        yield Row("  ", f"… and {counted(more, 'more page')}; --json lists all", "dim")


def data(found: Comparison) -> dict[str, object]:
    """Give the same, with all pages."""
    figures = {
        "counts": found.counts(),
        "scores": found.scores(),
        "large": found.large(),
        "tags": found.tags(),
        "rules": found.rules(),
    }
    return {
        "sites": [found.first.name, found.second.name],
        "both": found.both,
        **{
            name: {each.name: [each.before, each.after] for each in those}
            for name, those in figures.items()
        },
        "pages": [
            {
                "path": page.path,
                "other": page.other,
                "parts": [
                    {name: getattr(part, name) for name in Part.__struct_fields__}
                    for part in page.parts
                ],
            }
            for page in found.pages
        ],
    }


def said_by(platforms: tuple[str, ...], most: int = 3) -> str:
    """Name a few platforms, and how many more there are."""
    more = len(platforms) - most
    return ", ".join(platforms[:most]) + (f" and {more} more" if more > 0 else "")


def _differ(count: int) -> str:
    return "1 page is shown differently" if count == 1 else f"{count:,} pages are shown differently"


def _section(title: str, figures: Iterable[Figure], *, changed: bool = False) -> Iterator[Row]:
    """Head some figures; only those that differ, if they are many."""
    shown = [figure for figure in figures if figure.change or not changed]
    if shown:
        yield Row("")
        yield Row(title, style="bold")
        yield from _figures(shown[:_FIGURES])
    if (more := len(shown) - _FIGURES) > 0:
        yield Row("  ", f"… and {more:,} more that differ; --json lists all", "dim")


def _figures(figures: Iterable[Figure]) -> Iterator[Row]:
    for each in figures:
        before, after = (
            "–" if value is None else f"{value:,}" for value in (each.before, each.after)
        )
        change = f"{signed(each.change):>7}" if each.change else ""
        yield Row(f"{each.name:{_NAME}}", f"{before:>7}{after:>7}{change}")


def _number(value: int | None) -> str:
    return "–" if value is None else f"{value:,}"


def _page(page: PageDifference) -> Iterator[Row]:
    moved = f" → {page.other}" if page.other != page.path else ""
    yield Row(f"  {page.path}{moved}")
    for part in page.parts:
        yield Row("    ", f"{part.name} ({said_by(part.platforms)})")
        for sign, value in (("−", part.before), ("+", part.after)):
            yield Row(f"      {sign} ", _cut(value) or "nothing")


def _cut(value: str) -> str:
    return value if len(value) <= _LONGEST_VALUE else f"{value[:_LONGEST_VALUE]}…"
