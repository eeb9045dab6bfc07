"""Small sites of pages that speak of each other, drawn by hypothesis, and edits to them."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from hypothesis import strategies as st

from tests.support.project import Files, Project, page
from tests.support.sites import URL

TITLES = (
    "Home | Lab",
    "Lab: one",
    "Lab: two",
    "",
    "One",
    "Two",
    "Same",
    "One | Lab",
    "Two | Lab",
    "Three | Lab",
    "Lab",
    "Lab - a lab",
)
DESCRIPTIONS = ("", "Of the lab.", "Of the lab.", "Of one.", "Of two.")
PATHS = (
    *("index.html", "a.html", "b.html", "c.html", "404.html", "a/index.html"),
    *("b/index.html", "c/index.html", "tags/index.html", "a/b.htm"),
)
HEADS = (
    "<meta property=og:title content=Same><meta property=og:description content='Of the lab.'>",
    *("", "", "", "{canonical}", "{canonical}", "{bare}", "{bare}", "{named}", "{odd}"),
    f"<meta property=og:url content={URL}b>",
    f"<link rel=canonical href={URL}tags/>",
    f"<link rel=canonical href={URL}tags/><meta property=og:url content={URL}tags/>",
    "<link rel=canonical href=https://undefined/>",
    f"<link rel=canonical href={URL}>",
    f"<link rel=canonical href={URL}a>",
    "<link rel=canonical href=https://other.example/>",
    "<meta property=og:title content='One | Lab'>",
    "<meta property=og:title content=Same>",
    "<meta name=robots content=noindex>",
    "<meta property=og:site_name content=Lab>",
    "<meta name=smoopt:title content=Same>",
    "<meta http-equiv=refresh content='0; url=a.html'>",
)
LINKS = "<a href=/docs/b>b</a><a href=/docs/c/>c</a><a href=/docs/a.html>a</a>"
BODIES = ("", "<h1>One</h1>", "<h1>A heading</h1>", "<p>Of the lab.</p>", "<a href=a>a</a>", LINKS)


@st.composite
def contents(draw: st.DrawFn, path: str) -> str:
    whole = path.removesuffix("index.html")
    head = draw(st.sampled_from(HEADS)).format(
        canonical=f"<link rel=canonical href={URL}{whole}>",
        bare=f"<link rel=canonical href={URL}{whole.removesuffix('.html').rstrip('/')}>",
        named=f"<link rel=canonical href={URL}{path}>",
        odd=f"<link rel=canonical href=http://example.org/docs//{path.removesuffix('.html')}?utm_id=1>",
    )
    title, description = draw(st.sampled_from(TITLES)), draw(st.sampled_from(DESCRIPTIONS))
    return page(title, description, draw(st.sampled_from(BODIES)), head)


@st.composite
def sites(draw: st.DrawFn, least: int = 1) -> dict[str, str]:
    paths = draw(st.lists(st.sampled_from(PATHS), unique=True, min_size=least, max_size=len(PATHS)))
    return {path: draw(contents(path)) for path in paths}


@st.composite
def edits(draw: st.DrawFn) -> dict[str, str | None]:
    """Draw what is written, and what is removed (None)."""
    paths = draw(st.lists(st.sampled_from(PATHS), unique=True, min_size=1, max_size=3))
    return {path: draw(st.one_of(st.none(), contents(path), contents(path))) for path in paths}


def applied(project: Project, files: dict[str, str], edit: Mapping[str, str | None]) -> set[str]:
    """Write and remove pages; give the paths that were touched."""
    for path, text in edit.items():
        if text is not None:
            project.write({path: text})
            files[path] = text
        elif files.pop(path, None) is not None:
            project.remove(path)
    return set(edit)


def from_nothing(folder: Path, files: Files, *, apart: bool) -> tuple[dict[str, bytes], list[str]]:
    fresh = Project(folder, files, apart=apart)
    summary = fresh.build()
    return pages_of(fresh), said(summary.findings)


def pages_of(project: Project) -> dict[str, bytes]:
    return {path: entry.content for path, entry in project.built().items() if entry.content}


def said(findings: Iterable[object]) -> list[str]:
    return sorted(map(str, findings))
