"""The plugin `keywords`: what it finds, in `build` and in `check` alike."""

import json
from pathlib import Path
from typing import Any

import pytest
import turbohtml

from tests.support.configured import URL, Configured
from tests.support.runs import smoopt

PAGE = """<!doctype html>
<html lang="{language}">
<head><title>{title}</title>
<meta name="smoopt:focus" content="{focus}">
<meta name="description" content="{description}">
</head><body><main><h1>{heading}</h1>
<p>{opening}, told at some length so that it is a paragraph.</p></main></body></html>
"""
GOOD = {
    "language": "en",
    "focus": "mill sluice",
    "title": "The sluices of a mill",
    "description": "How the sluice of a water mill is built, and how it is kept.",
    "heading": "Mill sluices",
    "opening": "A mill has a sluice",
}
PLACE = "guides/mill-sluice.html"
PLACES = {
    "title": "The gates of a weir",
    "heading": "Gates",
    "description": "How the gates of a weir are built, and how they are kept for long.",
    "opening": "A weir has gates",
}


def page(**changed: str) -> str:
    return PAGE.format(**{**GOOD, **changed})


def found(made: Configured) -> dict[tuple[str, str], str]:
    """Give what the audit says of focus phrases, by page and rule; the build says the same."""
    run = smoopt("check", made.root, "--config", made.settings, "--format", "json")
    checked = _focused(json.loads(run.out)["findings"])
    run = smoopt("build", made.root, "--config", made.settings, "--json", "--dry-run")
    assert _focused(json.loads(run.out)["findings"]) == checked
    return checked


def _focused(findings: list[dict[str, Any]]) -> dict[tuple[str, str], str]:
    focused = [each for each in findings if each["code"].startswith("focus-")]
    return {(each["place"]["path"], each["code"]): each["message"] for each in focused}


@pytest.mark.parametrize("where", PLACES)
def test_a_place_without_the_phrase_is_named(tmp_path: Path, where: str) -> None:
    made = Configured(tmp_path, {PLACE: page(**{where: PLACES[where]})}, "keywords")
    ((key, message),) = found(made).items()
    assert key == (PLACE, f"focus-{where}")
    assert "mill sluice" in message
    assert PLACES[where] in message


def test_an_address_without_the_phrase_is_named(tmp_path: Path) -> None:
    made = Configured(tmp_path, {"index.html": page(), "17.html": page(focus="sluice")}, "keywords")
    assert found(made) == {("17.html", "focus-address"): "“17.html” does not have “sluice”"}


def test_a_page_that_has_it_everywhere_or_names_none_is_not(tmp_path: Path) -> None:
    silent = page(focus="").replace('<meta name="smoopt:focus" content="">\n', "")
    files = {
        PLACE: page(),
        "a.html": silent,
        "404.html": page(focus="gates"),
        "b.html": page(focus="gate " * 30),
    }
    made = Configured(tmp_path, files, "keywords")
    assert found(made) == {}


def test_the_phrase_is_known_in_pages_that_are_built(tmp_path: Path) -> None:
    made = Configured(tmp_path, {PLACE: page(title="Gates")}, "keywords")
    assert made.build().code == 0
    assert '<meta name="smoopt:focus"' not in made.text(PLACE)
    assert list(found(made)) == [(PLACE, "focus-title")]
    made.assert_settled()


def test_a_rule_names_the_phrase_and_a_page_goes_before_it(tmp_path: Path) -> None:
    rule = '\n[[pages]]\nmatch = ["*.html"]\nfacts = { focus = "weir" }\n'
    silent = page().replace('<meta name="smoopt:focus" content="mill sluice">\n', "")
    files = {PLACE: page(), "guides/weir.html": silent}
    made = Configured(tmp_path, files, "keywords", f'where = ["title", "address"]\n{rule}')
    assert list(found(made)) == [("guides/weir.html", "focus-title")]


