"""CSV files hold each post whole, and no formula."""

import csv
import io
from datetime import datetime, timedelta

import pytest
from hypothesis import given, settings

from smoopt.kit.announcement import Announcement
from smoopt.kit.due_articles import DueArticle
from smoopt.kit.formats.csv_rows import buffer, hootsuite, spreadsheet
from smoopt.kit.post_writer import PostWriter
from smoopt.kit.shared_article import SharedArticle
from smoopt.model.errors import SiteError
from smoopt.model.facts import Image
from smoopt.site.kit_settings import KitSettings
from tests.support.shared_articles import ARTICLES, LINK, article

AT = datetime(2026, 12, 8, 9, 5)
FORMULAS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


def announced(given_article: SharedArticle, *networks: str, at: datetime = AT) -> Announcement:
    writer = PostWriter(KitSettings(networks=networks), "smoopt.toml", threads=False)
    due = DueArticle(given_article, "new", "")
    return Announcement(due, tuple(writer.posts(given_article)), at)


def rows(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline="")))


@settings(max_examples=30)
@given(ARTICLES)
def test_each_text_comes_back_and_no_cell_begins_as_a_formula(given_article: SharedArticle) -> None:
    kit = [announced(given_article)]
    table = rows(spreadsheet(kit))[1:]
    parts = [part.text for post in kit[0].posts for part in post.parts]
    assert [(row[2] or row[3]).removeprefix("'") for row in table] == [
        part.removeprefix("'") for part in parts
    ]
    assert not [cell for row in table for cell in row if cell.startswith(FORMULAS)]
    for row, post in zip(rows(hootsuite(kit)), kit[0].posts, strict=True):
        assert row[1].lstrip() == post.text.lstrip()
        assert not row[1].startswith(FORMULAS)


@pytest.mark.parametrize("title", ["=1+1", "+1", "-1", "@import", "＝1"])
def test_what_would_be_a_formula_is_kept_from_being_one(title: str) -> None:
    kit = [announced(article(title), "x")]
    assert rows(spreadsheet(kit))[1][3].startswith(f"'{title}")
    assert rows(buffer(kit))[1][0].startswith(f" {title}")


@pytest.mark.parametrize(
    ("picture", "sent"),
    [(f"{LINK}a.jpg", True), (f"{LINK}a.PNG?v=2", True), (f"{LINK}a.webp", False), ("", False)],
)
def test_buffer_is_given_pictures_that_it_takes(picture: str, sent: bool) -> None:
    pictured = article(picture=Image(picture) if picture else None)
    row = rows(buffer([announced(pictured, "x")]))[1]
    assert row[1:] == [picture if sent else "", "", "2026-12-08 09:05"]


def test_more_than_a_scheduler_takes_is_refused() -> None:
    kit = [announced(article(str(number)), "x") for number in range(351)]
    assert len(rows(buffer(kit[:100]))) == 101
    with pytest.raises(
        SiteError, match="Buffer takes 100 posts at a time, and there are 101 posts"
    ):
        buffer(kit[:101])
    assert len(rows(hootsuite(kit[:350]))) == 350
    with pytest.raises(SiteError, match="Hootsuite takes 350"):
        hootsuite(kit)


def test_hootsuite_takes_no_odd_minutes() -> None:
    with pytest.raises(SiteError, match="times that end with 0 or 5; 09:06 does not"):
        hootsuite([announced(article(), "x", at=AT + timedelta(minutes=1))])
