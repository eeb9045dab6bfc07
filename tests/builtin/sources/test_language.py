"""Language, locale and translations."""

import langcodes
import pytest
from hypothesis import given
from hypothesis import strategies as st

from smoopt.model import language_tags
from smoopt.model.facts import Alternate
from smoopt.model.language_tags import found_locale, found_standard, is_tag, locale, standard
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
        ("<html lang=en-EN>", "", "en", "en_US"),
        ("<html lang=de_DE.UTF-8>", "", "de", "de_DE"),
        ("<html lang='fr,en'>", "", "fr", "fr_FR"),
        ("<html lang=xx-YY>", "", None, None),
        ("<html lang=us-en>", "", None, None),
        ("<html lang=en>", "<meta property=og:locale content=en_AU>", "en", "en_AU"),
        ("<html lang=en>", "<meta property=og:locale content=en-NZ>", "en", "en_NZ"),
        ("<html lang=en>", "<meta property=og:locale content=english>", "en", "en_US"),
        ("<html lang=en>", "<meta property=og:locale content=en_UK>", "en", "en_GB"),
        ("<html lang=de>", "<meta property=og:locale content=de_EN>", "de", "de_DE"),
        ("<html lang=eo>", "<meta property=og:locale content=eo_EO>", "eo", "eo_EO"),
        ("<html lang=english xml:lang=en-GB>", "", "en-GB", "en_GB"),
        ("<html>", "<meta name=dc.language content=pt>", "pt", "pt_BR"),
        ("<html>", "<meta name=language content=English>", None, None),
        ("<html>", "<meta name=language content=nl>", "nl", "nl_NL"),
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


def test_the_words_of_a_text_tell_its_language_where_nothing_states_it(lab: Site) -> None:
    text = "Die Mühle steht an dem Bach, und sie ist für die Leute von dem Dorf auf dem Berg. " * 3
    body = f"<main><p>{text}</p></main>"
    found = facts(lab, page(body=body), "language")
    assert found.language is not None
    assert found.language.rule == "the text's most frequent words"
    assert (value(found.language), value(found.locale)) == ("de", "de_DE")
    assert value(facts(lab, page(body=body, html="<html lang=nl>"), "language").language) == "nl"
    assert value(facts(lab, page(body="<p>Kurz.</p>"), "language").language) is None


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


@pytest.mark.parametrize("body", ["<body lang=fi>", "<main lang=fi>", "<article lang=fi>"])
def test_a_language_may_stand_where_the_text_does(body: str, lab: Site) -> None:
    html = f"<!doctype html><html><head></head>{body}<p>Sana.</p></html>"
    assert value(facts(lab, html, "language").language) == "fi"


@pytest.mark.parametrize("content", ["<main lang=en>", "<article lang=en-GB>"])
def test_a_text_that_is_not_translated_yet_is_in_its_own_language(content: str, lab: Site) -> None:
    html = f"<!doctype html><html lang=de><body><nav>Suche</nav>{content}<p>Words.</p></html>"
    found = facts(lab, html, "language")
    assert str(value(found.language)).startswith("en")
    assert value(found.locale) in {"en_US", "en_GB"}


def test_a_quotation_in_another_language_says_nothing_of_the_page(lab: Site) -> None:
    body = "<p>Word.</p><blockquote lang=la>Verbum.</blockquote>"
    assert facts(lab, page(body=body), "language").language is None


@pytest.mark.parametrize(
    ("written", "tag", "place"),
    [
        *(
            ("es-419", "es-419", "es_LA"),
            ("es_419", "es-419", "es_LA"),
            ("es-MX", "es-MX", "es_MX"),
        ),
        *(("no", "no", "nb_NO"), ("no-NO", "no-NO", "nb_NO"), ("nn", "nn", "nn_NO")),
        *(("zh-Hans", "zh-Hans", "zh_CN"), ("zh_Hant", "zh-Hant", "zh_TW")),
        *(("zh-Hant-HK", "zh-Hant-HK", "zh_HK"), ("cmn-Hans", "cmn-Hans", "zh_CN")),
        *(("sr-Latn", "sr-Latn", "sr_RS"), ("uz-Cyrl", "uz-Cyrl", "uz_UZ")),
        *(
            ("az-Arab", "az-Arab", "az_IR"),
            ("pt_BR", "pt-BR", "pt_BR"),
            ("en-UK", "en-GB", "en_GB"),
        ),
        *(("en-001", "en-001", ""), ("english", "", ""), ("kr", "kr", ""), ("zxx", "zxx", "")),
    ],
)
def test_tags_become_the_locales_that_networks_know(written: str, tag: str, place: str) -> None:
    assert (standard(written), locale(tag) if tag else "") == (tag, place)


@given(st.sampled_from(sorted(language_tags._usual())))
def test_the_territory_is_that_of_the_registry(tag: str) -> None:
    given_place = locale(tag)
    if given_place and tag != "es-419":
        assert given_place.split("_")[1] == langcodes.Language.get(tag).maximize().territory
        assert standard(given_place) != ""


@pytest.mark.parametrize(
    ("url", "lang", "place"),
    [
        ("https://mill.co.uk/", "en", "en_GB"),
        ("https://mill.com.au/", "en", "en_AU"),
        ("https://muehle.at/", "de", "de_AT"),
        ("https://moulin.ca/", "fr", "fr_CA"),
        ("https://mill.co.uk/", "cy", "cy_GB"),
        ("https://mill.co.uk/", "en-US", "en_US"),
        ("https://mill.de/", "en", "en_US"),
        ("https://mill.ch/", "en", "en_US"),
        ("https://mill.io/", "de", "de_DE"),
    ],
)
def test_the_country_of_a_site_goes_before_the_likely_one(
    url: str, lang: str, place: str, make_site: MakeSite
) -> None:
    site = make_site({"a.html": page()}, url=url)
    assert value(facts(site, page(html=f"<html lang={lang}>"), "language").locale) == place


@pytest.mark.parametrize(
    ("path", "lang", "place"),
    [
        ("en-gb/mill.html", "en", "en_GB"),
        ("news/en_uk/mill.html", "en", "en_GB"),
        ("de-CH/muehle/index.html", "de", "de_CH"),
        ("pt-br/index.html", "pt", "pt_BR"),
        # What the page says itself, another language, and what is no folder of a country.
        ("en-gb/mill.html", "en-US", "en_US"),
        ("en-gb/mill.html", "de", "de_DE"),
        ("en-vv/mill.html", "en", "en_US"),
        ("en/gb/mill.html", "en", "en_US"),
        ("en-gb.html", "en", "en_US"),
    ],
)
def test_a_folder_for_a_country_tells_the_territory(
    path: str, lang: str, place: str, lab: Site
) -> None:
    html = page(html=f"<html lang={lang}>")
    assert value(facts(lab, html, "language", path=path).locale) == place


@pytest.mark.parametrize("tag", ["en", "pt-BR", "zh-Hans", "es-419", "de-1996", "x-default"])
def test_a_tag_is_a_tag(tag: str) -> None:
    assert is_tag(tag)


@pytest.mark.parametrize("tag", ["pt_BR", "en-UK", "english", "en US", "zh_Hans", "de-DE_formal"])
def test_what_is_near_a_tag_is_none(tag: str) -> None:
    assert not is_tag(tag)
