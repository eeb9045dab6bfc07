"""A page's address in its tags: what leads to the page, and is not how the site writes it."""

import pytest

from smoopt.build.outcome import Outcome
from smoopt.html.marks import pristine
from smoopt.html.page import Page
from smoopt.html.source_text import Source
from smoopt.model.finding import Severity
from smoopt.plugin.registry import Registry
from smoopt.site.site import Site
from tests.support import building
from tests.support.asking import PROSE
from tests.support.asking import page as written
from tests.support.sites import MakeSite

URL = "https://mill.example.org/"


def page(canonical: str = "", og_url: str = "", body: str = "") -> str:
    head = f'<link rel="canonical" href="{canonical}">' if canonical else ""
    head += f'<meta property="og:url" content="{og_url}">' if og_url else ""
    return written(f"<title>A page</title>{head}", f"<main>{body}<p>{PROSE}</main>")


def outcomes(site: Site) -> dict[str, Outcome]:
    """Build all pages, and see that each can be undone."""
    found = {each.path: each for each in building.outcomes(site, Registry(site.settings))}
    for path, outcome in found.items():
        assert pristine(Source(outcome.data)) == (site.root / path).read_bytes()
    return found


def said(outcome: Outcome) -> tuple[str, str]:
    """Give the canonical link and og:url that readers find."""
    built = Page("x.html", outcome.data, built=True)
    one, two = (next(iter(built.tags(key)), None) for key in ("canonical", "og:url"))
    return (one.value if one else ""), (two.value if two else "")


def codes(outcome: Outcome) -> set[tuple[str, Severity]]:
    return {(finding.code, finding.severity) for finding in outcome.findings}


FORMS = (
    "http://mill.example.org/a/",
    "https://mill.example.org/a",
    "https://mill.example.org/a/index.html",
    "https://mill.example.org/a/index",
    "https://mill.example.org//a//",
    "https://mill.example.org/x/../a/./",
    "https://mill.example.org/a/?utm_source=x&lang=de",
    "https://mill.example.org/a/#content",
    "https://mill.example.org:443/a/",
    " https://mill.example.org/a/ ",
)
HOSTS = (
    "http://mill.example.org:4000/a/",
    "https://www.mill.example.org/a/",
    "https://deploy-preview-7--mill.netlify.app/a/",
    "https://mill.pages.dev/a/",
    "https://mill-git-main-me.vercel.app/a/",
    "https://me.github.io/mill/a/",
    "https://staging.mill.example.org/a/",
    "https://example.com/a/",
    "https://undefined/a/",
    "https://mill.example.orgundefined/a/",
    "https://mill.example.orga/",
    "https://user@mill.example.org/a/",
    "https://4000-me-mill-1.ws-eu1.gitpod.io/a/",
    "https://{{host}}/a/",
    "https://https://mill.example.org/a/",
    "http://192.168.1.5:8080/a/",
    "http://mill.test/a/",
    "http://localhost:1313/a/",
)


@pytest.mark.parametrize("there", [*FORMS, *HOSTS])
def test_an_address_that_leads_to_the_page_is_written_as_the_site_writes_it(
    there: str, make_site: MakeSite
) -> None:
    files = {"a/index.html": page(there, there), "b/index.html": page(f"{URL}b/")}
    files |= {"index.html": page(f"{URL}"), "c/index.html": page(f"{URL}c/")}
    found = outcomes(make_site(files, url=URL))
    assert said(found["a/index.html"]) == (f"{URL}a/", f"{URL}a/")
    assert said(found["b/index.html"]) == (f"{URL}b/", f"{URL}b/")
    rules = ("canonical-form", "og-url-form") if there in FORMS else ("og-url-wrong",)
    assert {(rule, Severity.INFO) for rule in rules} <= codes(found["a/index.html"])


@pytest.mark.parametrize("there", [FORMS[0], FORMS[2], HOSTS[2]])
def test_where_a_framework_would_change_it_back_it_is_reported(
    there: str, make_site: MakeSite
) -> None:
    hydrated = "<script id=__NEXT_DATA__ type=application/json>{}</script>"
    files = {"a/index.html": page(there, there, hydrated), "b/index.html": page(f"{URL}b/")}
    files |= {"index.html": page(), "c/index.html": page(f"{URL}c/")}
    outcome = outcomes(make_site(files, url=URL))["a/index.html"]
    assert said(outcome) == (there, there)
    rule = "og-url-wrong" if there in HOSTS else "og-url-form"
    assert (rule, Severity.WARNING) in codes(outcome)


