"""Settings that do not fit the site are said once, with their key, before anything is written."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from smoopt.cli import cli
from tests.support.pictures import png
from tests.support.runs import page, smoopt
from tests.support.sites import write_files

ANYWHERE = ["--url", "https://example.org/blog/"]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Write a project with a site in it, and no configuration."""
    files: dict[str, str | bytes] = {
        "public/index.html": page("Home"),
        "public/recipes/bread.html": page("Bread"),
        "public/images/card.png": png(1200, 630),
        "public/_redirects": "/media/* https://cdn.example.net/:splat 301\n",
    }
    return write_files(tmp_path, files)


def said(project: Path, settings: str, command: str = "build") -> tuple[int, list[str]]:
    """Run a command; gives its exit code, and the lines about the configuration."""
    (project / "smoopt.toml").write_text(settings, "utf-8")
    written = (project / "public/index.html").read_bytes()
    form = ["--format", "lines"] if command == "check" else []
    run = smoopt(command, "public", *ANYWHERE, *form, cwd=project)
    if run.code == 2:
        assert (project / "public/index.html").read_bytes() == written
    return run.code, [line for line in (run.err + run.out).splitlines() if "smoopt.toml" in line]


@pytest.mark.parametrize("command", ["build", "check"])
@pytest.mark.parametrize(
    ("settings", "says"),
    [
        ('[site]\nimage = "/blog/images/crad.png"', "site.image: there is no picture “/blog/im"),
        ('[site]\nimage = "images/card.jpg"', "(did you mean /images/card.png?)"),
        ('[site]\nimage = "https://example.org/blog/card.png"', "site.image: there is no picture"),
        (
            '[[pages]]\nmatch = ["recipes/"]\nfacts = {images = ["/blog/images/x.png"]}',
            "pages[0].facts.images: there is no picture “/blog/images/x.png” in public",
        ),
        ('[site]\nlanguage = "english"', "language: 'english' is not a language; expected a tag"),
        ('[site]\nlanguage = "xx-YY"', "language: 'xx-YY' is not a language"),
        (
            '[[pages]]\nmatch = ["recipes/"]\nfacts = {language = "deutsch"}',
            "pages[0]: facts.language: 'deutsch' is not a language",
        ),
        ("[plugins.share.labels.klingonese]\nshare = 'x'", "labels.klingonese: 'klingonese' is no"),
        ("[plugins.share]\nselector = 'main >'", "plugins.share: selector: invalid CSS selector"),
        ("[check.rules]\nog-image-mising = 'off'", "no rule `og-image-mising` (did you mean"),
        ("[[pages]]\nmatch = ['recipes/']\nrules = {title-longg = 'off'}", "pages[0].rules: no ru"),
        ("[[pages]]\nmatch = ['x']\nfacts = {type = 'artcle'}", "facts.type: 'artcle': did you"),
        ("[[pages]]\nmatch = ['x']\nfacts = {published = 'soon'}", "facts.published: 'soon': exp"),
        ("[[pages]]\nmatch = ['x']\nfacts = {kind = 'blog'}", "facts.kind: 'blog': expected one"),
        ("[[pages]]\nmatch = ['x']\nfacts = {address = '/a/'}", "facts.address: '/a/': expected"),
    ],
)
def test_a_wrong_setting_ends_the_run_before_anything_is_written(
    settings: str, says: str, command: str, project: Path
) -> None:
    code, lines = said(project, settings, command)
    assert code == 2
    assert len(lines) == 1
    assert says in lines[0]


@pytest.mark.parametrize(
    "settings",
    [
        '[site]\nimage = "/blog/images/card.png"',
        '[site]\nimage = "images/card.png"',
        '[site]\nimage = "https://cdn.example.net/card.png"',
        '[site]\nimage = "media/card.png"',  # the host passes it on
        '[site]\nlanguage = "pt_BR"',
        '[site]\nlanguage = "zh-Hant-HK"',
        '[[pages]]\nmatch = ["recipes/"]\nfacts = {images = ["beside.png"]}',
        "[[pages]]\nmatch = ['*.html']\nrules = {title-long = 'off'}",
        "[plugins.share]\nselector = 'main > p'",
    ],
)
@pytest.mark.parametrize("command", ["build", "check"])
def test_a_right_setting_says_nothing(settings: str, command: str, project: Path) -> None:
    code, lines = said(project, settings, command)
    assert (code, lines) == (0 if command == "build" else code, [])
    assert code != 2


