"""Client metadata for Bluesky: a document whose address is the client's id.

https://atproto.com/specs/oauth#clients (2026-12-01)
"""

import json
from collections.abc import Iterable, Iterator
from urllib.parse import urlencode

from smoopt.builtin.signin.callback_page import CallbackPage
from smoopt.builtin.signin.providers import Provider
from smoopt.html.markup import JSON
from smoopt.model.edits import File
from smoopt.site.site import Site

PATH = "client-metadata.json"
_PUBLIC = {"token_endpoint_auth_method": "none"}


def client_id(providers: Iterable[Provider], site: Site, callback: CallbackPage) -> str:
    """Return the address of the metadata, or its substitute for a site under development.

    https://atproto.com/specs/oauth#localhost-client-development (2026-12-01)
    """
    if callback.url.startswith("https:"):
        return site.address(PATH)
    scopes = "".join(each.for_scope for each in providers if each.kind == "bluesky")
    asked = {"redirect_uri": callback.url, "scope": scopes}
    return f"http://localhost?{urlencode(asked)}"


def client_metadata(
    providers: Iterable[Provider], site: Site, callback: CallbackPage | None
) -> Iterator[File]:
    """Yield the metadata for the script and the author's back end, if either uses Bluesky."""
    for each in providers:
        scripted = (callback.url,) if callback and each.has_flow else ()
        back_end = (each.redirect_uri,) if each.redirect_uri else ()
        if each.kind == "bluesky" and scripted + back_end:
            yield _metadata(each, site, scripted, back_end)


def _metadata(
    provider: Provider, site: Site, scripted: tuple[str, ...], back_end: tuple[str, ...]
) -> File:
    """Return the metadata: without `jwks_uri` of a public client, with it of a confidential one."""
    said: dict[str, JSON] = {
        "client_id": site.address(PATH),
        "client_uri": site.url,
        "redirect_uris": [*scripted, *back_end],
        "application_type": "web",
        # The script keeps no token, so it has nothing to refresh.
        "grant_types": ["authorization_code", *(["refresh_token"] if back_end else [])],
        "response_types": ["code"],
        "scope": provider.for_scope,
        "dpop_bound_access_tokens": True,
    }
    name = site.settings.site.name
    more = {"client_name": name} if name else {}
    signing = _signing_by(provider.jwks_uri) if provider.jwks_uri else _PUBLIC
    text = json.dumps({**said, **more, **signing}, indent=2, ensure_ascii=False)
    return File.at(PATH, f"{text}\n".encode())


def _signing_by(jwks_uri: str) -> dict[str, str]:
    return {
        "token_endpoint_auth_method": "private_key_jwt",
        "token_endpoint_auth_signing_alg": "ES256",
        "jwks_uri": jwks_uri,
    }
