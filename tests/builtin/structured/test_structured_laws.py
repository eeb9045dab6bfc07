"""Whatever a page says, its script ends nowhere early and says what the facts say."""

import json
from collections.abc import Iterator
from pathlib import Path

import html5lib
import pytest
from hypothesis import given
from hypothesis import strategies as st

from smoopt.build.outcome import Outcome
from smoopt.build.pipeline import transform
from smoopt.html import markup
from smoopt.plugin.registry import Registry
from smoopt.site.settings import Settings, SiteSettings
from smoopt.site.site import Site
from tests.readers.consumers import folded
from tests.support import strategies
from tests.support.hostile_values import ADDRESSES, DATES, TEXTS
from tests.support.json_ld import (
    by_extruct,
    every,
    expanded,
    mastodon,
    scripts,
    top_level,
    unknown_terms,
)
from tests.support.laws import NAMES, PATHS, assert_reversible
from tests.support.places import SITES
from tests.support.sites import CORE

HOSTILE = st.sampled_from(
    (
        "</script><script>alert(1)</script>",
        "<!--<script>",
        "]]></script>",
        '"}],"x":[{"',
        "\\u003c/script>",
        "&lt;/script&gt; &amp;quot; &#60;",
        "\u2028\u2029\u202e",
        "\\",
        "{{ title }} {% if %}",
        *TEXTS,
    )
)
WORDS = st.one_of(
    HOSTILE, st.text(max_size=60), st.tuples(st.text(max_size=20), HOSTILE).map("".join)
)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    root = tmp_path_factory.mktemp("laws")
    (root / "index.html").write_text("<!doctype html><title>The Mill</title>")
    table = SiteSettings(url="https://example.org/docs/", name="The Mill")
    return Site(root, Settings(site=table, plugins={**CORE, "identity": {"name": "Press"}}))


@pytest.fixture(scope="module")
def registry(site: Site) -> Registry:
    return Registry(site.settings)


@given(
    title=WORDS,
    description=WORDS,
    author=WORDS,
    crumb=WORDS,
    charset=st.sampled_from(["utf-8", ""]),
)
def test_no_text_can_end_the_script_and_all_says_what_the_facts_say(
    title: str,
    description: str,
    author: str,
    crumb: str,
    charset: str,
    site: Site,
    registry: Registry,
) -> None:
    head = f"<title>{markup.text(title)}</title>" + "".join(
        f'<meta{markup.attribute(key, name)} content="{markup.escape(value)}">'
        for key, name, value in (
            ("name", "description", description),
            ("name", "author", author),
            ("property", "article:published_time", "2026-03-04"),
        )
    )
    declared = f"<meta charset={charset}>" if charset else ""
    shown = f"<ol class=breadcrumb><li><a href=index.html>{markup.text(crumb)}</a><li>x</ol>"
    html = f"<!doctype html><html><head>{declared}{head}</head><body>{shown}<p>Words.</p></body>"
    data = html.encode("utf-8", "surrogatepass")
    outcome = transform("a.html", data, site, registry)
    assert outcome.status != "failed"
    assert_reversible(data, outcome, site, registry)
    text = outcome.data.decode("utf-8", "replace")
    found = html5lib.parse(text, namespaceHTMLElements=False).findall(".//script")
    assert len(found) == len(scripts(text)) == (outcome.facts.title is not None)
    for node in top_level(text):
        if node["@type"] == "Article":
            assert outcome.facts.title is not None
            assert node["headline"] == outcome.facts.title.value
            stated = outcome.facts.description
            # Where the page has a tag for it, the tag says it alone.
            assert node.get("description") in {None, stated.value if stated else None}
    for body in scripts(text):
        assert not set("<>&\u2028\u2029") & set(body)


