"""Tags that a theme writes with the same words on most pages are no page's own."""

from collections.abc import Mapping

import pytest

from smoopt.build.builder import Builder
from smoopt.build.memory.manifest import Manifest
from smoopt.build.outcome import Outcome
from smoopt.html.marks import pristine
from smoopt.html.page import Page
from smoopt.html.source_text import Source
from smoopt.plugin.registry import Registry
from smoopt.site.settings import Settings
from smoopt.site.site import Site
from tests.support.pictures import png
from tests.support.sites import CORE, MakeSite

URL = "https://example.org/"
HOME = (
    '<meta property="og:title" content="Weekly Riddle">'
    '<meta name="twitter:title" content="Weekly Riddle">'
    '<meta property="og:description" content="You need not be clever.">'
    '<meta name="twitter:description" content="You need not be clever.">'
    '<meta name="description" content="You need not be clever.">'
)
PICTURE = f'<meta property="og:image" content="{URL}card.png">'
CARD = '<meta property="og:image:alt" content="The card">'
PAGE = (
    '<!doctype html><html lang="{language}"><head><title>{title} - Weekly Riddle</title>{head}'
    "</head><body{root}><main><h1>{title}</h1>{body}</main></body></html>"
)
KEYS = ("og:title", "twitter:title", "og:description", "twitter:description", "description")


def words(name: str) -> str:
    return f"The riddle of this week is about {name}: two of them stand by the road at night."


def page(name: str, head: str = HOME, language: str = "en", root: str = "", body: str = "") -> str:
    text = body or f'<img src="/{name}.png" alt="a {name}"><p>{words(name)}</p>'
    return PAGE.format(title=name, head=head, language=language, root=root, body=text)


def site_of(*names: str, head: str = HOME) -> dict[str, str | bytes]:
    home = PAGE.format(
        title="Home", head=head, language="en", root="", body="<p>You need not be clever.</p>"
    )
    return {"index.html": home, **{f"{name}.html": page(name, head) for name in names}}


def outcomes(site: Site) -> dict[str, Outcome]:
    registry = Registry(site.settings)
    builder = Builder(site, registry, None, Manifest(None, site.root, None), dry=True)
    return {path: builder.outcome(path, (site.root / path).read_bytes()) for path in site.pages}


def tags(outcome: Outcome, *keys: str) -> list[str]:
    built = Page(outcome.path, outcome.data, built=True)
    return [tag.value for key in keys for tag in built.tags(key)]


def codes(outcome: Outcome) -> list[tuple[str, bool]]:
    return [(found.code, found.mended) for found in outcome.findings if "tag-" in found.code]


def test_the_home_page_s_card_gives_way_to_the_page_s_own(make_site: MakeSite) -> None:
    files = site_of("knots", "pails", "wells", "ropes", head=HOME + PICTURE)
    pictures: Mapping[str, bytes] = {
        "card.png": png(1200, 630),
        "knots.png": png(1200, 630),
        "pails.png": png(300, 200),
    }
    site = make_site({**files, **pictures}, url=URL)
    found = outcomes(site)
    assert tags(found["knots.html"], *KEYS) == ["knots"] * 2 + [words("knots")] * 3
    assert codes(found["knots.html"]) == [("tag-duplicate", True)] * 6
    assert {path: tags(one, "og:image") for path, one in found.items()} == {
        "index.html": [f"{URL}card.png"],
        "knots.html": [f"{URL}knots.png"],
        "pails.html": [f"{URL}card.png"],  # its own would not fill a card
        "ropes.html": [f"{URL}card.png"],
        "wells.html": [f"{URL}card.png"],
    }
    assert tags(found["index.html"], "og:title") == ["Weekly Riddle"]
    for path, outcome in found.items():
        assert pristine(Source(outcome.data)) == (site.root / path).read_bytes()


