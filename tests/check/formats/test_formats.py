"""What is written of an audit: each form keeps to its own rules, whatever pages and names hold."""

import json
import re
from pathlib import Path
from typing import cast
from xml.etree import ElementTree

import jsonschema
import pytest
from click import unstyle
from hypothesis import given
from hypothesis import strategies as st
from wcwidth import clip, width

from smoopt.check.audited import Audited, Fixed
from smoopt.check.formats import FORMATS, format_named
from smoopt.check.formats.location import Locations
from smoopt.model.finding import Finding, Place, Severity
from smoopt.model.plain_text import plain, valid
from smoopt.model.rule import Rule
from tests.support.sites import write_files

HERE = Path(__file__).parent
RULES = {
    "bad": Rule("bad", Severity.ERROR, "Bad <it> is.", "Why & how.", "https://e.org/?a&b", "Fix."),
    "dull": Rule("dull", Severity.WARNING, "Dull it is.", "", "", ""),
    "note": Rule("note", Severity.INFO, "Noted.", "", "", ""),
    "fine": Rule("fine", Severity.ERROR, "Fine it is.", "", "", ""),
}
NASTY = "a%b\r\n::error::x\x1b[31m<b>\u202e\udce9\0]]>&\"' ##[add-mask]y"
SEVERITIES = {"bad": Severity.ERROR, "dull": Severity.WARNING, "note": Severity.INFO}


def finding(
    code: str = "bad", path: str = "a.html", line: int = 1, column: int = 1, message: str = "m"
) -> Finding:
    return Finding(SEVERITIES[code], code, Place(path, line, column), message)


def audited(*findings: Finding, **given: object) -> Audited:
    return Audited(findings, RULES, pages=3, **given)  # type: ignore[arg-type]


def written(name: str, result: Audited, root: Path = Path("public")) -> str:
    return "".join(format_named(name)(result, root))


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    write_files(tmp_path / "public", {"a.html": "<p>\n  <b>one</b>\n"})
    return Path("public")


nasty = st.text(st.characters(codec=None), max_size=40) | st.just(NASTY)
some = st.lists(
    st.builds(
        finding,
        st.sampled_from([*SEVERITIES]),
        nasty.map(lambda text: text.replace("/", "").replace("\0", "") or "a.html"),
        st.integers(0, 3),
        st.integers(0, 3),
        nasty,
    ),
    max_size=6,
).map(lambda found: audited(*found))


@pytest.mark.parametrize("name", FORMATS)
def test_nothing_found_is_written_as_well(site: Path, name: str) -> None:
    text = written(name, audited())
    assert text == "" or text.endswith("\n")


# SARIF

SCHEMA = json.loads((HERE / "schemas/sarif-2.1.0.json").read_text("utf-8"))
SARIF = jsonschema.Draft4Validator(SCHEMA, format_checker=jsonschema.FormatChecker())


def sarif(result: Audited, root: Path = Path("public")) -> dict[str, object]:
    log = json.loads(written("sarif", result, root))
    SARIF.validate(log)
    return cast("dict[str, object]", log["runs"][0])


@given(some)
def test_sarif_keeps_to_its_schema(result: Audited) -> None:
    run = sarif(result)
    assert len(cast("list[object]", run["results"])) == len(result.findings)


def test_sarif_says_where_how_bad_and_what_to_do(site: Path) -> None:
    run = sarif(audited(finding("dull", "ä b/c#1?.html", 7, 3, "what"), finding("note", line=0)))
    first, second = cast("list[dict[str, object]]", run["results"])
    assert first["level"], second["level"] == ("warning", "note")
    assert first["message"] == {"text": "what"}
    assert first["locations"] == [
        {
            "physicalLocation": {
                "artifactLocation": {"uri": "public/%C3%A4%20b/c%231%3F.html"},
                "region": {"startLine": 7, "startColumn": 3},
            }
        }
    ]
    assert "region" not in json.dumps(second["locations"])
    assert run["columnKind"] == "unicodeCodePoints"
    rules = cast("dict[str, dict[str, list[dict[str, object]]]]", run["tool"])["driver"]["rules"]
    assert rules[cast("int", first["ruleIndex"])]["id"] == first["ruleId"] == "dull"
    assert rules[0]["helpUri"] == "https://e.org/?a&b"
    assert rules[0]["help"] == {"text": "Why & how.\nFix.\nhttps://e.org/?a&b"}
    assert rules[0]["defaultConfiguration"] == {"level": "error"}


