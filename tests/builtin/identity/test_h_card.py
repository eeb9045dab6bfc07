"""The h-card: read by mf2py as its readers do, shown to people in their language."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import turbohtml

from smoopt.builtin.identity.card_parts import address_parts
from smoopt.builtin.identity.contact import Address
from smoopt.testing import build
from tests.support.configured import URL, Configured
from tests.support.identities import ADDRESS, CAFE, EVERY, MASTODON, PERSON, Options
from tests.support.microformats import Card, representative, verifies
from tests.support.pictures import png
from tests.support.runs import page, smoopt

ABOUT = f"{URL}about.html"
FILES = {"logo.png": png(300, 200), "rye.png": png(1200, 630)}
OTHERS = (
    '<div class="h-card"><a class="p-name u-url" href="https://bob.example.net/">Bob</a></div>'
    f'<div class="h-card"><a class="p-name u-url" href="{ABOUT}">About</a></div>'
)
SHOWN = {"card": "shown"}
WIKI, CODE = "https://en.wikipedia.org/wiki/Mill", "https://github.com/ann"


def pages(options: Options, files: Mapping[str, str] | None = None) -> dict[str, str]:
    there = {"index.html": page("Mill"), "about.html": page("About"), **(files or {})}
    identity = {**options, "pages": ("about.html",)}
    return dict(build(there, {"identity": identity}, url=URL, files=FILES).pages)


def properties(options: Options) -> Mapping[str, Any]:
    found = representative(pages(options)["index.html"], URL)
    assert found is not None
    return dict(found["properties"])


def shown(html: str) -> turbohtml.Element:
    found = turbohtml.parse(html).select_one("[data-smoopt=identity]")
    assert found is not None
    return found


def lines(html: str) -> list[str]:
    """Give the card's lines as a browser shows them."""
    card = shown(html.replace("<br />", "&#10;"))
    return [line for each in card.select("p") for line in each.text.strip().split("\n")]


# For programs


@pytest.mark.parametrize("how", ["hidden", "shown"])
@pytest.mark.parametrize("options", EVERY, ids=lambda options: options["type"])
def test_the_card_stands_for_each_page_that_has_it(options: Options, how: str) -> None:
    others = page("Mill").replace("</body>", f"{OTHERS}</body>")
    made = pages({**options, "card": how}, {"index.html": others, "bob.html": page("Bob")})
    for path, url in (("index.html", URL), ("about.html", ABOUT)):
        card: Card | None = representative(made[path], url)
        assert card is not None
        assert card["properties"]["name"] == [options["name"]]
        assert card["properties"]["url"][:2] == [URL, MASTODON]
        assert verifies(made[path], MASTODON)
    assert representative(made["bob.html"], f"{URL}bob.html") is None


def test_a_cafe_is_told_whole() -> None:
    found = properties(CAFE)
    assert found["org"] == [CAFE["name"]]
    assert found["logo"] == [f"{URL}logo.png"]
    assert found["tel"] == [CAFE["telephone"]]
    (address,) = found["adr"]
    said = address["properties"]
    assert said["street-address"] == [ADDRESS["street"]]
    assert said["locality"] == [ADDRESS["locality"]]
    assert said["region"] == [ADDRESS["region"]]
    assert said["postal-code"] == [ADDRESS["postal_code"]]
    assert said["country-name"] == ["GB"]
    assert (said["latitude"], said["longitude"]) == (["51.38113"], ["-2.35904"])


def test_the_card_stands_for_the_front_page_of_each_language() -> None:
    french = page("Moulin").replace("lang=en", "lang=fr")
    made = pages({"name": "Mill"}, {"fr/index.html": french})
    for path, url in (("index.html", URL), ("fr/index.html", f"{URL}fr/")):
        assert representative(made[path], url) is not None


def test_a_person_is_told_whole() -> None:
    found = properties(PERSON)
    assert found["job-title"] == [PERSON["job_title"]]
    assert found["org"] == [PERSON["works_for"]]
    assert found["note"] == [PERSON["description"]]
    assert found["pronouns"] == [PERSON["pronouns"]]
    assert found["email"] == [f"mailto:{PERSON['email']}"]
    assert "photo" in found
    assert "logo" not in found