@pytest.mark.parametrize(
    "there",
    [
        "https://mill.example.org/%c3%bc/",
        "https://mill.example.org/ü/",
        "https://MILL.example.org/%C3%BC/",
    ],
)
def test_equal_addresses_stay_as_they_are(there: str, make_site: MakeSite) -> None:
    files = {"index.html": page(), "ü/index.html": page(there, f"{URL}%C3%BC/")}
    outcome = outcomes(make_site(files, url=URL))["ü/index.html"]
    assert said(outcome) == (there, f"{URL}%C3%BC/")
    assert outcome.facts.address is not None
    assert outcome.facts.address.value == f"{URL}%C3%BC/"
    assert not outcome.findings


@pytest.mark.parametrize(
    "there",
    [
        "https://other.example.net/a/",
        "https://docs.example.org/stable/a/",
        "https://docs.example.org/a/",
        f"{URL}stable/a/",
    ],
)
def test_another_version_or_site_is_respected(there: str, make_site: MakeSite) -> None:
    files = {"index.html": page(), "a/index.html": page(there, there)}
    files["stable/a/index.html"] = page(f"{URL}stable/a/")
    outcome = outcomes(make_site(files, url=URL))["a/index.html"]
    assert said(outcome) == (there, there)
    assert not outcome.findings


@pytest.mark.parametrize("version", ["stable", "v2", "en/latest"])
@pytest.mark.parametrize("host", ["docs.example.org", "www.docs.example.org"])
def test_another_folder_of_the_host_is_another_version(
    version: str, host: str, make_site: MakeSite
) -> None:
    files = {f"{n}/index.html": page(f"https://{host}/{version}/{n}/") for n in "abc"}
    files["index.html"] = page(f"https://{host}/{version}/")
    for outcome in outcomes(make_site(files, url="https://docs.example.org/1.2/")).values():
        assert said(outcome)[0].startswith(f"https://{host}/{version}/")
        assert not outcome.findings


@pytest.mark.parametrize("there", ["https://example.org/a/", "https://example.org/", "/a/"])
def test_an_address_without_the_folder_of_the_site_is_wrong(
    there: str, make_site: MakeSite
) -> None:
    own = "https://example.org/mill/"
    files = {"index.html": page(own), "a/index.html": page(there, there)}
    found = outcomes(make_site(files, url=own))
    assert said(found["a/index.html"]) == (f"{own}a/", f"{own}a/")


@pytest.mark.parametrize("edition", ["2.1", "v3", "de", "pt-br", "pr-12", "preview", "docs/latest"])
def test_the_root_of_the_host_may_be_another_edition(edition: str, make_site: MakeSite) -> None:
    there, own = "https://example.org/a/", f"https://example.org/{edition}/"
    files = {"index.html": page(own), "a/index.html": page(there, there)}
    assert said(outcomes(make_site(files, url=own))["a/index.html"]) == (there, there)


def test_a_host_that_the_whole_site_was_built_for_is_wrong_where_its_author_names_another(
    make_site: MakeSite,
) -> None:
    old = "https://old.example.net/"
    files = {"index.html": page(old), "a/index.html": page(f"{old}a/")}
    found = outcomes(make_site(files, url=URL))
    assert said(found["a/index.html"]) == (f"{URL}a/", f"{URL}a/")
    assert said(found["index.html"]) == (URL, URL)


@pytest.mark.parametrize(
    ("others", "links", "address"),
    [
        # Nothing tells how the site names such a page.
        ({"a.html": page(f"{URL}a.html")}, "", "index.html"),
        ({"a.html": page(f"{URL}a.html")}, '<a href="index.html">x</a>', "index.html"),
        ({"a.html": page(f"{URL}a.html")}, '<a href="/">x</a>', ""),
        ({"a/index.html": page(f"{URL}a/")}, "", ""),
        ({"a/index.html": page()}, '<a href="a/index.html">x</a>', "index.html"),
    ],
)
def test_the_home_page_is_named_by_its_file_where_nothing_speaks_against_it(
    others: dict[str, str], links: str, address: str, make_site: MakeSite
) -> None:
    files = {**others, "index.html": page(f"{URL}index.html", body=links)}
    assert said(outcomes(make_site(files, url=URL))["index.html"])[0] == URL + address


def test_the_home_page_is_the_site_s_root_however_others_are_named(make_site: MakeSite) -> None:
    links = '<a href="index.html">x</a><a href="a/index.html">a</a>'
    files = {"index.html": page(URL, body=links), "a/index.html": page()}
    outcome = outcomes(make_site(files, url=URL))["index.html"]
    assert said(outcome) == (URL, URL)
    assert not outcome.findings