def test_a_picture_for_the_whole_site_is_right_by_itself(make_site: MakeSite) -> None:
    heads = {
        name: f'<meta property="og:title" content="{name}">{PICTURE}{CARD}'
        for name in ("knots", "pails", "wells", "ropes")
    }
    files = {f"{name}.html": page(name, head) for name, head in heads.items()}
    pictures = {"card.png": png(1200, 630), "knots.png": png(1200, 630)}
    found = outcomes(make_site({**files, **pictures}, url=URL))
    assert tags(found["knots.html"], "og:image", "og:image:alt") == [f"{URL}card.png", "The card"]
    assert codes(found["knots.html"]) == []


def test_the_words_for_a_replaced_picture_are_replaced_with_it(make_site: MakeSite) -> None:
    files = site_of("knots", "pails", "wells", head=HOME + PICTURE + CARD)
    pictures = {"card.png": png(1200, 630), "knots.png": png(1000, 600)}
    found = outcomes(make_site({**files, **pictures}, url=URL))
    keys = ("og:image", "og:image:alt", "og:image:width")
    assert tags(found["knots.html"], *keys) == [f"{URL}knots.png", "a knots", "1000"]


@pytest.mark.parametrize("names", [("knots",), ("knots", "pails")])
def test_on_a_site_of_three_pages_everything_stays(
    names: tuple[str, ...], make_site: MakeSite
) -> None:
    found = outcomes(make_site(site_of(*names), url=URL))
    assert tags(found["knots.html"], "description") == ["You need not be clever."]
    assert codes(found["knots.html"]) == []


def test_what_a_theme_writes_where_a_page_has_no_description_gives_way(make_site: MakeSite) -> None:
    own = {
        f"{name}.html": page(name, f'<meta name="description" content="All of {name}, in words.">')
        for name in ("a", "b", "c", "d", "e", "f")
    }
    site = make_site({**site_of("knots", "pails", "wells"), **own}, url=URL)
    found = outcomes(site)
    assert tags(found["knots.html"], "description") == [words("knots")]
    assert tags(found["a.html"], "description") == ["All of a, in words."]


def test_a_group_of_pages_may_have_one_description(make_site: MakeSite) -> None:
    same = '<meta name="description" content="A part of the course on wells.">'
    group = {f"{name}.html": page(name, same) for name in ("one", "two", "three")}
    others = {f"{name}.html": page(name, "") for name in "abcd"}
    rest = {
        f"{name}.html": page(name, f'<meta name="description" content="All of {name}.">')
        for name in ("x", "y", "z")
    }
    found = outcomes(make_site({**group, **others, **rest}, url=URL))
    assert tags(found["one.html"], "description") == ["A part of the course on wells."]


def test_each_language_has_a_theme_s_words_of_its_own(make_site: MakeSite) -> None:
    german = '<meta name="description" content="Man muss nicht klug sein.">'
    pages = {f"de/{name}.html": page(name, german, "de") for name in ("a", "b", "c")}
    home = {"de/index.html": page("Rätsel", german, "de")}
    english = {
        f"{name}.html": page(name, f'<meta name="description" content="All of {name}.">')
        for name in ("k", "l", "m", "n", "o")
    }
    found = outcomes(make_site({**pages, **home, **english}, url=URL))
    assert tags(found["de/a.html"], "description") == [words("a")]
    assert tags(found["de/index.html"], "description") == ["Man muss nicht klug sein."]
    assert tags(found["k.html"], "description") == ["All of k."]


def test_a_page_without_words_of_its_own_keeps_the_theme_s(make_site: MakeSite) -> None:
    files = site_of("knots", "pails", "wells")
    files["empty.html"] = page("empty", body="<p>.</p>")
    found = outcomes(make_site(files, url=URL))
    keys = ("og:title", "description")
    assert tags(found["empty.html"], *keys) == ["empty", "You need not be clever."]


@pytest.mark.parametrize("path", ["404.html", "search.html", "tags/knots/index.html"])
def test_what_has_no_words_of_its_own_keeps_the_site_s_description(
    path: str, make_site: MakeSite
) -> None:
    files = {**site_of("knots", "pails", "wells"), path: page("Not there")}
    found = outcomes(make_site(files, url=URL))[path]
    assert tags(found, "og:title", "description") == ["Not there", "You need not be clever."]


