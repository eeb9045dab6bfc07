"""What the preview answers, and to whom."""

import html
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from smoopt.preview.urls import quoted
from tests.support.previews import HOSTILE, ODD, PORT, SITE_PORT, Preview, kept, some
from tests.support.runs import page, tree


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return some(tmp_path / "public")


@pytest.fixture
def preview(root: Path) -> Iterator[Preview]:
    with kept(root) as state:
        yield Preview(state)


def rows(text: str) -> list[str]:
    return [
        html.unescape(path)
        for path in re.findall('<span class="path"><bdi>(.*?)</bdi></span>', text)
    ]


# The list


def test_the_list_has_every_page_with_its_title(preview: Preview) -> None:
    text = preview.text("/")
    assert set(rows(text)) == set(preview.state.site.pages)
    assert '<span class="name"><bdi>About</bdi></span>' in text


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ("q=about", ["about.html"]),
        ("q=ABOUT", ["about.html"]),
        ("q=one+blog", ["blog/one/index.html"]),
        ("q=nothing+like+it", []),
        ("q=50%25+%231%3F", [ODD]),
        ("q=%C3%BC%E6%97%A5", [ODD]),
        ("rule=no-such-rule", []),
    ],
)
def test_pages_are_found_by_words_of_path_and_title(
    asked: str, expected: list[str], preview: Preview
) -> None:
    assert rows(preview.text(f"/?{asked}")) == expected


def test_a_page_that_is_named_so_comes_before_those_that_only_contain_it(root: Path) -> None:
    (root / "aaa-one-more.html").write_text(page("Someone else"), "utf-8")
    with kept(root) as state:
        found = rows(Preview(state).text("/?q=one"))
    assert found == ["blog/one/index.html", "aaa-one-more.html"]


def test_pages_are_found_by_what_is_wrong_with_them(preview: Preview) -> None:
    counts = {path: preview.state.index.counts(path) for path in preview.state.site.pages}
    codes = {code for found in counts.values() for code in found}
    assert codes
    for code in codes:
        expected = {path for path, found in counts.items() if code in found}
        assert set(rows(preview.text(f"/?rule={code}"))) == expected
    for number, severity in enumerate(("info", "warning", "error")):
        expected = {
            path
            for path, found in counts.items()
            if any(worst >= number for worst, _ in found.values())
        }
        assert set(rows(preview.text(f"/?severity={severity}"))) == expected


def test_a_long_list_comes_in_parts_that_lead_to_each_other(tmp_path: Path) -> None:
    root = tmp_path / "public"
    root.mkdir()
    for number in range(120):
        (root / f"{number:03}.html").write_text(page(f"Page {number}"), "utf-8")
    with kept(root) as state:
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


# One page


@pytest.mark.parametrize("path", ["index.html", "blog/one/index.html", ODD])
def test_the_link_of_a_page_in_the_list_leads_to_its_companion(path: str, preview: Preview) -> None:
    links = re.findall(r'<a href="(/page/[^"]*)">', preview.text("/"))
    assert f"/page/{quoted(path)}" in links
    answer = preview.companion.get(f"/page/{quoted(path)}")
    assert answer.status_code == 200
    assert f"<code><bdi>{html.escape(path, quote=False)}</bdi></code>" in html_quotes(answer.text)


def html_quotes(text: str) -> str:
    """Read quotes, which jinja2 escapes everywhere."""
    return text.replace("&#39;", "'").replace("&#34;", '"')


def test_a_page_shows_cards_facts_findings_changes_and_itself(preview: Preview) -> None:
    text = preview.text("/page/about.html")
    assert 'class="sc sc-facebook' in text
    assert re.search(r'<th scope="row">title</th>\s*<td class="value"><bdi>About</bdi></td>', text)
    assert "about.html:" in text
    for finding in preview.state.look("about.html").findings:
        assert f"<code>{finding.code}</code>" in text
    assert "+&lt;meta property=&#34;og:title&#34; content=&#34;About&#34;&gt;" in text
    assert f'src="http://127.0.0.1:{SITE_PORT}/about.html"' in text


def test_nothing_of_a_page_becomes_markup_of_the_preview(preview: Preview) -> None:
    for address in ("/", f"/page/{quoted(ODD)}", f"/?q={quoted(HOSTILE)}", f"/{quoted(HOSTILE)}"):
        text = preview.text(address)
        assert "<script>" not in text
        assert "<i>" not in text.replace("<i></i>", "")  # a card's own ornament
        assert "alert(1)" in text or "50%" in text


