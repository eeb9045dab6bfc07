"""The report in HTML: one page that needs nothing else, stays small, and escapes what it shows."""

import re
from html.parser import HTMLParser
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given
from turbohtml import Document, parse

from smoopt.builtin.keywords.focus import Focus, Where
from smoopt.check import baseline as baselines
from smoopt.check.audit_result import Audited, Fixed
from smoopt.check.formats import format_named
from smoopt.html import templates
from smoopt.model.finding import Finding, Place, Severity
from smoopt.model.rule import Rule
from smoopt.preview.views.base_view import asset
from smoopt.site.levels import Choice
from tests.support.audits import NASTY, RULES, audited, finding, some
from tests.support.places import SITES
from tests.support.runs import smoopt

HOSTILE = (
    "</style></details><script>alert(1)</script><img src=//e.org/x onerror=alert(1)>\"'&{{7*7}}"
)


def written(result: Audited, root: Path = Path("public")) -> str:
    return "".join(format_named("html")(result, root))


def page(result: Audited) -> Document:
    return parse(written(result))


def text(document: Document, selector: str) -> str:
    element = document.select_one(selector)
    assert element is not None, selector
    return " ".join(element.text.split())


def rows(document: Document, table: str) -> list[list[str]]:
    return [
        [" ".join(cell.text.split()) for cell in row.select("th, td")]
        for row in document.select(f"{table} tbody tr")
    ]


def figures(document: Document) -> list[str]:
    names, numbers = document.select(".figures dt"), document.select(".figures dd")
    return [f"{name.text} {number.text}" for name, number in zip(names, numbers, strict=True)]


