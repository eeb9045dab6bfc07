"""The plugin `identity`: who publishes a site, known once, told whole at home."""

from collections.abc import Mapping
from typing import Any

import pytest
import turbohtml

from smoopt.testing import Built, build
from tests.support.identities import CAFE, EVERY, MASTODON, ORGANIZATION, PERSON, Options
from tests.support.json_ld import (
    by_extruct,
    every,
    expanded,
    of_type,
    top_level,
    types,
    unknown_terms,
)
from tests.support.microformats import verifies
from tests.support.mill_pages import BY_ANN, DATED, HOME, URL, page, stating
from tests.support.pictures import png

OWN = f"{URL}#publisher"
CONTEXT = {"@context": "https://schema.org"}
FILES = {"logo.png": png(300, 200), "rye.png": png(1200, 630)}
SIMPLE = {"name": "Mill Press"}


def built(identity: Options, pages: Mapping[str, str] | None = None, **settings: Any) -> Built:
    site = {"name": "The Mill", **settings.pop("site", {})}
    return build(
        {"index.html": HOME, "a.html": page(DATED + BY_ANN), **(pages or {})},
        {"structured": {}, "identity": dict(identity), **settings.pop("plugins", {})},
        url=URL,
        files=FILES,
        settings={"site": site, **settings},
        defaults=True,
    )


def home(identity: Options, html: str = HOME, **settings: Any) -> str:
    return built(identity, {"index.html": html}, **settings).pages["index.html"]


# One node


@pytest.mark.parametrize("options", EVERY, ids=lambda options: options["type"])
def test_home_tells_all_and_other_pages_refer_to_it(options: Options) -> None:
    made = built(options)
    site = of_type(made.pages["index.html"], "WebSite")
    whole = of_type(made.pages["index.html"], options["type"])
    assert site["publisher"] == {"@id": OWN}
    assert (whole["@id"], whole["name"], whole["url"]) == (OWN, options["name"], URL)
    other = made.pages["a.html"]
    assert of_type(other, "Article")["publisher"] == {"@id": OWN}
    assert options["type"] not in types(other)


@pytest.mark.parametrize("options", EVERY, ids=lambda options: options["type"])
def test_all_that_is_written_is_in_schema_org_s_words(options: Options) -> None:
    html = home(options)
    nodes = top_level(html)
    assert by_extruct(html) == nodes
    assert unknown_terms(nodes) == []
    for node in nodes:
        (whole,) = expanded(node)
        inner = {key.removeprefix("https://schema.org/") for key in whole}
        assert inner == set(node) - {"@context"}


def test_every_option_is_told() -> None:
    """None of them is left out by mistake; the card and where it stands are no part of it."""
    written = {key for options in EVERY for key in of_type(home(options), options["type"])}
    assert len(written - {"@context", "@type", "@id", "url"}) == len(
        {*ORGANIZATION, *CAFE, *PERSON} - {"type", "special_days"}
    )


def test_a_cafe_is_described_as_google_asks() -> None:
    found = of_type(home(CAFE), "CafeOrCoffeeShop")
    assert found["address"] == {
        "@type": "PostalAddress",
        "streetAddress": "1 Mill Lane",
        "addressLocality": "Bath",
        "addressRegion": "Somerset",
        "postalCode": "BA1 1AA",
        "addressCountry": "GB",
    }
    assert found["geo"] == {"@type": "GeoCoordinates", "latitude": 51.38113, "longitude": -2.35904}
    assert [each["opens"] for each in found["openingHoursSpecification"]] == [
        *("09:00", "10:00", "00:00"),
        *("00:00", "10:00"),
    ]
    assert found["hasMenu"] == f"{URL}menu/"
    assert found["acceptsReservations"] is False
    logo = {"@type": "ImageObject", "url": f"{URL}logo.png", "width": 300, "height": 200}
    assert found["logo"] == logo


