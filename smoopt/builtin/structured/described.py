"""`Described`: a node of schema.org being written, with the source of each member."""

from collections.abc import Mapping

import msgspec

from smoopt.builtin.sources.schema_org.node import Node
from smoopt.html.markup import JSON

CONTEXT = "https://schema.org"


class Described(msgspec.Struct, frozen=True):
    """A node, its `@type` first, and the reasons for members that do not follow from others."""

    node: dict[str, JSON]
    origins: dict[str, str]

    @property
    def type(self) -> str:
        """The type of the node."""
        return str(self.node["@type"])

    def add(self, name: str, value: JSON, origin: str = "") -> None:
        """Add a member, unless its value is empty."""
        if value:
            self.node[name] = value
            if origin:
                self.origins[name] = origin


class Completion(msgspec.Struct, frozen=True):
    """Additions to an existing node, and the reason."""

    node: Node
    added: dict[str, JSON]
    because: str


def described(type_: str, origin: str, **members: JSON) -> Described:
    """Begin a node of a type, with the reason for it."""
    return Described({"@type": type_, **members}, {"@type": origin})


def because(type_: str, origins: Mapping[str, str]) -> str:
    """Return the source of each member, in words."""
    said = (f"{type_ if name == '@type' else name}: {why}" for name, why in origins.items())
    return "; ".join(said)
