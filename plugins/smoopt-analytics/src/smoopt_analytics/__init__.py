"""Visits counted without cookies: the script of a service in the head of each page."""

import re
from collections.abc import Iterator
from typing import Annotated, Literal
from urllib.parse import urlsplit

from msgspec import Meta
from smoopt import (
    Edit,
    Finding,
    Page,
    Plugin,
    Policy,
    Rule,
    Severity,
    Site,
    Span,
    hookimpl,
    slot,
)
from turbohtml import Element

from smoopt_analytics.snippets import SERVICES, Service, Snippet, Wanted

# A host, perhaps with a folder; nothing in it can end a string of a script.
_HOST = re.compile(r"https://[a-z0-9][a-z0-9.-]*(?::\d+)?(?:/[\w.~-]+)*")
_DOMAIN = re.compile(r"[a-z0-9][a-z0-9.-]*")

BARRED = Rule(
    id="analytics-barred",
    severity=Severity.WARNING,
    what="The policy of the page does not let the analytics run.",
    why="Browsers would refuse it, so the page gets no script, and nobody counts its visits.",
    source="https://www.w3.org/TR/CSP3/",
    fix="Add the address to the directive of the page's Content-Security-Policy.",
    read="2026-12-01",
)
PRESENT = Rule(
    id="analytics-present",
    severity=Severity.INFO,
    what="The page has a script of the service already.",
    why="With two of them, each visit would be counted twice.",
    source="",
    fix="Take the theme's script out, or turn the plugin off.",
)


class Analytics(Plugin, frozen=True):
    """Count visits without cookies, by the service and at the host of your choice."""

    service: Annotated[
        Literal["goatcounter", "matomo", "plausible", "umami"],
        Meta(description="Whose script it is."),
    ]
    host: Annotated[str, Meta(description="The address of the service, yours or hosted for you.")]
    site: Annotated[
        str, Meta(description="What the service knows the site by; Plausible: else its host.")
    ] = ""
    script: Annotated[
        str, Meta(description="Where the script is loaded from, if not from the service.")
    ] = ""
    domains: Annotated[
        tuple[str, ...], Meta(description="Umami: the only domains on which visits count.")
    ] = ()
    do_not_track: Annotated[
        bool, Meta(description="Matomo, Umami: count nobody whose browser asks for that.")
    ] = False

    def __post_init__(self) -> None:
        """Refuse values that the service does not accept, before any page is read."""
        service = SERVICES[self.service]
        if not _HOST.fullmatch(self.host.rstrip("/")):
            raise ValueError(
                f"host: expected an address like 'https://stats.example.org', found {self.host!r}"
            )
        if (self.site or service.needs_site) and not re.fullmatch(service.site, self.site):
            raise ValueError(f"site: expected {service.site_words}, found {self.site!r}")
        if self.script and not re.fullmatch(r"(?:https:/)?/[\w.:~/-]+", self.script):
            raise ValueError(
                f"script: expected an address like '/count.js' or with https://, found "
                f"{self.script!r}"
            )
        if wrong := next((one for one in self.domains if not _DOMAIN.fullmatch(one)), None):
            raise ValueError(f"domains: expected names like 'example.org', found {wrong!r}")
        for option in ("script", "domains", "do_not_track"):
            if getattr(self, option) and option not in service.knows:
                raise ValueError(f"{option}: {self.service} has no such setting; take it out")

    @hookimpl
    def rules(self) -> Iterator[Rule]:
        """Describe the rules of the findings."""
        yield BARRED
        yield PRESENT

    @hookimpl
    def edits(self, page: Page, site: Site) -> Iterator[Edit | Finding]:
        """Insert the script into the head, unless the page's policy bars it or the page has one."""
        position = slot(page, "head")
        # AMP allows no scripts but its own.
        if position is None or page.amp:
            return
        service, name = SERVICES[self.service], self._site(site)
        if (found := _present(page, service, self.host.rstrip("/"))) is not None:
            yield PRESENT.at(page.place(found), f"the page counts visits by {self.service} itself")
            return
        if not name and self.service == "plausible":
            return  # the site's name there is derived from its address, which is not known
        snippet = service.snippet(self._wanted(name, xhtml=page.xhtml))
        if barred := _barred(site.policy(page), snippet):
            tag = page.first_tag("content-security-policy")
            place = page.place(tag.element) if tag else page.place()
            yield BARRED.at(place, f"the page's policy bars {barred}, so nothing is added")
            return
        because = f"service = {self.service!r}, host = {self.host!r}"
        yield Edit(Span(position, position), snippet.html, "analytics", because)

    def _site(self, site: Site) -> str:
        """Return the name of the site at the service; by default its host, as Plausible uses it."""
        return self.site or (urlsplit(site.url).hostname or "").removeprefix("www.")

    def _wanted(self, site: str, *, xhtml: bool) -> Wanted:
        host = self.host.rstrip("/")
        return Wanted(host, site, self.script, self.domains, self.do_not_track, xhtml)


def _present(page: Page, service: Service, host: str) -> Element | None:
    """Return a script of the service that the page has already, or None."""
    found = page.document.select_one(service.signs)
    if found is not None:
        return found
    address = host.removeprefix("https:")
    scripts = page.document.find_all("script")
    return next((each for each in scripts if address in (each.attr("src") or each.text)), None)


def _barred(policy: Policy, snippet: Snippet) -> str:
    """Return what the page's policy does not allow the snippet to do; "" if it allows all."""
    for script in snippet.inline:
        if not policy.allows_inline("script-src", script):
            return "scripts in the page (script-src)"
    for directive, address in (("script-src", snippet.loads), *snippet.asks):
        if not policy.allows(directive, address):
            return f"{address} ({directive})"
    return ""