def test_further_pages_may_tell_all_and_are_about_it() -> None:
    made = built({**SIMPLE, "pages": ("about/",)}, {"about/index.html": page(title="About us")})
    html = made.pages["about/index.html"]
    assert of_type(html, "WebPage")["about"] == {"@id": OWN}
    assert of_type(html, "Organization") == of_type(made.pages["index.html"], "Organization")


def test_an_author_who_publishes_is_referred_to() -> None:
    article = of_type(built(PERSON).pages["a.html"], "Article")
    assert article["author"] == article["publisher"] == {"@id": OWN}


# Where a name comes from


@pytest.mark.parametrize(
    ("options", "site", "name", "rule"),
    [
        ({"name": "Press"}, {}, "Press", "option name"),
        ({}, {}, "The Mill", "site.name in the configuration"),
        ({"type": "Person"}, {"author": "Ann Lee"}, "Ann Lee", "site.author in the configuration"),
    ],
)
def test_the_name_is_what_the_author_says(
    options: Options, site: Mapping[str, str], name: str, rule: str
) -> None:
    made = built(options, site=site)
    fact = made.facts["a.html"].publisher
    assert fact is not None
    assert (fact.value.name, fact.rule) == (name, f"{rule}; option type")
    assert fact.value.members == ()


def test_a_name_that_nobody_says_is_not_guessed() -> None:
    made = built({"type": "Person"})
    assert '"publisher"' not in "".join(made.pages.values())
    assert [each.message for each in made.findings] == ["plugins.identity: expected a name"]


def test_a_picture_that_is_not_there_is_left_out_and_reported() -> None:
    made = built({**SIMPLE, "logo": "images/none.png"})
    assert "logo" not in of_type(made.pages["index.html"], "Organization")
    (found,) = made.findings
    assert found.message == "plugins.identity.logo: the site has no file images/none.png"


def test_nothing_is_said_where_the_address_is_unknown_or_the_page_says_no() -> None:
    made = build({"index.html": HOME}, {"identity": SIMPLE}, url="", defaults=True)
    assert "publisher" not in made.pages["index.html"]
    off = HOME.replace("</head>", '<meta name="smoopt:identity" content="off"></head>')
    assert "publisher" not in home(SIMPLE, off)


# What is there already


PRESS = {**CONTEXT, "@type": "Organization", "name": "Mill Press"}


def test_a_page_s_own_node_gains_what_it_lacks() -> None:
    there = {**PRESS, "telephone": "+44 1"}
    html = home({**SIMPLE, "telephone": "+44 1225 123456", "email": "a@b.de"}, with_head(there))
    assert of_type(html, "Organization") == {
        **there,
        "@id": OWN,
        "url": URL,
        "email": "a@b.de",
    }
    assert of_type(html, "WebSite")["publisher"] == {"@id": OWN}


def test_a_node_within_another_gains_what_it_lacks() -> None:
    there = {**CONTEXT, "@type": "WebSite", "url": URL, "publisher": {**PRESS, "@id": "#press"}}
    html = home({**SIMPLE, "email": "a@b.de"}, with_head(there))
    (site,) = top_level(html)
    assert site["name"] == "The Mill"
    assert site["publisher"]["email"] == "a@b.de"
    assert site["publisher"]["@id"] == "#press"
    assert sum(node.get("name") == "Mill Press" for node in every(site)) == 1


def test_a_node_of_the_same_id_is_the_same_whatever_it_is_called() -> None:
    there = {**PRESS, "@id": OWN, "name": "The Press"}
    html = home({**SIMPLE, "email": "a@b.de"}, with_head(there))
    assert of_type(html, "Organization") == {**there, "url": URL, "email": "a@b.de"}


def test_an_organization_is_told_nothing_that_only_a_place_has() -> None:
    html = home({**CAFE, "name": "Mill Press"}, with_head(PRESS))
    found = of_type(html, "Organization")
    assert "address" in found
    assert not {"geo", "openingHoursSpecification", "priceRange", "servesCuisine"} & set(found)
    assert unknown_terms(found) == []


