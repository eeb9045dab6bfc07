"""What is read of a page's JSON-LD."""

import pytest

from tests.support.card_pages import FULL, card_of, json_ld
from tests.support.sites import MakeSite


def test_mastodon_takes_news_articles_and_pages_first(make_site: MakeSite) -> None:
    node = json_ld(
        **{"@type": "NewsArticle", "headline": "H", "description": "D"},
        publisher={"name": "P"},
        author=[{"name": "Ada"}],
        datePublished="2026-03-15T10:00:00Z",
    )
    found = card_of(make_site, "mastodon", FULL + node)
    assert (found.title, found.description, found.site_name) == ("H", "D", "P")
    assert (found.author, found.date) == ("Ada", "15 Mar 2026")
    assert "The title comes from JSON-LD headline, which goes before og:title." in found.notes


@pytest.mark.parametrize(
    "node",
    [
        {"@type": "BlogPosting", "headline": "H"},
        {"@type": ["NewsArticle"], "headline": "H"},
        {"@graph": [{"@type": "NewsArticle", "headline": "H"}]},
        {"@type": "WebPage", "description": "D"},
    ],
)
def test_mastodon_passes_over_other_json_ld(make_site: MakeSite, node: dict[str, object]) -> None:
    assert card_of(make_site, "mastodon", FULL + json_ld(**node)).title == "A tin of smoke"


def test_mastodon_reads_on_behind_json_that_is_none(make_site: MakeSite) -> None:
    broken = '<script type="application/ld+json">{"@type": </script>'
    node = json_ld(**{"@type": "WebPage", "headline": "H"})
    assert card_of(make_site, "mastodon", FULL + broken + node).title == "H"
