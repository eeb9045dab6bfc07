"""The list of pages, a part at a time."""

import html
import re
from pathlib import Path

import pytest

from smoopt.preview.urls import quoted
from tests.support.previews import ODD, Preview, opened, rows
from tests.support.runs import page


def test_the_list_has_every_page_with_its_title(preview: Preview) -> None:
    text = preview.text("/")
    assert set(rows(text)) == set(preview.state.site.pages)
    assert '<span class="name"><bdi>About</bdi></span>' in text


def test_a_long_list_comes_in_parts_that_lead_to_each_other(tmp_path: Path) -> None:
    root = tmp_path / "public"
    root.mkdir()
    for number in range(120):
        (root / f"{number:03}.html").write_text(page(f"Page {number}"), "utf-8")
    with opened(root) as state:
        preview, seen, address = Preview(state), [], "/?q=page"
        while address:
            text = preview.text(address)
            seen += rows(text)
            following = re.search(r'<a href="([^"]*)" rel="next"', text)
            address = "/" + html.unescape(following[1]) if following else ""
        assert seen == list(state.site.pages)
        assert "120 pages" in text
        assert rows(preview.text("/?n=99")) == rows(text)
        for nonsense in ("n=0", "n=-1", "n=x", "n=²", "severity=bad", "n=" + "9" * 5000):
            assert len(rows(preview.text(f"/?{nonsense}"))) == 50


def html_quotes(text: str) -> str:
    """Read quotes, which jinja2 escapes everywhere."""
    return text.replace("&#39;", "'").replace("&#34;", '"')


@pytest.mark.parametrize("path", ["index.html", "blog/one/index.html", ODD])
def test_the_link_of_a_page_in_the_list_leads_to_its_companion(path: str, preview: Preview) -> None:
    links = re.findall(r'<a href="(/page/[^"]*)">', preview.text("/"))
    assert f"/page/{quoted(path)}" in links
    answer = preview.companion.get(f"/page/{quoted(path)}")
    assert answer.status_code == 200
    assert f"<code><bdi>{html.escape(path, quote=False)}</bdi></code>" in html_quotes(answer.text)
