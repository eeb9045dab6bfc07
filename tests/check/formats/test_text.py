"""What people are shown: by rule, with lines of pages, within the terminal's width."""

from pathlib import Path

import pytest
from click import unstyle
from wcwidth import clip, width

from smoopt.check.audit_result import Audited
from smoopt.check.formats import format_named
from smoopt.model.finding import Place, Severity
from smoopt.model.rule import Rule
from tests.support.audits import audited, finding, written
from tests.support.sites import write_files


def test_text_shows_the_line_and_what_to_do(site: Path) -> None:
    assert unstyle(written("text", audited(finding(line=2, column=3)))) == (
        "error: bad (1 finding)\n"
        "  what  Bad <it> is.\n"
        "   why  Why & how.\n"
        "   fix  Fix.\n"
        "   see  https://e.org/?a&b\n"
        "\n"
        "  public/a.html:2:3\n"
        "    m\n"
        "    2 | <b>one</b>\n"
        "      | ^\n"
        "\n"
        "error         1  bad (on 1 file)\n"
        "public: 3 pages checked in 0.00 s: 1 error, 0 warnings, 0 infos\n"
        "failed by 1 finding (--fail-on error)\n"
    )


def test_text_says_once_what_many_pages_share_and_not_all_of_a_rule(site: Path) -> None:
    same = [finding(path=f"{n}.html") for n in range(9)]
    many = [finding("dull", path=f"{n}.html", message=f"m{n}") for n in range(9)]
    text = written("text", audited(*same, *many))
    also = "also at public/1.html:1:1, public/2.html:1:1, public/3.html:1:1 and 5 more places"
    assert also in " ".join(unstyle(text).split())
    assert "5 more of dull: --select dull --format lines lists all" in text


def test_places_of_a_site_elsewhere_have_their_whole_path(
    site: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = site.resolve()
    monkeypatch.chdir(tmp_path_factory.mktemp("away"))
    found = [finding(path=f"{name}.html") for name in "abc"]
    text = unstyle("".join(format_named("text")(audited(*found), whole)))
    said = " ".join(text.split())
    assert f" {whole}/a.html:1:1 " in said
    assert f"also at {whole}/b.html:1:1, {whole}/c.html:1:1" in said


@pytest.mark.parametrize("columns", [40, 60, 80, 200])
def test_no_line_is_wider_than_the_terminal(
    columns: int, site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    text = f"<meta charset=utf-8>{'<p>日本</p>' * 90}<b>"
    write_files(site, {"a.html": text})
    rule = Rule("r", Severity.ERROR, "A rule with many words. " * 9, "", "", "")
    finding = rule.at(Place("a.html", 1, text.index("<b>") + 1), "ein Wort 日本 " * 30)
    lines = "".join(format_named("text")(Audited((finding,), {"r": rule}), site)).splitlines()
    shown = [unstyle(line) for line in lines if not line.startswith(str(site))]
    assert max(map(width, shown)) <= min(columns, 96)
    [at] = [number for number, line in enumerate(shown) if line.endswith("^")]
    assert clip(shown[at - 1], len(shown[at]) - 1, columns) == "<b>"
