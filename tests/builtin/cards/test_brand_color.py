"""The colour of a site: what it states, else what its style sheets show."""

from pathlib import Path

import pytest

from smoopt.builtin.cards.brand_color import DEFAULT, brand_color
from smoopt.html.page import Page
from smoopt.site.settings import Settings
from smoopt.site.site import Site
from tests.support.sites import write_files

PAGE = '<!doctype html><title>M</title>{head}<link rel="stylesheet" href="a.css"><p>M'


@pytest.mark.parametrize(
    ("head", "css", "found"),
    [
        ('<meta name="theme-color" content="#0A7">', "", ("#00aa77", "theme-color")),
        ('<meta name="theme-color" content="#fff">', "", (DEFAULT, "")),
        (
            '<meta name="theme-color" content="#fff">',
            ":root{--x-primary:#e91e63}",
            ("#e91e63", "a.css"),
        ),
        ("", ":root{--link:#112299;--brand-color:#cc3300}", ("#cc3300", "a.css")),
        ("", "a{color:#c30}b{color:#cc3300}i{color:#CC3300}p{color:#333}", ("#cc3300", "a.css")),
        ("", "a{color:#c30}p{color:#333}q{color:#333}s{color:#333}", (DEFAULT, "")),
        ("", "", (DEFAULT, "")),
    ],
)
def test_the_plainest_statement_counts(
    tmp_path: Path, head: str, css: str, found: tuple[str, str]
) -> None:
    text = PAGE.format(head=head)
    site = Site(write_files(tmp_path, {"index.html": text, "a.css": css}), Settings())
    assert brand_color(Page("index.html", text.encode()), site) == found


def test_the_front_page_speaks_for_all(tmp_path: Path) -> None:
    home = PAGE.format(head='<meta name="theme-color" content="#0a7bbd">')
    text = PAGE.format(head="")
    files = {"index.html": home, "b.html": text, "a.css": "a{--link:#112299}"}
    site = Site(write_files(tmp_path, files), Settings())
    assert brand_color(Page("b.html", text.encode()), site) == ("#0a7bbd", "index.html")
    assert site.still_answers(asked := site.dependencies())
    (tmp_path / "index.html").write_text(text)
    site.refresh(None)
    assert not site.still_answers(asked)
    assert brand_color(Page("b.html", text.encode()), site) == ("#112299", "a.css")
