"""What pages have in common is not a page's own."""

import pytest

from smoopt.build.builder import Builder
from smoopt.build.memory.manifest import Manifest
from smoopt.build.outcome import Outcome
from smoopt.model.facts import Facts
from smoopt.plugin.registry import Registry
from smoopt.site.settings import Settings, SiteSettings
from smoopt.site.site import Site
from tests.support.asking import PROSE, page, value
from tests.support.sites import CORE, MakeSite

LAB = "Of the lab, in a sentence."


def titled(title: str, head: str = "", body: str = f"<main><p>{PROSE}</p></main>") -> str:
    return page(f"<title>{title}</title>{head}", body)


def described(words: str, head: str = "") -> str:
    return titled(words[-5:], f'<meta name=description content="{words}">{head}')


def outcomes(site: Site) -> dict[str, Outcome]:
    """Give what becomes of every page, with what is known of all."""
    registry = Registry(site.settings)
    builder = Builder(site, registry, None, Manifest(None, site.root, None), dry=True)
    return {path: builder.outcome(path, (site.root / path).read_bytes()) for path in site.pages}


def known(site: Site) -> dict[str, Facts]:
    return {path: outcome.facts for path, outcome in outcomes(site).items()}


def titles(site: Site) -> dict[str, object]:
    return {path: value(facts.title) for path, facts in known(site).items()}


# The end of all titles


def test_what_most_titles_end_with_is_taken_off(make_site: MakeSite) -> None:
    site = make_site(
        {
            "index.html": titled("The laboratory"),
            "a.html": titled("A - Lab"),
            "b.html": titled("B - Lab", "<meta property=og:title content='Bee - Lab'>"),
            "c.html": titled("C - Notes - Lab"),
            "d.html": titled("D-Lab"),
        },
    )
    assert titles(site) == {
        "index.html": "The laboratory",
        "a.html": "A",
        "b.html": "Bee",
        "c.html": "C - Notes",
        "d.html": "D-Lab",
    }


def test_the_rule_says_so(make_site: MakeSite) -> None:
    og = "<meta property=og:title content='B - Lab'>"
    pages = {"a.html": titled("A - Lab"), "b.html": titled("B - Lab", og)}
    found = known(make_site({**pages, "c.html": titled("C - Lab")}, name="The lab"))
    assert [fact.rule for path in pages if (fact := found[path].title)] == [
        "title without the ending that most titles share",
        "meta og:title without the ending that most titles share",
    ]


def test_a_front_page_keeps_its_title(make_site: MakeSite) -> None:
    front = titled("All of it - Lab")
    site = make_site({"index.html": front, **{f"{n}.html": titled(f"{n} - Lab") for n in "abc"}})
    assert titles(site)["index.html"] == "All of it"
    site = Site(site.root, Settings(site=SiteSettings(name="The lab"), plugins=CORE))
    assert titles(site)["index.html"] == "All of it - Lab"


def test_the_end_of_titles_names_the_site(make_site: MakeSite) -> None:
    pages = {f"{n}.html": titled(f"{n} - Lab") for n in "abc"} | {"d.html": titled("D")}
    found = known(make_site(pages))
    name = found["a.html"].site_name
    assert name is not None
    assert (name.value, name.rule) == ("Lab", "ending that most titles share")
    assert value(found["d.html"].site_name) == "Lab"


def test_a_section_s_own_ending_stays(make_site: MakeSite) -> None:
    book = {f"book/{n}.html": titled(f"{n} - The Book") for n in "abcd"}
    site = make_site({**book, **{f"api/{n}.html": titled(f"{n} - Lab") for n in "abcdefgh"}})
    found = titles(site)
    assert found["book/a.html"] == "a - The Book"
    assert found["api/a.html"] == "a"


@pytest.mark.parametrize("language", ["de", "de-AT", "DE"])
@pytest.mark.parametrize("stated", ["", "<meta property=og:site_name content='Harbour Post'>"])
def test_a_site_may_have_a_name_in_each_language(
    stated: str, language: str, make_site: MakeSite
) -> None:
    english = {f"{n}.html": titled(f"{n} | Harbour Post") for n in "abcde"}
    german = {f"de/{n}.html": titled(f"{n} | Hafenpost") for n in "abc"}
    pages = {"index.html": titled("Home | Harbour Post", stated), **english}
    files = {path: text.replace("<html>", "<html lang=en>") for path, text in pages.items()}
    files |= {
        path: text.replace("<html>", f"<html lang={language}>") for path, text in german.items()
    }
    found = known(make_site(files))
    assert value(found["index.html"].site_name) == "Harbour Post"
    assert value(found["a.html"].site_name) == "Harbour Post"
    assert value(found["de/a.html"].site_name) == "Hafenpost"
    assert value(found["de/a.html"].title) == "a"


