"""The site itself, served as it will be published, and nothing beside it."""

import re
from pathlib import Path

import pytest

from tests.support.previews import SITE_PORT, Preview, opened, settled
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


GIVER = """
import json
from smoopt import File, FileEdit, Plugin, hookimpl, own_file

class Giver(Plugin, frozen=True):
    @hookimpl
    def survey(self, page):
        return page.path

    @hookimpl
    def site_files(self, site, records):
        yield File.at("feed.json", json.dumps(sorted(records)).encode())
        yield File.at("embed/index.html", b"<!doctype html><title>Embedded</title>")
        yield File.at("style.css", b"refused: the site has it")
        yield FileEdit("robots.txt", len(site.read("robots.txt")), "# A feed")
"""


@pytest.fixture
def giving(root: Path) -> Path:
    """Add a plugin that gives files for the site as a whole, and a page that links to one."""
    (root.parent / "giver.py").write_text(GIVER)
    (root.parent / "smoopt.toml").write_text('[plugins.giver]\nfile = "giver.py:Giver"\n')
    (root / "robots.txt").write_text("User-agent: *\n")
    link = '<a href="feed.json">Feed</a> <a href="none.json">None</a></main>'
    (root / "linking.html").write_text(page("Linking").replace("</main>", link))
    return root


def test_what_plugins_give_for_the_whole_site_is_served(giving: Path) -> None:
    before = tree(giving)
    with opened(giving) as state:
        site = Preview(state).site
        feed = site.get("/feed.json")
        assert feed.json() == sorted(state.site.pages)
        assert feed.headers["content-type"] == "application/json"
        assert site.get("/robots.txt").text.startswith("User-agent: *\n# smoopt ")
        assert "# A feed" in site.get("/robots.txt").text
        assert "Embedded" in site.get("/embed/").text
        assert site.get("/embed").headers["location"] == "/embed/"
        assert "refused" not in site.get("/style.css").text
    assert tree(giving) == before


def test_it_follows_the_pages_and_the_settings(giving: Path) -> None:
    with opened(giving) as state:
        (giving / "new.html").write_text(page("New"))
        state.rebuild({"new.html"})
        settled(state)
        assert "new.html" in Preview(state).site.get("/feed.json").json()
        (giving.parent / "smoopt.toml").write_text("")
        state.renew()
        settled(state)
        assert Preview(state).site.get("/feed.json").status_code == 404
        assert Preview(state).site.get("/robots.txt").text == "User-agent: *\n"


def test_a_link_to_it_is_no_broken_one(giving: Path) -> None:
    with opened(giving) as state:
        findings = state.findings(state.render("linking.html"))
        broken = [finding.message for finding in findings if finding.code == "link-broken"]
        assert len(broken) == 1
        assert "none.json" in broken[0]
        assert state.index.counts("linking.html")["link-broken"][1] == 1


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
