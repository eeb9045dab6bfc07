"""By whom a page says that it was written."""

import pytest

from smoopt.model.facts import Person
from smoopt.site.site import Site
from tests.support.asking import facts, page, value
from tests.support.sites import URL

PROSE = (
    "<p>The mill stands where two brooks meet, and it has ground rye and barley for the three"
    " villages since before the first map was drawn, as the oldest of the millers says.</p>"
)
SOURCES = ("meta", "hentry", "content", "language")


def authors(
    lab: Site, body: str, language: str = "en", head: str = "", more: tuple[str, ...] = ()
) -> list[str]:
    html = page(head=head, body=body, html=f"<html lang={language}>")
    found = value(facts(lab, html, *SOURCES, *more, path="mill.html").authors)
    return [person.name for person in found or ()]  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "place",
    [
        "<a rel=author href=/people/ann>{}</a>",
        "<p>By <a rel='author external' href=/ann>{}</a></p>",
        "<span class=author>{}</span>",
        "<div class=post-author>By {}</div>",
        "<p class=byline>By {} | March 4, 2021</p>",
        "<p class=byline><span class=author-name>{}</span><span class=job>Miller</span></p>",
        "<div class='article__byline'>Written by <b>{}</b> on March 4, 2021</div>",
        "<div class=entry-meta><i class='author vcard'><a class=fn href=/ann>{}</a></i></div>",
        "<ul class=post-meta><li class=author>{}<li>March 4, 2021</ul>",
        "<p>In Notes, <a href=/author/ann/>{}</a></p>",
        "<p>By {}</p>",
        "<p>by {}, March 4, 2021</p>",
        "<p>Posted by {} on March 4, 2021</p>",
        "<p>March 4, 2021<br>By {}</p>",
        "<p>March 4, 2021 by {} · Leave a comment</p>",
        "<h2>How rye is ground</h2><h3>By {}</h3>",
        "<p>Author: Jane Austen</p><p>By {}</p>",
        "<p>Author: {}</p>",
        "<p>Author: {}<br>Photos: Max Foe</p>",
        "<p><b>Author:</b> {}</p>",
        "<dl><dt>Author:<dd>{}</dl>",
        "<table class=docinfo><tr><th>Author:<td>{}</table>",
        "<span itemprop=author>{}</span>",
    ],
)
def test_authors_are_found_in_the_usual_places(lab: Site, place: str) -> None:
    for body in (
        "<main><h1>T</h1>{}{}</main>",
        "<article><header><h1>T</h1>{}</header>{}</article>",
    ):
        assert authors(lab, body.format(place.format("Ann Lee"), PROSE)) == ["Ann Lee"]


@pytest.mark.parametrize(
    "place",
    [
        "<p><a href=/writer/ann-lee>{}</a></p>",
        "</main><header class=a-article-header><p class=creator>{}</p></header><main>",
        "<p>In <a href=/mills>Mills</a>, <a href=https://e.example/autor/ann>{}</a></p>",
        "<ul class=m-creators><li class=m-creator__name>{}</ul>",
        "<div class=writer-container><h5>{}</h5></div>",
        "<div class=about_reporter>{}<br><a href=/r>Quay Reporting</a></div>",
    ],
)
def test_less_usual_places_are_read_where_the_page_has_a_date(lab: Site, place: str) -> None:
    body = f"<main><h1>T</h1><p class=date>{{}}</p>{place.format('Ann Lee')}{PROSE}</main>"
    assert authors(lab, body.format("March 4, 2021")) == ["Ann Lee"]
    head = "<meta property=article:published_time content=2021-03-04>"
    assert authors(lab, body.format(""), head=head) == ["Ann Lee"]
    assert authors(lab, body.format("")) == []


def test_names_of_colours_and_sizes_use_up_no_place(lab: Site) -> None:
    many = "<b class='text-time-gray'></b><i class='text-time-black'>x</i>" * 60
    body = f"<main><h1>T</h1><div>{many}</div>{{}}{PROSE}</main>"
    assert authors(lab, body.format("<a href=/author/ann>Ann Lee</a>")) == ["Ann Lee"]


def test_what_services_are_told_counts_last(lab: Site) -> None:
    head = "<meta name=parsely-author content='Quay Agency'>"
    head += "<meta name=sailthru.date content=2021-03-09>"
    body = f"<main><h1>T</h1>{PROSE}</main>"
    assert authors(lab, body, head=head) == ["Quay Agency"]
    stated = '{"@type": "Article", "author": "Ann Lee", "datePublished": "2021-03-04"}'
    head += f'<script type="application/ld+json">{stated}</script>'
    found = facts(lab, page(head=head, body=body), "meta", "jsonld", "content")
    assert value(found.authors) == (Person("Ann Lee"),)
    assert value(found.published) == "2021-03-04"


@pytest.mark.parametrize(
    ("stated", "names"),
    [
        ("Ann Lee, QUAY POST", ["Ann Lee"]),
        ("By Ann Lee, CNN", ["Ann Lee"]),
        ("Ann Lee, III", ["Ann Lee, III"]),
        ("Ann Lee, Jr.", ["Ann Lee, Jr."]),
        ("mailto:ann@e.example", []),
        ("mailto:ann%40e.example", []),
        ('Ann "The Mill" Lee', ['Ann "The Mill" Lee']),
    ],
)
def test_a_tag_names_people_and_no_paper(lab: Site, stated: str, names: list[str]) -> None:
    head = f"<meta name=author content='{stated}'>"
    assert authors(lab, f"<main><h1>T</h1>{PROSE}</main>", head=head) == names


