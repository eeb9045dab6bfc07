"""smoopt.toml: what it may say, and how it is told that it is wrong."""

from pathlib import Path

import pytest

from smoopt.model.errors import ConfigError
from smoopt.site.config import find, load
from smoopt.site.settings import PageRule, Settings, matching
from smoopt.site.url_checks import check_url, is_local


def written(tmp_path: Path, text: str, name: str = "smoopt.toml") -> Path:
    path = tmp_path / name
    path.write_text(text, "utf-8")
    return path


def test_a_whole_configuration_is_read(tmp_path: Path) -> None:
    settings = load(
        written(
            tmp_path,
            '[site]\nurl = "https://example.org/docs"\nname = "Docs"\nindex = "bare"\n'
            "[plugins]\nx = false\n[plugins.share]\nnetworks = ['x']\n"
            '[[pages]]\nmatch = ["blog/"]\nskip = true\nfacts = {tags = ["a"], title = "T"}\n',
        )
    )
    assert settings.site.name == "Docs"
    assert settings.plugins == {"x": False, "share": {"networks": ["x"]}}
    assert settings.pages == (
        PageRule(match=("blog/",), skip=True, facts={"tags": ("a",), "title": "T"}),
    )


def test_pyproject_toml_serves_as_well(tmp_path: Path) -> None:
    path = written(tmp_path, '[tool.smoopt.site]\nname = "Docs"\n', "pyproject.toml")
    assert load(path).site.name == "Docs"
    assert find(tmp_path) == path


def test_smoopt_toml_goes_before_pyproject_toml(tmp_path: Path) -> None:
    written(tmp_path, "[tool.smoopt.site]\n", "pyproject.toml")
    assert find(tmp_path / "nowhere", tmp_path) == tmp_path / "pyproject.toml"
    assert find(tmp_path) != written(tmp_path, "")
    assert find(tmp_path) == tmp_path / "smoopt.toml"


def test_a_pyproject_toml_without_smoopt_is_passed_over(tmp_path: Path) -> None:
    written(tmp_path, "[tool.other]\n", "pyproject.toml")
    assert find(tmp_path) is None


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("[site]\nurll = 'x'", r"site: there is no setting `urll` .did you mean `url`\?"),
        ("[sites]\n", r"there is no setting `sites` .did you mean `site`\?"),
        ("author = 'x'", r"there is no setting `author` \(did you mean `site.author`\?\)"),
        ("[share]\n", r"there is no setting `share` \(did you mean `plugins.share`\?\)"),
        (
            "[zzz]\n",
            r"no setting `zzz` \(known: check, hook_seconds, kit, pages, plugins, site, template",
        ),
        ("[[pages]]\nmatch = ['a']\nfact = 1", r"pages\[0\]: .*`fact` \(did you mean `facts`\?\)"),
        (
            "[check.rules]\na = 'fatal'",
            r'check.rules.a: expected "error", "warning", "info" or "off", found "fatal"$',
        ),
        ("[site]\nurl = 'https://exa mple.org/'", r"site\.url: .* has blanks"),
        ("[site]\nurl = 'https://a.org/index.html'", r"a page's address; .* like https://a.org/$"),
        ("[site]\nzzz = 1", r"known: .*fediverse"),
        ("[site]\nname = 3", r"site\.name: expected text, found 3$"),
        ("[site]\nindex = 'maybe'", r'site\.index: expected "auto", .* or "keep", found "maybe"$'),
        ("[[pages]]\nskip = true", r"pages\[0\]: `match` is missing; expected a list of text$"),
        ("[[pages]]\nmatch = 'a'", r'pages\[0\]\.match: expected a list of text, found "a"$'),
        ("x = ]", r"is not valid TOML: .*line 1"),
        ("[site]\nurl = 'http://localhost:8000/'", r"site\.url: .*this computer's own address"),
    ],
)
def test_a_wrong_setting_is_named_with_its_file(tmp_path: Path, text: str, says: str) -> None:
    path = written(tmp_path, text)
    with pytest.raises(ConfigError, match=says) as raised:
        load(path)
    assert str(raised.value).startswith(str(path))


def test_a_configuration_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="cannot be read: No such file"):
        load(tmp_path / "smoopt.toml")


@pytest.mark.parametrize(
    "url",
    [
        "example.org",
        "/docs/",
        "ftp://example.org/",
        "https:///docs",
        "https://example.org/?a=1",
        "https://example.org/#a",
        "https://user@example.org/",
        "http://[bad",
        "http://localhost/",
        "http://127.0.0.1:4000/",
        "http://0.0.0.0/",
        "http://[::1]/",
        "http://my-machine.local/",
    ],
)
def test_an_address_that_cannot_be_the_site_s_is_refused(url: str) -> None:
    with pytest.raises(ConfigError, match=r"^--url: "):
        check_url(url, "--url")


@pytest.mark.parametrize("url", ["https://example.org", "https://example.org/docs/"])
def test_the_site_s_address_ends_with_a_slash(url: str) -> None:
    assert check_url(url, "--url") == url.rstrip("/") + "/"


def test_a_malformed_address_is_not_local() -> None:
    assert not is_local("http://[bad/")
    assert not is_local("wide.png")


@pytest.mark.parametrize(
    ("pattern", "path", "matches"),
    [
        ("blog/", "blog/a.html", True),
        ("blog/", "a/blog/b.html", True),
        ("/blog/", "a/blog/b.html", False),
        ("*.htm", "a/b.htm", True),
        ("404.html", "404.html", True),
        ("tags/**", "tags/a/b.html", True),
    ],
)
def test_rules_match_paths_as_gitignore_does(pattern: str, path: str, matches: bool) -> None:
    settings = Settings(pages=(PageRule(("nothing",)), PageRule((pattern,))))
    assert matching(settings, path) == ((1,) if matches else ())


def test_a_later_pattern_takes_paths_out_again() -> None:
    settings = Settings(pages=(PageRule(("blog/*", "!blog/keep.html")),))
    assert matching(settings, "blog/a.html") == (0,)
    assert matching(settings, "blog/keep.html") == ()


def test_a_pyproject_counts_only_if_it_has_the_table(tmp_path: Path) -> None:
    project, beside = tmp_path / "pyproject.toml", tmp_path / "beside"
    beside.mkdir()
    (beside / "smoopt.toml").write_text("")
    project.write_text('[project]\nname = "a"  # see [tool.smoopt]\n')
    assert find(tmp_path, beside) == beside / "smoopt.toml"
    project.write_text('[tool.smoopt.site]\nname = "A"\n')
    assert find(tmp_path, beside) == project


@pytest.mark.parametrize("line", ['x = "copper kettle"', 'fediverse = "jane"'])
def test_what_is_no_account_is_refused(line: str, tmp_path: Path) -> None:
    (tmp_path / "smoopt.toml").write_text(f"[site]\n{line}\n")
    with pytest.raises(ConfigError, match="is not an account; expected one like @"):
        load(tmp_path / "smoopt.toml")


def test_there_may_be_a_thousand_rules(tmp_path: Path) -> None:
    rule = "[[pages]]\nmatch = ['a{}/']\nskip = true\n"
    most = "".join(rule.format(number) for number in range(1000))
    settings = load(written(tmp_path, most))
    assert matching(settings, "a999/b.html") == (999,)
    with pytest.raises(ConfigError, match=r"found 1,001 rules; expected at most 1,000") as raised:
        load(written(tmp_path, most + rule))
    assert len(str(raised.value)) < 300
