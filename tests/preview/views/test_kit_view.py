"""The posts about a page, to copy from."""

import html
import re
from pathlib import Path

import pytest

from smoopt.preview.urls import quoted
from tests.support.previews import HOSTILE, ODD, Preview, opened
from tests.support.runs import page, smoopt
from tests.support.sites import write_files

NOINDEX = page("Hidden").replace("<head>", "<head><meta name=robots content=noindex>")


def texts(answer: str) -> list[str]:
    """Give the texts to copy, as a script reads them."""
    found = re.findall(r'<div class="said"[^>]*>(.*?)</div>', answer, re.DOTALL)
    return [html.unescape(text) for text in found]


def test_a_page_leads_to_its_posts_and_they_lead_back(preview: Preview) -> None:
    assert f'href="/kit/{quoted(ODD)}"' in preview.text(f"/page/{quoted(ODD)}")
    assert f'href="/page/{quoted(ODD)}"' in preview.text(f"/kit/{quoted(ODD)}")


def test_posts_are_those_of_the_command(tmp_path: Path) -> None:
    root = write_files(tmp_path / "public", {"a.html": page("Mühle & Rad")})
    with opened(root) as state:
        shown = texts(Preview(state).text("/kit/a.html"))
    url = "https://example.org/"
    run = smoopt("kit", root, "--url", url, "--pages", "a.html", "--format", "csv")
    assert run.code == 0, run.err
    written = [text for text in shown if text != f"{url}a.html"]
    assert len(written) > 10
    assert all(text.replace("\n", "\r\n") in run.out or text in run.out for text in written)


def test_a_text_is_copied_with_all_that_hides_in_it(tmp_path: Path) -> None:
    root = write_files(tmp_path / "public", {"a.html": page('هوش‌مصنوعی \u200fא <b> & "c"')})
    with opened(root) as state:
        shown = texts(Preview(state).text("/kit/a.html"))
    assert "\u200fא" in shown[0]
    assert "\\u200f" not in shown[0]


def test_nothing_of_a_page_becomes_markup(preview: Preview) -> None:
    text = preview.text(f"/kit/{quoted(ODD)}")
    assert "<script>" not in text
    assert HOSTILE in texts(text)


def test_why_there_are_no_posts_is_said(tmp_path: Path) -> None:
    files = {"hidden.html": NOINDEX, "a.html": page("A"), "404.html": page("Gone")}
    root = write_files(tmp_path / "public", dict(files))
    with opened(root) as state:
        preview = Preview(state)
        assert "about this page: it is the page of an error." in preview.text("/kit/404.html")
        assert "No posts are written about this page: it asks robots" in preview.text(
            "/kit/hidden.html"
        )
        assert preview.companion.get("/kit/none.html").status_code == 404


def test_settings_that_cannot_be_used_are_said_where_the_posts_would_be(tmp_path: Path) -> None:
    root = write_files(tmp_path / "public", {"a.html": page("A")})
    (tmp_path / "smoopt.toml").write_text("[kit.network.x]\ntemplate = '{{ titel }}'\n")
    with opened(root) as state:
        text = html.unescape(Preview(state).text("/kit/a.html"))
    assert "kit.network.x.template: line 1: 'titel' is undefined (did you mean `title`?)" in text


def test_networks_that_are_too_short_are_named(tmp_path: Path) -> None:
    root = write_files(tmp_path / "public", {"a.html": page("A")})
    (tmp_path / "smoopt.toml").write_text("[kit.network.x]\nlimit = 10\n")
    with opened(root) as state:
        text = html.unescape(Preview(state).text("/kit/a.html"))
    assert "There is no post for X: not even the link and a title fit." in text


@pytest.mark.parametrize("path", ["kit/1.html", "kit/2.html"])
def test_an_export_has_the_posts(tmp_path: Path, path: str) -> None:
    root = write_files(tmp_path / "public", {"a.html": page("A"), "b.html": page("B")})
    run = smoopt("preview", root, "--url", "https://example.org/", "--export", tmp_path / "out")
    assert run.code == 0, run.err
    text = (tmp_path / "out" / path).read_text()
    assert f'href="../pages/{path.removeprefix("kit/")}"' in text
    assert len(texts(text)) > 10