def test_where_every_page_has_one_title_in_all_places_none_is_better(make_site: MakeSite) -> None:
    same = "<!doctype html><title>Riddle - the game</title><meta property=og:title content=Riddle>"
    files: dict[str, str | bytes] = {f"{n}.html": f"{same}<p>{n}" for n in "abcd"}
    found = outcomes(make_site(files, url=URL))
    assert tags(found["a.html"], "og:title") == ["Riddle"]


def test_where_a_framework_would_change_it_back_it_is_only_reported(make_site: MakeSite) -> None:
    names = ("knots", "pails", "wells")
    files = {f"{n}.html": page(n, HOME + PICTURE, root=' id="__nuxt"') for n in names}
    files |= {"index.html": page("Home", HOME + PICTURE, root=' id="__nuxt"')}
    pictures = {"card.png": png(1200, 630), "knots.png": png(1200, 630)}
    found = outcomes(make_site({**files, **pictures}, url=URL))["knots.html"]
    assert tags(found, "og:title", "og:image") == ["Weekly Riddle", f"{URL}card.png"]
    assert set(codes(found)) == {("tag-duplicate", False)}


# The site's name in tags

SITE_NAME = '<meta property="og:site_name" content="{}">'


@pytest.mark.parametrize("said", ["Home", "Your awesome title", "knots"])
def test_what_names_no_site_or_only_the_page_is_replaced(said: str, make_site: MakeSite) -> None:
    head = SITE_NAME.format(said) + '<meta property="og:title" content="knots">'
    files = {**site_of("a", "b", "c", head=""), "knots.html": page("knots", head)}
    found = outcomes(make_site(files, url=URL))["knots.html"]
    assert tags(found, "og:site_name") == ["Weekly Riddle"]
    assert [one.code for one in found.findings if one.mended] == ["og-site-name-wrong"]


@pytest.mark.parametrize("said", ["Notes", "Riddles", "Weekly riddle"])
def test_another_name_is_its_author_s(said: str, make_site: MakeSite) -> None:
    files = {**site_of("a", "b", "c", head=""), "x.html": page("x", SITE_NAME.format(said))}
    assert tags(outcomes(make_site(files, url=URL))["x.html"], "og:site_name") == [said]


def test_a_site_may_be_set_to_be_called_home(make_site: MakeSite) -> None:
    files = {**site_of("a", "b", "c", head=""), "x.html": page("x", SITE_NAME.format("Home"))}
    found = outcomes(make_site(files, url=URL, name="Home"))["x.html"]
    assert tags(found, "og:site_name") == ["Home"]
    assert not [one for one in found.findings if one.code == "og-site-name-wrong"]


@pytest.mark.parametrize(
    ("with_name", "head", "title"),
    [
        (False, "", "knots"),
        (True, "", "knots | Weekly Riddle"),
        (True, '<meta name="smoopt:title" content="Set">', "Set"),
        (True, '<meta property="og:title" content="Kept">', "Kept"),
    ],
)
def test_an_option_adds_the_site_s_name_to_titles_that_are_written(
    with_name: bool, head: str, title: str, make_site: MakeSite
) -> None:
    files = {**site_of("a", "b", "c", head=""), "knots.html": page("knots", head)}
    site = make_site(files, url=URL)
    options = {"opengraph": {"site_name_in_title": with_name}}
    site = Site(site.root, Settings(site=site.settings.site, plugins={**CORE, **options}))
    assert tags(outcomes(site)["knots.html"], "og:title") == [title]


def test_what_all_pages_of_a_folder_have_is_a_theme_s_as_well(make_site: MakeSite) -> None:
    docs = '<meta property="og:title" content="Docs">'
    names = ("knots", "pails", "wells")
    files = site_of("sails", "masts", "ropes", "tides", head="")
    files |= {f"docs/{name}.html": page(name, docs) for name in names}
    assert tags(outcomes(make_site(files, url=URL))["docs/knots.html"], "og:title") == ["knots"]
    # Of a folder with others in it, they are no most.
    files |= {
        f"docs/{n}.html": page(f"page {n}", f'<meta property="og:title" content="{n}">')
        for n in range(9)
    }
    assert tags(outcomes(make_site(files, url=URL))["docs/knots.html"], "og:title") == ["Docs"]
