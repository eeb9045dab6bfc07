"""A picture at no address of the web is passed on by no plugin, whatever the page says of it."""

import pytest

from smoopt.testing import build
from tests.support.mill_pages import DATED, HOME, URL, page

PASSING_ON: dict[str, dict[str, object]] = {
    "opengraph": {},
    "structured": {},
    "feeds": {},
    "oembed": {},
    "share": {"networks": ["pinterest"]},
    "sitemap": {},
}
SIZE = '<meta property="og:image:width" content="900"><meta property="og:image:height" content="9">'


def said_of(address: str, tag: str) -> tuple[int, list[str]]:
    """Count where a picture's address is written, and give the rules that its page breaks."""
    pages = {"index.html": HOME, "a.html": page(f"{DATED}{tag.format(address)}{SIZE}")}
    made = build(pages, PASSING_ON, url=URL, defaults=True)
    written = [made.pages["a.html"], *(data.decode() for data in made.files.values())]
    return sum(text.count("still.jpg") for text in written), [each.code for each in made.findings]


@pytest.mark.parametrize("tag", ['property="og:image"', 'name="smoopt:images"'])
@pytest.mark.parametrize("scheme", ["ftp", "javascript", "file", "ipfs"])
def test_a_picture_that_is_not_on_the_web_is_passed_on_by_nobody(scheme: str, tag: str) -> None:
    meta = f'<meta {tag} content="{{}}">'
    in_tag, found = said_of(f"{scheme}://cdn.example.net/still.jpg", meta)
    assert in_tag == 1  # where its author wrote it, or in the mark of what stood there
    assert ("og-image-form" in found) == ("og:image" in tag)
    assert said_of("https://cdn.example.net/still.jpg", meta)[0] >= 5