@pytest.mark.parametrize(
    "own",
    [
        f'<p class="h-card"><a class="p-name u-url" href="{URL}">The Mill</a></p>',
        '<p class="vcard"><a class="fn url" href="/">The Mill</a></p>',
        f'<a class="h-card u-url" href="{URL}" rel="me">The Mill</a>',
    ],
)
def test_a_page_that_has_a_card_of_the_publisher_keeps_it(own: str) -> None:
    made = pages(CAFE, {"index.html": page("Mill").replace("</body>", f"{own}</body>")})
    assert "data-smoopt" not in made["index.html"]


def test_a_card_that_readers_find_no_address_in_is_no_page_s_own() -> None:
    """Jekyll's minima has such a one."""
    own = f'<footer class="h-card"><data class="u-url" href="{URL}"></data>The Mill</footer>'
    made = pages(CAFE, {"index.html": page("Mill").replace("</body>", f"{own}</body>")})
    card = representative(made["index.html"], URL)
    assert card is not None
    assert card["properties"]["name"] == [CAFE["name"]]


def test_no_card_is_put_where_none_is_asked_for() -> None:
    assert "h-card" not in pages({**CAFE, "card": "none"})["index.html"]


def test_a_mention_of_an_encyclopedia_is_no_account() -> None:
    html = pages({**PERSON, **SHOWN, "same_as": (WIKI,)})["index.html"]
    assert WIKI in html
    assert not verifies(html, WIKI)
    card = representative(html, URL)
    assert card is not None
    assert card["properties"]["url"] == [URL]


# For people


@pytest.mark.parametrize(
    ("follow", "in_bar", "in_card"),
    [
        (False, [], [MASTODON, WIKI]),
        ({"profiles": (MASTODON, CODE)}, [MASTODON, CODE], [WIKI]),
        ({"profiles": (CODE,)}, [CODE], [MASTODON, WIKI]),
        ({"profiles": (MASTODON,), "hide": ("index.html",)}, [], [MASTODON, WIKI]),
        ({}, [MASTODON], [WIKI]),
    ],
)
@pytest.mark.parametrize("first", ["follow", "identity"])
def test_an_account_is_shown_once(
    follow: bool | dict[str, object], in_bar: list[str], in_card: list[str], first: str
) -> None:
    tables = {"follow": follow, "identity": {**PERSON, **SHOWN, "same_as": (MASTODON, WIKI)}}
    tables = {first: tables[first], **tables}
    html = build({"index.html": page("Mill")}, tables, url=URL, files=FILES).pages["index.html"]
    bar = turbohtml.parse(html).select("nav[data-smoopt=follow] a[rel=me]")
    assert [each.attr("href") for each in bar] == in_bar
    linked = [each.attr("href") for each in shown(html).select("a[rel~=noopener]")]
    assert linked == in_card
    card = representative(html, URL)
    assert card is not None
    assert card["properties"]["name"] == [PERSON["name"]]
    assert verifies(html, MASTODON)


def test_a_hidden_card_is_seen_by_nobody() -> None:
    assert shown(pages(CAFE)["index.html"]).attr("hidden") is not None


def test_nothing_is_loaded_for_a_hidden_card() -> None:
    assert shown(pages(CAFE)["index.html"]).select("img") == []


def test_a_picture_that_the_page_may_not_load_is_left_out() -> None:
    policy = '<meta http-equiv="Content-Security-Policy" content="img-src \'none\'"></head>'
    there = page("Mill").replace("</head>", policy)
    html = pages({**CAFE, **SHOWN}, {"index.html": there})["index.html"]
    assert shown(html).select("img") == []


def test_the_picture_is_what_its_option_says() -> None:
    both = {**CAFE, **SHOWN, "logo": "none.png"}
    assert shown(pages(both)["index.html"]).select_one("img.u-photo") is not None


