"""The audit of a whole site: what is found, how bad it is, and what goes on when one page fails."""

from codecs import BOM_UTF16_LE
from pathlib import Path

import pytest

from smoopt.check.audit_result import Audited
from smoopt.check.known_rules import known_rules, refuse_unknown
from smoopt.check.page_job import CheckJob
from smoopt.check.rules import RULES
from smoopt.check.run import audit
from smoopt.html.page import Page
from smoopt.model.errors import ConfigError, PluginError
from smoopt.model.finding import Place
from smoopt.plugin.registry import Registry
from smoopt.plugin.running_hook import Death
from smoopt.site.config import load
from smoopt.site.levels import Choice, Levels
from smoopt.site.settings import Settings
from smoopt.site.site import Site
from tests.support.places import EVERY_SITE
from tests.support.runs import tree
from tests.support.sites import write_files
from tests.support.witness import TOML, body, project

__all__ = ["project"]
OWN = frozenset({"witness-marquee", "witness-blink", "witness-small", "witness-big"})


def audited(root: Path, choice: Choice = Choice(OWN), workers: int = 1) -> Audited:  # noqa: B008
    settings = load(root / "smoopt.toml")
    registry = Registry(settings, "smoopt.toml")
    return audit(Site(root / "public", settings), registry, workers, lambda _: None, choice)


def shown(result: Audited) -> list[tuple[str, str]]:
    return [(str(item.place), f"{item.code} {item.severity.name}") for item in result.findings]


def test_findings_come_in_order_of_path_line_and_column(project: Path) -> None:
    many = body("<blink>1</blink><marquee>2</marquee>\n<small>3</small>")
    write_files(project / "public", {"b.html": many, "a/c.html": body("<marquee>4</marquee>")})
    assert shown(audited(project)) == [
        ("a/c.html:5:1", "witness-marquee ERROR"),
        ("b.html:5:1", "witness-blink WARNING"),
        ("b.html:5:17", "witness-marquee ERROR"),
        ("b.html:6:1", "witness-small INFO"),
    ]


def test_workers_find_what_one_process_finds(tmp_path: Path) -> None:
    pages = {f"{n}.html": body(f"<a href='{n + 7}.html'>{n}</a>" * (n % 4)) for n in range(400)}
    write_files(tmp_path, {"smoopt.toml": "", **{f"public/{path}": pages[path] for path in pages}})
    one, two = audited(tmp_path, Choice()), audited(tmp_path, Choice(), workers=2)
    assert one == two
    assert {"title-duplicate", "link-broken"} <= {finding.code for finding in one.findings}
    assert one.pages == 400


def test_a_page_whose_worker_died_is_a_finding(project: Path) -> None:
    write_files(project / "public", {"a.html": body("")})
    settings = load(project / "smoopt.toml")
    site, registry = Site(project / "public", settings), Registry(settings)
    lost = CheckJob(site, registry, Levels(settings)).lost("a.html", Death(-9))
    assert lost.failed
    assert [finding.code for finding in lost.findings] == ["page-failed"]
    assert "as happens when the system runs out of memory" in lost.findings[0].message


def test_the_page_is_read_as_it_was_built(project: Path) -> None:
    # What smoopt added stands between marks, which an ordinary page is freed of.
    data = b"<!doctype html><p>a<!--smoopt 00000000--><b>added</b><!--/smoopt-->"
    assert "added" in Page("a.html", data, built=True).text


@pytest.mark.parametrize("root", EVERY_SITE, ids=lambda root: root.name)
def test_an_audit_changes_nothing_and_takes_every_real_page(root: Path) -> None:
    before = tree(root)
    settings = Settings()
    result = audit(Site(root, settings), Registry(settings), 1, lambda _: None)
    assert tree(root) == before
    assert not [item for item in result.findings if item.code in {"plugin-failed", "page-failed"}]
    assert {item.code for item in result.findings} <= set(result.rules)


# What fails costs its own page only


def test_a_plugin_that_fails_costs_its_page_and_is_named(project: Path) -> None:
    pages = {"a.html": body("<crash></crash>"), "b.html": body("<marquee>b</marquee>")}
    write_files(project / "public", pages)
    result = audited(project, Choice(OWN | {"plugin-failed"}))
    assert shown(result) == [
        ("a.html", "plugin-failed ERROR"),
        ("b.html:5:1", "witness-marquee ERROR"),
    ]
    assert (
        "'witness' failed in its hook 'findings': RuntimeError: a crash"
        in result.findings[0].message
    )
    assert result.failed == 1