@pytest.mark.parametrize("command", ["build", "check"])
@pytest.mark.parametrize(
    ("settings", "says"),
    [
        (
            '[[pages]]\nmatch = ["recipies/**"]\nskip = true',
            "pages[0].match: “recipies/**” matches no page (did you mean “recipes/**”?)",
        ),
        (
            '[[pages]]\nmatch = ["*.html"]\nskip = false\n[[pages]]\nmatch = ["bred.html"]\n',
            "pages[1].match: “bred.html” matches no page (did you mean “bread.html”?)",
        ),
        ("[[pages]]\nmatch = []\nskip = true", "pages[0].match: no pattern matches no page"),
        (
            '[[pages]]\nmatch = ["/blog/recipes/", "drafts/"]\nskip = true',
            "“/blog/recipes/”, “drafts/” matches no page (did you mean “recipes/”?)",
        ),
        (
            '[[pages]]\nmatch = ["public/recipes/*.html"]',
            "“public/recipes/*.html” matches no page (did you mean “recipes/*.html”?)",
        ),
        (
            "[plugins.share]\nselector = '.post-foot'",
            "plugins.share.selector: “.post-foot” finds nothing on any page",
        ),
        (
            "[plugins.bookmarks]\nselector = 'main > aside'",
            "plugins.bookmarks.selector: “main > aside” finds nothing on any page",
        ),
        (
            "[plugins.share]\nhide = ['bred.html']\nshow = ['bread.html']",
            "plugins.share.hide: “bred.html” matches no page (did you mean “bread.html”?)",
        ),
        (
            "[[pages]]\nmatch = ['recipes/']\nplugins.share = {selector = '#none'}",
            "plugins.share.selector: “#none” finds nothing on any page",
        ),
    ],
)
def test_what_comes_to_nothing_is_said_once(
    settings: str, says: str, command: str, project: Path
) -> None:
    _, lines = said(project, settings, command)
    assert len([line for line in lines if says in line]) == 1


def test_what_comes_to_nothing_is_said_before_anything_is_written(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise RuntimeError("nothing may be written yet")

    monkeypatch.setattr("smoopt.build.builder.Builder.build", refuse)
    settings = "[plugins.share]\nselector = '#none'\n[[pages]]\nmatch = ['drafts/']"
    write_files(project, {"smoopt.toml": settings})
    monkeypatch.chdir(project)
    result = CliRunner().invoke(cli, ["build", "public"])
    assert isinstance(result.exception, RuntimeError)
    assert "pages[0].match: “drafts/” matches no page" in result.stderr
    assert "plugins.share.selector: “#none” finds nothing" in result.stderr


@pytest.mark.parametrize("command", [("explain", "public"), ("preview", "public", "--export", "x")])
@pytest.mark.parametrize(
    ("settings", "says"),
    [
        ("[site]\nimage = '/blog/images/crad.png'", "site.image: there is no picture"),
        ("[check.rules]\ntitle-lang = 'off'", "no rule `title-lang`"),
    ],
)
def test_explain_and_preview_refuse_the_same(
    command: tuple[str, ...], settings: str, says: str, project: Path
) -> None:
    (project / "smoopt.toml").write_text(settings, "utf-8")
    run = smoopt(*command, *ANYWHERE, cwd=project)
    assert run.code == 2
    assert says in run.err


def test_a_second_build_says_it_again_and_one_of_a_page_that_came_does_not(project: Path) -> None:
    settings = '[[pages]]\nmatch = ["drafts/"]\nskip = true'
    said(project, settings)
    assert "matches no page" in said(project, settings)[1][0]
    write_files(project, {"public/drafts/a.html": page("Draft")})
    assert said(project, settings) == (0, [])
