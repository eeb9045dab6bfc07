"""What canonical, description, opengraph and x write."""

import re

import pytest

from smoopt.html.marks import pristine
from smoopt.html.page import Page
from smoopt.html.source_text import Source
from smoopt.model.errors import ConfigError
from smoopt.plugin.registry import Registry
from smoopt.site.settings import Settings
from smoopt.site.site import Site
from tests.support.asking import PROSE, page, run, value, written
from tests.support.sites import URL, MakeSite

SOURCES = ("overrides", "meta", "jsonld", "content", "language", "defaults")
DATED = "<meta name=dc.date content=2026-01-05>"


def tags(site: Site, html: str, *writers: str, path: str = "a.html") -> dict[str, str]:
    return written(site, html, *SOURCES, *writers, path=path)


def test_a_canonical_link_is_absolute_and_the_page_s_own(lab: Site) -> None:
    found = tags(lab, page(), "canonical", path="ü/index.html")
    assert found == {"canonical": f'<link rel="canonical" href="{URL}%C3%BC/">'}


def test_an_error_page_has_neither_canonical_nor_og_url(lab: Site) -> None:
    assert not {"canonical", "og:url"} & set(
        tags(lab, page(), "canonical", "opengraph", path="404.html")
    )


def test_a_missing_description_is_written_and_one_that_is_there_is_kept(lab: Site) -> None:
    found = tags(lab, page(), "description")
    assert found == {"description": f'<meta name="description" content="{PROSE}">'}
    assert tags(lab, page("<meta name=description content=x>"), "description") == {}


def test_open_graph_is_written_in_the_order_of_ogp_me(lab: Site) -> None:
    found = tags(lab, page("<title>T</title>", html="<html lang=de>"), "opengraph")
    assert list(found) == [
        *("og:title", "og:type", "og:url", "og:image", "og:image:type", "og:image:width"),
        *("og:image:height", "og:image:alt", "og:description", "og:site_name", "og:locale"),
    ]
    assert found["og:locale"] == '<meta property="og:locale" content="de_DE">'


@pytest.mark.parametrize(
    ("there", "new"),
    [("en", "en_US"), ("en-NZ", "en_NZ"), ("english", "en_US"), ("en_AU", ""), ("es_LA", "")],
)
def test_a_locale_without_its_territory_is_mended(lab: Site, there: str, new: str) -> None:
    head = f'<meta property="og:locale" content="{there}">'
    found = tags(lab, page(head, html="<html lang=en>"), "opengraph")
    mended = f'<meta property="og:locale" content="{new}">'
    assert found.get("og:locale", "") == (mended if new else "")


def test_properties_of_a_picture_that_is_kept_are_that_picture_s(lab: Site) -> None:
    kept = f'<meta property="og:image" content="{URL}square.png">'
    found = tags(lab, page(kept), "opengraph")
    assert "og:image" not in found
    assert 'content="300"' in found["og:image:width"]


@pytest.mark.parametrize("key", ["og:image", "og:image:url", "og:image:secure_url"])
@pytest.mark.parametrize(
    "there",
    [
        "square.png",
        "/docs/square.png",
        "//example.org/docs/square.png",
        "http://example.org/docs/square.png",
        "https://pr-7--lab.netlify.app/square.png",
        "http://localhost:1313/docs/square.png",
        "https://example.org/docs//square.png",
        "https://example.org/square.png",
        "https://example.orgdocs/square.png",
        " https://example.org/docs/square.png ",
    ],
)
def test_the_address_of_a_picture_of_the_site_is_mended(lab: Site, key: str, there: str) -> None:
    first = "" if key == "og:image" else f'<meta property="og:image" content="{URL}square.png">'
    found = tags(lab, page(f'{first}<meta property="{key}" content="{there}">'), "opengraph")
    assert found[key] == f'<meta property="{key}" content="{URL}square.png">'