def test_file_names_that_are_no_text_are_shown_all_the_same(root: Path) -> None:
    name = b"\xff\xfe.html".decode("utf-8", "surrogateescape")
    try:
        (root / name).write_text(page("Strange"), "utf-8")
    except OSError:
        pytest.skip("this system's names are text")
    with kept(root) as state:
        preview = Preview(state)
        assert "/page/%FF%FE.html" in preview.text("/")
        assert "Strange" in preview.text("/page/%FF%FE.html")
        assert preview.site.get("/%FF%FE.html").status_code == 200


@pytest.mark.parametrize("path", ["none.html", "blog/one", "style.css", "../smoopt.toml", ""])
def test_what_is_no_page_is_said_to_be_none(path: str, preview: Preview) -> None:
    answer = preview.companion.get(f"/page/{quoted(path)}")
    assert answer.status_code == 404
    assert "No such page" in answer.text


# The site itself


def test_the_site_shows_what_smoopt_would_write_and_writes_nothing(preview: Preview) -> None:
    before = tree(preview.state.site.root)
    answer = preview.site.get("/about.html")
    assert 'data-smoopt="share"' in answer.text
    assert answer.content == preview.state.look("about.html").outcome.data
    sheet = re.search(r'href="(smoopt/bar\.[0-9a-f]+\.css)"', answer.text)
    assert sheet
    assert preview.site.get(f"/{sheet[1]}").headers["content-type"] == "text/css"
    assert tree(preview.state.site.root) == before


def test_files_are_sent_as_they_are_and_pages_say_their_encoding_themselves(
    preview: Preview,
) -> None:
    style = preview.site.get("/style.css")
    assert (style.text, style.headers["content-type"]) == ("p { color: teal }\n", "text/css")
    assert preview.site.get("/").headers["content-type"] == "text/html"


def test_folders_and_missing_files_are_answered_as_web_servers_do(preview: Preview) -> None:
    assert preview.site.get("/blog/one/").status_code == 200
    assert preview.site.get("/blog/one").headers["location"] == "/blog/one/"
    assert preview.site.get("/about").text == preview.site.get("/about.html").text
    missing = preview.site.get("/none/at/all")
    assert missing.status_code == 404
    assert "Not here" in missing.text


def test_a_site_below_its_host_is_served_below_its_host(root: Path) -> None:
    with kept(root, "https://example.org/docs/v1/") as state:
        preview = Preview(state)
        assert preview.site.get("/").headers["location"] == "/docs/v1/"
        assert "Home" in preview.site.get("/docs/v1/").text
        assert preview.site.get("/docs/v1/blog/two").headers["location"] == "/docs/v1/blog/two/"
        assert f':{SITE_PORT}/docs/v1/about.html"' in preview.text("/page/about.html")


def test_a_folder_of_the_host_may_have_any_name(root: Path) -> None:
    with kept(root, "https://example.org/my%20d%C3%B6cs/") as state:
        preview = Preview(state)
        assert preview.site.get("/").headers["location"] == "/my%20d%C3%B6cs/"
        assert "Home" in preview.site.get("/my%20d%C3%B6cs/").text
        assert f':{SITE_PORT}/my%20d%C3%B6cs/about.html"' in preview.text("/page/about.html")


def test_what_lies_beside_the_folder_of_the_site_is_not_there(root: Path) -> None:
    with kept(root, "https://example.org/docs/") as state:
        preview = Preview(state)
        assert preview.site.get("/docs/style.css").status_code == 200
        assert preview.site.get("/style.css").status_code == 404


def test_json_ld_that_is_no_text_is_shown_all_the_same(root: Path) -> None:
    words = '{"@type": "NewsArticle", "headline": "A \\ud800 B"}'
    script = f'<script type="application/ld+json">{words}</script></head>'
    (root / "about.html").write_text(page("About").replace("</head>", script), "utf-8")
    with kept(root) as state:
        preview = Preview(state)
        assert preview.companion.get("/page/about.html").status_code == 200
        assert "A B" in preview.text("/page/about.html")


def test_no_service_worker_keeps_pages_of_the_preview(root: Path) -> None:
    (root / "sw.js").write_text("self", "utf-8")
    with kept(root) as state:
        site = Preview(state).site
        assert site.get("/sw.js").status_code == 200
        assert site.get("/sw.js", headers={"service-worker": "script"}).status_code == 404


