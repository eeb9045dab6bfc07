"""A comparison for people at a terminal, and for programs."""

from collections.abc import Iterable, Iterator

from smoopt.compare.comparison import Comparison, Figure, PageDifference, Part
from smoopt.model.rows import Row
from smoopt.model.wording import counted, signed

# How many differing pages, and how many figures of a section are shown
_PAGES, _FIGURES = 20, 15
_LONGEST_VALUE = 200
# The width of names, and of the figures beside them
_NAME, _COLUMNS = 26, 21


def rows(found: Comparison, width: int) -> Iterator[Row]:
    """Yield the figures of both sites side by side, then the pages whose cards differ.

    `width` is the width of the screen in columns.
    """
    name = min(_NAME, width - _COLUMNS)
    yield Row(" " * name, f"{found.first.name} → {found.second.name}", "bold")
    yield from _figures(found.counts(), name)
    yield Row(f"{'pages in both':{name}}{found.both:>7,}")
    yield from _section("scores", found.scores(), name)
    yield from _section("large pictures, of 100 pages", found.large(), name)
    yield from _section("tags, of 100 pages", found.tags(), name, changed=True)
    yield from _section("findings by rule", found.rules(), name, changed=True)
    yield Row("")
    yield Row("", f"{_differ(len(found.pages))} of {found.both:,} in both", "bold")
    for page in found.pages[:_PAGES]:
        yield from _page(page)
    if (more := len(found.pages) - _PAGES) > 0:
        yield Row("  ", f"… and {counted(more, 'more page')}; --json lists all", "dim")


def data(found: Comparison) -> dict[str, object]:
    """Return the same as plain values, with all pages."""
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
    """Name the first platforms, and how many more there are."""
    more = len(platforms) - most
    return ", ".join(platforms[:most]) + (f" and {more} more" if more > 0 else "")


def _differ(count: int) -> str:
    if count > 1:
        return f"{count:,} pages are shown differently"
    return f"{'1' if count else 'no'} page is shown differently"


def _section(
    title: str, figures: Iterable[Figure], name: int, *, changed: bool = False
) -> Iterator[Row]:
    """Yield a section of figures, if it has any; with `changed`, only those that differ."""
    shown = [figure for figure in figures if figure.change or not changed]
    if shown:
        yield Row("")
        yield Row(title, style="bold")
        yield from _figures(shown[:_FIGURES], name)
    if (more := len(shown) - _FIGURES) > 0:
        yield Row("  ", f"… and {more:,} more that differ; --json lists all", "dim")


def _figures(figures: Iterable[Figure], name: int) -> Iterator[Row]:
    """Yield a line per figure, with `name` columns for its name; a longer name stands above."""
    for each in figures:
        change = f"{signed(each.change):>7}" if each.change else ""
        values = f"{_number(each.before):>7}{_number(each.after):>7}{change}"
        if len(each.name) > name:
            yield Row(each.name)
        yield Row(f"{each.name if len(each.name) <= name else '':{name}}{values}")


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
