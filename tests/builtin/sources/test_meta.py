"""Facts from meta and link tags."""

import pytest

from smoopt.model.facts import Image, Media, Person
from smoopt.model.finding import Place
from smoopt.site.site import Site
from tests.support.asking import facts, page, value
from tests.support.sites import URL

OG = '<meta property="og:{}" content="{}">'


@pytest.mark.parametrize(
    ("head", "field", "expected"),
    [
        (OG.format("title", "T &amp; U"), "title", "T & U"),
        ("<meta name=twitter:title content=T>", "title", "T"),
        ("<meta name=twitter:title content=X>" + OG.format("title", "O"), "title", "O"),
        (OG.format("title", " ") + "<meta name=dc.title content=D>", "title", "D"),
        (OG.format("description", "O") + "<meta name=description content=N>", "description", "N"),
        (OG.format("site_name", "S"), "site_name", "S"),
        (OG.format("type", "video.movie"), "type", "video.movie"),
        (OG.format("type", "website"), "type", None),
        ("<meta property=article:section content=S>", "section", "S"),
        ("<meta property=article:published_time content=2026-01-05>", "published", "2026-01-05"),
        ("<meta property=article:published_time content=soon>", "published", None),
        ("<meta property=og:article:published_time content=2026-01-05>", "published", "2026-01-05"),
        ("<meta property=og:article:modified_time content=2026-01-05>", "modified", "2026-01-05"),
        ("<meta name=pubdate content='January 5, 2026'>", "published", "2026-01-05"),
        (
            OG.format("type", "website")
            + "<meta property=five_hundred_pixels:uploaded content=2026-01-05>",
            "published",
            "2026-01-05",
        ),
        (
            OG.format("type", "website") + "<meta property=vr:published_time content=2026-01-05>",
            "published",
            "2026-01-05",
        ),
        (
            OG.format("type", "website")
            + "<meta property=mills:upload_date content='January 5, 2026'>",
            "published",
            "2026-01-05",
        ),
        (
            OG.format("type", "website") + "<meta property=mills:taken content=2026-01-05>",
            "published",
            None,
        ),
        ("<meta name=citation_date content=2026/01/05>", "published", "2026-01-05"),
        ("<meta itemprop=datePublished content=2026-01-05>", "published", "2026-01-05"),
        (
            "<meta name=date content=x><meta name=pubdate content=2026-01-05>",
            "published",
            "2026-01-05",
        ),
        ("<meta name=dcterms.modified content=2026-01-05>", "modified", "2026-01-05"),
        ("<meta name=twitter:site content=example>", "x_site", "@example"),
        ("<meta name=twitter:creator content='@Jane Doe'>", "x_creator", None),
        ("<meta name=fediverse:creator content=@a@b.c>", "fediverse_creator", "@a@b.c"),
        ("<meta name=keywords content='a, b,,a'>", "tags", ("a", "b")),
        ("<meta property=article:tag content=x><meta name=keywords content=y>", "tags", ("x",)),
        ("<meta name=author content=Ada>", "authors", (Person("Ada"),)),
        ("<meta name=author content='By Ada Lee'>", "authors", (Person("Ada Lee"),)),
        ("<meta name=author content='Ada &amp; Co'>", "authors", (Person("Ada & Co"),)),
        (
            "<meta name=author content='Ada Lee, Bo Roe and Cy Doe'>",
            "authors",
            (Person("Ada Lee"), Person("Bo Roe"), Person("Cy Doe")),
        ),
        (
            "<meta name=citation_author content='Ada Lee'><meta name=citation_author content=Bo>",
            "authors",
            (Person("Ada Lee"), Person("Bo")),
        ),
        ("<meta property=article:author content=https://e.example/ada>", "authors", None),
        ("<meta property=article:author content=/about/>", "authors", None),
        ("<link rel=author href=about.html>", "authors", None),
        ("<meta property=article:author content=''>", "authors", None),
        ("<meta name=author content=ada@e.example>", "authors", None),
        ("<link rel=shortlink href=/s/1>", "shortlink", "https://example.org/s/1"),
    ],
)
def test_a_field_is_read_from_its_tags_in_order(
    head: str, field: str, expected: object, lab: Site
) -> None:
    assert value(getattr(facts(lab, page(head), "meta"), field)) == expected


def test_a_fact_says_which_tag_gave_it_and_where(lab: Site) -> None:
    fact = facts(lab, page("\n<meta property=og:title content=T>"), "meta").title
    assert fact is not None
    assert (fact.rule, fact.place, fact.plugin) == ("meta og:title", Place("a.html", 2, 1), "meta")


def test_a_relative_og_image_becomes_absolute_and_measured(lab: Site) -> None:
    found = facts(lab, page(OG.format("image", "wide.png") + OG.format("image:alt", "Alt")), "meta")
    (image,) = value(found.images)  # type: ignore[misc]
    assert (image.url, image.alt) == (f"{URL}wide.png", "Alt")
    assert (image.width, image.height, image.type) == (1200, 630, "image/png")


