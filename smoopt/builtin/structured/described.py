"""`Described`: a node of schema.org that is being written, and where each member comes from."""

from collections.abc import Mapping

import msgspec

from smoopt.builtin.sources.schema_org.node import Node
from smoopt.html.markup import JSON

CONTEXT = "https://schema.org"


class Described(msgspec.Struct, frozen=True):
    """A node, its `@type` first, and the reason for each member that is not plain from others."""

    node: dict[str, JSON]
    origins: dict[str, str]

    @property
    def type(self) -> str:
        """The type that it describes."""
        return str(self.node["@type"])

    def add(self, name: str, value: JSON, origin: str = "") -> None:
        """Add a member, unless its value says nothing."""
        if value:
            self.node[name] = value
            if origin:
                self.origins[name] = origin


class Completion(msgspec.Struct, frozen=True):
    """What a node that is there gains, and why."""

    node: Node
    added: dict[str, JSON]
    because: str


def described(type_: str, origin: str, **members: JSON) -> Described:
    """Begin a node of a type, with the reason for it."""
    return Described({"@type": type_, **members}, {"@type": origin})


def because(type_: str, origins: Mapping[str, str]) -> str:
    """Say for each member where it comes from."""
    said = (f"{type_ if name == '@type' else name}: {why}" for name, why in origins.items())
    return "; ".join(said)
