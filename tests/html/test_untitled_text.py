"""A text whose title is no heading."""

import pytest
import turbohtml

from smoopt.html.untitled_text import paragraph_before

PROSE = "The mill stands where two brooks meet, and it has ground rye since before the first map."
OTHER = "This page is for version 2 only; see the other page for what version 1 did in its time."


@pytest.mark.parametrize(
    ("title", "before", "found"),
    [
        ("Mills: Rye", f"<p>{OTHER}</p>", OTHER),
        # The heading is the page's own.
        ("Sowing - Mills", f"<p>{OTHER}</p>", ""),
        ("Mills: Rye", "", ""),
        # Nothing else is.
        ("Mills: Wheat", f"<p>{OTHER}</p>", ""),
        ("Mills: Rye", "<p>By Ann, in May</p>", ""),
        ("Mills: Rye", f"<div class=notice><p>{OTHER}</p></div>", ""),
    ],
)
def test_a_text_whose_title_is_no_heading_begins_before_its_first_section(
    title: str, before: str, found: str
) -> None:
    html = f"<div class=title>Rye</div><div id=c>{before}<h1>Sowing</h1><p>{PROSE}</p></div>"
    document = turbohtml.parse(html)
    content, body = document.select_one("#c"), document.find("body")
    assert content is not None
    assert body is not None
    heading = content.find("h1")
    assert heading is not None
    opens = paragraph_before(heading, content, body, title, outside_articles=False)
    assert (opens.text if opens else "") == found