@pytest.mark.parametrize("key", ["twitter:image", "twitter:image:src"])
@pytest.mark.parametrize("there", ["square.png", " https://example.org/docs/square.png"])
def test_a_picture_for_x_is_mended_by_its_old_name_too(lab: Site, key: str, there: str) -> None:
    head = (
        f'<meta property="og:image" content="{URL}square.png"><meta name="{key}" content="{there}">'
    )
    assert tags(lab, page(head), "x")[key] == f'<meta name="{key}" content="{URL}square.png">'


def test_each_of_several_pictures_is_mended_by_its_own_file(lab: Site) -> None:
    there = ("/docs/wide.png", "square.png", "gone.png", "https://e.example/x.png")
    head = "".join(f'<meta property="og:image" content="{one}">' for one in there)
    edits = run(lab, page(head), *SOURCES, "opengraph").edits
    new = [edit.text.partition('content="')[2] for edit in edits if edit.name == "og:image"]
    assert new == [f'{URL}wide.png">', f'{URL}square.png">']


@pytest.mark.parametrize(
    ("there", "new"),
    [
        ("<meta property=og:title content=Slim>", '<meta property="og:title" content="Slim">'),
        ("<meta content=x property=og:see_also>", '<meta property="og:see_also" content="x">'),
        ('<meta property="og:x" content=a&amp;b>', '<meta property="og:x" content="a&amp;b">'),
        ("<meta property = article:tag content = x>", '<meta property="article:tag" content="x">'),
        ("<meta property='og:x' content=\"'=x'\">", ""),
        ("<meta property=og:x content=''>", ""),
        ("<meta name=robots content=all>", ""),
    ],
)
def test_whatever_is_without_quotes_is_written_with_them(lab: Site, there: str, new: str) -> None:
    edits = run(lab, page(there), "opengraph").edits
    found = [edit.text for edit in edits if edit.span.end > edit.span.start]
    assert found == ([new] if new else [])
    other = there.replace("og:", "twitter:").replace("article:", "twitter:")
    found = [edit.text for edit in run(lab, page(other), "x").edits if edit.sign == "~"]
    again = new.replace("og:", "twitter:").replace("article:", "twitter:")
    assert found == ([again] if new else [])


def test_a_picture_of_another_site_is_written_with_its_escapes(lab: Site) -> None:
    found = tags(
        lab, page('<meta property="og:image" content="https://c.example/a b/ü.png">'), "opengraph"
    )
    assert 'content="https://c.example/a%20b/%C3%BC.png"' in found["og:image"]


def test_a_picture_s_wrong_measures_are_mended(lab: Site) -> None:
    image = f'<meta property="og:image" content="{URL}square.png">'
    head = f'{image}<meta property="og:image:width" content="9">'
    assert 'content="300"' in tags(lab, page(head), "opengraph")["og:image:width"]


def test_an_article_says_when_by_whom_and_about_what(lab: Site) -> None:
    head = (
        '<script type="application/ld+json">{"@type":"Article","headline":"H","datePublished":'
        '"2026-01-05","dateModified":"2026-01-06","articleSection":"S","keywords":["k"],'
        '"author":{"name":"Ada","url":"https://e.example/ada"}}</script>'
    )
    found = tags(lab, page(head), "opengraph")
    assert 'content="article"' in found["og:type"]
    assert 'content="2026-01-05"' in found["article:published_time"]
    assert 'content="2026-01-06"' in found["article:modified_time"]
    assert 'content="https://e.example/ada"' in found["article:author"]
    assert 'content="S"' in found["article:section"]
    assert 'content="k"' in found["article:tag"]


