"""The site itself, served as it will be published, and nothing beside it."""

import re
from pathlib import Path

import pytest

from tests.support.previews import SITE_PORT, Preview, opened
from tests.support.runs import page, tree


def test_the_site_shows_what_smoopt_would_write_and_writes_nothing(preview: Preview) -> None:
    before = tree(preview.state.site.root)
    answer = preview.site.get("/about.html")
    assert 'data-smoopt="share"' in answer.text
    assert answer.content == preview.state.render("about.html").outcome.data
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
    with opened(root, "https://example.org/docs/v1/") as state:
        preview = Preview(state)
        assert preview.site.get("/").headers["location"] == "/docs/v1/"
        assert "Home" in preview.site.get("/docs/v1/").text
        assert preview.site.get("/docs/v1/blog/two").headers["location"] == "/docs/v1/blog/two/"
        assert f':{SITE_PORT}/docs/v1/about.html"' in preview.text("/page/about.html")


def test_a_folder_of_the_host_may_have_any_name(root: Path) -> None:
    with opened(root, "https://example.org/my%20d%C3%B6cs/") as state:
        preview = Preview(state)
        assert preview.site.get("/").headers["location"] == "/my%20d%C3%B6cs/"
        assert "Home" in preview.site.get("/my%20d%C3%B6cs/").text
        assert f':{SITE_PORT}/my%20d%C3%B6cs/about.html"' in preview.text("/page/about.html")


def test_what_lies_beside_the_folder_of_the_site_is_not_there(root: Path) -> None:
    with opened(root, "https://example.org/docs/") as state:
        preview = Preview(state)
        assert preview.site.get("/docs/style.css").status_code == 200
        assert preview.site.get("/style.css").status_code == 404


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


@pytest.mark.parametrize("prefix", ["", "/static", "/page", "/picture"])
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
    with opened(root) as state:
        preview = Preview(state)
        for client in (preview.companion, preview.site):
            answer = client.get(f"{prefix}{path}")
            assert answer.status_code in {307, 404}
            assert "SECRET" not in answer.text
            assert "root:" not in answer.text
