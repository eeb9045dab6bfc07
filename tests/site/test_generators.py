"""`smoopt init` finds out what there is to know, and what it writes works."""

import re
import tomllib
from pathlib import Path

import pytest

from smoopt.site import generators
from smoopt.site.settings import Settings
from smoopt.site.site import Site
from tests.support.pictures import png
from tests.support.places import EVERY_SITE, ROOT
from tests.support.runs import Run, contents, page, smoopt
from tests.support.sites import write_files

FOUND = {
    "astro": "Astro",
    "docusaurus": "Docusaurus",
    "doxygen": "Doxygen",
    "eleventy": None,  # its layout names no generator
    "hexo-landscape": "Hexo",
    "hexo-next": "Hexo",
    "hugo": "Hugo",
    "javadoc": "Javadoc",
    "jekyll": "Jekyll",
    "lektor": None,  # as Eleventy's
    "material": "MkDocs",
    "mdbook": "mdBook",
    "mkdocs": "MkDocs",
    "next": "Next.js",
    "nikola": "Nikola",
    "pelican": "Pelican",
    "pydata": "Sphinx",
    "sphinx": "Sphinx",
    "starlight": "Astro",
    "sveltekit": "SvelteKit",
    "typedoc": "TypeDoc",
    "vitepress": "VitePress",
    "vuepress": "VuePress",
    "zensical": "Zensical",
}
# The address that each site was built for, where it says so anywhere.
ADDRESSES = {
    "astro": "https://ferry.example.org/",
    "docusaurus": "https://windward.example.com/",
    "doxygen": "https://quern.example.org/",
    "hexo-landscape": "https://whistle.example.org/",
    "hexo-next": "https://bookroom.example.org/",
    "hugo": "https://copperkettle.example.org/",
    "javadoc": "https://kiln.example.org/",
    "jekyll": "https://spokes.example.org/notebook/",
    "lektor": "https://cartwheel.example.org/",
    "material": "https://spindle.example.org/",
    "mdbook": "https://knots.example.org/",
    "mkdocs": "https://docs.example.org/lantern/",
    "next": "https://clocks.example.org/",
    "nikola": "https://krume.example.com/",
    "pelican": "https://rails.example.com/",
    "pydata": "https://lockgate.example.org/",
    "sphinx": "https://tidewater.example.net/en/latest/",
    "starlight": "https://millrace.example.org/",
    "vitepress": "https://halfmoon.example.net/halfmoon/",
    "zensical": "https://beehive.example.org/",
}
SITEMAP = (
    '<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
    "<url><loc>{0}</loc></url><url><loc>{0}a.html</loc></url></urlset>"
)
FEED = (
    '<?xml version="1.0"?><rss version="2.0"><channel><title>Feed</title><link>{0}</link>'
    "<item><title>A</title><link>{0}a.html</link></item></channel></rss>"
)


def _initialised(tmp_path: Path, files: dict[str, str | bytes]) -> tuple[Run, dict[str, str], str]:
    """Run `smoopt init` on a site; give its `[site]` table and the whole text as well."""
    write_files(tmp_path / "public", {"a.html": page("A"), **files})
    run = smoopt("init", "public", cwd=tmp_path)
    text = (tmp_path / "smoopt.toml").read_text("utf-8")
    return run, tomllib.loads(text)["site"], text


def _home(head: str) -> str:
    return page("Home").replace("</head>", f"{head}</head>")


@pytest.mark.parametrize("fixture", EVERY_SITE, ids=lambda folder: folder.name)
def test_the_generator_is_told_by_its_pages(fixture: Path) -> None:
    found = generators.generator_of(Site(fixture, Settings()))
    assert (found.name if found else None) == FOUND[fixture.name]


def test_every_fixture_is_expected() -> None:
    assert {fixture.name for fixture in EVERY_SITE} == set(FOUND)


@pytest.mark.parametrize(
    "head",
    [
        '<meta name="description" content="Astronomy for all">',
        '<meta property="og:title" content="Hugo and Jekyll, a love story">',
        '<meta name="generator" content="Hugotron 3">',
        '<meta name="generator" content="WordPress 6.8">',
    ],
)
def test_a_generator_is_not_told_by_other_words(tmp_path: Path, head: str) -> None:
    write_files(tmp_path, {"index.html": _home(head)})
    assert generators.generator_of(Site(tmp_path, Settings())) is None


def test_a_site_without_a_home_page_has_no_known_generator(tmp_path: Path) -> None:
    write_files(tmp_path, {"a.html": _home('<meta name="generator" content="Hugo 1">')})
    assert generators.generator_of(Site(tmp_path, Settings())) is None


@pytest.mark.parametrize("fixture", EVERY_SITE, ids=lambda folder: folder.name)
def test_what_is_written_builds_the_same_site(fixture: Path, tmp_path: Path) -> None:
    assert smoopt("build", fixture, "-o", "without", cwd=tmp_path).code == 0
    run = smoopt("init", fixture, cwd=tmp_path)
    assert run.code == 0
    assert f"smoopt build {fixture} --diff" in run.out
    table = tomllib.loads((tmp_path / "smoopt.toml").read_text("utf-8"))["site"]
    assert table.get("url") == ADDRESSES.get(fixture.name)
    assert smoopt("build", fixture, "-o", "with", cwd=tmp_path).code == 0
    assert contents(tmp_path / "with") == contents(tmp_path / "without")


def test_the_address_is_found_in_the_sitemap(tmp_path: Path) -> None:
    files = {"index.html": page("Home"), "sitemap.xml": SITEMAP.format("https://example.org/x/")}
    _, site, text = _initialised(tmp_path, files)
    assert site["url"] == "https://example.org/x/"
    assert "found: sitemap (sitemap.xml)" in text