# Titles that several pages have


def test_of_three_with_one_title_each_has_its_h1(make_site: MakeSite) -> None:
    pages = {f"{n}.html": titled("mod.rs", body=f"<main><h1>src/{n}</h1></main>") for n in "abc"}
    others = {f"x/{n}.html": titled(n, body="<main><h1>No title</h1></main>") for n in "defg"}
    site = make_site({**pages, **others})
    assert {path: titles(site)[path] for path in pages} == {f"{n}.html": f"src/{n}" for n in "abc"}
    fact = known(site)["a.html"].title
    assert fact is not None
    assert fact.rule == "h1 (several pages have the same title)"
    assert titles(site)["x/d.html"] == "d"


@pytest.mark.parametrize("heading", ["", "<h1>mod</h1>", "<h1>Mod.rs</h1>", "<h1>Lab</h1>"])
def test_an_h1_that_says_no_more_is_no_better(heading: str, make_site: MakeSite) -> None:
    pages = {f"{n}.html": titled("mod.rs", body=f"<main>{heading}</main>") for n in "abc"}
    assert set(titles(make_site(pages, name="Lab")).values()) == {"mod.rs"}


def test_a_copied_og_title_counts_only_where_nothing_else_is_found(make_site: MakeSite) -> None:
    og = "<meta property=og:title content='All about it'>"
    pages = {f"{n}.html": titled(n, og) for n in "abc"}
    bare = page(og)
    found = titles(make_site({**pages, "d.html": bare}))
    assert [found[path] for path in (*pages, "d.html")] == ["a", "b", "c", "All about it"]


# Descriptions that several pages have


def test_a_description_that_three_pages_have_yields_to_the_content(make_site: MakeSite) -> None:
    pages = {f"{n}.html": described(LAB) for n in "abc"}
    others = {f"x/{n}.html": described(f"Of {n}, in a sentence.") for n in "defgh"}
    found = known(make_site({**pages, **others}))
    assert {value(found[path].description) for path in pages} == {PROSE}
    assert value(found["x/d.html"].description) == "Of d, in a sentence."


def test_a_description_that_two_pages_have_stays(make_site: MakeSite) -> None:
    site = make_site({"a.html": described(LAB), "b.html": described(LAB), "c.html": described("C")})
    assert value(known(site)["a.html"].description) == LAB


def test_the_home_page_s_description_is_its_own_and_no_other_s(make_site: MakeSite) -> None:
    site = make_site({"index.html": described(LAB), "a.html": described(LAB)})
    assert value(known(site)["index.html"].description) == LAB
    assert value(known(site)["a.html"].description) == PROSE


def test_what_an_error_page_says_too_is_no_page_s_own(make_site: MakeSite) -> None:
    site = make_site(
        {"404.html": described(LAB), "a.html": described(LAB), "b.html": described("B")}
    )
    assert value(known(site)["a.html"].description) == PROSE


def test_of_an_error_page_and_the_home_page_no_other_has_the_words(make_site: MakeSite) -> None:
    site = make_site({path: described(LAB) for path in ("index.html", "404.html", "a.html")})
    found = known(site)
    assert value(found["index.html"].description) == LAB
    assert value(found["a.html"].description) == PROSE


def test_pages_may_be_called_as_an_error_page_is(make_site: MakeSite) -> None:
    pages = {
        path: titled("Sorry", body="<h1>What went wrong</h1>") for path in ("404.html", "a.html")
    }
    assert titles(make_site(pages))["a.html"] == "Sorry"


DATED = "<meta property=article:published_time content=2026-03-01>"