def test_a_page_that_is_no_text_is_a_finding(project: Path) -> None:
    bad = BOM_UTF16_LE + b"a\0\0\xd8"
    write_files(project / "public", {"a.html": bad, "b.html": body("<marquee>b</marquee>")})
    result = audited(project, Choice())
    codes = {item.code: item for item in result.findings}
    assert "cannot be read as utf-16-le" in codes["page-failed"].message
    assert "witness-marquee" in codes
    assert result.failed == 1


def test_a_page_that_is_gone_when_its_turn_comes_is_a_finding(project: Path) -> None:
    write_files(project / "public", {"a.html": body(""), "b.html": body("<marquee>b</marquee>")})
    settings = load(project / "smoopt.toml")
    site = Site(project / "public", settings)
    (project / "public/a.html").unlink()
    result = audit(site, Registry(settings), 1, lambda _: None, Choice(OWN | {"page-unreadable"}))
    assert [item.code for item in result.findings] == ["page-unreadable", "witness-marquee"]
    assert result.findings[0].message == "cannot be read: No such file or directory"


@pytest.mark.parametrize(
    "data", [b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" * 9, b"\0" * 5000, b"PK\3\4\0\0"]
)
def test_binary_data_with_a_pages_name_is_a_finding(project: Path, data: bytes) -> None:
    write_files(project / "public", {"a.html": data})
    (found,) = audited(project, Choice(frozenset({"page-not-html"}))).findings
    assert found.message == f"holds binary data ({len(data):,} bytes), not HTML"


def test_utf_16_is_no_binary_data(project: Path) -> None:
    write_files(project / "public", {"a.html": body("x").encode("utf-16"), "b.html": b""})
    assert not audited(project, Choice(frozenset({"page-not-html"}))).findings


def test_links_are_not_followed_and_pages_among_them_are_named(project: Path) -> None:
    write_files(project / "public", {"a.html": body("<marquee>a</marquee>")})
    (project / "public/loop").symlink_to(project / "public")
    (project / "public/self.html").symlink_to("self.html")
    (project / "public/copy.html").symlink_to("a.html")
    result = audited(project, Choice(OWN | {"page-linked"}))
    assert [item.place.path for item in result.findings] == ["a.html", "copy.html", "self.html"]


def test_a_folder_without_pages_is_an_error(project: Path) -> None:
    write_files(project / "public", {"robots.txt": ""})
    result = audited(project, Choice())
    assert [item.code for item in result.findings] == ["no-pages"]
    assert result.exit_code == 1


# How bad it is


def test_the_configuration_says_how_bad_a_rule_is(project: Path) -> None:
    rules = (
        "[check.rules]\nwitness-marquee = 'info'\nwitness-blink = 'off'\nwitness-small = 'error'\n"
    )
    write_files(project, {"smoopt.toml": f"{TOML}{rules}"})
    text = body("<marquee>1</marquee><blink>2</blink><small>3</small>")
    write_files(project / "public", {"a.html": text})
    assert [what for _, what in shown(audited(project))] == [
        "witness-marquee INFO",
        "witness-small ERROR",
    ]


def test_a_later_glob_beats_an_earlier_one_and_the_whole_site(project: Path) -> None:
    rules = (
        "[check.rules]\nwitness-marquee = 'warning'\n"
        "[[pages]]\nmatch = ['old/**']\nrules.witness-marquee = 'off'\n"
        "rules.witness-blink = 'info'\n"
        "[[pages]]\nmatch = ['old/b.html']\nrules = { witness-marquee = 'error' }\n"
    )
    write_files(project, {"smoopt.toml": f"{TOML}{rules}"})
    text = body("<marquee>1</marquee><blink>2</blink>")
    write_files(project / "public", {"a.html": text, "old/a.html": text, "old/b.html": text})
    assert shown(audited(project)) == [
        ("a.html:5:1", "witness-marquee WARNING"),
        ("a.html:5:21", "witness-blink WARNING"),
        ("old/a.html:5:21", "witness-blink INFO"),
        ("old/b.html:5:1", "witness-marquee ERROR"),
        ("old/b.html:5:21", "witness-blink INFO"),
    ]


def test_of_pages_that_a_rule_skips_nothing_is_said(project: Path) -> None:
    write_files(project, {"smoopt.toml": f"{TOML}[[pages]]\nmatch = ['a.html']\nskip = true\n"})
    write_files(project / "public", {"a.html": body("<marquee>1</marquee>"), "b.html": body("")})
    assert not audited(project).findings


def test_what_is_said_of_the_whole_site_is_of_no_page(project: Path) -> None:
    skipped = "[[pages]]\nmatch = ['public', '*.html']\nskip = true\n"
    write_files(project, {"smoopt.toml": f"{TOML}{skipped}", "public/x.css": ""})
    assert [item.code for item in audited(project, Choice()).findings] == ["no-pages"]


def test_what_is_selected_and_not_ignored_is_asked(project: Path) -> None:
    text = body("<marquee>1</marquee><blink>2</blink>")
    write_files(project / "public", {"a.html": text})
    both = frozenset({"witness-marquee", "witness-blink"})
    result = audited(project, Choice(both, frozenset({"witness-marquee"})))
    assert [item.code for item in result.findings] == ["witness-blink"]
    assert set(result.rules) == {"witness-blink"}


def test_a_rule_that_is_off_somewhere_is_still_asked_elsewhere(project: Path) -> None:
    rules = "[[pages]]\nmatch = ['old/**']\nrules = { witness-marquee = 'off' }\n"
    write_files(project, {"smoopt.toml": f"{TOML}{rules}"})
    levels = Levels(load(project / "smoopt.toml"))
    assert levels.asks("witness-marquee")


# Which ids there are


def checked(project: Path, toml: str, choice: Choice = Choice()) -> None:  # noqa: B008
    write_files(project, {"smoopt.toml": f"{TOML}{toml}"})
    settings = load(project / "smoopt.toml")
    registry = Registry(settings, "smoopt.toml")
    refuse_unknown(Levels(settings, choice), known_rules(registry), registry)


@pytest.mark.parametrize(
    ("toml", "said"),
    [
        ("[check.rules]\nwittness-a = 'off'", r"smoopt.toml: check.rules: no rule `wittness-a`"),
        ("[check.rules]\npage-unreadble = 'off'", r"did you mean `page-unreadable`\?"),
        ("[[pages]]\nmatch=['a']\nrules.nonsense = 'off'", r"pages\[0\].rules: no rule `nonsense`"),
        ("[[pages]]\nmatch=['a']\nrules.x-large = 'off'", r"no rule `x-large`"),
    ],
)
def test_an_id_that_is_no_rules_is_refused(project: Path, toml: str, said: str) -> None:
    with pytest.raises(ConfigError, match=said):
        checked(project, toml)


@pytest.mark.parametrize(
    ("choice", "said"),
    [
        (
            Choice(select=frozenset({"zzz"})),
            r"--select: no rule `zzz` \(docs/reference/rules.md lists them",
        ),
        (
            Choice(select=frozenset({"page-faild"})),
            r"--select: no rule `page-faild` \(did you mean",
        ),
        (
            Choice(ignore=frozenset({"page-faild"})),
            r"--ignore: no rule `page-faild` \(did you mean",
        ),
    ],
)
def test_so_is_one_on_the_command_line(project: Path, choice: Choice, said: str) -> None:
    with pytest.raises(ConfigError, match=said):
        checked(project, "", choice)


@pytest.mark.parametrize("level", ["'fatal'", "1", "true"])
def test_a_level_that_is_none_is_refused(project: Path, level: str) -> None:
    with pytest.raises(ConfigError, match=r"smoopt.toml: check.rules"):
        checked(project, f"[check.rules]\npage-failed = {level}")


def test_a_plugin_may_find_what_it_does_not_describe(project: Path) -> None:
    checked(project, "[check.rules]\nwitness-whatever = 'off'")
    write_files(project, {"smoopt.toml": TOML})
    write_files(project / "public", {"a.html": body("<big>1</big>")})
    result = audited(project)
    assert shown(result) == [("a.html:5:1", "witness-big WARNING")]
    assert result.rules["witness-big"].what == "Found by the plugin witness."


def test_a_rule_of_a_plugin_that_is_turned_off_is_still_one(project: Path) -> None:
    checked(project, "overrides = false\n[check.rules]\noverride-wrong = 'off'")


def test_what_is_about_the_whole_site_has_no_path(project: Path) -> None:
    write_files(project, {"smoopt.toml": ""})
    write_files(project / "public", {"a.html": body("")})
    (found,) = audited(project, Choice(frozenset({"site-url-missing"}))).findings
    assert found.place == Place("")


def test_a_plugin_may_not_describe_anothers_rule(project: Path) -> None:
    with pytest.raises(PluginError, match="'thief' describes a rule 'page-failed', which there is"):
        checked(project, "thief = true\n")


def test_every_rule_has_an_id_of_its_own_and_says_all_that_a_user_needs(project: Path) -> None:
    settings = load(project / "smoopt.toml")
    for code, rule in known_rules(Registry(settings, "smoopt.toml")).items():
        assert code == rule.id
        assert rule.what.endswith((".", "`."))
        if not code.startswith("witness-"):
            assert rule.fix, code
    assert not set(RULES) & {"page-failed", "plugin-failed", "no-pages"}