@pytest.mark.parametrize(
    ("there", "new"),
    [
        ("2026-03-14 09:30:00 +0000 UTC", "2026-03-14T09:30:00+00:00"),
        ("Sat Mar 14 2026 09:30:00 GMT+0100 (CET)", "2026-03-14T09:30:00+01:00"),
        ("March 14, 2026", "2026-03-14"),
        ("2026-03-14 09:30", "2026-03-14T09:30:00"),
        ("2026-03-14T09:30:00+01:00", ""),
        ("20260314T093000Z", ""),
        ("2026-03-14", ""),
    ],
)
def test_a_date_that_is_not_iso_8601_is_mended(lab: Site, there: str, new: str) -> None:
    for key in ("article:published_time", "article:modified_time"):
        head = f'<meta property="{key}" content="{there}">'
        found = tags(lab, page(head), "opengraph").get(key, "")
        assert found == (f'<meta property="{key}" content="{new}">' if new else "")


@pytest.mark.parametrize("zero", ["0001-01-01T00:00:00Z", "1970-01-01T00:00:00.000Z", "Invalid"])
def test_a_date_of_no_day_is_reported_and_mended_where_the_page_shows_one(
    lab: Site, zero: str
) -> None:
    head = f'<meta property="article:published_time" content="{zero}">'
    done = run(lab, page(head), *SOURCES, "opengraph")
    assert [finding.code for finding in done.findings] == ["article-time-wrong"]
    assert "article:published_time" not in {edit.name for edit in done.edits}
    shown = page(head, body=f"<main><time datetime=2019-11-22>x</time><p>{PROSE}</p></main>")
    assert "2019-11-22" in tags(lab, shown, "opengraph")["article:published_time"]


def test_a_website_is_given_no_tags_of_articles(lab: Site) -> None:
    assert not any(name.startswith("article:") for name in tags(lab, page(), "opengraph"))


def test_other_languages_are_alternates_of_the_locale(lab: Site) -> None:
    head = (
        f"<link rel=alternate hreflang=en href={URL}a.html>"
        "<link rel=alternate hreflang=fr href=/fr><link rel=alternate hreflang=x-default href=/>"
    )
    texts = [edit.text for edit in run(
        lab, page(head, html="<html lang=en>"), *SOURCES, "opengraph"
    ).edits if edit.name == "og:locale:alternate"]  # fmt: skip
    assert texts == ['<meta property="og:locale:alternate" content="fr_FR">']


@pytest.mark.parametrize(
    ("href", "is_there"),
    [
        (f"{URL}a.html", True),
        (f"{URL}gone/a.html", False),
        ("gone.html", False),
        ("https://example.net/de/", True),
    ],
)
def test_a_locale_is_named_only_for_a_translation_that_exists(
    href: str, is_there: bool, make_site: MakeSite
) -> None:
    own = f"<link rel=alternate hreflang=en href={URL}b.html>"
    head = f"{own}<link rel=alternate hreflang=de href={href}>"
    html = page(head, html="<html lang=en>")
    site = make_site({"a.html": page(), "b.html": html}, url=URL)
    edits = run(site, html, "opengraph", *SOURCES, path="b.html").edits
    assert ("og:locale:alternate" in {edit.name for edit in edits}) == is_there


@pytest.mark.parametrize(
    ("image", "card"),
    [("wide.png", "summary_large_image"), ("square.png", "summary"), ("dot.png", "summary")],
)
def test_the_card_is_as_large_as_the_picture_allows(image: str, card: str, lab: Site) -> None:
    found = tags(lab, page(f"<meta name=smoopt:images content={image}>"), "x")
    assert found["twitter:card"] == f'<meta name="twitter:card" content="{card}">'


def test_a_card_that_is_there_is_kept(lab: Site) -> None:
    assert "twitter:card" not in tags(lab, page('<meta name="twitter:card" content="app">'), "x")