@pytest.mark.parametrize(
    ("theirs", "found"),
    [
        (["article", "article"], "website"),  # the theme tells them apart
        (["article", "website"], "article"),
        (["website", "website"], "article"),  # it writes that on every page
    ],
)
def test_a_theme_that_tells_articles_apart_is_believed(
    theirs: list[str], found: str, make_site: MakeSite
) -> None:
    types = {"about.html": "website", "a.html": theirs[0], "b.html": theirs[1]}
    pages = {
        path: titled(path, f"{DATED}<meta property=og:type content={said}>")
        for path, said in types.items()
    }
    site = make_site(pages)
    assert value(known(site)["about.html"].type) == found
    codes = {finding.code for finding in outcomes(site)["about.html"].findings}
    assert ("og-type-wrong" in codes) == (found == "article")


def test_a_copied_description_is_better_than_none(make_site: MakeSite) -> None:
    empty = page(f'<meta name=description content="{LAB}">', "<p>x</p>")
    site = make_site({"index.html": described(LAB), "a.html": empty})
    assert value(known(site)["a.html"].description) == LAB


def test_what_the_content_says_too_is_its_own(make_site: MakeSite) -> None:
    words = "Vector reinterpret cast operation `i8`."
    text = page(
        f'<meta name=description content="{words}">',
        "<main><p>Vector reinterpret cast\noperation <code>i8</code>.</main>",
    )
    site = make_site({f"{n}.html": text for n in "abcd"})
    assert {value(facts.description) for facts in known(site).values()} == {words}


# How addresses are written


def canonical(path: str) -> str:
    return titled(path, f"<link rel=canonical href=https://example.org/{path}>")


@pytest.mark.parametrize(
    ("stated", "silent", "address"),
    [
        (("a", "b"), "c.html", "c"),
        (("a.html", "b"), "c.html", "c"),
        (("a.html", "b.html"), "c.html", "c.html"),
        (("a", "b"), "c/index.html", "c/"),
        (("d/", "e"), "c/index.html", "c/"),
        (("d", "e"), "c/index.html", "c"),
        (("d/index.html", "e/index.html"), "c/index.html", "c/index.html"),
    ],
)
def test_pages_that_say_nothing_are_addressed_as_most_are(
    stated: tuple[str, ...], silent: str, address: str, make_site: MakeSite
) -> None:
    files = {"index.html": titled("Home"), silent: titled("Silent")}
    for place in stated:
        index = place[0] in "de"
        path = f"{place[0]}/index.html" if index else f"{place[0]}.html"
        files[path] = canonical(place)
    found = known(make_site(files, url="https://example.org/"))
    assert value(found[silent].address) == f"https://example.org/{address}"


def test_the_configuration_and_the_sitemap_go_before_what_pages_do(make_site: MakeSite) -> None:
    files = {"a.html": canonical("a"), "b.html": canonical("b"), "c.html": titled("C")}
    site = make_site(files, url="https://example.org/", suffix="keep")
    assert value(known(site)["c.html"].address) == "https://example.org/c.html"
    listed = "<urlset><url><loc>https://example.org/{}</loc></url></urlset>"
    site = make_site({**files, "sitemap.xml": listed.format("b.html")}, url="https://example.org/")
    assert value(known(site)["c.html"].address) == "https://example.org/c.html"


# Where the guess is wrong