class Tags(HTMLParser):
    """Read a page's tags with another parser than the one that smoopt reads with."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))


# It needs nothing but itself

_OWN = {
    *("html", "head", "meta", "title", "link", "style", "body", "header", "main", "section"),
    *("h1", "h2", "h3", "p", "a", "span", "strong", "code", "bdi", "table", "caption", "thead"),
    *("tbody", "tfoot", "tr", "th", "td", "svg", "rect", "dl", "div", "dt", "dd", "ol", "ul"),
    *("li", "details", "summary", "article"),
}


def asks_for_nothing(html: str) -> None:
    for tag, attributes in Tags(html).tags:
        assert tag in _OWN
        assert not {"src", "srcset", "data", "action", "style", "background"} & attributes.keys()
        assert not [name for name in attributes if name.startswith("on")]
        if tag == "link":
            assert attributes == {"rel": "icon", "href": "data:,"}
        if tag == "a":
            assert re.match(r"#|https?://", attributes["href"] or "")


@given(some)
def test_whatever_pages_hold_the_report_makes_no_request_and_runs_no_script(
    result: Audited,
) -> None:
    html = written(result)
    html.encode("utf-8")
    asks_for_nothing(html)
    assert not re.search("[\0-\x09\x0b-\x1f\u202a-\u202e\u2066-\u2069\ud800-\udfff]", html)


@pytest.mark.parametrize("hostile", [HOSTILE, NASTY])
def test_what_is_hostile_in_a_page_a_name_or_a_plugin_is_shown_as_text(hostile: str) -> None:
    rule = Rule(hostile, Severity.ERROR, hostile, f"`{hostile}`", f"javascript:{hostile}", hostile)
    path = f"{hostile.replace('/', '')}.html"
    found = Finding(Severity.ERROR, rule.id, Place(path, 1, 1), hostile)
    focus = Focus("en", hostile, hostile, {"title": True})
    phrases = {path: focus, f"b{path}": focus}
    result = Audited((found,), {rule.id: rule}, pages=1, skips={hostile: 1}, focus=phrases)
    html = written(result, Path(hostile.replace("/", "").replace("\0", "")))
    asks_for_nothing(html)
    assert "{{7*7}}" in html or hostile is NASTY
    assert parse(html).select_one("footer, script, img") is None


def test_only_an_address_of_the_web_is_a_link() -> None:
    rules = {
        code: Rule(code, Severity.ERROR, "What.", "", source, "")
        for code, source in {"good": "https://e.org/?a&b", "bad": "javascript:alert(1)"}.items()
    }
    found = tuple(Finding(Severity.ERROR, code, Place("a.html"), "m") for code in rules)
    document = page(Audited(found, rules, pages=1))
    links = [link.attr("href") for link in document.select(".words a")]
    assert links == ["https://e.org/?a&b"]
    assert "javascript:alert(1)" in text(document, "#rule-bad")


def test_every_link_within_the_report_leads_somewhere() -> None:
    document = page(audited(*(finding(code) for code in ("bad", "dull", "note"))))
    ids = [element.attr("id") for element in document.select("[id]")]
    assert len(ids) == len(set(ids))
    inner = {link.attr("href") for link in document.select('a[href^="#"]')}
    assert {"#main", "#rule-bad", "#rule-dull", "#rule-note"} == inner
    assert {link[1:] for link in inner if link} <= {*ids}


def test_each_table_has_a_caption_and_headers() -> None:
    document = page(audited(finding()))
    tables = document.select("table")
    assert len(tables) == 2
    for table in tables:
        assert table.select_one("caption") is not None
        assert all(cell.attr("scope") in {"col", "row"} for cell in table.select("th"))


def test_the_report_has_the_colours_of_the_preview() -> None:
    palette = templates.palette().decode()
    named = set(re.findall(r"^  --([\w-]+): ", palette, re.MULTILINE))
    report = templates.environment("smoopt.check.report").get_template("report.css").render()
    preview = asset("preview.css").decode()
    assert preview.startswith(palette)
    for own in (report, preview.removeprefix(palette)):
        asked = set(re.findall(r"var\(--([\w-]+)\)", own))
        assert asked - set(re.findall(r"--([\w-]+):", own)) <= named
        assert len(asked & named) > 10


# What it says


def test_nothing_found_is_said_and_is_no_table_without_rows() -> None:
    document = page(audited())
    assert text(document, ".mark.good") == "nothing found"
    assert text(document, ".lead") == "The check passes: there is no error."
    assert document.select_one("table.found") is None
    assert "No page has an error or a warning." in text(document, "main")


@pytest.mark.parametrize(
    ("threshold", "codes", "said"),
    [
        (Severity.ERROR, ["bad", "dull"], "fails by 1 finding (--fail-on error)"),
        (Severity.WARNING, ["bad", "dull"], "fails by 2 findings (--fail-on warning)"),
        (Severity.WARNING, ["note"], "passes: there is no warning or worse"),
        (None, ["bad"], "No finding makes this check fail"),
    ],
)
def test_the_report_says_whether_the_check_fails(
    threshold: Severity | None, codes: list[str], said: str
) -> None:
    result = audited(*map(finding, codes), threshold=threshold)
    assert said in text(page(result), ".lead")


def test_a_rule_says_what_why_and_what_to_do() -> None:
    told = text(page(audited(finding(message="here <it> is"))), "#rule-bad")
    for words in ("Bad <it> is.", "Why & how.", "Fix.", "https://e.org/?a&b", "here <it> is"):
        assert words in told
    assert "a.html:1:1" in told


def test_what_stands_between_backticks_is_code() -> None:
    rule = Rule("bad", Severity.ERROR, "No `<title>` here.", "An odd ` one.", "", "")
    document = page(Audited((finding(),), {"bad": rule}, pages=1))
    assert text(document, "#rule-bad code") == "<title>"
    assert "An odd ` one." in text(document, "#rule-bad")


def test_pages_with_most_errors_come_first_then_those_with_most_warnings() -> None:
    found = [
        *(finding("dull", "warned.html", line) for line in (1, 2, 3)),
        finding("dull", "less.html"),
        finding("bad", "one.html"),
        *(finding("bad", "two.html", line) for line in (1, 2)),
        finding("note", "noted.html"),
    ]
    listed = page(audited(*found)).select(".worst .path")
    assert [path.text for path in listed] == ["two.html", "one.html", "warned.html", "less.html"]


def test_a_style_sheet_or_the_site_itself_is_no_page_but_its_findings_are_there() -> None:
    document = page(audited(finding(path="a.css"), finding(path="", line=0, column=0)))
    assert document.select_one(".worst") is None
    places = [place.text.strip() for place in document.select("#rule-bad .places span")]
    assert places == ["a.css:1:1", "the whole site"]
    assert rows(document, ".found")[0][-2:] == ["2", "2"]


def test_the_run_says_what_was_left_out_and_what_failed() -> None:
    skips = {"a redirect": 2, "it asks robots not to index it": 1}
    result = audited(finding(), skips=skips, failed=1, seconds=1.234)
    words = text(page(result), "section:last-of-type")
    for said in ("3 checked in 1.23 seconds", "2: a redirect", "1 page could not be checked"):
        assert said in words
    assert "4 rules checked; 3 found nothing" in words
    assert "1 page by platform; left out: 2 pages that nobody shares" in text(
        page(result), ".scores caption"
    )


# Trends


def test_with_a_baseline_each_rule_says_what_is_new_known_and_fixed() -> None:
    result = audited(
        finding("dull"),
        known=(finding("dull", line=2), finding("bad")),
        fixed=(Fixed("a.html", "dull", 3), Fixed("b.html", "gone", 1)),
    )
    document = page(result)
    assert figures(document) == ["new 1", "known 2", "fixed 4", "change −3"]
    counts = {row[0].split(" ")[0].split(".")[0]: row[-3:] for row in rows(document, ".found")}
    assert [*counts.values()] == [["0", "1", "0"], ["1", "1", "3"], ["0", "0", "1"]]
    assert [cell.text for cell in document.select(".found tfoot td.figure")] == ["1", "2", "4"]
    assert "The check passes: there is no new error." in text(document, ".lead")


def test_without_a_baseline_the_report_says_how_to_get_one() -> None:
    document = page(audited(finding()))
    assert document.select_one(".figures") is None
    assert "--update-baseline" in text(document, "main")


def test_what_is_known_is_marked_and_stands_after_what_is_new() -> None:
    result = audited(finding(message="new one"), known=(finding(message="old one"),))
    said = [" ".join(item.text.split()) for item in page(result).select("#rule-bad .samples li")]
    assert said == ["new one a.html:1:1", "old one known a.html:1:1"]


def test_trends_agree_with_the_baseline_that_check_writes() -> None:
    before = audited(finding("bad"), finding("dull"), finding("dull", "b.html"))
    known = baselines.Baseline({}).updated(before.findings, Choice())
    after = known.applied(audited(finding("bad"), finding("note")), Choice())
    assert figures(page(after)) == ["new 1", "known 1", "fixed 2", "change −1"]


# Focus phrases


def focused(
    phrase: str, *lacks: Where, language: str = "en", without: tuple[Where, ...] = ()
) -> Focus:
    met = {place: place not in lacks for place in get_args(Where) if place not in without}
    return Focus(language, phrase.lower(), phrase, met)


def test_pages_that_compete_come_first_then_those_that_lack_the_phrase() -> None:
    phrases = {
        "a.html": focused("Rye"),
        "b.html": focused("Mill", "title"),
        "c.html": focused("Gates", "title", "opening"),
        "d.html": focused("mill", "heading", "address"),
        "e.html": focused("Mill", language="de", without=("heading", "address")),
        "f.html": focused("MILL"),
    }
    document = page(audited(focus=phrases))
    assert text(document, ".focus caption").startswith("6 pages with a phrase, of 3; 3 share")
    assert rows(document, ".focus") == [
        ["mill d.html also that of 2 other pages", "yes", "no", "yes", "no", "yes"],
        ["Mill b.html also that of 2 other pages", "no", "yes", "yes", "yes", "yes"],
        ["MILL f.html also that of 2 other pages", "yes", "yes", "yes", "yes", "yes"],
        ["Gates c.html", "no", "yes", "yes", "yes", "no"],
        ["Rye a.html", "yes", "yes", "yes", "yes", "yes"],
        ["Mill e.html", "yes", "–", "yes", "–", "yes"],
    ]
    two = {"a.html": focused("Rye"), "b.html": focused("rye")}
    assert rows(page(audited(focus=two)), ".focus")[0][0] == "Rye a.html also that of b.html"
    assert page(audited()).select(".focus") == []


def test_a_place_that_is_not_asked_for_has_no_column() -> None:
    asked = focused("Rye", without=("description", "opening"))
    document = page(audited(focus={"a.html": asked}))
    names = [each.text for each in document.select(".focus thead th")]
    assert names == ["Phrase and page", "Title", "Heading", "Address"]


def test_of_many_pages_the_worst_are_shown_and_the_others_counted() -> None:
    phrases = {f"{n:05}.html": focused(f"p{n}", *["title"][: n % 2]) for n in range(10_000)}
    document = page(audited(focus=phrases))
    shown = rows(document, ".focus")
    assert len(shown) == 200
    assert {row[1] for row in shown} == {"no"}
    assert "9,800 more pages not shown" in text(document, ".focus caption")
    assert len(written(audited(focus=phrases))) < 150_000


# Size


def test_a_hundred_times_the_findings_are_no_larger_report() -> None:
    def size(pages: int) -> int:
        found = (
            finding(code, f"{number:06}.html", line, 1, f"{code} {number} {line}")
            for number in range(pages)
            for code in ("bad", "dull", "note")
            for line in (1, 2)
        )
        return len(written(audited(*found)))

    assert size(10_000) < 1.02 * size(100) < 100_000


def test_a_message_of_a_megabyte_and_rules_without_end_are_cut_and_counted() -> None:
    rules = {f"p-{number}": RULES["bad"] for number in range(1_000)}
    rules = {code: Rule(code, Severity.ERROR, "W.", "", "", "") for code in rules}
    found = tuple(Finding(Severity.ERROR, c, Place("a.html", 1), "m" * 1_000_000) for c in rules)
    html = written(Audited(found, rules, pages=1))
    assert len(html) < 1_500_000
    assert "850 more rules not shown" in html


# The command


def test_check_writes_the_report_of_a_site(tmp_path: Path) -> None:
    out = tmp_path / "report.html"
    done = smoopt("check", SITES / "hugo", "--format", "html", "-o", out, "--fail-on", "never")
    assert done.code == 0, done.err
    document = parse(out.read_text("utf-8"))
    assert text(document, "h1") == "hugo"
    assert len(rows(document, ".scores")) == 12
