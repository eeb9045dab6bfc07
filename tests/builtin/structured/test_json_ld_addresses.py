"""Addresses in JSON-LD: written as the site writes them, wherever smoopt knows better."""

import json

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
from tests.support.pictures import png
from tests.support.sites import MakeSite

URL = "https://mill.example.org/"
OWN = f"{URL}a/"
RULE = "json-ld-address"


def site_with(make_site: MakeSite, *scripts: object, body: str = "") -> Site:
    tags = "".join(
        f'<script type="application/ld+json">{each if isinstance(each, str) else json.dumps(each)}'
        "</script>"
        for each in scripts
    )
    head = f'<title>A page</title><link rel="canonical" href="{OWN}">{tags}'
    files: dict[str, str | bytes] = {
        "a/index.html": written(head, f"<main>{body}<p>{PROSE}</main>"),
        "a/wide picture.png": png(1200, 630),
    }
    for name in ("", "b/", "c/"):
        other = f'<link rel="canonical" href="{URL}{name}"><title>Page {name}</title>'
        files[f"{name}index.html"] = written(other)
    return make_site(files, url=URL)


def built(site: Site) -> Outcome:
    """Build the page, see that it can be undone and that a second build gives the same."""
    outcome = next(
        each
        for each in building.outcomes(site, Registry(site.settings))
        if each.path == "a/index.html"
    )
    assert pristine(Source(outcome.data)) == (site.root / outcome.path).read_bytes()
    return outcome


def said(outcome: Outcome) -> list[object]:
    page = Page("a/index.html", outcome.data, built=True)
    scripts = page.document.select('script[type="application/ld+json"]')
    values = [json.loads(script.text) for script in scripts]
    # smoopt's own names its vocabulary.
    return [value for value in values if "@context" not in json.dumps(value)]


def severities(outcome: Outcome) -> list[Severity]:
    return [finding.severity for finding in outcome.findings if finding.code == RULE]


@pytest.mark.parametrize(
    "there",
    [
        *("/a/", "../a/", "./", "http://mill.example.org/a/", f"{URL}a/index.html", f"{URL}/a//"),
        *("https://deploy-preview-7--mill.netlify.app/a/", "http://localhost:1313/a/"),
        *("https://www.mill.example.org/a/", f"{OWN}?utm_source=x", "https://undefined/a/"),
    ],
)
def test_an_address_of_a_page_is_written_as_the_site_writes_it(
    there: str, make_site: MakeSite
) -> None:
    article = {"@type": "Article", "mainEntityOfPage": {"@id": there}, "url": there, "name": there}
    crumb = {"@type": "ListItem", "position": 1, "item": there}
    trail = {"@type": "BreadcrumbList", "itemListElement": [crumb]}
    outcome = built(site_with(make_site, [article], trail))
    mended = {**article, "mainEntityOfPage": {"@id": OWN}, "url": OWN}
    assert said(outcome)[:2] == [
        [mended],
        {**trail, "itemListElement": [{**crumb, "item": OWN}]},
    ]
    assert set(severities(outcome)) == {Severity.INFO}


def test_a_name_and_what_refers_to_it_change_together(make_site: MakeSite) -> None:
    wrong = "http://mill.example.org/a/"
    page = {"@type": "WebPage", "@id": wrong, "url": wrong}
    article = {"@type": "Article", "isPartOf": {"@id": wrong}, "author": {"@id": f"{wrong}#ann"}}
    outcome = built(site_with(make_site, {"@graph": [page]}, article))
    assert said(outcome)[:2] == [
        {"@graph": [{"@type": "WebPage", "@id": OWN, "url": OWN}]},
        {**article, "isPartOf": {"@id": OWN}},
    ]


@pytest.mark.parametrize("there", ["wide picture.png", "/a/wide picture.png", "wide%20picture.png"])
@pytest.mark.parametrize("member", ["image", "logo", "thumbnailUrl"])
def test_a_picture_s_address_is_absolute_and_encoded(
    there: str, member: str, make_site: MakeSite
) -> None:
    for value in (there, [there], {"@type": "ImageObject", "url": there, "contentUrl": there}):
        outcome = built(site_with(make_site, {"@type": "Article", member: value}))
        right = json.loads(json.dumps(value).replace(there, f"{OWN}wide%20picture.png"))
        assert said(outcome)[0] == {"@type": "Article", member: right}


@pytest.mark.parametrize(
    "there",
    [
        {"url": f"{OWN}#top"},
        {"url": URL.rstrip("/")},
        {"url": "https://elsewhere.example.net/a/", "sameAs": "/a/"},
        {"mainEntityOfPage": {"@id": "#page"}, "@id": "http://mill.example.org/#site"},
        {"url": "True", "image": "#primaryimage", "logo": {"@id": "/#logo"}},
        {"image": f"{OWN}wide%20picture.png", "thumbnailUrl": "data:image/png;base64,AAAA"},
        {"url": f"{URL}a.md", "headline": "/a/"},
    ],
)
def test_what_is_right_or_no_address_stays(there: dict[str, object], make_site: MakeSite) -> None:
    outcome = built(site_with(make_site, {"@type": "Article", **there}))
    assert said(outcome)[0] == {"@type": "Article", **there}
    assert not severities(outcome)


def test_its_layout_stays(make_site: MakeSite) -> None:
    script = '\n{\t"@type":"Article",\r\n  "n": 1.50, "url" : "\\/a\\/" }\n'
    outcome = built(site_with(make_site, script))
    assert script.replace('"\\/a\\/"', f'"{OWN}"').encode() in outcome.data


def test_where_a_framework_would_change_it_back_it_is_reported(make_site: MakeSite) -> None:
    article = {"@type": "Article", "url": "/a/"}
    hydrated = "<script id=__NEXT_DATA__ type=application/json>{}</script>"
    outcome = built(site_with(make_site, article, body=hydrated))
    assert said(outcome)[0] == article
    assert severities(outcome) == [Severity.WARNING]


def test_a_script_that_is_no_json_stays(make_site: MakeSite) -> None:
    outcome = built(site_with(make_site, {"@type": "Article", "url": "/a/"}, '{"url": "/a/",}'))
    assert severities(outcome) == [Severity.INFO]
    assert b'>{"url": "/a/",}</script>' in outcome.data
