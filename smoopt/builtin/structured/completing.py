"""Completes existing nodes, or leaves them as they are: there is never a second of a type."""

from collections.abc import Mapping, Sequence

from turbohtml import Element

from smoopt.builtin.sources.schema_org.node import ARTICLES, Node, Script, first, texts
from smoopt.builtin.sources.schema_org.organizations import ORGANIZATIONS, PEOPLE
from smoopt.builtin.structured.described import Completion, Described, because
from smoopt.builtin.structured.main_node import Known
from smoopt.builtin.structured.script_edits import Completed
from smoopt.builtin.structured.stated_nodes import NOTHING, Stated
from smoopt.builtin.structured.trail import TRAIL
from smoopt.html.markup import JSON
from smoopt.model.plain_text import alike
from smoopt.model.web_address import are_equal

# https://schema.org/WebPage and its subtypes (2026-12-01)
PAGES = frozenset(
    {
        *("WebPage", "AboutPage", "CheckoutPage", "CollectionPage", "ContactPage", "FAQPage"),
        *("ImageGallery", "ItemPage", "MediaGallery", "MedicalWebPage", "ProfilePage", "QAPage"),
        *("RealEstateListing", "SearchResultsPage", "VideoGallery"),
    }
)
_SITES = frozenset({"WebSite"})
# Nodes beside the one about the page
_BESIDE = (
    PEOPLE
    | ORGANIZATIONS
    | TRAIL
    | _SITES
    | {"ImageObject", "SearchAction", "SiteNavigationElement", "WPFooter", "WPHeader", "WPSideBar"}
)
# Members that may replace a missing one
_INSTEAD: Mapping[str, Sequence[str]] = {
    "headline": ("name", "alternativeHeadline"),
    "name": ("headline", "alternateName"),
    "description": ("abstract",),
    "image": ("thumbnailUrl", "primaryImageOfPage", "thumbnail"),
    "author": ("creator",),
    "url": ("mainEntityOfPage", "@id"),
}
# Not worth changing the author's markup for
_LEFT_OUT = frozenset({"@type", "@id", "inLanguage", "mainEntity"})


def family_of(wanted: Described) -> frozenset[str]:
    """Return the types of which a page has at most one, including the wanted type."""
    families = (ARTICLES, PAGES, _SITES)
    found = (family for family in families if wanted.type in family)
    return next(found, frozenset({wanted.type}))


def is_free(wanted: Described, there: Stated) -> bool:
    """Return whether the node about the page may be added, as no other is about it.

    A page that is an article is also a page.
    """
    if there is NOTHING:
        return True
    allowed = _BESIDE | PAGES if wanted.type in ARTICLES else _BESIDE
    return not family_of(wanted) & there.types and there.outer_types <= allowed


def completion(wanted: Described, there: Stated, known: Known) -> Completion | None:
    """Find the members that the page's only node of a type lacks; None if none is safe to add."""
    candidates = there.of(family_of(wanted))
    named = [node for node in candidates if node.get("@id") == wanted.node.get("@id")]
    found = named or candidates
    if known.page.framework or len(found) != 1 or not _is_same(found[0], wanted, known):
        return None
    node = found[0]
    added = {
        name: value
        for name, value in wanted.node.items()
        if name not in _LEFT_OUT
        and name not in node
        and not any(other in node for other in _INSTEAD.get(name, ()))
    }
    origins = {name: wanted.origins.get(name, "the page's address") for name in added}
    return Completion(node, added, because(wanted.type, origins)) if added else None


def _is_same(node: Node, wanted: Described, known: Known) -> bool:
    """Return whether a node describes the same thing, by its address, else by its name."""
    own = str(wanted.node["url"])
    for said in (first(node, "url"), *texts(node.get("mainEntityOfPage"), "@id", "url")):
        if "://" in said and not are_equal(said, own):
            place = known.site.file(known.page, said)
            if place is None or known.site.behind(place) != known.page.path:
                return False
    called, title = first(node, "headline", "name"), wanted.node.get("headline")
    title = title or wanted.node.get("name")
    one, other = alike(called), alike(str(title))
    return not one or one in other or other in one


def completed_scripts(completions: Sequence[Completion], there: Stated) -> dict[Element, Completed]:
    """Return the scripts of JSON-LD with the additions to their nodes."""
    found: dict[Element, Completed] = {}
    for script in there.scripts:
        own = [each for each in completions if _holds(script.value, each.node)]
        if not own or not _is_of_schema_org(script):
            continue
        value = _with(script.value, {id(each.node): each.added for each in own})
        found[script.element] = Completed(value, "; ".join(each.because for each in own))
    return found


def _is_of_schema_org(script: Script) -> bool:
    """Return whether a script uses the vocabulary of schema.org only."""
    tops = script.value if isinstance(script.value, list) else [script.value]
    contexts = [top.get("@context") for top in tops if isinstance(top, dict)]
    return all(isinstance(each, str) and "//schema.org" in each for each in contexts)


def _holds(value: JSON, node: Node) -> bool:
    """Return whether a node is in a script's value, by identity."""
    if value is node:
        return True
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return any(_holds(each, node) for each in inner)


def _with(value: JSON, added: Mapping[int, dict[str, JSON]]) -> JSON:
    """Return a script's value with the additions to its nodes, which are keyed by `id`."""
    if isinstance(value, dict):
        whole = {name: _with(inner, added) for name, inner in value.items()}
        return {**whole, **added.get(id(value), {})}
    return [_with(inner, added) for inner in value] if isinstance(value, list) else value
