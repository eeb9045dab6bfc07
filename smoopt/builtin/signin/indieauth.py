"""IndieAuth and related protocols, by which a site's address signs its author in elsewhere.

https://indieauth.spec.indieweb.org/#discovery-by-clients (2026-12-01)
"""

from collections.abc import Iterator, Mapping
from typing import Annotated

import msgspec
from msgspec import Meta

from smoopt.builtin.signin.secure_address import refuse_insecure
from smoopt.html import markup
from smoopt.html.page import Page
from smoopt.html.slots import slot
from smoopt.model.edits import Edit, Span
from smoopt.model.web_address import are_equal

# These belong to one server: with two servers, nobody could sign in.
_OF_ONE_SERVER = frozenset({"indieauth-metadata", "authorization_endpoint", "token_endpoint"})


class IndieAuth(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The endpoints that a home page names."""

    metadata: Annotated[
        str, Meta(description="The metadata of your IndieAuth server, rel=indieauth-metadata.")
    ] = ""
    authorization_endpoint: Annotated[
        str, Meta(description="Its authorization endpoint, for clients that know no metadata.")
    ] = ""
    token_endpoint: Annotated[
        str, Meta(description="Its token endpoint, for clients that know no metadata.")
    ] = ""
    micropub: Annotated[str, Meta(description="Your Micropub endpoint.")] = ""
    microsub: Annotated[str, Meta(description="Your Microsub endpoint.")] = ""

    def __post_init__(self) -> None:
        """Raise ValueError for an address that is not of https."""
        for option, url in msgspec.structs.asdict(self).items():
            refuse_insecure(option, url, "https://auth.example.org/…")

    @property
    def by_relation(self) -> Mapping[str, str]:
        """The given addresses, by the `rel` of their links."""
        # https://www.w3.org/TR/micropub/#endpoint-discovery (2026-12-01)
        # https://indieweb.org/Microsub-spec#Discovery (2026-12-01)
        given = {
            "indieauth-metadata": self.metadata,
            "authorization_endpoint": self.authorization_endpoint,
            "token_endpoint": self.token_endpoint,
            "micropub": self.micropub,
            "microsub": self.microsub,
        }
        return {rel: url for rel, url in given.items() if url}


def endpoint_links(page: Page, given: IndieAuth) -> Iterator[Edit]:
    """Link the endpoints in the head; the page's own links stay, and take precedence."""
    at = slot(page, "head")
    if at is None:
        return
    wanted = given.by_relation
    stated = {rel: tag.value for rel in wanted for tag in page.tags(rel)}
    is_anothers = any(
        not are_equal(url, wanted[rel]) for rel, url in stated.items() if rel in _OF_ONE_SERVER
    )
    for rel, url in wanted.items():
        if rel not in stated and not (is_anothers and rel in _OF_ONE_SERVER):
            link = markup.link(rel, url, xhtml=page.xhtml)
            yield Edit(Span(at, at), link, rel, "option indieauth")