@given(data=strategies.pages(), path=PATHS)
def test_hostile_pages_are_described_in_words_that_others_know(
    data: bytes, path: str, lab: Site, core: Registry
) -> None:
    outcome = transform(path, data, lab, core)
    for edit in outcome.edits:
        if edit.plugin == "structured" and edit.name == "json-ld":
            assert_understood(f"<!doctype html><head>{edit.text}</head>")


VALUES = st.recursive(
    st.sampled_from(
        (*ADDRESSES, *DATES, *TEXTS, "Article", "WebPage", "https://schema.org", None, 1, {})
    ),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                (
                    *("@type", "@id", "@graph", "@context", "url", "headline", "name", "author"),
                    *("mainEntity", "mainEntityOfPage", "publisher", "datePublished", "image"),
                )
            ),
            inner,
            max_size=5,
        )
    ),
    max_leaves=12,
)


@given(values=st.lists(VALUES, min_size=1, max_size=3), dated=st.booleans())
def test_whatever_a_page_states_stays_and_is_doubled_by_nothing(
    values: list[markup.JSON], dated: bool, site: Site, registry: Registry
) -> None:
    stated = "".join(map(markup.json_ld, values))
    date = '<meta property="article:published_time" content="2026-03-04">' if dated else ""
    html = (
        f"<!doctype html><html><head><title>Rye</title>{date}{stated}</head><body><p>x</p></body>"
    )
    outcome = transform("a.html", html.encode(), site, registry)
    assert outcome.status != "failed", outcome.findings
    assert_reversible(html.encode(), outcome, site, registry)
    own = [edit for edit in outcome.edits if edit.plugin == "structured" and edit.name == "json-ld"]
    mine = {str(node.get("@type")) for edit in own for node in top_level(edit.text)}
    theirs = {name for value in values for name in names(value)}
    assert mine.isdisjoint(theirs)


def names(value: object) -> Iterator[str]:
    for node in every(value):
        said = node.get("@type")
        yield from (
            each for each in (said if isinstance(said, list) else [said]) if isinstance(each, str)
        )


@pytest.mark.parametrize("name", NAMES)
def test_fixture_sites_are_described_in_words_that_others_know(name: str) -> None:
    site = Site(SITES / name, Settings(plugins=CORE))
    registry = Registry(site.settings)
    for path in site.pages:
        outcome = transform(path, (site.root / path).read_bytes(), site, registry)
        for edit in outcome.edits:
            if edit.plugin == "structured" and edit.name == "json-ld":
                assert_understood(f"<!doctype html><head>{edit.text}</head>")
                assert_is_card(outcome, edit.text)


def assert_understood(html: str) -> None:
    """See that a page's JSON-LD is read whole by extruct and by pyld, in schema.org's words."""
    nodes = top_level(html)
    assert by_extruct(html) == nodes
    assert unknown_terms(nodes) == []
    for node in nodes:
        (whole,) = expanded(node)
        assert whole["@type"] == [f"https://schema.org/{node['@type']}"]
        inner = {key.removeprefix("https://schema.org/") for key in whole}
        assert inner == set(node) - {"@context"}


def assert_is_card(outcome: Outcome, own: str) -> None:
    """See that what Mastodon takes from the script is what the page's tags say, if these are right.

    What is wrong on a page that a framework hydrates is only reported.
    """
    root = html5lib.parse(outcome.data, namespaceHTMLElements=False)
    metas = {each.get("property"): each.get("content") for each in root.findall("./head/meta")}
    left = {
        each.message.partition(" ")[0] for each in outcome.findings if "left it" in each.message
    }
    read = mastodon(own)
    if "headline" in read and "og:title" not in left:
        assert read["headline"] in folded(metas["og:title"])
    if "description" in read and "og:description" not in left:
        assert read["description"] == folded(metas["og:description"])


def test_the_vocabulary_is_that_of_its_source() -> None:
    terms = json.loads(Path(__file__).with_name("schema_org.json").read_text("utf-8"))
    assert terms["source"].startswith("https://www.npmjs.com/package/schema-dts/")
