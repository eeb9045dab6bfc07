"""Pages and style sheets of an export find their files from the disk."""

import re
from html import unescape
from pathlib import Path

import pytest
from turbohtml import parse

from tests.support.places import SITES
from tests.support.previews import exported
from tests.support.runs import page


def test_pages_in_frames_have_no_scripts_and_keep_their_text(tmp_path: Path) -> None:
    folder = exported(SITES / "docusaurus", tmp_path / "out")
    text = (folder / "site/blog/open-sunday.html").read_text("utf-8")
    assert not re.search(r"<script(?![^>]*json)", text)
    assert 'data-smoopt="share"' in text
    assert not (folder / "site/assets/js").exists()


@pytest.mark.parametrize(
    "text",
    [
        "<script>run()</script><p onclick=run()>x",
        "<!-- > --><!doctype html>\n<html onclick=run()><head><meta charset=utf-8></head>x",
        "\ufeff<p>x",
        # Smoopt's marks are damaged: the page is left alone, and its copy runs nothing either.
        "<!doctype html><!--smoopt 12345678--><script>run()</script><p>x",
    ],
)
def test_a_policy_stands_ahead_of_all_that_could_run(text: str, root: Path, tmp_path: Path) -> None:
    (root / "about.html").write_text(text, "utf-8")
    folder = exported(root, tmp_path / "out", "--pages", "about.html")
    copy = (folder / "site/about.html").read_text("utf-8")
    assert "run()" not in copy
    ahead, policy, _ = copy.partition('<meta http-equiv="Content-Security-Policy"')
    assert policy
    assert re.fullmatch(r"\ufeff?(<!-- > -->)?(<!doctype html>)?", ahead)


def test_a_page_of_xml_is_copied_as_html_and_one_that_cannot_be_read_not_at_all(
    root: Path, tmp_path: Path
) -> None:
    (root / "one.xhtml").write_text(page("One").replace("<p>", "<p onclick='run()'>"), "utf-8")
    (root / "odd.html").write_bytes(b"\xff\xfe<\0s\0c\0r\0i\0p\0t\0>")
    link = '<a href="/one.xhtml">one</a><img src="/one.xhtml">'
    (root / "about.html").write_text(page("About").replace("</main>", f"{link}</main>"), "utf-8")
    picture = '<meta property="og:image" content="https://example.org/one.xhtml">'
    (root / "404.html").write_text(page("No").replace("</head>", f"{picture}</head>"), "utf-8")
    folder = exported(root, tmp_path / "out")
    assert 'href="one.xhtml.html"' in (folder / "site/about.html").read_text("utf-8")
    assert "run()" not in (folder / "site/one.xhtml.html").read_text("utf-8")
    assert not (folder / "site/one.xhtml").exists()
    assert b"no copy of it" in (folder / "site/odd.html").read_bytes()


def test_links_between_pages_stay_in_the_export_and_others_lead_to_the_public_site(
    root: Path, tmp_path: Path
) -> None:
    links = (
        '<a id=in href="/blog/two/#x">in</a><a id=out href="../../blog/one/">out</a>'
        '<a id=file href="/style.css">file</a><a id=far href="https://far.example/">far</a>'
        '<img id=inline src="data:image/gif;base64,AAAA"><a id=here href="#here">here</a>'
        '<img id=set srcset="/a.png 1x, /b,c.png 2x" src=/a.png>'
    )
    for name in ("a.png", "b,c.png"):
        (root / name).write_bytes(b"png")
    text = page("Links").replace("</main>", f"{links}</main>")
    (root / "blog/three").mkdir()
    (root / "blog/three/index.html").write_text(text, "utf-8")
    folder = exported(root, tmp_path / "out", "--pages", "three/", "--pages", "two/")
    document = parse((folder / "site/blog/three/index.html").read_text("utf-8"))

    def of(name: str, attribute: str = "href") -> object:
        element = document.select_one(f"#{name}")
        return element and element.attr(attribute)

    assert of("in") == "../two/index.html#x"
    assert of("out") == "https://example.org/blog/one/"
    assert of("file") == "https://example.org/style.css"
    assert of("far") == "https://far.example/"
    assert of("here") == "#here"
    assert of("inline", "src") == "data:image/gif;base64,AAAA"
    assert of("set", "src") == "../../a.png"
    assert of("set", "srcset") == "../../a.png 1x, ../../b%2Cc.png 2x"
    assert (folder / "site/b,c.png").is_file()
    assert not (folder / "site/index.html").exists()


def test_style_sheets_find_their_files_too(root: Path, tmp_path: Path) -> None:
    css = '@import "/more.css"; p { background: url("/img/a%20b.png"), url(data:x) } \xe9'
    (root / "style.css").write_text(css, "latin-1")
    (root / "more.css").write_text("b { background: url(img/c.png#x) }", "utf-8")
    (root / "img").mkdir()
    for name in ("a b.png", "c.png"):
        (root / "img" / name).write_bytes(b"png")
    for name in ("blog/one/index.html", "about.html"):
        text = page("Styled").replace("</head>", '<link rel=stylesheet href="/style.css">\n</head>')
        (root / name).write_text(text, "utf-8")
    folder = exported(root, tmp_path / "out")
    expected = '@import "more.css"; p { background: url("img/a%20b.png"), url(data:x) } \xe9'
    assert (folder / "site/style.css").read_text("latin-1") == expected
    assert (folder / "site/img/a b.png").is_file()
    assert (folder / "site/img/c.png").is_file()
    assert 'href="../../style.css"' in (folder / "site/blog/one/index.html").read_text("utf-8")


def test_pictures_of_inline_styles_and_short_names_lie_beside_the_page(
    root: Path, tmp_path: Path
) -> None:
    style = "<p style=\"background: url('/img/b.png')\">"
    body = f'{style}<img alt="" srcset="/a 1x, /img/b.png 2x">'
    (root / "img").mkdir()
    for name in ("a", "img/b.png"):
        (root / name).write_bytes(b"x")
    (root / "about.html").write_text(page("About").replace("</body>", f"{body}</body>"), "utf-8")
    folder = exported(root, tmp_path / "out")
    text = unescape((folder / "site/about.html").read_text("utf-8"))
    assert "url('img/b.png')" in text
    assert 'srcset="a 1x, img/b.png 2x"' in text
    assert (folder / "site/img/b.png").is_file()
    assert (folder / "site/a").is_file()