def test_what_the_file_says_beats_what_the_tags_declare(lab: Site) -> None:
    head = OG.format("image", "wide.png") + OG.format("image:width", "7")
    (image,) = value(facts(lab, page(head), "meta").images)  # type: ignore[misc]
    assert image.width == 1200


def test_structured_properties_belong_to_the_picture_before_them(lab: Site) -> None:
    head = "".join(
        OG.format(key, content)
        for key, content in (
            ("image", "https://c.example/1"),
            ("image:width", "1"),
            ("image:height", "-2"),
            ("image", "https://c.example/2"),
            ("image:width", "2"),
        )
    )
    assert value(facts(lab, page(head), "meta").images) == (
        Image("https://c.example/1", width=1),
        Image("https://c.example/2", width=2),
    )


def test_a_picture_that_the_site_lacks_is_passed_over(lab: Site) -> None:
    head = OG.format("image", "gone.png") + OG.format("image", "square.png")
    (image,) = value(facts(lab, page(head), "meta").images)  # type: ignore[misc]
    assert image.url == f"{URL}square.png"


def test_a_video_is_read_with_its_properties(lab: Site) -> None:
    head = OG.format("video", "v.mp4") + OG.format("video:type", "video/mp4")
    assert value(facts(lab, page(head), "meta").videos) == (Media(f"{URL}v.mp4", "video/mp4"),)


@pytest.mark.parametrize(
    ("head", "address"),
    [
        (f"<link rel=canonical href={URL}a.html>", f"{URL}a.html"),
        ("<link rel=canonical href=https://o.example/x>", "https://o.example/x"),
        (f"<link rel=canonical href={URL}>", f"{URL}a.html"),
        ("<link rel=canonical href=b.html>", f"{URL}a.html"),
        (OG.format("url", f"{URL}index.html"), f"{URL}a.html"),
        (OG.format("url", "https://o.example/x"), f"{URL}a.html"),
        ("<link rel=canonical href=http://localhost:1313/docs/a.html>", f"{URL}a.html"),
        ("<link rel=canonical href='http://[bad'>", f"{URL}a.html"),
        ("<link rel=canonical href=http://example.org/docs/a.html#x>", f"{URL}a.html"),
        ("<link rel=canonical href=https://EXAMPLE.org/docs/%61.html>", f"{URL}a.html"),
        (
            "<link rel=canonical href=https://O.example:443/%7ex?utm_source=y>",
            "https://o.example/~x",
        ),
    ],
)
def test_the_address_a_page_gives_itself_is_believed_unless_it_is_wrong(
    head: str, address: str, make_own: Site
) -> None:
    assert value(facts(make_own, page(head), "meta").address) == address


@pytest.fixture
def make_own(lab: Site, tmp_path_factory: pytest.TempPathFactory) -> Site:
    """Give a site that has the page itself."""
    root = tmp_path_factory.mktemp("own")
    for name in ("index.html", "a.html", "b.html"):
        (root / name).write_text(page())
    return Site(root, lab.settings)


@pytest.mark.parametrize("stray", ["<div></div>", "<img src=pixel.gif>", "Words."])
def test_dates_that_something_stray_pushed_into_the_body_are_read(lab: Site, stray: str) -> None:
    meta = "<meta property=article:published_time content=2026-01-05T09:00:00Z>"
    found = facts(lab, page(f"{stray}{meta}"), "meta", "defaults")
    assert value(found.published) == "2026-01-05T09:00:00+00:00"
    assert value(found.type) == "article"
    assert value(facts(lab, page(meta + stray), "meta", "defaults").published)


def test_a_theme_s_article_on_a_list_is_none(lab: Site) -> None:
    head = OG.format("type", "article")
    assert value(facts(lab, page(head), "meta").type) == "article"
    lists = ("tags/rye.html", "2026/01/index.html", "blog/page/2/index.html")
    for path in (*lists, "404.html", "search.html", "index.html"):
        assert value(facts(lab, page(head), "meta", path=path).type) is None


@pytest.mark.parametrize(
    ("shown", "alt"),
    [
        ("<img src=wide.png alt='A mill'>", "A mill"),
        (f"<img src=other.png alt=No><img src={URL}wide.png alt=' A  mill '>", "A mill"),
        ("<main><figure><img src=./wide.png alt='A mill'></figure></main>", "A mill"),
        ("<img src=wide.png alt=''>", ""),
        ("<img src=sub/wide.png alt='A mill'>", ""),
        ("<img alt='A mill'>", ""),
    ],
)
def test_what_the_page_says_of_the_same_picture_is_its_alt(shown: str, alt: str, lab: Site) -> None:
    found = value(facts(lab, page(OG.format("image", "wide.png"), shown), "meta").images)
    assert found is not None
    assert found[0].alt == alt
    told = OG.format("image", "wide.png") + OG.format("image:alt", "Told")
    assert value(facts(lab, page(told, shown), "meta").images)[0].alt == "Told"