# Who is answered


@pytest.mark.parametrize("port", [PORT, SITE_PORT])
@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("127.0.0.1:{}", 200),
        ("localhost:{}", 200),
        ("LOCALHOST", 200),
        ("[::1]:{}", 200),
        ("evil.example:{}", 400),
        ("127.0.0.1.evil.example", 400),
        ("192.168.0.7", 400),
        ("localhost.evil.example:{}", 400),
        ("", 400),
    ],
)
def test_only_this_computers_own_names_are_answered(
    host: str, status: int, port: int, preview: Preview
) -> None:
    client = preview.companion if port == PORT else preview.site
    for path in ("/", "/events") if status == 400 else ("/",):
        assert client.get(path, headers={"host": host.format(port)}).status_code == status


@pytest.mark.parametrize(
    ("host", "status"), [("192.168.0.7:80", 200), ("box.local", 200), ("evil.example", 400)]
)
def test_where_others_are_let_in_names_must_still_be_ours(
    host: str, status: int, preview: Preview
) -> None:
    wide = Preview(preview.state, "box.local")
    assert wide.companion.get("/", headers={"host": host}).status_code == status


PATHS = (
    "/../secret.txt",
    "/%2e%2e/secret.txt",
    "/..%2fsecret.txt",
    "/blog/..%2f..%2fsecret.txt",
    "/%2fetc/passwd",
    "//etc/passwd",
    "/..\\secret.txt",
    "/secret.txt%00.html",
    "/link.txt",
    "/linked/secret.txt",
    "/link.html",
)


@pytest.mark.parametrize("prefix", ["", "/static", "/page"])
@pytest.mark.parametrize("path", PATHS)
def test_no_path_and_no_link_leads_out_of_the_site(path: str, prefix: str, root: Path) -> None:
    outside = root.parent / "secret"
    outside.mkdir()
    for folder in (root.parent, outside):
        (folder / "secret.txt").write_text("SECRET", "utf-8")
    (outside / "page.html").write_text(page("SECRET"), "utf-8")
    (root / "link.txt").symlink_to(root.parent / "secret.txt")
    (root / "link.html").symlink_to(outside / "page.html")
    (root / "linked").symlink_to(outside)
    with kept(root) as state:
        preview = Preview(state)
        for client in (preview.companion, preview.site):
            answer = client.get(f"{prefix}{path}")
            assert answer.status_code in {307, 404}
            assert "SECRET" not in answer.text
            assert "root:" not in answer.text


def test_a_link_that_took_a_files_place_meanwhile_is_not_followed(
    root: Path, preview: Preview
) -> None:
    (root.parent / "secret.html").write_text(page("SECRET"), "utf-8")
    (root / "about.html").unlink()
    (root / "about.html").symlink_to(root.parent / "secret.html")
    shutil.rmtree(root / "blog/two")
    (root.parent / "other").mkdir()
    (root.parent / "other/index.html").write_text(page("SECRET"), "utf-8")
    (root / "blog/two").symlink_to(root.parent / "other")
    for path in ("about.html", "blog/two/index.html"):
        for answer in (preview.site.get(f"/{path}"), preview.companion.get(f"/page/{path}")):
            assert answer.status_code == 404
            assert "SECRET" not in answer.text


def test_every_page_of_the_preview_runs_nothing_but_its_own(preview: Preview) -> None:
    for path in ("/", "/page/about.html", "/none"):
        headers = preview.companion.get(path).headers
        policy = headers["content-security-policy"]
        assert policy.startswith("default-src 'none'; script-src 'self'; style-src 'self'; ")
        assert "unsafe" not in policy
        assert "frame-ancestors 'none'" in policy
        assert headers["x-content-type-options"] == "nosniff"
        text = preview.text(path)
        assert not re.search(r"<script(?![^>]* src=)", text)
        assert not re.search(r"<[^>]* (style|on[a-z]+)=", text)


def test_the_site_may_be_framed_by_the_companion_only(preview: Preview) -> None:
    policy = preview.site.get("/").headers["content-security-policy"]
    assert policy == f"frame-ancestors http://127.0.0.1:{PORT}"
    assert "access-control-allow-origin" not in preview.site.get("/").headers


def test_only_reading_is_possible(preview: Preview) -> None:
    for client in (preview.companion, preview.site):
        for method in ("POST", "PUT", "DELETE", "PATCH"):
            assert client.request(method, "/").status_code == 405
