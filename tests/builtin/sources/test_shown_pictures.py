"""The picture that stands for a page: a picture of something, in the best file that there is."""

import pytest

from smoopt.model.facts import Image
from smoopt.site.site import Site
from tests.support.asking import PROSE, facts, page, run, value
from tests.support.pictures import png
from tests.support.sites import URL, MakeSite

DRAWN = {
    "hero.png": (1200, 630),
    "large.png": (2400, 1260),
    "middle.png": (800, 420),
    "small.png": (150, 100),
    "face.png": (256, 256),
    "sign.png": (300, 300),
    "img/logo-dark.png": (600, 300),
    "banner.png": (1000, 210),
    "tall.png": (220, 1000),
    "blank.png": (1, 1),
    "placeholder.png": (600, 400),
}
HERO = '<img src="hero.png">'


@pytest.fixture
def site(make_site: MakeSite) -> Site:
    drawn = {name: png(*size) for name, size in DRAWN.items()}
    svg = '<svg xmlns="http://www.w3.org/2000/svg" width="1200" height="630"/>'
    pages = {"a.html": page(), "index.html": page(), "b.html": page()}
    return make_site({**drawn, **pages, "drawing.svg": svg}, url=URL)


def picture(site: Site, inside: str, before: str = "") -> Image | None:
    body = f"{before}<main><article><h1>H</h1>{inside}<p>{PROSE}</p></article></main>"
    found = facts(site, page(body=body), "content").images
    return None if found is None else found.value[0]


@pytest.mark.parametrize(
    "inside",
    [
        '<img src="blank.png" data-src="hero.png">',
        '<img src="data:image/gif;base64,R0" data-lazy-src="hero.png">',
        '<img data-original="hero.png"><noscript><img src="hero.png"></noscript>',
        '<div data-x><noscript><img src="hero.png"></noscript></div>',
        '<img srcset="small.png 150w, hero.png 1200w">',
        '<img src="small.png" srcset="small.png, hero.png 2x">',
        '<img src="small.png" data-srcset="hero.png 1200w,large.png 2400w">',
        '<picture><source type="image/avif" srcset="hero.avif"><img src="hero.png"></picture>',
        '<picture><source srcset="hero.png 1200w"><img src="small.png"></picture>',
        '<a href="hero.png"><img src="small.png" width="90" height="60"></a>',
        '<a href="/docs/hero.png"><img src="middle.png"></a>',
        '<img src="/docs/hero.png?v=3">',
        f'<img src="{URL}hero.png">',
        # Not the largest there is, but the smallest that fills a card.
        '<img src="large.png" srcset="middle.png 800w, hero.png 1200w, large.png 2400w">',
    ],
)
def test_the_best_file_of_a_picture_is_taken(inside: str, site: Site) -> None:
    found = picture(site, inside)
    assert found is not None
    assert (found.url, found.width, found.missing) == (f"{URL}hero.png", 1200, False)


@pytest.mark.parametrize(
    "beside",
    [
        '<button class="close"><img src="sign.png" alt="Close"></button>',
        '<img class="avatar" src="face.png">',
        '<p class="byline"><img src="face.png"> by Ruth</p>',
        '<img src="face.png" width="48" height="48">',
        '<div itemprop="author"><img src="face.png"></div>',
        '<header><a href="index.html"><img src="sign.png"></a></header>',
        '<img src="img/logo-dark.png">',
        '<img src="sign.png" alt="Harbour logo">',
        '<span class="badge"><img src="sign.png"></span>',
        '<div class="related-posts"><img src="middle.png"></div>',
        '<a href="b.html"><img src="middle.png"><b>Read next</b></a>',
        '<ol class="comments"><li class="comment"><img src="face.png"></ol>',
        '<aside><img src="middle.png"></aside>',
        '<img src="banner.png">',
        '<img src="tall.png">',
        '<img src="drawing.svg">',
        '<img src="placeholder.png">',
        '<img src="none.png">',
    ],
)
def test_what_shows_nothing_of_the_matter_is_passed_over(beside: str, site: Site) -> None:
    assert picture(site, beside) is None
    found = picture(site, beside + HERO)
    assert found is not None
    assert found.file == "hero.png"


@pytest.mark.parametrize(
    "word", ["tsd-comment", "iconography", "authored", "wp-block-image", "post-thumbnail"]
)
def test_a_class_that_merely_contains_such_a_name_is_content(word: str, site: Site) -> None:
    found = picture(site, f'<div class="{word}">{HERO}</div>')
    assert found is not None
    assert found.file == "hero.png"