def test_an_article_s_reading_time_and_author_are_labelled(lab: Site) -> None:
    found = tags(lab, page(DATED, f"<article><p>{f'{PROSE} ' * 40}</article>"), "x")
    assert 'content="Written by"' in found["twitter:label1"]
    assert 'content="Ada"' in found["twitter:data1"]
    assert 'content="4 min"' in found["twitter:data2"]


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        *(("tags/rye.html", "website"), ("page/2/index.html", "website"), ("a.html", "")),
        *(("404.html", "website"), ("index.html", "website"), ("search.html", "website")),
    ],
)
def test_a_list_is_no_article_whatever_the_theme_says(lab: Site, path: str, kind: str) -> None:
    head = '<meta property="og:type" content="article">'
    found = tags(lab, page(head), "opengraph", path=path).get("og:type", "")
    assert found == (f'<meta property="og:type" content="{kind}">' if kind else "")


@pytest.mark.parametrize(
    ("body", "is_list"),
    [
        ("<main><article>Rye</article><article>Oats</article></main>", True),
        ("<div class=h-entry>Rye</div><div class=h-entry>Oats</div>", True),
        ("<main><article>Rye</article><article>Oats</article><article>Spelt</article>", True),
        # What stands in it tells that the page may be a list: there the theme is right.
        (
            "<main><h1>Mills</h1><a href=a>One mill</a><a href=b>Two mills</a><a href=c>More</a>",
            False,
        ),
        (f"<main><article><h1>Rye</h1><p>{PROSE}</article></main>", False),
    ],
)
def test_a_page_of_several_entries_is_no_article(lab: Site, body: str, is_list: bool) -> None:
    head = '<meta property="og:type" content="article">'
    found = tags(lab, page(head, body), "opengraph", path="all/rye.html")
    assert ("website" in found.get("og:type", "")) is is_list
    dated = f'{head}<meta property="article:published_time" content="2026-01-05">'
    assert "og:type" not in tags(lab, page(dated, f"<p>{PROSE}"), "opengraph", path="index.html")


def test_labels_of_the_author_s_own_are_kept(lab: Site) -> None:
    own = f"{DATED}<meta name='twitter:label1' content='Price'>"
    assert not any("label" in name for name in tags(lab, page(own), "x"))


