"""Kinds of organizations in schema.org, and of which of them a property may be said."""

import json
from importlib.resources import files

from smoopt.builtin.sources.schema_org.node import Node, types

# Written by tools/make_schema_terms.py.
_KINDS: dict[str, list[str]] = json.loads(
    (files(__package__) / "organizations.json").read_text("utf-8")
)
PEOPLE = frozenset({"Person"})
# https://schema.org/Organization and all below it, https://schema.org/LocalBusiness,
# https://schema.org/FoodEstablishment (2026-12-01)
ORGANIZATIONS = frozenset(_KINDS["Organization"])
BUSINESSES = frozenset(_KINDS["LocalBusiness"])
EATERIES = frozenset(_KINDS["FoodEstablishment"])
# What is said of a place, which an organization as such is none.
_OF_BUSINESSES = frozenset(
    {
        *("currenciesAccepted", "geo", "hasMap", "openingHoursSpecification"),
        *("paymentAccepted", "priceRange"),
    }
)
_OF_EATERIES = frozenset({"acceptsReservations", "hasMenu", "servesCuisine"})


def kinds_like(type_: str) -> frozenset[str]:
    """Return the types of which one thing may be, with the type that is given."""
    return PEOPLE if type_ in PEOPLE else ORGANIZATIONS


def may_have(node: Node, member: str) -> bool:
    """Tell whether a member may be said of a node of its types."""
    if member in _OF_EATERIES:
        return bool(EATERIES & types(node))
    return member not in _OF_BUSINESSES or bool(BUSINESSES & types(node))