@pytest.mark.parametrize(
    ("there", "new"),
    [
        ("/de/", f"{URL}de/"),
        ("../de/", f"{URL}de/"),
        ("http://mill.example.org/de/", f"{URL}de/"),
        ("https://pr-7--mill.netlify.app/de/", f"{URL}de/"),
        (f"{URL}de/#x", ""),
        (f"{URL}de/", ""),
        ("/fr/", ""),
        ("https://other.example.net/de/", ""),
    ],
)
def test_a_link_to_a_translation_is_written_as_the_site_writes_addresses(
    there: str, new: str, make_site: MakeSite
) -> None:
    link = f'<link rel="alternate" hreflang="de" href="{there}">'
    feed = '<link rel="alternate" hreflang="de" type="application/rss+xml" href="/feed.xml">'
    files = {"en/index.html": written(f"<title>A</title>{link}{feed}"), "de/index.html": page()}
    outcome = outcomes(make_site(files, url=URL))["en/index.html"]
    found = [edit.text for edit in outcome.edits if edit.sign == "~"]
    assert found == ([link.replace(there, new)] if new else [])


# A canonical link that several pages share


def entry(name: str, canonical: str, og_url: str = "") -> str:
    return page(canonical, og_url, f"<h1>{name}</h1>")


LIST = "<h1>Jobs</h1>" + "".join(f"<a href={n}/>The job of the {n}</a>" for n in ("baker", "clerk"))
NAMES = ("Baker", "Clerk", "Plumber")


def section(canonical: str, og_url: str = "", *, names: tuple[str, ...] = NAMES) -> dict[str, str]:
    """Write a section's list, and its entries."""
    pages = {f"job/{n.lower()}/index.html": entry(n, canonical, og_url) for n in names}
    return {"index.html": page(URL), "job/index.html": page(f"{URL}job/", body=LIST), **pages}


def test_a_list_is_no_original_of_its_entries(make_site: MakeSite) -> None:
    found = outcomes(make_site(section(f"{URL}job/"), url=URL))
    for name in ("baker", "clerk", "plumber"):
        outcome, own = found[f"job/{name}/index.html"], f"{URL}job/{name}/"
        assert said(outcome) == (own, own)
        assert ("canonical-shared", Severity.INFO) in codes(outcome)
    assert said(found["job/index.html"])[0] == f"{URL}job/"


def test_what_og_url_says_as_well_is_only_reported(make_site: MakeSite) -> None:
    shared = f"{URL}job/"
    found = outcomes(make_site(section(shared, shared), url=URL))
    outcome = found["job/baker/index.html"]
    assert said(outcome) == (shared, shared)
    assert codes(outcome) == {("canonical-shared", Severity.WARNING)}


def test_a_sitemap_that_leaves_the_entries_out_says_the_same(make_site: MakeSite) -> None:
    listed = "".join(f"<url><loc>{URL}{place}</loc></url>" for place in ("", "job/"))
    files = {**section(f"{URL}job/"), "sitemap.xml": f"<urlset>{listed}</urlset>"}
    outcome = outcomes(make_site(files, url=URL))["job/baker/index.html"]
    assert said(outcome)[0] == f"{URL}job/"
    assert codes(outcome) == {("canonical-shared", Severity.WARNING)}


def test_a_page_that_is_not_above_them_is_left_and_not_followed(make_site: MakeSite) -> None:
    files = {**section(f"{URL}about/"), "about/index.html": page(f"{URL}about/")}
    outcome = outcomes(make_site(files, url=URL))["job/baker/index.html"]
    assert said(outcome) == (f"{URL}about/", f"{URL}job/baker/")
    assert ("canonical-shared", Severity.WARNING) in codes(outcome)


def test_one_page_of_another_site_is_no_original_of_all(make_site: MakeSite) -> None:
    shared = "https://other.example.net/jobs/"
    found = outcomes(make_site(section(shared), url=URL))
    outcome = found["job/baker/index.html"]
    assert said(outcome) == (shared, f"{URL}job/baker/")
    assert ("canonical-shared", Severity.WARNING) in codes(outcome)
    same = outcomes(make_site(section(shared, shared), url=URL))["job/baker/index.html"]
    assert said(same) == (shared, shared)
    assert codes(same) == {("canonical-shared", Severity.WARNING)}


