"""What the author says to smoopt itself, and that it leaves the page."""

import pytest

from smoopt.model.facts import Person
from smoopt.site.settings import PageRule
from smoopt.site.site import Site
from tests.support.asking import facts, page, ruled, run, value
from tests.support.sites import URL


def test_a_meta_of_the_page_goes_before_every_other_source(lab: Site) -> None:
    head = (
        "<meta property=og:title content=Og><meta name=smoopt:title content=Own>"
        "<meta name=smoopt:tags content='a, b,'><meta name=smoopt:authors content='Ada,Bo'>"
        "<meta name=smoopt:published content='2026-01-05'>"
        "<meta name=smoopt:images content=wide.png>"
    )
    found = facts(lab, page(head), "overrides", "meta")
    assert found.title is not None
    assert (found.title.value, found.title.rule) == ("Own", "meta smoopt:title")
    assert value(found.tags) == ("a", "b")
    assert value(found.authors) == (Person("Ada"), Person("Bo"))
    assert value(found.published) == "2026-01-05"
    assert [image.url for image in value(found.images)] == [f"{URL}wide.png"]  # type: ignore[attr-defined]


def test_the_last_rule_that_matches_counts_and_the_page_goes_before_it(lab: Site) -> None:
    site = ruled(
        lab,
        PageRule(("*.html",), facts={"title": "First", "section": "S"}),
        PageRule(("a.html",), facts={"title": "Second", "tags": ("x", "y")}),
    )
    found = facts(site, page(), "overrides")
    assert found.title is not None
    assert (found.title.value, found.title.rule) == ("Second", "[[pages]] rule 2")
    assert value(found.section) == "S"
    assert value(found.tags) == ("x", "y")
    own = page("<meta name=smoopt:title content=Own>")
    assert value(facts(site, own, "overrides").title) == "Own"


def test_what_is_addressed_to_smoopt_leaves_the_page(lab: Site) -> None:
    html = page(
        "<meta name=smoopt:title content=x>",
        "<p data-smoopt-a class=\"k\" data-smoopt-b='1>2'>x</p><br data-smoopt-c/>",
    )
    data = run(lab, html, "overrides").data.decode()
    assert '--><p class="k"><!--' in data
    assert "--><br/><!--" in data
    assert "--><!--/smoopt--></head>" in data


def test_on_a_hydrated_page_its_attributes_stay(lab: Site) -> None:
    html = page(body="<div id=__nuxt><p data-smoopt-a>x</div>")
    assert run(lab, html, "overrides").status == "unchanged"


def test_what_only_looks_like_an_attribute_stays(lab: Site) -> None:
    html = page(body="<p title=' data-smoopt-a=1'>data-smoopt-a</p><!-- <p data-smoopt-a> -->")
    assert run(lab, html, "overrides").status == "unchanged"


@pytest.mark.parametrize(
    ("name", "said"),
    [("address", "javascript:alert(1)"), ("address", "http://["), ("published", "05/01/2026")],
)
def test_an_override_that_says_nothing_is_reported_and_passed_over(
    name: str, said: str, lab: Site
) -> None:
    outcome = run(lab, page(f'<meta name="smoopt:{name}" content="{said}">'), "overrides")
    assert [finding.code for finding in outcome.findings] == ["override-wrong"]
    assert said in outcome.findings[0].message
    fact = getattr(outcome.facts, name)
    assert fact is None or fact.value == f"{URL}a.html"


def test_a_fact_that_is_none_is_reported(lab: Site) -> None:
    head = '<meta name="smoopt:titel" content="T"><meta name="smoopt:share" content="off">'
    (finding,) = run(lab, page(head), "overrides").findings
    assert "smoopt:titel" in finding.message


def test_all_of_a_page_s_wrong_overrides_are_reported_in_their_order(lab: Site) -> None:
    names = ("published", "address", "modified", "shortlink")
    head = "".join(f'<meta name="smoopt:{name}" content="{name}?">' for name in names)
    head += '<meta name="smoopt:published smoopt:kin" content="2026-01-05">'
    findings = run(lab, page(head), "overrides").findings
    said = [finding.message.partition(" ")[0].rstrip(":") for finding in findings]
    assert said == [*(f"smoopt:{name}" for name in names), "smoopt:kin"]
