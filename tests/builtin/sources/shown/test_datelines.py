"""Dates that stand in words: which places are read, and what is passed over there."""

from datetime import UTC, datetime, timedelta

import pytest

from smoopt.site.settings import Settings, SiteSettings
from smoopt.site.site import Site
from tests.support.asking import facts, page, value

PROSE = (
    "<p>The mill stands where two brooks meet, and it has ground rye and barley for the three"
    " villages since before the first map was drawn, as the oldest of the millers says.</p>"
)
DAY = "March 4, 2021"
_COMING = datetime.now(UTC) + timedelta(days=40)
COMING = f"{_COMING:%B} {_COMING.day}, {_COMING.year}"


def dates(
    lab: Site, body: str, language: str = "en", path: str = "mill.html", head: str = ""
) -> tuple[object, object]:
    html = page(head=head, body=body, html=f"<html lang={language}>")
    found = facts(lab, html, "meta", "content", "language", "defaults", path=path)
    return value(found.published), value(found.modified)


@pytest.mark.parametrize(
    "body",
    [
        "<article><h1>T</h1><p class=post-date>{}</p>{}</article>",
        "<main><div class=date>{}</div><h1>T</h1>{}</main>",
        "<main><h1>T</h1><div class='article__meta'>By Ann Lee <span>{}</span></div>{}</main>",
        "<main><h1>T</h1><p class=byline>By Ann Lee and Bob Roe | {} | Notes</p>{}</main>",
        "<main><h1>T</h1><div class=postDate>{}</div>{}</main>",
        "<main><h1>T</h1><span class=entry-meta>Posted on {} in Notes</span>{}</main>",
        "<main><h1>T</h1><p>{}</p>{}</main>",
        "<main><h1>T</h1><p><em>{} · 5 min read</em></p>{}</main>",
        "<main><h1>T</h1><p>By Ann Lee, {}</p>{}</main>",
        "<main><h1>T</h1><div>Category: News | {} | 0 Comments</div>{}</main>",
        "<main><h1>T</h1><p>How rye is ground</p><p>Thursday, {} at 10:30</p>{}</main>",
        "<main><h1>T</h1>{}<br>{}</main>",
        "<main><p>{}</p><h1>T</h1>{}</main>",
        "<main><header><h1>T</h1></header><div>Published: {}</div>{}</main>",
        "<header><h1>T</h1><p>{}</p></header><main>{}</main>",
        "<main><h1>T</h1><time>{}</time>{}</main>",
        "<main><h1>T</h1><span itemprop=datePublished>{}</span>{}</main>",
        "<main><h1>T</h1><ul class=post-meta><li>Ann<li>{}</ul>{}</main>",
        "<main><h1><a href=mill.html>T</a></h1><p class=date>{}</p>{}</main>",
        "<main><h1>T</h1><p class=posted-on><a href=mill.html>{}</a></p>{}</main>",
        "<main><h1>T</h1><p class='post-date updated'>{}</p>{}</main>",
        "<main><h1>T</h1><span class='vcard entry-date updated'>{}</span>{}</main>",
        "<main><h1>T</h1><p class=published>On <b class=updated>{}</b></p>{}</main>",
        "<div class='widget Blog'><h1>T</h1><p class=date>{}</p><main>{}</main></div>",
        "<div id=sidebar><main><h1>T</h1><div>By Ann, {}</div>{}</main></div>",
        "<table><tr><td><h1>T</h1><p class=date>{}</p><main>{}</main></table>",
        "<h2><a href=/>Post</a></h2><div><h1>T</h1><p>{}</p></div><main>{}</main>",
        "<main><header><h1>T</h1><ul><li>Ann<li class=post-date>{}</ul></header>{}</main>",
        "<main><p>{}</p><!-- a --> <!-- b --> <!-- c --> <h1>T</h1>{}</main>",
        "<main><h1>T</h1><div>{} &gt; ann</div>{}</main>",
        "<main><h1>T</h1><p class=news_datum>{} 12:46</p>{}</main>",
        "<h1>T</h1><main>{1}</main><div class=c-sidebar><p class=meta>Ann | {0}</p></div>",
    ],
)
def test_a_date_in_words_is_read_in_the_usual_places(lab: Site, body: str) -> None:
    assert dates(lab, body.format(DAY, PROSE)) == ("2021-03-04", None)
    assert dates(lab, body.format("4. März 2021", PROSE), "de") == ("2021-03-04", None)


