"""Rules on all pages together: what is said twice, what points to the wrong page."""

from collections.abc import Callable, Iterator, Mapping

from smoopt.check.rules.page_summary import At, PageSummary
from smoopt.check.rules.scope import is_list
from smoopt.model.finding import Finding, Place, Severity
from smoopt.model.rule import Rule
from smoopt.site.own_address import HOME

_GOOGLE = "https://developers.google.com/search/docs/crawling-indexing/consolidate-duplicate-urls"
_HREFLANG = "https://developers.google.com/search/docs/specialty/international/localized-versions"
# What more pages have is a theme's doing; one remark is enough.
_MANY = 10

TITLE_DUPLICATE = Rule(
    id="title-duplicate",
    severity=Severity.WARNING,
    what="Several pages in the same language have the same `<title>`.",
    why="Nobody can tell them apart in results, tabs and bookmarks.",
    source="https://developers.google.com/search/docs/appearance/title-link",
    fix="Give each page a title of its own. Where more than ten have the same, the first is named.",
)
DESCRIPTION_DUPLICATE = Rule(
    id="description-duplicate",
    severity=Severity.INFO,
    what="Several pages in the same language have the same meta description.",
    why="It describes none of them; search engines then show other words.",
    source="https://developers.google.com/search/docs/appearance/snippet",
    fix="Describe each page, or leave the tag out. Where more than ten have the same, the first "
    "is named.",
)
CANONICAL_REDIRECT = Rule(
    id="canonical-redirect",
    severity=Severity.WARNING,
    what="The canonical link leads to a page that redirects.",
    why="Search engines may take either for the real one.",
    source=_GOOGLE,
    fix="Name the page that the redirect leads to.",
)
CANONICAL_NOINDEX = Rule(
    id="canonical-noindex",
    severity=Severity.WARNING,
    what="The canonical link leads to a page that asks not to be indexed.",
    why="Search engines are told that the real page is one they may not show.",
    source=_GOOGLE,
    fix="Name a page that may be shown, or let that page be indexed.",
)
CANONICAL_CHAIN = Rule(
    id="canonical-chain",
    severity=Severity.WARNING,
    what="The canonical link leads to a page that names a third one as canonical.",
    why="Search engines may give up on the way.",
    source=_GOOGLE,
    fix="Name the last page of the chain.",
)
HREFLANG_NO_RETURN = Rule(
    id="hreflang-no-return",
    severity=Severity.WARNING,
    what="A page names a translation that does not name it in return.",
    why="Search engines take no heed of a link that only one of the two has.",
    source=_HREFLANG,
    fix="Let both pages list each other.",
)
RULES = (
    TITLE_DUPLICATE,
    DESCRIPTION_DUPLICATE,
    CANONICAL_REDIRECT,
    CANONICAL_NOINDEX,
    CANONICAL_CHAIN,
    HREFLANG_NO_RETURN,
)


def across(said: Mapping[str, PageSummary]) -> Iterator[Finding]:
    """Compare all pages."""
    yield from _repeated(TITLE_DUPLICATE, said, lambda page: (page.title, page.title_at))
    yield from _repeated(
        DESCRIPTION_DUPLICATE, said, lambda page: (page.description, page.description_at)
    )
    for path, page in said.items():
        if page.canonical and page.canonical != path:
            yield from _canonical(path, page, said)
        for link in page.translations:
            other = said.get(link.path)
            if link.path != path and other is not None and not _names(other, path):
                message = f"{link.path} ({link.language}) does not name this page in return"
                yield HREFLANG_NO_RETURN.at(Place(path, *link.at), message)


def _repeated(
    rule: Rule,
    said: Mapping[str, PageSummary],
    words: Callable[[PageSummary], tuple[bytes, At]],
) -> Iterator[Finding]:
    """Find what several pages say; lists of posts may go on under the same words."""
    groups: dict[tuple[str, bytes], list[str]] = {}
    for path, page in said.items():
        if text := words(page)[0]:
            groups.setdefault((page.language, text), []).append(path)
    what = rule.id.partition("-")[0]
    for group in groups.values():
        if len(group) == 1:
            continue
        # The home page is not to blame, and the best one to name.
        alike = sorted(group, key=lambda path: (path != HOME, path))
        blamed = [path for path in alike if path != HOME and not is_list(path)]
        for path in blamed[:1] if len(alike) > _MANY else blamed:
            other = alike[path == alike[0]]
            message = f"its {what} is that of {_counted(len(alike) - 1, other)}"
            yield rule.at(Place(path, *words(said[path])[1]), message)


def _counted(others: int, one: str) -> str:
    return one if others == 1 else f"{others:,} other pages, such as {one}"


def _canonical(path: str, page: PageSummary, said: Mapping[str, PageSummary]) -> Iterator[Finding]:
    other = said.get(page.canonical)
    if other is None:
        return
    place = Place(path, *page.canonical_at)
    if other.redirect:
        yield CANONICAL_REDIRECT.at(place, f"{page.canonical} redirects")
    elif other.noindex:
        yield CANONICAL_NOINDEX.at(place, f"{page.canonical} asks not to be indexed")
    elif other.canonical not in {"", page.canonical}:
        message = f"{page.canonical} names {other.canonical} in its turn"
        yield CANONICAL_CHAIN.at(place, message)


def _names(page: PageSummary, path: str) -> bool:
    return any(link.path == path for link in page.translations)
