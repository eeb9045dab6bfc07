"""The root of a page's site is told by what lies there, or it is said that it is a guess."""

import json
import shutil
from pathlib import Path

import pytest

from tests.support.bars import article
from tests.support.runs import URL, page, smoopt
from tests.support.sites import write_files

BLOG = {
    "index.html": page("Home"),
    "blog/index.html": page("Blog"),
    "blog/2026/post.html": page("Post"),
}
POST = "blog/2026/post.html"
SITEMAP = (
    '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
    f"<url><loc>{URL}</loc></url><url><loc>{URL}{POST}</loc></url></urlset>"
)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Make a project with a built site in it, and sources that look like one."""
    write_files(tmp_path / "public", BLOG)
    write_files(tmp_path, {"index.html": "source", "CNAME": "example.org"})
    return tmp_path


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """Make a site of which nothing tells that it is one, below what may be another."""
    write_files(tmp_path, {"robots.txt": "", "away/note.txt": ""})
    return write_files(tmp_path / "mine", BLOG)


def linked(*links: str) -> str:
    """Write a page that links to some addresses."""
    anchors = "".join(f'<a href="{link}">there</a>' for link in links)
    return page("Post").replace("</main>", f"{anchors}</main>")


def told(*words: object, cwd: Path) -> tuple[str, str]:
    """Explain a page: give its path in the site, and what is said of a guess."""
    run = smoopt("explain", *words, "--json", cwd=cwd)
    assert run.code == 0, run.err
    return json.loads(run.out)["path"], run.err


def everywhere(site: Path) -> set[tuple[str, str]]:
    """Explain the post from several folders, and by several ways to write it."""
    away, post = site.parent / "away", site / POST
    away.mkdir(exist_ok=True)
    return {
        told(post, cwd=Path("/")),
        told(post, cwd=away),
        told(f"../{site.name}/{POST}", cwd=away),
        told(POST, cwd=site),
        told("post.html", cwd=post.parent),
    }


@pytest.mark.parametrize(
    ("here", "page", "options"),
    [
        (".", f"public/{POST}", ()),
        (".", f"public/{POST}", ("--site", "public")),
        ("public", POST, ()),
        ("public", POST, ("--site", ".")),
        ("public/blog/2026", "post.html", ()),
        ("public/blog/2026", "post.html", ("--site", "../..")),
    ],
)
def test_a_folder_that_is_named_as_generators_name_theirs_is_the_root(
    project: Path, here: str, page: str, options: tuple[str, ...]
) -> None:
    assert told(page, *options, cwd=project / here)[0] == POST


def test_the_site_that_is_given_is_not_doubted(project: Path) -> None:
    words = project / "public" / POST, "--site", project / "public/blog"
    assert told(*words, cwd=Path("/")) == ("2026/post.html", "")


def test_a_page_that_is_not_of_the_site_is_refused(project: Path) -> None:
    run = smoopt("explain", "index.html", "--site", "public", cwd=project)
    assert run.code == 2
    assert "smoopt: index.html: does not lie in public" in run.err


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("missing.html", "there is no such file; expected one of a built site"),
        ("public/blog/2026", "has no index.html; name a page, such as post.html"),
    ],
)
def test_what_is_no_page_is_refused(project: Path, name: str, says: str) -> None:
    run = smoopt("explain", name, cwd=project)
    assert run.code == 2
    assert f"smoopt: {name}: {says}" in run.err


def test_of_a_folder_the_index_is_explained(project: Path) -> None:
    path, said = told("public/blog", "--site", "public", cwd=project)
    assert (path, said) == (
        "blog/index.html",
        "public/blog: is a folder; explaining its index.html\n",
    )


def test_a_build_tells_the_root(site: Path) -> None:
    smoopt("build", site, "--url", URL)
    shutil.rmtree(site / "smoopt", ignore_errors=True)
    assert everywhere(site) == {(POST, "")}


def test_a_build_into_another_folder_tells_both_roots(site: Path) -> None:
    write_files(site.parent, {"away/smoopt.toml": ""})
    smoopt("build", site, "-o", site.parent / "out", cwd=site.parent / "away")
    for folder in (site, site.parent / "out"):
        shutil.rmtree(folder / "smoopt", ignore_errors=True)
        assert told(folder / POST, cwd=site.parent / "away") == (POST, "")
        words = folder / POST, "--config", "away/smoopt.toml"
        assert told(*words, cwd=site.parent) == (POST, "")


def test_files_that_smoopt_added_tell_the_root(site: Path) -> None:
    write_files(site, {"a.html": article("A", words="lamp paper glue shade fold " * 80)})
    smoopt("build", site, "--url", URL, "--no-manifest")
    assert [*site.glob("smoopt/*")]
    assert everywhere(site) == {(POST, "")}


def test_a_sitemap_tells_the_root(site: Path) -> None:
    (site.parent / "robots.txt").unlink()
    write_files(site, {"sitemap.xml": SITEMAP})
    assert everywhere(site) == {(POST, "")}


def test_a_sitemap_below_what_may_be_the_root_leaves_a_guess(site: Path) -> None:
    write_files(site, {"sitemap.xml": SITEMAP})
    ((path, said),) = {told(site / POST, cwd=site.parent)}
    assert (path, said) == (
        POST,
        "assuming that mine is the site's root; --site DIR sets another\n",
    )


@pytest.mark.parametrize("link", ["/blog/", "../../index.html"])
def test_else_the_links_of_the_page_lead_to_a_guess_that_is_said(site: Path, link: str) -> None:
    write_files(site, {POST: linked(link, "https://example.org/away/", "#here", "/")})
    found = everywhere(site)
    assert {path for path, _ in found} == {POST}
    assert all("is the site's root; --site DIR sets another" in said for _, said in found)


@pytest.mark.parametrize("link", ["a" * 5000, "/%00", "http://[", "//host/blog/", ""])
def test_links_that_lead_nowhere_do_no_harm(site: Path, link: str) -> None:
    write_files(site, {POST: linked(link)})
    assert told(site / POST, cwd=site)[1].startswith("assuming that ")


def test_two_folders_that_were_built_leave_a_guess(site: Path) -> None:
    write_files(site, {POST: linked("../../index.html")})
    for folder in (site, site / "blog"):
        smoopt("build", folder, "--url", URL)
    found = everywhere(site)
    assert {path for path, _ in found} == {POST}
    assert all(said for _, said in found)


def test_the_folder_of_the_configuration_is_no_root(site: Path) -> None:
    write_files(site.parent, {"smoopt.toml": "", "index.html": "source"})
    found = {told(site / POST, cwd=cwd) for cwd in (site, site.parent, Path("/"))}
    assert {path for path, _ in found} == {POST}


def test_a_file_that_is_no_page_has_a_root_as_well(site: Path) -> None:
    smoopt("build", site, "--url", URL)
    write_files(site, {"blog/feed.txt": "words"})
    assert told(site / "blog/feed.txt", cwd=Path("/")) == ("blog/feed.txt", "")
