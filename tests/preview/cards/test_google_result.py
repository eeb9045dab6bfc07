"""A page as a result of Google's."""

import json

import pytest

from smoopt.preview.cards.card import Card
from tests.support.card_pages import FULL, URL, all_cards, meta, said, site_of
from tests.support.pictures import png
from tests.support.sites import MakeSite

DESCRIBED = '<title>A tin</title><meta name="description" content="Said here.">'


def google(make_site: MakeSite, head: str, body: str = "", **files: bytes | str) -> Card:
    return all_cards(site_of(make_site, head, body, **files))["google"]


def test_the_title_element_goes_before_open_graph(make_site: MakeSite) -> None:
    found = google(make_site, DESCRIBED + FULL)
    assert (found.title, found.description, found.notes) == ("A tin", "Said here.", ())


@pytest.mark.parametrize(
    ("head", "title", "source"),
    [(FULL, "A tin of smoke", "og:title"), ("", "Heading", "<h1>")],
)
def test_another_title_is_named(make_site: MakeSite, head: str, title: str, source: str) -> None:
    found = google(make_site, head, "<h1>Heading</h1>")
    assert found.title == title
    assert f"The page has no <title>: Google takes {source}." in found.notes


def test_words_of_the_page_stand_in_for_a_description(make_site: MakeSite) -> None:
    found = google(make_site, "<title>T</title>", "<main><p>First words.</p></main>")
    assert found.description == "First words."
    assert "Google picks words of the page" in said(found)


@pytest.mark.parametrize("directive", ["nosnippet", "max-snippet:0"])
def test_a_page_can_forbid_its_snippet(make_site: MakeSite, directive: str) -> None:
    found = google(make_site, f'{DESCRIBED}<meta name="robots" content="all, {directive}">')
    assert (found.description, found.notes) == ("", ("The page forbids a snippet.",))


@pytest.mark.parametrize("name", ["robots", "googlebot"])
def test_a_page_that_is_not_to_be_listed_has_no_result(make_site: MakeSite, name: str) -> None:
    found = google(make_site, f'{DESCRIBED}<meta name="{name}" content="noindex">')
    assert found.layout == "link"
    assert "Google shows no result" in said(found)


def test_steps_come_from_the_address(make_site: MakeSite) -> None:
    link = f'<link rel="canonical" href="{URL}guides/first%20steps/">'
    found = google(make_site, DESCRIBED + link)
    assert (found.domain, found.crumbs) == ("www.kettle.example", ("guides", "first steps"))


def test_steps_come_from_a_trail_in_its_order(make_site: MakeSite) -> None:
    items = [
        {"@type": "ListItem", "position": 2, "item": {"@id": URL, "name": "Tea"}},
        {"@type": "ListItem", "position": 1, "name": "Guides"},
    ]
    trail = json.dumps({"@type": "BreadcrumbList", "itemListElement": items})
    head = f'{DESCRIBED}<script type="application/ld+json">{trail}</script>'
    assert google(make_site, head).crumbs == ("Guides", "Tea")


def test_a_date_is_written_out(make_site: MakeSite) -> None:
    node = json.dumps({"@graph": [{"@type": "BlogPosting", "datePublished": "2023-08-25"}]})
    head = f'{DESCRIBED}<script type="application/ld+json">{node}</script>'
    assert google(make_site, head).date == "25 Aug 2023"


def test_the_icon_is_the_first_that_is_there(make_site: MakeSite) -> None:
    links = '<link rel=icon href=gone.ico><link rel="shortcut icon" href="a.png">'
    found = google(make_site, DESCRIBED + links, a_png=png(48, 48))
    assert found.icon is not None
    assert (found.icon.file, found.icon.width) == ("a.png", 48)


def test_the_site_goes_by_its_name(make_site: MakeSite) -> None:
    named = google(make_site, DESCRIBED + meta(og_site_name="The Kettle"))
    assert (named.site_name, google(make_site, DESCRIBED).site_name) == (
        "The Kettle",
        "kettle.example",
    )