@pytest.mark.parametrize(
    ("before", "is_own"),
    [
        ('<div class="post-hero"><img src="hero.png"></div>', True),
        ('<section><h1>H</h1><img src="hero.png"></section>', True),
        ('<figure class="featured-image"><img src="hero.png"></figure>', True),
        ('<header class="site-header"><img src="hero.png"></header>', False),
        ('<nav class="cover"><img src="hero.png"></nav>', False),
        ('<div><img src="hero.png"></div>', False),
        ('<div class="cover-page"><img src="hero.png">', False),
    ],
)
def test_a_picture_above_the_article_counts_where_it_belongs_to_it(
    before: str, is_own: bool, site: Site
) -> None:
    body = f"{before}<article>{'' if '<h1>' in before else '<h1>H</h1>'}<p>{PROSE}</article>"
    found = facts(site, page(body=body), "content").images
    assert (found is not None) == is_own


def test_a_picture_in_main_above_the_article_is_its_own(site: Site) -> None:
    body = f'<main><img src="hero.png"><article><h1>H</h1><p>{PROSE}</p></article></main>'
    assert facts(site, page(body=body), "content").images is not None


def test_a_small_picture_serves_where_there_is_no_larger(site: Site) -> None:
    for inside, file in (('<img src="face.png">', "face.png"), (HERO, "hero.png")):
        found = picture(site, f'<img src="face.png">{inside}')
        assert found is not None
        assert found.file == file


@pytest.mark.parametrize(
    ("tag", "url"),
    [
        ('<img src="{}" width="800" height="450">', "https://cdn.example.net/p/1.jpg"),
        ('<img src="{}" width="800" height="90">', ""),
        ('<img src="{}" width="80" height="45">', ""),
        ('<img src="{}">', ""),
        ('<img src="{}.svg" width="800" height="450">', ""),
        (
            '<img src="x.gif" srcset="{} 1600w" width="400" height="225">',
            "https://cdn.example.net/p/1.jpg",
        ),
    ],
)
def test_a_picture_elsewhere_counts_by_its_declared_size(tag: str, url: str, site: Site) -> None:
    found = picture(site, tag.format("https://cdn.example.net/p/1.jpg"))
    assert (found.url if found else "") == url
    assert found is None or not found.width  # what is only declared is not passed on


@pytest.mark.parametrize("theirs", ["drawing.svg", "face.png", "placeholder.png"])
def test_a_theme_s_picture_that_few_show_loses_to_the_content_s(theirs: str, site: Site) -> None:
    unfit = theirs != "face.png"
    head = f'<meta property="og:image" content="{URL}{theirs}">'
    head += f'<meta name="twitter:image" content="{URL}{theirs}">'
    html = page(head, f"<main>{HERO}<p>{PROSE}</p></main>")
    found = run(site, html, "meta", "content", "opengraph", "x")
    assert value(found.facts.images)[0].file == ("hero.png" if unfit else theirs)  # type: ignore[index]
    written = found.data.decode()
    for name in ('property="og:image"', 'name="twitter:image"'):
        assert (f'{name} content="{URL}hero.png"' in written) == unfit
    assert {each.code for each in found.findings} == ({"og-image-type"} if unfit else set())


def test_it_is_kept_where_there_is_nothing_better(site: Site) -> None:
    head = f'<meta property="og:image" content="{URL}drawing.svg">'
    found = run(site, page(head), "meta", "content", "opengraph")
    assert value(found.facts.images)[0].file == "drawing.svg"  # type: ignore[index]
    assert not found.findings


@pytest.mark.parametrize(
    "before",
    [
        "<div class=hero style='background-image: url(hero.png)'></div>",
        '<div class="page-cover" style="background: #333 url(&quot;hero.png&quot;) 0"></div>',
        "<section class=masthead style='color:red;background-image:linear-gradient(#000, #333), "
        "url( hero.png )'></section>",
    ],
)
def test_a_picture_in_the_place_of_a_hero_goes_first(before: str, site: Site) -> None:
    found = picture(site, '<img src="middle.png">', before)
    assert found is not None
    assert found.url == f"{URL}hero.png"


def test_a_picture_behind_the_heading_counts_where_there_is_no_other(site: Site) -> None:
    body = f"<article style='background:url(hero.png)'><h1>H</h1><p>{PROSE}</p></article>"
    found = value(facts(site, page(body=body), "content").images)
    assert found is not None
    assert found[0].url == f"{URL}hero.png"


@pytest.mark.parametrize(
    "before",
    [
        "<div class=tile style='background-image: url(hero.png)'></div>",
        "<div class=hero style='background-image: url(small.png)'></div>",
        "<div class=hero style='background-image: url(banner.png)'></div>",
        "<div class=hero style='background-image: url(https://elsewhere.example/a.png)'></div>",
        "<div class=hero style='background: #fff'></div>",
    ],
)
def test_other_backgrounds_are_no_picture_of_the_page(before: str, site: Site) -> None:
    assert picture(site, "", before) is None