TEXTS = {
    "en": "The mill sluice holds the water back. A miller opens the mill sluice at dawn, and "
    "the water wheel turns. Where the mill sluice is old, its boards rot, and the water wheel "
    "stands. Good oak keeps a mill sluice dry for thirty years. Each spring the miller greases "
    "the water wheel, and paints the mill sluice with tar. In winter, ice may break a "
    "mill sluice, so that a careful miller leaves it open in hard frost until the thaw comes.",
    "de": "Das Mühlenwehr hält das Wasser zurück. Der Müller öffnet das Mühlenwehr am Morgen, und "
    "das Wasserrad dreht sich. Wo das Mühlenwehr alt ist, faulen die Bretter, und das Wasserrad "
    "steht. Gute Eiche hält ein Mühlenwehr dreißig Jahre. Im Frühling schmiert der Müller das "
    "Wasserrad und streicht das Mühlenwehr mit Teer. Im Winter kann Eis ein Mühlenwehr brechen, "
    "weshalb ein kluger Müller das Mühlenwehr bei hartem Frost offen lässt, bis es wieder taut.",
    "ja": "水車小屋の水門は水をせき止める。" * 30,
}


@pytest.mark.parametrize(
    ("language", "most", "said"),
    [("en", 2, "mill sluice"), ("de", 1, "Mühlenwehr"), ("ja", 3, None), ("en", 0, None)],
)
def test_phrases_are_suggested_to_a_page_that_names_none(
    tmp_path: Path, language: str, most: int, said: str | None
) -> None:
    silent = page(language=language, opening=TEXTS[language], focus="")
    silent = silent.replace('<meta name="smoopt:focus" content="">\n', "")
    files = {"a.html": silent, PLACE: page(opening=f"Mill sluice. {TEXTS['en']}")}
    made = Configured(tmp_path, files, "keywords", f"suggest = {most}\n")
    told = found(made)
    assert set(told) == ({("a.html", "focus-unstated")} if said else set())
    for message in told.values():
        assert said is not None
        assert said.casefold() in message.casefold()
        assert message.count("“") == most


def test_without_yake_it_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("smoopt.model.extras.find_spec", lambda _: None)
    run = Configured(tmp_path, {PLACE: page()}, "keywords", "suggest = 1\n").build()
    assert run.code == 2
    assert "pip install 'smoopt[keywords]'" in run.err
    (tmp_path / "without").mkdir()
    assert Configured(tmp_path / "without", {PLACE: page()}, "keywords").build().code == 0


def test_pages_that_compete_for_a_phrase_are_named(tmp_path: Path) -> None:
    copy = page().replace("</head>", f'<link rel="canonical" href="/{PLACE}"></head>')
    files = {
        PLACE: page(),
        "b/mill-sluice.html": page(focus="Mill  Sluice"),
        "de/mill-sluice.html": page(language="de"),
        "copy/mill-sluice.html": copy,
        "mill-gate.html": page(focus="mill gate"),
    }
    made = Configured(tmp_path, files, "keywords", "where = []\n")
    assert found(made) == {
        ("b/mill-sluice.html", "focus-shared"): f"its focus phrase is that of {PLACE}",
        (PLACE, "focus-shared"): "its focus phrase is that of b/mill-sluice.html",
    }


def test_the_report_has_a_table_of_all_phrases(tmp_path: Path) -> None:
    files = {
        PLACE: page(),
        "gates.html": page(title="The gates of a weir"),
        "rye.html": page(focus="rye"),
        "copy.html": page().replace("<head>", f'<head><link rel=canonical href="{URL}{PLACE}">'),
        "none.html": page(focus=""),
    }
    made = Configured(tmp_path, files, "keywords", 'where = ["title", "heading"]\n')
    assert made.build().code == 0
    out = tmp_path / "report.html"
    smoopt("check", made.root, "--config", made.settings, "--format", "html", "-o", out)
    table = turbohtml.parse(out.read_text("utf-8")).select("table.focus tbody tr")
    assert [[" ".join(cell.text.split()) for cell in row.select("th, td")] for row in table] == [
        [f"mill sluice gates.html also that of {PLACE}", "no", "yes"],
        [f"mill sluice {PLACE} also that of gates.html", "yes", "yes"],
        ["rye rye.html", "no", "no"],
    ]
    made.assert_settled()