def test_without_an_address_everything_that_needs_none_is_written(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    from smoopt.site.settings import Settings

    root = tmp_path_factory.mktemp("nowhere")
    (root / "a.html").write_text(page())
    found = tags(Site(root, Settings()), page("<title>T</title>"), "canonical", "opengraph", "x")
    assert {"og:title", "og:description", "og:type", "twitter:card"} <= set(found)
    assert not {"canonical", "og:url", "og:image"} & set(found)


@pytest.mark.parametrize("date", ["<meta property=article:published_time content=2026-01-05>", ""])
def test_a_page_that_dates_itself_is_no_mere_website(date: str, lab: Site) -> None:
    head = f'<meta property="og:type" content="website">{date}'
    mended = written(lab, page(head), "meta", "content", "defaults", "opengraph")
    assert ("og:type" in mended) is bool(date)


def test_labels_are_in_the_language_of_the_page(lab: Site) -> None:
    head = "<meta property=article:published_time content=2026-01-05>"
    html = page(head, html="<html lang=fr>")
    tags = written(lab, html, "meta", "content", "language", "defaults", "x")
    assert "Temps de lecture" in tags["twitter:label2"]


def test_a_wrong_tag_after_the_head_is_mended_and_comes_back(lab: Site) -> None:
    html = "<!doctype html><head></head><meta property=og:image content=wide.png><body>"
    outcome = run(lab, html, "meta", "opengraph")
    assert f'content="{URL}wide.png"' in outcome.data.decode()
    assert pristine(Source(outcome.data)) == html.encode()


def test_what_the_author_says_to_smoopt_goes_before_what_the_theme_writes(lab: Site) -> None:
    theme = (
        '<meta name="description" content="Theirs."><meta property="og:title" content="Theirs">'
        '<meta name="twitter:title" content="Theirs"><meta property="og:type" content="article">'
        '<meta property="og:image" content="https://elsewhere.example/a.png">'
        '<meta property="og:image:alt" content="Theirs">'
    )
    said = {"title": "Mine", "description": "Mine too.", "type": "book", "images": "wide.png"}
    metas = "".join(f'<meta name="smoopt:{name}" content="{text}">' for name, text in said.items())
    plugins = ("overrides", "meta", "description", "opengraph", "x")
    outcome = run(lab, page(theme + metas), *plugins)
    seen = {
        tag.keys[0]: tag.value
        for tag in Page("a.html", re.sub(rb"<!--.*?-->", b"", outcome.data)).head_tags
    }
    assert (seen["og:title"], seen["twitter:title"]) == ("Mine", "Mine")
    assert (seen["description"], seen["og:description"]) == ("Mine too.", "Mine too.")
    assert (seen["og:type"], seen["og:image"]) == ("book", f"{URL}wide.png")
    assert pristine(Source(outcome.data)) == page(theme + metas).encode()


def test_one_og_url_is_left_and_the_fediverse_account_is_named(lab: Site) -> None:
    own = f'<meta property="og:url" content="{URL}a.html">'
    theirs = f'<meta property="og:url" content="{URL}">'
    account = '<meta name="smoopt:fediverse_creator" content="@ada@social.example">'
    data = run(lab, page(own + theirs + account), "overrides", "meta", "opengraph").data
    bare = re.sub(rb"<!--.*?-->", b"", data)
    assert bare.count(b"og:url") == 1
    assert b'<meta name="fediverse:creator" content="@ada@social.example">' in bare


@pytest.mark.parametrize("speed", [0, -1])
def test_a_speed_at_which_nothing_is_read_is_refused(speed: int) -> None:
    with pytest.raises(
        ConfigError,
        match=rf"plugins\.x\.reading_speed: expected a whole number from 1, found {speed}",
    ):
        Registry(Settings(plugins={"x": {"reading_speed": speed}}))


def test_where_nothing_is_known_only_an_empty_tag_is_reported(lab: Site) -> None:
    keys = ("og:description", "og:image", "twitter:site", "twitter:creator")
    head = "".join(f'<meta property="{key}" name="{key}" content="">' for key in keys)
    bare = run(lab, page("<title>T</title>", body=""), "meta", "content", "opengraph", "x")
    assert not set(keys) & {edit.name for edit in bare.edits}
    empty = run(lab, page(f"<title>T</title>{head}", body=""), "meta", "opengraph", "x")
    found = [(finding.code, finding.message.partition(" ")[0]) for finding in empty.findings]
    assert sorted(found) == sorted(("tag-empty", key) for key in keys)


@pytest.mark.parametrize(
    "tag",
    [
        '<meta property="og:description" content="{}&amp;lt;br&amp;gt;">',
        '<meta property="og:description" content="{}<script type="text/x-run">run()">',
        '<meta name="twitter:description" content="&lt;p&gt;{}&lt;/p&gt;">',
        '<meta name="description" content="A "real" paragraph">',
    ],
)
def test_a_text_with_markup_or_cut_off_is_written_anew(tag: str, lab: Site) -> None:
    html = page(tag.format(PROSE[:-1]))
    found = run(lab, html, "meta", "content", "description", "opengraph", "x")
    assert {each.code for each in found.findings} <= {"text-markup", "tag-broken"}
    assert value(found.facts.description) in {PROSE, PROSE[:-1]}
    after = Page("a.html", found.data, built=True)
    for key in ("description", "og:description"):
        assert [tag.value for tag in after.tags(key)] == [value(found.facts.description)]
    assert all("<" not in tag.value for tag in after.head_tags)


def test_a_text_about_markup_is_kept(lab: Site) -> None:
    html = page(
        '<meta property="og:title" content="Why &amp;lt; is written">',
        "<h1>Why &amp;lt; is written",
    )
    assert not run(lab, html, "meta", "content", "opengraph").findings