@pytest.mark.parametrize(
    "body",
    [
        "<main><h1>T</h1>{1}<div class=comments><p class=date>{0}</p></div></main>",
        "<main><h1>T</h1>{1}<div class=comment-meta>{0}</div></main>",
        "<main><h1>T</h1>{1}<section class=related><span class=date>{0}</span></section></main>",
        "<main><h1>T</h1>{1}<div><h3><a href=b.html>B</a></h3><p class=date>{0}</p></div></main>",
        "<main><h1>T</h1>{1}<ul><li><a href=b.html>B</a> <span class=date>{0}</span></ul></main>",
        "<main><h1>T</h1>{1}<div class=memitem><dl class=date><dd>{0}</dd></dl></div></main>",
        "<main><h1>T</h1><p class=event-date>{0}</p>{1}</main>",
        "<main><h1>T</h1><div class=event><p class=date>{0}</p></div>{1}</main>",
        "<main><h1>T</h1><p>The feast was held on {0} in the yard.</p>{1}</main>",
        "<main><h1>T</h1><p>Town hall and market square, {0}, 19:00 to 21:00</p>{1}</main>",
        "<main><h1>T</h1><p>Retrieved on {0}</p>{1}</main>",
        "<main><h1>T</h1><p>Effective date: {0}</p>{1}</main>",
        "<main><h1>T</h1><p>Due {0}</p>{1}</main>",
        "<main><h1>T</h1>{1}<h2>Notes</h2><p>{0}</p></main>",
        "<main><h1>T</h1><ul><li>{0}</ul>{1}</main>",
        "<main><h1>T</h1><table><tr><td class=date>{0}</table>{1}</main>",
        "<main><h1>T</h1>{1}</main><footer>© {0}, Ann Lee</footer>",
        "<main><h1>T</h1>{1}</main><footer><p class=date>{0}</p></footer>",
        "<main><h1>T</h1>{1}</main><nav><p class=date>{0}</p></nav>",
        "<main><h1>T</h1>{1}<p>{0}</p></main>",
        "<header><p class=date>{0}</p></header><main><h1>T</h1>{1}</main>",
        "<div class=topbar><span class=date>{0}</span></div><main><h1>T</h1>{1}</main>",
        "<div id=header><div class=date-time>{0}</div></div><main><h1>T</h1>{1}</main>",
        "<main><h1>T</h1>{1}<div itemscope itemtype=//schema.org/Comment><p class=date>{0}</p>"
        "</div></main>",
    ],
)
def test_the_day_of_something_else_is_passed_over(lab: Site, body: str) -> None:
    assert dates(lab, body.format(DAY, PROSE)) == (None, None)


@pytest.mark.parametrize(
    "said", ["03/04/2021", "4.3.2021", "March 2021", COMING, "1 January 1970", "1 January 0001"]
)
def test_what_may_be_no_day_of_publication_is_refused(lab: Site, said: str) -> None:
    for place in ("<p>{}</p>", "<p class=date>{}</p>", "<time>{}</time>", "<p>Posted {}</p>"):
        assert dates(lab, f"<main><h1>T</h1>{place.format(said)}{PROSE}</main>") == (None, None)


@pytest.mark.parametrize(
    "said",
    [
        f"<p>Updated on {DAY}</p>",
        f"<p class=meta>Last updated: {DAY}</p>",
        f"<div class=last-updated>{DAY}</div>",
        f"<span class=date-modified>{DAY}</span>",
        f"<p>Zuletzt geändert am {DAY}</p>",
    ],
)
def test_what_changed_the_page_is_no_publication(lab: Site, said: str) -> None:
    assert dates(lab, f"<main><h1>T</h1>{said}{PROSE}</main>") == (None, "2021-03-04")
    assert dates(lab, f"<main><h1>T</h1>{PROSE}</main><footer>{said}</footer>")[0] is None
    both = f"<main><h1>T</h1><p>Posted 2 May 2020</p>{said}{PROSE}</main>"
    assert dates(lab, both) == ("2020-05-02", "2021-03-04")


