"""Providers that sign readers in, and what each needs for that."""

from collections.abc import Mapping
from typing import Annotated, ClassVar, Literal

import msgspec
from msgspec import Meta

from smoopt.builtin.signin import bluesky_servers
from smoopt.builtin.signin.secure_address import refuse_insecure, refuse_no_back_end
from smoopt.html.markup import JSON
from smoopt.model.late_pattern import late
from smoopt.model.web_address import host_of, path_of

Kind = Literal["google", "github", "mastodon", "bluesky", "oidc"]

_LABELS: Mapping[Kind, str] = {
    "google": "Google",
    "github": "GitHub",
    "mastodon": "Mastodon",
    "bluesky": "Bluesky",
    "oidc": "",
}
_ICON_OF_ANY = "openid"
# https://developers.google.com/identity/openid-connect/openid-connect (2026-12-01)
_GOOGLE = {
    "issuer": "https://accounts.google.com",
    "authorization_endpoint": "https://accounts.google.com/o/oauth2/v2/auth",
    "jwks_uri": "https://www.googleapis.com/oauth2/v3/certs",
}
# https://docs.github.com/en/apps/oauth-apps/building-oauth-apps/authorizing-oauth-apps (2026-12-01)
_GITHUB = "https://github.com/login/oauth/authorize"
# https://docs.joinmastodon.org/methods/oauth/#authorize (2026-12-01)
_MASTODON = "/oauth/authorize"
# The requested scope: the user's identity, and no more
# https://docs.joinmastodon.org/api/oauth-scopes/#profile (2026-12-01)
_SCOPES: Mapping[Kind, str] = {
    "google": "openid profile",
    "github": "",
    "mastodon": "profile",
    "bluesky": "atproto",
    "oidc": "openid profile",
}
_ID = late(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")
# Providers that identify users by a signed ID token.
_SIGNING = frozenset({"google", "oidc"})
_WHY_A_BACK_END = {
    "google": "Google gives ID tokens only to who knows the client's secret",
    "github": "GitHub answers no script of a page, and only who knows the client's secret",
    "mastodon": "Mastodon answers only who knows the client's secret",
}


class Provider(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A provider, with the values from its console or from your own server."""

    never: ClassVar[Mapping[str, str]] = {
        "client_secret": "`client_secret` must not stand here: all that a page has, everybody can "
        "read; keep the secret in your back end, and name that as `exchange`"
    }

    kind: Annotated[Kind, Meta(description="Which one; `oidc` is any that speaks OpenID Connect.")]
    client_id: Annotated[str, Meta(description="The client's id; it is no secret.")] = ""
    name: Annotated[str, Meta(description="What its button says; `oidc` needs one.")] = ""
    id: Annotated[
        str,
        Meta(description="What your back end and your scripts know it by; else its kind or host."),
    ] = ""
    issuer: Annotated[str, Meta(description="The issuer of an `oidc` provider.")] = ""
    server: Annotated[
        str,
        Meta(
            description="For `mastodon`: the instance on which the client is registered. For "
            "`bluesky`: where readers sign in who give no handle, if not https://bsky.social."
        ),
    ] = ""
    scope: Annotated[str, Meta(description="The scope to request, if not only the identity.")] = ""
    exchange: Annotated[
        str,
        Meta(description="Your back end that exchanges the code; else that of the plugin's table."),
    ] = ""
    start: Annotated[
        str,
        Meta(
            description="The address where your back end starts the sign-in itself, for readers "
            "without scripts; by default that of the plugin's table."
        ),
    ] = ""
    fedcm: Annotated[
        str, Meta(description="The address of its FedCM configuration, for the browser's dialog.")
    ] = ""
    resolver: Annotated[
        str,
        Meta(
            description="For `bluesky`: the server that resolves handles, by default "
            "https://public.api.bsky.app; `well-known` asks the handle's own host."
        ),
    ] = ""
    ask_handle: Annotated[
        bool,
        Meta(description="For `bluesky`: false sends all readers to `server` without a question."),
    ] = True
    redirect_uri: Annotated[
        str, Meta(description="For `bluesky`: where readers return to your back end.")
    ] = ""
    jwks_uri: Annotated[
        str, Meta(description="For `bluesky`: your back end's public keys, if it signs requests.")
    ] = ""

    def __post_init__(self) -> None:
        """Raise ValueError for what is wrong with it by itself."""
        self._refuse_missing()
        for option in ("issuer", "server", "fedcm", "redirect_uri", "jwks_uri"):
            refuse_insecure(option, getattr(self, option), "https://id.example.org")
        bluesky_servers.refuse_no_resolver(self.resolver)
        refuse_no_back_end("exchange", self.exchange)
        refuse_no_back_end("start", self.start.replace("{provider}", "x"))
        if self.issuer and "?" in self.issuer:
            raise ValueError(f"issuer: {self.issuer!r} has a query; expected one without")
        if path_of(self.server).strip("/"):
            raise ValueError(f"server: {self.server!r} has a path; expected the server alone")
        if self.id and not _ID.fullmatch(self.id):
            raise ValueError(
                f"id: {self.id!r} is none; expected a letter or digit, then more, `.`, `_`, `-`"
            )
        if self.fedcm and self.kind not in _SIGNING:
            raise ValueError(f"fedcm: {self.kind} gives no ID token by which it could be checked")

    def _refuse_missing(self) -> None:
        needed = {"oidc": ("issuer", "name", "client_id"), "mastodon": ("server",)}
        for option in needed.get(self.kind, ()):
            if not getattr(self, option):
                raise ValueError(f"`{option}` is missing; {self.kind} needs it")
        if self.jwks_uri and not self.redirect_uri:
            raise ValueError("`redirect_uri` is missing; who signs by `jwks_uri` needs it")
        own = {"issuer": ("oidc",), "server": ("mastodon", "bluesky")}
        own |= dict.fromkeys(("resolver", "redirect_uri", "jwks_uri"), ("bluesky",))
        for option, kinds in own.items():
            if getattr(self, option) and self.kind not in kinds:
                raise ValueError(f"{option}: only {' or '.join(kinds)} has one")
        if not self.ask_handle and self.kind != "bluesky":
            raise ValueError("ask_handle: only bluesky has handles to ask for")

    @property
    def key(self) -> str:
        """Its id, given or by default."""
        host = host_of(self.issuer or self.server).replace(":", "-")
        return self.id or host or self.kind

    @property
    def label(self) -> str:
        """The label of its button."""
        return self.name or _LABELS[self.kind]

    @property
    def icon(self) -> str:
        """The name of its icon."""
        return _ICON_OF_ANY if self.kind == "oidc" else self.kind

    @property
    def for_scope(self) -> str:
        """The scope to request."""
        return self.scope or _SCOPES[self.kind]

    @property
    def has_flow(self) -> bool:
        """Whether the script can sign in with it; else it is a link to the author's back end."""
        # A client that signs with keys must be a back end: the keys are not in the page.
        return not self.jwks_uri if self.kind == "bluesky" else bool(self.client_id)

    @property
    def asks_handle(self) -> bool:
        """Whether readers are asked for their account's name."""
        return self.kind == "bluesky" and self.ask_handle

    def completed(self, exchange: str, start: str) -> "Provider":
        """Fill in the plugin's `exchange`, if one is needed, and `start`.

        Raises ValueError if nobody could sign in with it.
        """
        start = (self.start or start).replace("{provider}", self.key)
        needs = self.kind in _WHY_A_BACK_END and self.has_flow
        whole = msgspec.structs.replace(
            self, start=start, exchange=self.exchange or (exchange if needs else "")
        )
        if needs and not whole.exchange:
            raise ValueError(
                f"{self.key}: {_WHY_A_BACK_END[self.kind]}: give the address of your back end as "
                "`exchange` (docs/reference/plugins/signin.md says what it must do)"
            )
        if not start and (self.redirect_uri or not self.has_flow):
            option = "`start`" if self.kind == "bluesky" else "`client_id`, or `start`"
            raise ValueError(f"{self.key}: {option} is missing, so nobody could be signed in")
        return whole

    def for_script(self) -> dict[str, JSON]:
        """Return what the script needs to know."""
        if self.kind == "bluesky":
            known = bluesky_servers.servers(self.server, self.resolver)
            return {"scope": self.for_scope, "asks": self.asks_handle, **known}
        said: dict[str, JSON] = {
            "clientId": self.client_id,
            "scope": self.for_scope,
            "proves": "id_token" if self.kind in _SIGNING else "back_end",
            "issuer": _GOOGLE["issuer"] if self.kind == "google" else self.issuer,
            "exchange": self.exchange,
            "fedcm": self.fedcm,
        }
        return {name: value for name, value in said.items() if value} | self._endpoints()

    def _endpoints(self) -> dict[str, JSON]:
        known: Mapping[Kind, dict[str, JSON]] = {
            "google": {**_GOOGLE},
            "github": {"authorization_endpoint": _GITHUB},
            "mastodon": {"authorization_endpoint": self.server.rstrip("/") + _MASTODON},
        }
        return {"endpoints": known[self.kind]} if self.kind in known else {}

    def fetched(self) -> list[str]:
        """Return the known addresses from which the script fetches, for the page's policy."""
        if self.kind == "bluesky":
            return bluesky_servers.asked(self.server, self.resolver)
        issuer = f"{self.issuer.rstrip('/')}/.well-known/openid-configuration"
        keys = _GOOGLE["jwks_uri"] if self.kind == "google" else ""
        known = (self.exchange, issuer if self.issuer else "", keys, self.fedcm)
        return [url for url in known if url]
