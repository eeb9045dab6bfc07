"""Who wrote a page and who publishes it: a person or an organization, known by `@id`."""

from collections.abc import Iterator
from urllib.parse import quote

import msgspec

from smoopt.builtin.structured.described import Described, described
from smoopt.builtin.structured.stated_nodes import Stated
from smoopt.builtin.structured.structured_options import StructuredOptions
from smoopt.html.markup import JSON
from smoopt.model.facts import Facts, Person
from smoopt.model.person_names import is_name
from smoopt.site.site import Site

PEOPLE = frozenset({"Person"})
# https://schema.org/Organization and those of its subtypes that publish (2026-12-01)
ORGANIZATIONS = frozenset(
    {
        *("Organization", "NewsMediaOrganization", "Corporation", "LocalBusiness", "NGO"),
        *("EducationalOrganization", "GovernmentOrganization", "OnlineBusiness", "Project"),
    }
)


class Publisher(msgspec.Struct, frozen=True):
    """The publisher's name and `@id`; `new` is the node to write where the page has none."""

    name: str
    id: str
    new: Described | None = None

    @property
    def reference(self) -> dict[str, JSON]:
        """What stands for the node elsewhere in the page."""
        return {"@id": self.id}

    def is_in(self, node: dict[str, JSON]) -> bool:
        """Tell whether a node refers to the publisher, as such or as an author."""
        said = (node.get("publisher"), node.get("author"))
        return any(self.reference in (each if isinstance(each, list) else [each]) for each in said)


def publisher(site: Site, options: StructuredOptions, there: Stated) -> Publisher | None:
    """Give the publisher that the configuration names.

    Where the page has an organization or person already, it is that one, or nothing is said.
    """
    if not options.publisher or not site.url:
        return None
    family = ORGANIZATIONS if options.publisher_type == "Organization" else PEOPLE
    if not family & there.types:
        own = f"{site.url}#publisher"
        origin = "publisher in the configuration"
        new = described(options.publisher_type, origin, **{"@id": own})
        new.add("name", options.publisher)
        new.add("url", site.url)
        return Publisher(options.publisher, own, new)
    known = there.named(family, options.publisher)
    named = None if known is None else known.get("@id")
    return Publisher(options.publisher, named) if isinstance(named, str) and named else None


def authors(facts: Facts, site: Site, there: Stated, known: Publisher | None) -> list[JSON]:
    """Give the authors that are hardly anything but people, or who publishes the site."""
    if facts.authors is None or PEOPLE & there.in_markup:
        return []
    found = [_author(person, facts, site, there, known) for person in facts.authors.value]
    return [node for node in found if node is not None]


def as_value(nodes: list[JSON]) -> JSON:
    """Write a single node without a list."""
    return nodes[0] if len(nodes) == 1 else nodes


def _author(
    person: Person, facts: Facts, site: Site, there: Stated, known: Publisher | None
) -> JSON:
    name = person.name
    if known is not None and name.casefold() == known.name.casefold():
        return known.reference
    if facts.site_name is not None and name.casefold() == facts.site_name.value.casefold():
        return None  # a person's own site, or an organization's: nothing tells
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
        yield "@id", f"{own}#person-{quote(name.casefold().replace(' ', '-'))}"
    yield "name", name
    if url:
        yield "url", url