def test_the_card_reads_well() -> None:
    assert lines(pages({**CAFE, **SHOWN})["index.html"]) == [
        "",
        "The Mill Café",
        *("1 Mill Lane", "Bath", "Somerset", "BA1 1AA"),
        "+44 1225 123456",
        *("Opening hours", "Mon–Fri: 09:00–17:00", "Sat: 10:00–14:00", "Sun: closed"),
        "Mastodon",
    ]
    picture = shown(pages({**CAFE, **SHOWN})["about.html"]).select_one("img")
    assert picture is not None
    assert (picture.attr("src"), picture.attr("width"), picture.attr("height")) == (
        *("logo.png", "96"),
        "64",
    )


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("de-CH", ("Öffnungszeiten", "Mo–Fr: 09:00–17:00", "So: geschlossen")),
        ("zh-TW", ("營業時間", "週一–週五: 09:00–17:00", "週日: 休息")),
        ("xx", ("Opening hours", "Mon–Fri: 09:00–17:00", "Sun: closed")),
    ],
)
def test_it_speaks_the_page_s_language(language: str, said: tuple[str, ...]) -> None:
    there = page("Mill").replace("lang=en", f"lang={language}")
    html = pages({**CAFE, **SHOWN}, {"index.html": there})["index.html"]
    assert {*said} <= {*lines(html)}
    english = shown(html).select_one("p[lang=en]")
    assert (english is not None) == (language == "xx")


@pytest.mark.parametrize(
    ("country", "written"),
    [
        ("US", "1 Mill Lane / Bath Somerset BA1 1AA"),
        ("GB", "1 Mill Lane / Bath / Somerset / BA1 1AA"),
        ("DE", "1 Mill Lane / BA1 1AA Bath / Somerset"),
        ("", "1 Mill Lane / BA1 1AA Bath / Somerset"),
    ],
)
def test_an_address_is_written_as_in_its_country(country: str, written: str) -> None:
    parts = address_parts(Address(**{**ADDRESS, "country": country}))
    said = "".join(f" {'/ ' if part.first else ''}{part.text}" for part in parts)
    assert said.removeprefix(" / ") == written


def test_days_that_are_not_named_do_not_join_others() -> None:
    hours = {**CAFE, **SHOWN, "opening_hours": "Mo,Tu,Th,Fr 09:00-17:00"}
    found = lines(pages(hours)["index.html"])
    assert {"Mon–Tue: 09:00–17:00", "Thu–Fri: 09:00–17:00"} <= {*found}


# Where it stands


def test_it_stands_where_it_is_asked_to(tmp_path: Path) -> None:
    there = page("Mill").replace("<main>", "<main><footer></footer>")
    options = 'name = "Mill"\ncard = "shown"\nselector = "footer"\n'
    made = Configured(tmp_path, {"index.html": there}, "identity", options)
    assert made.build().code == 0
    assert turbohtml.parse(made.text("index.html")).select_one("footer > .h-card") is not None
    made.assert_settled()


def test_a_selector_that_finds_nothing_is_reported(tmp_path: Path) -> None:
    options = 'name = "Mill"\ncard = "shown"\nselector = "aside.none"\n'
    made = Configured(tmp_path, {"index.html": page("Mill")}, "identity", options)
    run = made.build()
    assert "plugins.identity.selector: “aside.none” finds nothing on any page" in run.out + run.err


def test_a_site_may_have_a_card_of_its_own(tmp_path: Path) -> None:
    made = Configured(tmp_path, {"index.html": page("Mill")}, "identity", 'name = "Mill"\n')
    own = tmp_path / "templates/identity.html.j2"
    own.parent.mkdir()
    own.write_text('<p class="h-card" data-smoopt="identity">{{ name }}</p>')
    assert made.build().code == 0
    assert '<p class="h-card" data-smoopt="identity">Mill</p>' in made.text("index.html")
    made.assert_settled()


def test_explain_says_where_each_value_comes_from(tmp_path: Path) -> None:
    options = 'name = "Mill"\nemail = "a@b.de"\nsame_as = ["https://mastodon.social/@mill"]\n'
    made = Configured(tmp_path, {"index.html": page("Mill")}, "identity", options)
    said = smoopt("explain", made.root / "index.html", "--config", made.settings).out
    assert f"Mill (Organization) <{URL}#publisher>" in said
    assert "email: option email" in said
    assert "sameAs: option same_as" in said
    assert "identity: name: option name; email: option email; accounts: option same_as" in said
