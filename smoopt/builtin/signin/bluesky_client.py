"""Client metadata for Bluesky: a document whose own address is the id of the client.

https://atproto.com/specs/oauth#clients (2026-12-01)
"""

import json

from smoopt.builtin.signin.providers import Provider
from smoopt.html.markup import JSON
from smoopt.model.edits import File
from smoopt.site.site import Site

PATH = "client-metadata.json"
_PUBLIC = {"token_endpoint_auth_method": "none"}


def client_metadata(provider: Provider, site: Site) -> File:
    """Write it for the author's back end, which speaks with the reader's own server.

    Without `jwks_uri` it is a public client, with it a confidential one that signs with its keys.
    """
    said: dict[str, JSON] = {
        "client_id": site.address(PATH),
        "client_uri": site.url,
        "redirect_uris": [provider.redirect_uri],
        "application_type": "web",
        "grant_types": ["authorization_code", "refresh_token"],
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
