"""What the configuration says of every page, and plain conclusions."""

from smoopt.model.facts import Person
from smoopt.site.site import Site
from tests.support.asking import facts, page, value
from tests.support.sites import URL, MakeSite


def test_the_site_s_table_fills_what_a_page_does_not_say(lab: Site) -> None:
    found = facts(lab, page(), "defaults")
    assert value(found.site_name) == "Lab"
    assert value(found.authors) == (Person("Ada"),)
    (image,) = value(found.images)  # type: ignore[misc]
    assert (image.url, image.alt, image.width) == (f"{URL}wide.png", "Wide", 1200)


def test_accounts_get_their_at_sign_once(make_site: MakeSite) -> None:
    site = make_site({"a.html": page()}, x="example", fediverse="@a@b.c", image="gone.png")
    found = facts(site, page(), "defaults")
    assert value(found.x_site) == "@example"
    assert value(found.fediverse_creator) == "@a@b.c"
    assert found.images is None


def test_what_has_a_date_is_an_article_and_all_else_a_website(lab: Site) -> None:
    dated = page("<meta property=article:published_time content=2026-01-05>")
    assert value(facts(lab, dated, "meta", "defaults").type) == "article"
    assert value(facts(lab, page(), "meta", "defaults").type) == "website"