@pytest.mark.parametrize(
    "names",
    [
        ("Truing a wheel", "Truing a wheel, to print", "AMP: Truing a wheel"),
        ("Guide 1.0", "Guide 2.0", "Guide 3.1"),
        ("Story, page 2", "Story, page 3", "Story, page 4"),
        ("Shirt in red", "Shirt in blue"),
    ],
)
def test_copies_versions_parts_and_a_few_variants_may_share_one(
    names: tuple[str, ...], make_site: MakeSite
) -> None:
    files = {f"x/{n}.html": entry(name, f"{URL}x/") for n, name in enumerate(names)}
    files |= {"index.html": page(URL), "x/index.html": entry(names[0], f"{URL}x/")}
    found = outcomes(make_site(files, url=URL))
    for n, _ in enumerate(names):
        assert said(found[f"x/{n}.html"]) == (f"{URL}x/", f"{URL}x/")
        assert not found[f"x/{n}.html"].findings


def test_an_og_url_beside_a_canonical_link_to_another_site_differs_from_it(
    make_site: MakeSite,
) -> None:
    other = "https://other.example.net/a/"
    files = {"index.html": page(URL), "a/index.html": page(other, f"{URL}a/")}
    outcome = outcomes(make_site(files, url=URL))["a/index.html"]
    assert said(outcome) == (other, other)
    assert codes(outcome) == {("og-url-canonical", Severity.INFO)}


NAV = '<a href="/">Home</a><a href="/a">A</a><a href="/b">B</a><a href="/c">C</a>'


def test_a_blank_is_no_matter_of_escapes(make_site: MakeSite) -> None:
    there = f"{URL}a b/"
    files = {"index.html": page(), "a b/index.html": page(there, there)}
    assert said(outcomes(make_site(files, url=URL))["a b/index.html"]) == (
        f"{URL}a%20b/",
        f"{URL}a%20b/",
    )


def test_one_page_does_not_outvote_the_links_of_the_site(make_site: MakeSite) -> None:
    files = dict.fromkeys(("index.html", "b/index.html", "c/index.html"), page(body=NAV))
    files["a/index.html"] = page(f"{URL}a/", body=NAV)
    found = outcomes(make_site(files, url=URL))
    assert [said(each)[0] for each in found.values()] == [f"{URL}{n}" for n in ("a", "b", "c", "")]


def test_where_the_home_page_links_nowhere_others_tell(make_site: MakeSite) -> None:
    files = dict.fromkeys(("b/index.html", "c/index.html"), page(body=NAV))
    files |= {"index.html": page(), "a/index.html": page(f"{URL}a/", body=NAV)}
    found = outcomes(make_site(files, url=URL))
    assert [said(each)[0] for each in found.values()] == [f"{URL}{n}" for n in ("a", "b", "c", "")]


def test_what_most_pages_say_of_themselves_the_links_do_not_outvote(make_site: MakeSite) -> None:
    files = {f"{n}/index.html": page(f"{URL}{n}/", body=NAV) for n in "abc"}
    found = outcomes(make_site({**files, "index.html": page(body=NAV)}, url=URL))
    assert [said(each)[0] for each in found.values()] == [
        f"{URL}{n}" for n in ("a/", "b/", "c/", "")
    ]


def test_a_preview_s_host_is_no_address_of_a_site(make_site: MakeSite) -> None:
    there = "https://deploy-preview-7--mill.netlify.app/"
    files = {"index.html": page(there), "a/index.html": page(f"{there}a/")}
    found = outcomes(make_site(files))
    assert said(found["a/index.html"]) == (f"{there}a/", "")
    assert said(found["index.html"]) == (there, "")


def test_a_sitemap_is_written_with_the_site_s_scheme(make_site: MakeSite) -> None:
    places = "".join(f"<url><loc>http://mill.example.org/{n}</loc></url>" for n in ("", "a/", "b/"))
    files = {f"{n}/index.html": page() for n in "ab"}
    site = make_site(
        {"index.html": page(), "sitemap.xml": f"<urlset>{places}</urlset>", **files}, url=URL
    )
    assert [said(each)[0] for each in outcomes(site).values()] == [
        f"{URL}{n}" for n in ("a/", "b/", "")
    ]


def test_https_is_not_taken_back_for_an_old_sitemap(make_site: MakeSite) -> None:
    listed = "<urlset><url><loc>http://mill.example.org/a/</loc></url></urlset>"
    files = {"index.html": page(), "a/index.html": page(f"{URL}a/"), "sitemap.xml": listed}
    assert said(outcomes(make_site(files))["a/index.html"]) == (f"{URL}a/", f"{URL}a/")
    files["index.html"] = page(URL)
    files["b/index.html"] = page()
    site = make_site(files)
    assert site.url == URL
    assert said(outcomes(site)["b/index.html"]) == (f"{URL}b/", f"{URL}b/")