def test_one_line_may_say_both(lab: Site) -> None:
    for said in ("Published 2 May 2020, updated 4 March 2021", "2 May 2020 (updated: 2021-03-04)"):
        body = f"<main><h1>T</h1><p class=meta>{said}</p>{PROSE}</main>"
        assert dates(lab, body) == ("2020-05-02", "2021-03-04")


@pytest.mark.parametrize(
    ("path", "published"),
    [
        ("2021/03/04/mill.html", "2021-03-04"),
        ("blog/2021-03-04-mill/index.html", "2021-03-04"),
        ("2021/mar/04/mill.html", "2021-03-04"),
        ("2021/03/mill.html", None),
        ("2021/13/04/mill.html", None),
        ("v2021.3.4/mill.html", None),
        ("events/2021/03/04/mill.html", None),
        ("2199/03/04/mill.html", None),
    ],
)
def test_the_day_in_a_path_fills_in(lab: Site, path: str, published: str | None) -> None:
    assert dates(lab, f"<main><h1>T</h1>{PROSE}</main>", path=path) == (published, None)


@pytest.mark.parametrize(
    "body",
    [
        "<main><h1>T</h1>{1}<div class=relatedStories><p class=date>{0}</p></div></main>",
        "<main><h1>T</h1>{1}</main><div class=sidebar><h3>B</h3><p class=meta>{0}</p></div>",
        "<main><h1>T</h1>{1}</main><div class=sidebar><p>Ann <b>{0}</b></p></div>",
        "<main><h1>T</h1>{1}<ul><li>Ann<li><b class=post-date>{0}</b></ul></main>",
    ],
)
def test_a_date_beside_the_text_is_another_s(lab: Site, body: str) -> None:
    assert dates(lab, body.format(DAY, PROSE)) == (None, None)


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "This entry was posted on Thursday, March 4th, 2021 at 4:13 pm and"),
        ("de", "Dieser Beitrag wurde am 4. März 2021 um 16:13 von Ann veröffentlicht und"),
        ("fr", "Cet article a été publié le 4 mars 2021 à 16:13 par Ann et"),
    ],
)
def test_what_the_system_says_of_a_post_is_no_sentence(lab: Site, language: str, said: str) -> None:
    goes_on = "is filed under Mills. You can follow any replies to this, as well as to May 5, 2021."
    for name in ("postmetadata alt", "entry-meta", "post-footer"):
        body = f"<main><h1>T</h1>{PROSE}<p class='{name}'>{said} {goes_on}</p></main>"
        assert dates(lab, body, language) == ("2021-03-04", None)
    quoted = f"<div class=comments><p>{said} {goes_on}</p></div>"
    assert dates(lab, f"<main><h1>T</h1>{PROSE}{quoted}</main>") == (None, None)
    within = f"<p>The miller says: {said} {goes_on}</p>"
    assert dates(lab, f"<main><h1>T</h1>{PROSE}{within}</main>") == (None, None)


def test_without_a_language_the_country_of_the_address_tells_how_days_are_written(
    lab: Site,
) -> None:
    body = f"<main><h1>T</h1><p class=date>04.03.2021</p>{PROSE}</main>"
    at_home = Site(lab.root, Settings(site=SiteSettings(url="https://mill.de/")))
    assert dates(at_home, body, "''") == ("2021-03-04", None)
    assert dates(lab, body, "''") == (None, None)


def test_the_path_confirms_or_refuses_what_the_page_shows(lab: Site) -> None:
    body = f"<main><h1>T</h1><p class=date>{DAY}</p>{PROSE}</main>"
    assert dates(lab, body, path="2021/03/04/mill.html") == ("2021-03-04", None)
    assert dates(lab, body, path="2021/03/03/mill.html") == ("2021-03-03", None)
    assert dates(lab, body, path="2021/03/mill.html") == ("2021-03-04", None)
    assert dates(lab, body, path="2020/05/02/mill.html") == ("2020-05-02", None)
    assert dates(lab, body, path="2020/05/mill.html") == (None, None)


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("fr", "Publié le 4 mars 2021"),
        ("es", "4 de marzo de 2021"),
        ("pt-BR", "Publicado em 4 de março de 2021"),
        ("it", "4 marzo 2021"),
        ("nl", "Geplaatst op 4 maart 2021"),
        ("pl", "4 marca 2021"),
        ("ru", "Опубликовано 4 марта 2021 г."),
        ("ja", "2021年3月4日"),
        ("zh-CN", "发布于 2021年3月4日"),
        ("ko", "2021년 3월 4일"),
        ("de", "04.03.2021"),
        ("tr", "4 Mart 2021"),
    ],
)
def test_the_pages_language_is_read(lab: Site, language: str, said: str) -> None:
    for place in ("<p>{}</p>", "<p class=post-date>{}</p>", "<p class=byline>Ann | {}</p>"):
        body = f"<main><h1>T</h1>{place.format(said)}{PROSE}</main>"
        assert dates(lab, body, language) == ("2021-03-04", None), place