@pytest.mark.parametrize(
    "place",
    [
        "<p>By Ann Lee, Bob Roe and Cy Doe</p>",
        "<p class=byline>By Ann Lee, Bob Roe &amp; Cy Doe</p>",
        "<p>By <a rel=author href=/a>Ann Lee</a>, <a rel=author href=/b>Bob Roe</a> and"
        " <a rel=author href=/c>Cy Doe</a></p>",
        "<ul class=authors><li class=author>Ann Lee<li class=author>Bob Roe<li class=author>Cy Doe"
        "</ul>",
        "<p>Authors: Ann Lee, Bob Roe, Cy Doe</p>",
    ],
)
def test_all_of_several_authors_are_named(lab: Site, place: str) -> None:
    body = f"<main><h1>T</h1>{place}{PROSE}</main>"
    assert authors(lab, body) == ["Ann Lee", "Bob Roe", "Cy Doe"]


@pytest.mark.parametrize(
    ("language", "place"),
    [
        ("de", "<p>von Ann Lee und Bob Roe | 4. März 2021</p>"),
        ("fr", "<p>Par Ann Lee et Bob Roe</p>"),
        ("es", "<p>Por Ann Lee y Bob Roe</p>"),
        ("it", "<p>Di Ann Lee e Bob Roe</p>"),
        ("nl", "<p class=byline>Door Ann Lee en Bob Roe</p>"),
        ("sv", "<p class=author>Av Ann Lee och Bob Roe</p>"),
        ("de", "<p>Autoren: Ann Lee, Bob Roe</p>"),
        ("fr", "<p>Auteurs : Ann Lee, Bob Roe</p>"),
    ],
)
def test_bylines_are_read_in_other_languages(lab: Site, language: str, place: str) -> None:
    body = f"<main><h1>T</h1>{place}{PROSE}</main>"
    assert authors(lab, body, language) == ["Ann Lee", "Bob Roe"]


@pytest.mark.parametrize(
    "body",
    [
        "<main><h1>T</h1>{}<div class=comments><b class=author>Ann Lee</b> Nice!</div></main>",
        "<main><h1>T</h1>{}<div class=comment-author>Ann Lee</div></main>",
        "<main><h1>T</h1>{}<section class=related><p class=author>Ann Lee</p></section></main>",
        "<main><h1>T</h1>{}<div><h3><a href=b>B</a></h3><p class=byline>Ann Lee</p></div></main>",
        "<main><h1>T</h1><p class=author>admin</p>{}</main>",
        "<main><h1>T</h1><p class=byline>The Editorial Team</p>{}</main>",
        "<main><h1>T</h1><p class=byline>March 4, 2021</p>{}</main>",
        "<main><h1>T</h1><a href=/author/x/>View all posts</a>{}</main>",
        "<main><h1>T</h1><p>By and by the rye was ground, and nobody saw it.</p>{}</main>",
        "<main><h1>T</h1><p>By clicking on Mill, you agree.</p>{}</main>",
        "<main><h1>T</h1>{}<pre>Author: Ann Lee</pre></main>",
        "<main><h1>T</h1>{}<p>Author: Ann Lee</p><p>Author: Bob Roe</p></main>",
        "<main><h1>T</h1><div class=author-bio>Ann Lee</div>{}</main>",
        "<main><h1>T</h1>{}<blockquote>Rye.<cite class=author>Ann Lee</cite></blockquote></main>",
        "<main><h1>T</h1>{}</main><footer><a rel=author href=/x>Ann Lee</a></footer>",
        "<header><a rel=author href=/>Spoke and Hub</a></header><main><h1>T</h1>{}</main>",
        "<main><h1>T</h1><p class=byline>By Lab Site</p>{}</main>",
    ],
)
def test_who_did_not_write_the_page_is_no_author(lab: Site, body: str) -> None:
    head = "<meta property=og:site_name content='Lab Site'>"
    assert authors(lab, body.format(PROSE), head=head) == []


def test_a_link_to_an_author_gives_an_address(lab: Site) -> None:
    body = f"<main><h1>T</h1><a rel=author href=/people/ann>Ann Lee</a>{PROSE}</main>"
    found = facts(lab, page(body=body), *SOURCES).authors
    assert value(found) == (Person("Ann Lee", f"{URL.removesuffix('docs/')}people/ann"),)
    assert found is not None
    assert found.rule == "rel=author"


def test_a_byline_goes_before_the_author_of_the_site(lab: Site) -> None:
    more = ("defaults",)
    assert authors(lab, f"<main><h1>T</h1><p>By Ann Lee</p>{PROSE}</main>", more=more) == [
        "Ann Lee"
    ]
    assert authors(lab, f"<main><h1>T</h1>{PROSE}</main>", more=more) == [lab.settings.site.author]


PROFILES = (
    "<span class=md-profile__description><strong>{}</strong><br>Keeps the sheep</span>"
    "<span class=md-profile__description><strong>{}</strong><br>Spins the wool</span>"
)


@pytest.mark.parametrize(
    "beside",
    [
        "<nav><div class=md-post__authors>" + PROFILES + "</div></nav>",
        "<nav><div><div class='post-authors'>" + PROFILES + "</div></div></nav>",
        "<nav><ul><li><div class=article-authors>" + PROFILES + "</div></ul></nav>",
    ],
)
def test_a_menu_may_have_the_place_for_the_post_s_authors(lab: Site, beside: str) -> None:
    place = beside.format("Ann Lee", "Bob Roe")
    text = f"<main><h1>T</h1>{PROSE}</main>"
    assert authors(lab, f"{place}{text}") == ["Ann Lee", "Bob Roe"]
    # Of several such places none is the page's, nor one that is named for anything.
    assert authors(lab, f"{place}{place}{text}") == []
    other = place.replace("post__", "").replace("post-", "").replace("article-", "")
    assert authors(lab, f"{other}{text}") == []