@pytest.mark.parametrize(
    "there",
    [
        stating({**PRESS, "name": "Another"}),
        stating({**CONTEXT, "@type": "WebSite", "publisher": {**PRESS, "name": "Another"}}),
        stating({**CONTEXT, "@type": "WebSite", "publisher": {"@type": "Person", "name": "Ann"}}),
        '<div itemscope itemtype="https://schema.org/Organization"></div>',
        '<div vocab="https://schema.org/" typeof="Store"></div>',
    ],
)
def test_beside_another_organization_nothing_is_said_but_a_finding(there: str) -> None:
    made = built(SIMPLE, {"index.html": f"{HOME}{there}"})
    assert OWN not in made.pages["index.html"]
    assert [each.code for each in made.findings] == ["publisher-stated"]
    assert (
        "the page has another publisher or organization than Mill Press" in made.findings[0].message
    )


@pytest.mark.parametrize(
    "there",
    [
        stating({**CONTEXT, "@type": "BlogPosting", "author": {**PRESS, "name": "Another"}}),
        '<div itemscope itemtype="https://schema.org/BlogPosting">'
        '<p itemprop="publisher" itemscope itemtype="https://schema.org/Organization"></p></div>',
    ],
)
def test_who_is_named_within_an_article_stands_in_nobody_s_way(there: str) -> None:
    made = built(SIMPLE, {"index.html": f"{HOME}{there}"})
    assert of_type(made.pages["index.html"], "Organization")["@id"] == OWN
    assert not made.findings


def test_other_pages_refer_to_their_own_node_where_they_can() -> None:
    named = built(SIMPLE, {"a.html": page(stating({**PRESS, "@id": "#press"}))})
    assert of_type(named.pages["a.html"], "WebPage")["publisher"] == {"@id": "#press"}
    unnamed = built(SIMPLE, {"a.html": page(stating(PRESS))})
    assert "publisher" not in of_type(unnamed.pages["a.html"], "WebPage")
    assert not unnamed.findings


def with_head(value: object) -> str:
    return HOME.replace("</head>", f"{stating(value)}</head>")


# Accounts


def test_the_home_page_verifies_at_mastodon() -> None:
    made = built({**SIMPLE, "same_as": (MASTODON, "https://en.wikipedia.org/wiki/Mill")})
    assert verifies(made.pages["index.html"], MASTODON)
    assert not verifies(made.pages["index.html"], "https://en.wikipedia.org/wiki/Mill")
    assert not verifies(made.pages["a.html"], MASTODON)


def test_accounts_are_those_of_the_site_where_none_are_named() -> None:
    made = built(SIMPLE, site={"fediverse": "@mill@mastodon.social", "x": "@mill"})
    html = made.pages["index.html"]
    accounts = [MASTODON, "https://x.com/mill"]
    assert of_type(html, "Organization")["sameAs"] == accounts
    assert verifies(html, MASTODON)
    assert '<meta name="fediverse:creator" content="@mill@mastodon.social">' in made.pages["a.html"]


def test_follow_and_identity_name_each_account_once() -> None:
    profiles = (MASTODON, "https://github.com/mill")
    for plugins, options in (
        ({"follow": {"profiles": profiles}}, SIMPLE),
        ({"follow": {}}, {**SIMPLE, "same_as": (*profiles, "https://www.wikidata.org/wiki/Q1")}),
    ):
        html = home(options, plugins=plugins)
        assert html.count(f'<link rel="me" href="{MASTODON}">') == 1
        assert [*profiles] == of_type(html, "Organization")["sameAs"][:2]
        links = turbohtml.parse(html).select("nav[data-smoopt=follow] a")
        assert [link.text for link in links] == ["Mastodon", "GitHub"]
