"""What a page states in schema.org already: JSON-LD, microdata, RDFa."""

from collections.abc import Iterable, Iterator

import msgspec

from smoopt.builtin.sources.schema_org.node import Node, Script, first, nodes, read_scripts, types
from smoopt.html.markup import JSON
from smoopt.html.page import Page


class Stated(msgspec.Struct, frozen=True):
    """The existing nodes: `outer` are those at the top of scripts and of their graphs.

    `types` names the types of all, however deeply nested and in whatever notation; `in_markup`
    those of microdata and RDFa. `is_known` is False if a script cannot be read.
    """

    scripts: tuple[Script, ...] = ()
    outer: tuple[Node, ...] = ()
    types: frozenset[str] = frozenset()
    in_markup: frozenset[str] = frozenset()
    is_known: bool = True

    @property
    def outer_types(self) -> frozenset[str]:
        """The types that the page itself, or its main topic, may have."""
        return frozenset(name for node in self.outer for name in types(node)) | self.in_markup

    def of(self, family: frozenset[str]) -> list[Node]:
        """Return the outer nodes of one of these types."""
        return [node for node in self.outer if family & types(node)]

    def named(self, family: frozenset[str], name: str) -> Node | None:
        """Return the node of one of these types with a name, wherever it is."""
        wanted = name.casefold()
        return next((n for n in self._all(family) if first(n, "name").casefold() == wanted), None)

    def identified(self, family: frozenset[str], name: str) -> Node | None:
        """Return the node of one of these types with an `@id`, wherever it is."""
        return next((node for node in self._all(family) if node.get("@id") == name), None)

    def claims(self, page: Page, family: frozenset[str]) -> bool:
        """Return whether the page is about one of these types, or names a publisher of any type.

        Anybody may be named within an article, such as its author.
        """
        are_published = any(
            isinstance(published := node.get("publisher"), dict) and "@type" in published
            for node in self.outer
        )
        is_about = any(family & types(node) for node in self.outer)
        if are_published or is_about or not family & self.in_markup:
            return are_published or is_about
        return not family.isdisjoint(_in_markup(page, alone=True))

    def _all(self, family: frozenset[str]) -> Iterator[Node]:
        every = (node for script in self.scripts for node in _every(script.value))
        return (node for node in every if family & types(node))


NOTHING = Stated()


def stated(page: Page) -> Stated:
    """Collect everything that a page states."""
    scripts, are_all = read_scripts(page)
    if are_all and not (scripts or page.is_annotated):
        return NOTHING
    in_markup = frozenset(_in_markup(page)) if page.is_annotated else frozenset()
    if not are_all:
        return Stated(in_markup=in_markup, is_known=False)
    outer = tuple(node for script in scripts for node in nodes(script.value))
    every = (node for script in scripts for node in _every(script.value))
    all_types = frozenset(name for node in every for name in types(node))
    return Stated(scripts, outer, all_types | in_markup, in_markup)


def _every(value: JSON) -> Iterator[Node]:
    """Yield all nodes of a script, however deeply nested."""
    if isinstance(value, dict):
        yield value
    if isinstance(value, dict | list):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from _every(inner)


def _in_markup(page: Page, *, alone: bool = False) -> Iterator[str]:
    """Yield the types of microdata and RDFa Lite; `alone`: only of items that are no property."""
    for name, member in (("itemtype", "itemprop"), ("typeof", "property")):
        rest = f":not([{member}])" if alone else ""
        written = (each.attr(name) for each in page.document.select(f"[{name}]{rest}"))
        yield from _short(word for words in written if words for word in words.split())


def _short(names: Iterable[str]) -> Iterator[str]:
    """Yield names without their namespace, which may be an address or a prefix."""
    return (name.rstrip("/").rpartition("/")[2].rpartition(":")[2] for name in names)
