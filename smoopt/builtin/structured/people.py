"""The authors and the publisher of a page: persons or organizations, with an `@id`."""

from collections.abc import Iterator
from typing import NamedTuple, cast

from smoopt.builtin.sources.schema_org.node import Node
from smoopt.builtin.sources.schema_org.organizations import PEOPLE, kinds_like, may_have
from smoopt.builtin.structured.described import Completion, Described, because, described
from smoopt.builtin.structured.stated_nodes import Stated
from smoopt.html.markup import JSON
from smoopt.html.page import Page
from smoopt.model.facts import Facts, Person, Publisher
from smoopt.model.finding import Finding, Severity
from smoopt.model.person_names import is_name
from smoopt.model.rule import Rule
from smoopt.model.web_address import with_letters
from smoopt.site.site import Site

STATED = Rule(
    id="publisher-stated",
    severity=Severity.INFO,
    what="The structured data of a page describes an organization or a person whose name "
    "differs from the publisher's, or names another publisher. So smoopt does not describe the "
    "publisher there.",
    why="The two could be the same, and search engines would see it twice.",
    source="",
    fix="Use the same name for both, or remove the description from the page.",
    of_build=True,
)


class Owner(NamedTuple):
    """The publisher's name, and its `@id` in the page, "" if it cannot be referred to.

    `new` is the node to write if the page has none; `there` has the additions to its own.
    """

    name: str
    id: str
    new: Described | None = None
    there: Completion | None = None

    @property
    def reference(self) -> dict[str, JSON]:
        """The reference to the node from elsewhere in the page."""
        return {"@id": self.id}


def publisher(page: Page, facts: Facts, there: Stated) -> Owner | None:
    """Return the publisher that is known as a fact.

    If the page has an organization or person of the same name, it is that one; if the page is
    about others or names another publisher, the result is None.
    """
    fact = facts.publisher
    if fact is None:
        return None
    said = fact.value
    family = kinds_like(said.type)
    node = there.named(family, said.name) or there.identified(family, said.id)
    if node is None and there.claims(page, family):
        return None
    if node is None:
        new = _node(said, fact.because) if said.members else None
        return Owner(said.name, said.id, new)
    named = node.get("@id")
    own = named if isinstance(named, str) else ""
    lacking = None if page.framework else _lacking(node, said)
    return Owner(said.name, own or (said.id if lacking else ""), None, lacking)


def _node(said: Publisher, origin: str) -> Described:
    """Return the publisher's node in full."""
    new = described(said.type, origin, **{"@id": said.id})
    for member in said.members:
        new.node[member.name] = cast("JSON", member.value)
        new.origins[member.name] = member.because
    return new


def _lacking(node: Node, said: Publisher) -> Completion | None:
    """Return the members that the publisher's existing node lacks; its type stays."""
    new = [each for each in said.members if each.name not in node and may_have(node, each.name)]
    added = {each.name: cast("JSON", each.value) for each in new}
    origins = {each.name: each.because for each in new}
    if said.members and "@id" not in node:
        added["@id"], origins["@id"] = said.id, "the site's address"
    return Completion(node, added, because(said.type, origins)) if added else None


def unsaid(page: Page, facts: Facts) -> list[Finding]:
    """Report that the publisher may be another than the one the page describes."""
    fact = facts.publisher
    if fact is None or not fact.value.members:
        return []
    name, kind = fact.value.name, "person" if fact.value.type in PEOPLE else "organization"
    message = f"the page has another publisher or {kind} than {name}; nothing is said of {name}"
    return [STATED.at(page.place(), message)]


def authors(facts: Facts, site: Site, there: Stated, known: Owner | None) -> list[JSON]:
    """Return the authors that are almost certainly people, or that are the publisher."""
    if facts.authors is None or PEOPLE & there.in_markup:
        return []
    found = [_author(person, facts, site, there, known) for person in facts.authors.value]
    return [node for node in found if node is not None]


def as_value(nodes: list[JSON]) -> JSON:
    """Return a single node without a list."""
    return nodes[0] if len(nodes) == 1 else nodes


def _author(person: Person, facts: Facts, site: Site, there: Stated, known: Owner | None) -> JSON:
    name = person.name
    if known is not None and known.id and name.casefold() == known.name.casefold():
        return known.reference
    if facts.site_name is not None and name.casefold() == facts.site_name.value.casefold():
        return None  # a person's own site, or an organization's: unknown
    url = person.url if person.url.startswith(("https://", "http://")) else ""
    if not is_name(name, handles=bool(url)):
        return None
    same = there.named(PEOPLE, name)
    if same is not None:
        named = same.get("@id")
        return {"@id": named} if isinstance(named, str) and named else None
    return dict(_person(name, url, site))


def _person(name: str, url: str, site: Site) -> Iterator[tuple[str, JSON]]:
    yield "@type", "Person"
    # The page about a person is not that person.
    own = url.partition("#")[0] or site.url
    if own:
        yield "@id", f"{own}#person-{with_letters(name.casefold().replace(' ', '-'))}"
    yield "name", name
    if url:
        yield "url", url