def test_a_site_elsewhere_has_a_base_and_a_name_that_is_no_text_its_bytes(
    site: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    root = tmp_path_factory.mktemp("else where")
    run = sarif(audited(finding(path="\udce9:x.html")), root)
    assert run["originalUriBaseIds"] == {"SITE": {"uri": f"{root.as_uri()}/"}}
    assert '{"uri": "./%E9%3Ax.html"' in json.dumps(run) or '"%E9%3Ax.html"' in json.dumps(run)


def test_a_fingerprint_stays_where_lines_shift() -> None:
    one, two = (
        cast("list[dict[str, object]]", sarif(audited(finding(line=line)))["results"])[0]
        for line in (3, 30)
    )
    assert one["partialFingerprints"] == two["partialFingerprints"]


# JUnit


@given(some)
def test_junit_is_xml_that_counts_right(result: Audited) -> None:
    root = ElementTree.fromstring(written("junit", result).encode("utf-8", "strict"))
    assert int(root.attrib["failures"]) == sum(map(result.counts, result.findings))
    assert int(root.attrib["failures"]) == len(root.findall(".//failure"))
    assert int(root.attrib["tests"]) == len(root.findall(".//testcase"))
    for suite in root:
        assert int(suite.attrib["tests"]) == len(suite)
        assert int(suite.attrib["failures"]) == len(suite.findall("./testcase/failure"))


def test_junit_fails_what_fails_the_audit_and_passes_the_rest(site: Path) -> None:
    root = ElementTree.fromstring(written("junit", audited(finding(), finding("dull"))))
    (failure,) = root.iter("failure")
    assert failure.attrib == {"type": "error", "message": "m"}
    assert failure.text == "m\nWhy & how.\nFix.\nhttps://e.org/?a&b"
    (said,) = root.iter("system-out")
    assert said.text == "warning: m"
    assert [suite.attrib["name"] for suite in root] == ["bad", "dull", "fine", "note"]


# GitHub


@given(some)
def test_github_gets_one_command_a_finding_and_no_other(result: Audited) -> None:
    lines = written("github", result).split("\n")
    assert lines.pop() == ""
    assert len(lines) == len(result.findings)
    command = re.compile(
        r"::(error|warning|notice) title=[a-z-]+,file=[^:,]*(,line=\d+)?(,col=\d+)?::"
    )
    for line in lines:
        assert command.match(line)
        assert "\r" not in line


def test_github_reads_what_was_meant(site: Path) -> None:
    result = audited(finding("note"), finding(path="a,b:c.html", line=2, message="50%:\n, done"))
    assert written("github", result) == (
        "::error title=bad,file=public/a%2Cb%3Ac.html,line=2,col=1::50%25:%0A, done\n"
        "::notice title=note,file=public/a.html,line=1,col=1::m\n"
    )


# JSON


@given(some)
def test_json_has_everything(result: Audited) -> None:
    text = written("json", result)
    data = json.loads(text.encode("utf-8", "backslashreplace"))
    assert [item["message"] for item in data["findings"]] == [f.message for f in result.findings]
    assert [item["place"]["path"] for item in data["findings"]] == [
        item.place.path for item in result.findings
    ]
    assert data["exit_code"] == result.exit_code


def test_json_says_what_is_known_and_fixed() -> None:
    result = audited(known=(finding("dull"),), fixed=(Fixed("b.html", "bad", 2),))
    data = json.loads(written("json", result))
    assert [item["code"] for item in data["known"]] == ["dull"]
    assert data["fixed"] == [{"path": "b.html", "code": "bad", "count": 2}]
    assert data["counts"] == {"error": 0, "warning": 0, "info": 0}
    assert data["rules"]["bad"]["fix"] == "Fix."


# For people


@given(st.one_of(nasty, st.just(NASTY)))
def test_nothing_shown_steers_a_terminal_or_a_log(text: str) -> None:
    for name in ("text", "lines"):
        shown = written(name, audited(finding(path=text.replace("\0", "") or "a", message=text)))
        for line in re.sub("\x1b\\[[0-9]+m", "", shown).split("\n"):
            assert not re.search("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", line)
            assert not line.lstrip().startswith("::")
            assert "##[" not in line
            line.encode()


def test_lines_are_as_compilers_write_them(site: Path) -> None:
    result = audited(finding(line=2, column=3), finding("dull", "b/c.html", 0, 0, "two\nlines"))
    assert written("lines", result) == (
        "public/a.html:2:3: error: m [bad]\npublic/b/c.html: warning: two lines [dull]\n"
    )


def test_text_shows_the_line_and_what_to_do(site: Path) -> None:
    from click import unstyle

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
    assert "also at 1.html:1:1, 2.html:1:1, 3.html:1:1 and 5 more places" in text
    assert "5 more of dull: --format lines lists all" in text


@pytest.mark.parametrize(
    ("line", "column", "shown", "under"),
    [
        ("<p>x", 4, "<p>x", "x"),
        ("\t\t<p>x", 3, "<p>x", "<"),
        ("a\t<p>", 3, "a    <p>", "<"),
        ("日本語<p>", 4, "日本語<p>", "<"),
        ("e\u0301<p>", 3, "e\u0301<p>", "<"),
        ("\u202e<p>", 2, "<p>", "<"),
        ("x" * 5000 + "<p>" + "y" * 5000, 5001, "…" + "x" * 27 + "<p>" + "y" * 56 + "…", "<"),
        ("日" * 300 + "<p>", 301, "…" + "日" * 13 + "<p>", "<"),
        ("<p>", 4, "<p>", ""),
    ],
)
def test_the_caret_stands_under_the_column(
    tmp_path: Path, line: str, column: int, shown: str, under: str
) -> None:
    head = "<!doctype html><meta charset=utf-8>"
    write_files(tmp_path, {"a.html": f"{head}\r\n\r{line}\n"})
    found = Locations(tmp_path).snippet(Place("a.html", 3, column), 88)
    assert found is not None
    assert found[0] == shown
    at = len(found[1]) - 1
    before = next(
        n
        for n in range(len(shown) + 1)
        if width(shown[:n]) == at and (n == len(shown) or width(shown[n]) > 0)
    )
    assert shown[before : before + len(under)] == under


@pytest.mark.parametrize(
    "place", [("a.html", 0, 0), ("a.html", 99, 1), ("b.html", 1, 1), ("", 1, 1)]
)
def test_a_place_without_a_line_has_no_snippet(site: Path, place: tuple[str, int, int]) -> None:
    assert Locations(site).snippet(Place(*place), 88) is None


@given(st.text(st.characters(codec=None)))
def test_what_is_plain_stays_so(text: str) -> None:
    assert plain(plain(text)) == plain(text)
    assert valid(valid(text)) == valid(text)
    assert "\n" not in plain(text)


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
