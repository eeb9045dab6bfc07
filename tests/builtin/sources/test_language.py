"""Language, locale and translations."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smoopt.model import language_tags
from smoopt.model.facts import Alternate
from smoopt.model.language_tags import found_locale, found_standard, locale, standard
from smoopt.site.site import Site
from tests.support.asking import facts, page, value
from tests.support.sites import URL, MakeSite


@pytest.mark.parametrize(
    ("html", "head", "language", "place"),
    [
        ("<html lang=de>", "", "de", "de_DE"),
        ("<html lang=EN_gb>", "", "en-GB", "en_GB"),
        ("<html xml:lang=fr>", "", "fr", "fr_FR"),
        ("<html lang=zh-Hant>", "", "zh-Hant", "zh_TW"),
        ("<html lang=eo>", "", "eo", None),
        ("<html lang=''>", "<meta http-equiv=content-language content=it>", "it", "it_IT"),
        ("<html lang='no language'>", "", None, None),
        ("<html lang=en>", "<meta property=og:locale content=en_AU>", "en", "en_AU"),
        ("<html lang=en>", "<meta property=og:locale content=en-NZ>", "en", "en_NZ"),
        ("<html lang=en>", "<meta property=og:locale content=english>", "en", "en_US"),
    ],
)
def test_language_and_locale_are_read(
    html: str, head: str, language: str | None, place: str | None, lab: Site
) -> None:
    found = facts(lab, page(head, html=html), "language")
    assert (value(found.language), value(found.locale)) == (language, place)


def test_the_configured_language_serves_where_a_page_names_none(make_site: MakeSite) -> None:
    site = make_site({"a.html": page()}, language="pt-BR")
    assert value(facts(site, page(), "language").locale) == "pt_BR"


def test_translations_are_read_and_made_absolute(lab: Site) -> None:
    head = (
        "<link rel=alternate hreflang=fr href=fr/a.html><link rel=alternate hreflang=x-default "
        "href=/a><link rel=alternate href=feed.xml type=application/rss+xml>"
        "<link rel=alternate hreflang=de type=application/rss+xml href=de.xml>"
    )
    assert value(facts(lab, page(head), "language").alternates) == (
        Alternate("fr", f"{URL}fr/a.html"),
        Alternate("x-default", "https://example.org/a"),
    )


@given(st.text(max_size=20) | st.from_regex(r"[A-Za-z]{1,8}([-_][A-Za-z0-9]{1,8}){0,4}"))
def test_no_tag_makes_it_raise_and_standard_tags_stay(tag: str) -> None:
    found = standard(tag)
    assert standard(found) == found
    assert locale(found) == "" or locale(found)[:2].islower()


def test_usual_tags_are_known_without_the_registry_and_as_it_knows_them() -> None:
    table = language_tags._usual()
    assert {"en", "de", "pt-BR", "zh-Hant"} <= table.keys()
    for tag, place in table.items():
        assert (found_standard(tag), found_locale(tag)) == (tag, place)
