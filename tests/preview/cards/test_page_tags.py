"""Readers take the tags of a page as far as they read it."""

import pytest

from tests.support.card_pages import FULL, all_cards, card_of, said, site_of
from tests.support.sites import MakeSite


def test_slack_reads_32_kilobytes(make_site: MakeSite) -> None:
    head = f"<title>Plain</title><style>{' ' * 33_000}</style>{FULL}"
    found = all_cards(site_of(make_site, head))
    assert (found["slack"].title, found["telegram"].title) == ("Plain", "A tin of smoke")
    assert "stand after the first 32 KB, and Slack reads no more." in said(found["slack"])


@pytest.mark.parametrize(("blanks", "layout"), [(290_000, "large"), (310_000, "link")])
def test_whatsapp_reads_300_kilobytes(make_site: MakeSite, blanks: int, layout: str) -> None:
    found = card_of(make_site, "whatsapp", f"<style>{' ' * blanks}</style>{FULL}")
    assert found.layout == layout
    assert ("after the first 300 KB" in said(found)) == (layout == "link")
