"""Dates that a page shows: which are its own, and which of them says what."""

from datetime import UTC, datetime, timedelta

import pytest

from smoopt.builtin.sources.shown.shown_dates import shown_dates
from smoopt.html.page import Page
from smoopt.model.facts import Fact

PROSE = "<p>The mill stands where two brooks meet, and it has ground rye for three villages.</p>"
TIME = "<time datetime=2018-01-01>1 January</time>"
COMING = (datetime.now(UTC) + timedelta(days=40)).date().isoformat()


def value(fact: Fact[str] | None) -> str:
    return "" if fact is None else fact.value


def shown(body: str) -> tuple[str, str]:
    page = Page("a.html", f"<!doctype html><html><head></head><body>{body}".encode())
    return tuple(map(value, shown_dates(page)))  # type: ignore[return-value]


@pytest.mark.parametrize(
    "body",
    [
        f"<article><h1>T</h1>{TIME}{PROSE}</article>",
        f"<main><h1>T</h1><time datetime=2018-03-09>1 January 2018</time>{PROSE}</main>",
        f"<main><h1>T</h1><time datetime=2018-01-01>31 December 2017</time>{PROSE}</main>",
        f"<div class=related><h1>T</h1>{TIME}<main>{PROSE}</main></div>",
        f"<main><h1>T</h1>{PROSE}</main><div class=sidebar><p class=info>{TIME}</p></div>",
        f"<main><h1>T</h1>{TIME}{PROSE}</main>",
        f"<main><h1>What was released</h1>{TIME}{PROSE}</main>",
        f"<main><h1>T</h1>invalid {TIME}{PROSE}</main>",
        f"<div class=hero><h1>T</h1>{TIME}</div><main>{PROSE}</main>",
        f"<aside class=meta>{TIME}</aside><main>{PROSE}</main>",
        f"<main><p class=byline>Posted on {TIME} by Ann Miller in Notes</p>{PROSE}</main>",
        f"<main><p>Published on {TIME}.</p>{PROSE}</main>",
        f"<main><ul class=post-meta><li>{TIME}<li>5 min</ul>{PROSE}</main>",
        f"<main><span itemprop=datePublished content=2018-01-01>January</span>{PROSE}</main>",
        f"<main><p>It takes <time datetime=PT45M>45 minutes</time></p>{TIME}{PROSE}</main>",
        f"<main>{PROSE}<p>Held on <time datetime={COMING}>a day</time></p>{TIME}</main>",
        f"<main><p>The day was {TIME.replace('2018', '1868')}.</p>{TIME}{PROSE}</main>",
    ],
)
def test_the_date_of_publication_is_found_wherever_it_stands(body: str) -> None:
    assert shown(body) == ("2018-01-01", "")


@pytest.mark.parametrize(
    "body",
    [
        f"<main>{PROSE}<div class=comments><div>{TIME} Nice!</div></div></main>",
        f"<main>{PROSE}<article class='h-entry comment'>{TIME} Nice!</article></main>",
        f"<main>{PROSE}<section id=related-posts>{TIME}</section></main>",
        f"<main>{PROSE}<ul><li><a href=b.html>B</a> {TIME}</ul></main>",
        f"<main>{PROSE}<div><h2><a href=b.html>B</a></h2>{TIME}</div></main>",
        f"<main>{PROSE}<a href=b.html>{TIME}</a></main>",
        f"<main>{PROSE}</main><nav>{TIME}</nav>",
        f"<main>{PROSE}</main><footer>Generated {TIME}</footer>",
        f"<main>{PROSE}<table><tr><td>{TIME}</table></main>",
        f"<main><p>The feast was on {TIME} in the yard.</p>{PROSE}</main>",
        f"<main>{PROSE}<p>On {TIME} the mill was sold to somebody who never saw it.</p></main>",
        f"<main><time datetime={COMING}>soon</time>{PROSE}</main>",
        f"<main><time datetime=2018-W05>week 5</time>{PROSE}</main>",
    ],
)
def test_what_is_the_date_of_something_else_is_passed_over(body: str) -> None:
    assert shown(body) == ("", "")


UPDATED = "<time {} datetime=2024-03-03>3 March</time>"


@pytest.mark.parametrize(
    "updated",
    [
        UPDATED.format("class=dt-updated"),
        UPDATED.format("class=last-updated"),
        UPDATED.format("itemprop=dateModified"),
        f"<span class=last-modified>{UPDATED.format('')}</span>",
        f"Last updated: {UPDATED.format('')}",
        f"Zuletzt aktualisiert am {UPDATED.format('')}",
    ],
)
def test_what_changed_the_page_is_no_publication(updated: str) -> None:
    body = "<main><h1>T</h1><p>{}</p><p>{}</p>{}</main>"
    assert shown(body.format(updated, TIME, PROSE)) == ("2018-01-01", "2024-03-03")
    assert shown(f"<main><h1>T</h1>{PROSE}</main><footer>{updated}</footer>") == ("", "2024-03-03")
    marked = TIME.replace("<time", "<time class=published")
    assert shown(body.format(f"{updated}, first {marked}", "", PROSE))[0] == "2018-01-01"


@pytest.mark.parametrize(
    "only",
    [
        "<time class=updated datetime=2018-01-01>1 January 2018</time>",
        "<p class=hatom-extra><time class='updated' datetime=2018-01-01>1 January</time></p>",
        "<a href=a.html><time class='prk_lf updated' datetime=2018-01-01>1 January</time></a>",
    ],
)
def test_the_only_day_that_themes_call_updated_is_the_one_of_publication(only: str) -> None:
    assert shown(f"<main><h1>T</h1>{only}{PROSE}</main>") == ("2018-01-01", "")
    later = only.replace("2018-01-01", "2024-03-03").replace("1 January 2018", "3 March 2024")
    assert shown(f"<main><h1>T</h1>{TIME}{later}{PROSE}</main>") == ("2018-01-01", "2024-03-03")
    assert shown(f"<main><h1>T</h1>{TIME}{only}{PROSE}</main>") == ("2018-01-01", "")


def test_words_tell_that_such_a_day_is_that_of_a_change() -> None:
    day = UPDATED.format("class=updated")
    said = f"<main><h1>T</h1><p>Last updated: {day}</p>{PROSE}</main>"
    assert shown(said) == ("", "2024-03-03")