def test_what_all_pages_tell_goes_before_the_guess(
    make_site: MakeSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    from smoopt.site import common_wording as usual

    monkeypatch.setattr(usual, "SAMPLE", 0)
    files = {f"{n}.html": titled(f"{n} - Lab", "", "") for n in "abc"}
    files |= {"d.html": canonical("d"), "e.html": canonical("e"), "f.html": canonical("f")}
    files |= {f"{n}.html": titled(f"{n} - Lab") for n in "ghi"}
    site = make_site(files, url="https://example.org/")
    assert site.learnt.usual == usual.Usual()
    found = known(site)
    assert value(found["g.html"].title) == "g"
    assert value(found["g.html"].address) == "https://example.org/g"
    assert found["g.html"].address is not None
    assert found["g.html"].address.rule.endswith("written as most pages write theirs")


def test_turned_off_it_takes_nothing_off(make_site: MakeSite) -> None:
    site = make_site({f"{n}.html": described(LAB, f"<title>{n} - Lab</title>") for n in "abc"})
    off = Settings(site=site.settings.site, plugins={**CORE, "boilerplate": False})
    site = Site(site.root, off)
    assert {value(facts.description) for facts in known(site).values()} == {LAB}


# What JSON-LD says, and notices

LD = '<script type="application/ld+json">{{"@type": "{}", "{}": "{}"}}</script>'


@pytest.mark.parametrize("kind", ["WebPage", "Article", "BlogPosting"])
def test_a_headline_that_all_have_is_no_page_s_own(kind: str, make_site: MakeSite) -> None:
    heads = LD.format(kind, "headline", "The lab")
    site = make_site({f"{n}.html": titled(f"About {n}", heads) for n in "abcd"})
    assert titles(site) == {f"{n}.html": f"About {n}" for n in "abcd"}
    own = {f"{n}.html": titled("T", LD.format(kind, "headline", f"All {n}")) for n in "abcd"}
    assert titles(make_site(own))["a.html"] == "All a"


def test_a_description_in_json_ld_that_all_have_is_no_page_s_own(make_site: MakeSite) -> None:
    heads = LD.format("WebPage", "description", LAB)
    found = known(make_site({f"{n}.html": titled(n, heads) for n in "abcd"}))
    assert {value(facts.description) for facts in found.values()} == {PROSE}


NOTICE = "This page has not been translated into Danish yet; you see it in English."


@pytest.mark.parametrize(
    "notice",
    [
        f"<p>{NOTICE}</p>",
        "<p>You are reading the documentation of an old version, which is kept no longer.</p>",
        "<p>Dieser Artikel ist Teil eines Kurses, der im Winter am Donnerstag stattfindet.</p>",
    ],
)
def test_a_notice_that_many_pages_begin_with_is_no_description(
    notice: str, make_site: MakeSite
) -> None:
    text = "Of {} there is this to say, which takes a sentence of some length to be said."
    begun = {
        f"{n}.html": titled(n, body=f"<main>{notice}<p>{text.format(n)}</p></main>") for n in "abc"
    }
    others = {f"{n}.html": titled(n, body=f"<p>{text.format(n)}") for n in "defg"}
    found = known(make_site({**begun, **others}))
    assert value(found["a.html"].description) == text.format("a")
    assert value(found["d.html"].description) == text.format("d")


def test_pages_that_a_tag_describes_count_for_a_notice(make_site: MakeSite) -> None:
    text = "Of {} there is this to say, which takes a sentence of some length to be said."
    body = f"<main><p>{NOTICE}</p><p>{text}</p></main>"
    files = {
        f"{n}.html": titled(n, f"<meta name=description content='About {n}.'>", body.format(n))
        for n in "abc"
    }
    found = known(make_site({**files, "d.html": titled("d", body=body.format("d"))}))
    assert value(found["a.html"].description) == "About a."
    assert value(found["d.html"].description) == text.format("d")


def test_few_pages_of_many_may_say_the_same_first(make_site: MakeSite) -> None:
    same = f"<main><p>{NOTICE}</p><p>{PROSE}</p></main>"
    files = {f"{n}.html": titled(n, body=same) for n in "abc"}
    files |= {f"{n}.html": titled(str(n), body=f"<p>{n} {PROSE}") for n in range(80)}
    assert value(known(make_site(files))["a.html"].description) == NOTICE


def test_what_all_say_first_and_last_is_better_than_nothing(make_site: MakeSite) -> None:
    found = known(make_site({f"{n}.html": titled(n) for n in "abcd"}))
    assert value(found["a.html"].description) == PROSE


@pytest.mark.parametrize(
    ("form", "home", "title"),
    [
        ("{} | Lab", "Home | Lab", "Lab"),
        ("Lab: {}", "Lab: Main Page", "Lab"),
        ("{} (Lab 2 API)", "Overview (Lab 2 API)", "Lab 2 API"),
        ("{} - Jane Doe - Photographer", "Jane Doe - Photographer - Home", "Jane Doe"),
        ("{} | Lab", "Hello from Lab | Lab", "Hello from Lab"),
        ("{} | Lab", "Fresh air | Lab", "Fresh air"),
    ],
)
def test_a_front_page_that_is_only_called_home_is_called_as_the_site(
    form: str, home: str, title: str, make_site: MakeSite
) -> None:
    pages = {f"{n}.html": titled(form.format(n)) for n in ("Ann", "Ben", "Cid", "Dan")}
    found = titles(make_site({**pages, "index.html": titled(home)}))
    assert (found["index.html"], found["Ann.html"]) == (title, "Ann")