@pytest.mark.parametrize(
    "place",
    [
        "<abbr class=published title=2021-03-04>4 Mar</abbr>",
        "<span class=date title='2021-03-04T10:00:00Z'>2 years ago</span>",
        "<p class=post-date data-date=2021-03-04>Thursday</p>",
        "<time class='entry-date published updated'>March 4, 2021</time>",
    ],
)
def test_a_place_may_give_the_day_in_an_attribute(lab: Site, place: str) -> None:
    assert dates(lab, f"<main><h1>T</h1>{place}{PROSE}</main>") == ("2021-03-04", None)


def test_a_stated_date_is_not_looked_for_again(lab: Site) -> None:
    head = '<meta property="article:published_time" content="2018-01-01">'
    body = f"<main><h1>T</h1><p class=date>{DAY}</p>{PROSE}</main>"
    assert dates(lab, body, head=head) == ("2018-01-01", None)


@pytest.mark.parametrize(
    ("path", "head", "place"),
    [
        ("events/mill.html", "", "<p>{}, 19:30</p>"),
        ("mill.html", '<script type="application/ld+json">{"@type":"Event"}</script>', "<p>{}</p>"),
        ("mill.html", "", "<div class=vevent><p>{}</p></div>"),
    ],
)
def test_the_day_of_an_event_is_no_publication(lab: Site, path: str, head: str, place: str) -> None:
    body = f"<main><h1>T</h1>{place}{PROSE}</main>"
    assert dates(lab, body.format(DAY), path=path, head=head) == (None, None)


def test_the_title_may_be_an_h2(lab: Site) -> None:
    body = f"<h1>Site</h1><main><h2>T</h2><p>{DAY}</p>{PROSE}</main>"
    assert dates(lab, body) == ("2021-03-04", None)


def test_many_dates_are_those_of_a_list(lab: Site) -> None:
    days = "".join(f"<p class=date>March {day}, 2021</p>" for day in range(1, 6))
    assert dates(lab, f"<main><h1>T</h1>{PROSE}<div>{days}</div></main>") == (None, None)


@pytest.mark.parametrize(
    ("line", "language"),
    [
        ("<p>Published on 4 March 2021, 10:30</p>", "en"),
        ("<div class=foot>(mp) <span>Erstellt am 04.03.2021, 06:00</span></div>", "de"),
        ("<div><p>Publié le 4 mars 2021</p></div>", "fr"),
        ("<p><em>Publicado el 4 de marzo de 2021</em></p>", "es"),
    ],
)
def test_a_line_behind_the_text_may_say_when_that_was_published(
    lab: Site, line: str, language: str
) -> None:
    assert dates(lab, f"<main><h1>T</h1>{PROSE}{PROSE}</main>{line}", language)[0] == "2021-03-04"
    # What stands by the heading goes first, and two days are those of two things.
    other = f"<main><h1>T</h1><p class=date>March 9, 2021</p>{PROSE}</main>{line}"
    assert dates(lab, other, language)[0] == "2021-03-09"
    two = line + line.replace("4", "5", 1)
    assert dates(lab, f"<main><h1>T</h1>{PROSE}</main>{two}", language)[0] is None
    related = f"<main><h1>T</h1>{PROSE}</main><div class=related>{line}</div>"
    assert dates(lab, related, language)[0] is None


@pytest.mark.parametrize("language", ["de", "en", "fr"])
def test_the_day_of_a_revision_is_none_of_publication(lab: Site, language: str) -> None:
    body = f"<main><h1>Terms</h1><p>Date of Last Revision: March 4, 2021</p>{PROSE}</main>"
    assert dates(lab, body, language) == (None, "2021-03-04")