def test_the_address_is_found_in_the_canonical_link(tmp_path: Path) -> None:
    link = '<link rel="canonical" href="https://example.org/x/index.html">'
    _, site, text = _initialised(tmp_path, {"index.html": _home(link)})
    assert site["url"] == "https://example.org/x/"
    assert "found: home page's canonical (index.html:5:1)" in text


def test_the_address_is_found_in_a_cname_file(tmp_path: Path) -> None:
    files = {"index.html": page("Home"), "CNAME": "www.example.org\n"}
    _, site, text = _initialised(tmp_path, files)
    assert site["url"] == "https://www.example.org/"
    assert "found: CNAME (CNAME:1:1)" in text


def test_the_address_is_found_in_the_feed(tmp_path: Path) -> None:
    files = {"index.html": page("Home"), "rss.xml": FEED.format("https://example.org/x/")}
    _, site, text = _initialised(tmp_path, files)
    assert site["url"] == "https://example.org/x/"
    assert "found: feed (rss.xml:1)" in text


def test_the_address_is_found_in_the_canonical_links_of_other_pages(tmp_path: Path) -> None:
    link = '<link rel="canonical" href="https://example.org/x/{}">'
    files = {f"{n}.html": page("P").replace("</head>", link.format(n)) for n in ("b", "c")}
    _, site, text = _initialised(tmp_path, {"index.html": page("Home"), **files})
    assert site["url"] == "https://example.org/x/"
    assert "found: canonical links of the pages" in text


def test_an_address_of_this_computer_is_passed_over(tmp_path: Path) -> None:
    files = {
        "index.html": _home('<link rel="canonical" href="http://localhost:4000/">'),
        "sitemap.xml": SITEMAP.format("http://127.0.0.1:8000/"),
        "rss.xml": FEED.format("http://0.0.0.0:4000/"),
    }
    _, site, text = _initialised(tmp_path, files)
    assert "url" not in site
    assert '# url = "https://example.org/"' in text
    assert "not found: please fill it in" in text


@pytest.mark.parametrize("name", ['A "quoted" \\ name', "Ünïcode 名前", "it's", "#hash = [x]"])
def test_any_name_can_be_written(tmp_path: Path, name: str) -> None:
    head = f"<meta property='og:site_name' content='{name.replace(chr(39), '&#39;')}'>"
    _, site, _ = _initialised(tmp_path, {"index.html": _home(head)})
    assert site["name"] == name
    assert smoopt("build", "public", "--dry-run", cwd=tmp_path).code == 0


def test_the_command_to_run_is_that_of_the_generator(tmp_path: Path) -> None:
    head = '<meta name="generator" content="Hugo 0.168.0">'
    _, _, text = _initialised(tmp_path, {"index.html": _home(head)})
    assert "(built with Hugo)\n" in text
    assert "#   hugo && smoopt build public\n" in text


def test_the_examples_in_it_are_right_when_uncommented(tmp_path: Path) -> None:
    files = {"index.html": page("Home"), "images/card.png": png(1200, 630)}
    _, _, text = _initialised(tmp_path, files)
    live = re.sub(r"(?m)^# (?=\[|\w+ = )", "", text)
    assert tomllib.loads(live).keys() == {"site", "plugins", "pages"}
    (tmp_path / "smoopt.toml").write_text(live)
    assert smoopt("build", "public", cwd=tmp_path).code == 0


def test_a_configuration_that_is_there_is_not_replaced_unasked(tmp_path: Path) -> None:
    write_files(tmp_path, {"public/index.html": page("Home"), "smoopt.toml": "# mine\n"})
    run = smoopt("init", "public", cwd=tmp_path)
    assert run.code == 2
    assert "smoopt.toml configures smoopt already" in run.err
    assert (tmp_path / "smoopt.toml").read_text() == "# mine\n"
    assert smoopt("init", "public", "--force", cwd=tmp_path).code == 0
    assert "[site]" in (tmp_path / "smoopt.toml").read_text()


@pytest.mark.parametrize("folder", generators.OUTPUT_FOLDERS)
def test_the_built_site_is_found_by_itself(tmp_path: Path, folder: str) -> None:
    write_files(tmp_path, {f"{folder}/index.html": page("Home"), "src/index.html": "source"})
    run = smoopt("init", cwd=tmp_path)
    assert run.code == 0
    assert run.out.startswith(f"wrote smoopt.toml for {folder}; ")


def test_where_no_site_is_found_the_folders_tried_are_named(tmp_path: Path) -> None:
    run = smoopt("init", cwd=tmp_path)
    assert run.code == 2
    assert "no built site found here (looked for public, _site, " in run.err
    assert "name it: smoopt init SITE" in run.err
    assert contents(tmp_path) == {}


def test_init_only_writes_its_file(tmp_path: Path) -> None:
    write_files(tmp_path / "public", {"index.html": page("Home")})
    before = contents(tmp_path / "public")
    smoopt("init", "public", cwd=tmp_path)
    assert contents(tmp_path / "public") == before
    assert {path.name for path in tmp_path.iterdir()} == {"public", "smoopt.toml"}


def test_scripts_of_a_package_json_are_those_of_the_manual() -> None:
    table = (ROOT / "docs/how-to/generators/index.md").read_text("utf-8")
    scripts = [each.command for each in generators._SIGNS if each.command.startswith('"')]
    assert len(scripts) > 6
    assert not [script for script in scripts if script.partition("{site}")[0] not in table]
