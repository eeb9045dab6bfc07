"""Rules on who publishes a site: what JSON-LD says of organizations, businesses and people."""

import re
from collections.abc import Iterator

from smoopt.builtin.follow.profiles import service_at_front
from smoopt.builtin.identity.contact import telephone_fault
from smoopt.builtin.identity.opening_hours import DAYS
from smoopt.builtin.sources.schema_org.node import Node, first, nodes, read_scripts, texts, types
from smoopt.builtin.sources.schema_org.organizations import BUSINESSES, ORGANIZATIONS, PEOPLE
from smoopt.html.page import Page
from smoopt.model.finding import Finding, Severity
from smoopt.model.rule import Rule
from smoopt.model.web_address import is_of_the_web, path_of
from smoopt.site.site import Site

_ORGANIZATION = "https://developers.google.com/search/docs/appearance/structured-data/organization"
_BUSINESS = "https://developers.google.com/search/docs/appearance/structured-data/local-business"
# https://developers.google.com/search/docs/appearance/structured-data/organization (2026-12-01)
_SMALLEST = 112
# https://schema.org/Time (2026-12-01)
_TIME = re.compile(r"([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?(Z|[+-]\d\d:\d\d)?")
_SHARING = re.compile(r"/(?:intent|share|sharer|sharing)(?:[/.]|$)", re.IGNORECASE)

BUSINESS_ADDRESS = Rule(
    id="business-address",
    severity=Severity.WARNING,
    what="JSON-LD describes a local business without its address.",
    why="Google requires a name and an address, and shows no business without them.",
    source=_BUSINESS,
    fix="Add `address`, or use the type `Organization` if people cannot visit.",
    read="2026-12-01",
)
BUSINESS_HOURS = Rule(
    id="business-hours",
    severity=Severity.WARNING,
    what="JSON-LD has opening hours that are not valid: a time or a day is wrong or missing.",
    why="Programs drop them, or show wrong ones.",
    source=_BUSINESS,
    fix="Write `opens` and `closes` as 09:00, and `dayOfWeek` as Monday.",
    read="2026-12-01",
)
LOGO_SMALL = Rule(
    id="logo-small",
    severity=Severity.WARNING,
    what="JSON-LD names a logo of less than 112×112 pixels.",
    why="Google does not use it in search results and the knowledge panel.",
    source=_ORGANIZATION,
    fix="Name one of 112×112 or more, which also looks right on white.",
    read="2026-12-01",
)
SAME_AS_WRONG = Rule(
    id="same-as-wrong",
    severity=Severity.WARNING,
    what="`sameAs` in JSON-LD is not a profile: it leads to this site, to a network's front "
    "page, to a share link, or nowhere.",
    why="`sameAs` states that the linked page is about the same person or organization.",
    source=_ORGANIZATION,
    fix="Give the address of a profile, or of an article about the person or organization.",
    read="2026-12-01",
)
TELEPHONE_NATIONAL = Rule(
    id="telephone-national",
    severity=Severity.INFO,
    what="JSON-LD has a telephone number without a country code.",
    why="Google asks for the country code and area code.",
    source=_ORGANIZATION,
    fix="Write it as +44 1225 123456.",
    read="2026-12-01",
)
RULES = (BUSINESS_ADDRESS, BUSINESS_HOURS, LOGO_SMALL, SAME_AS_WRONG, TELEPHONE_NATIONAL)


def publishers(page: Page, site: Site) -> Iterator[Finding]:
    """Judge the organizations and people at the top level of the scripts."""
    for script, value in read_scripts(page).read:
        for node in nodes(value):
            kinds = types(node)
            if kinds & ORGANIZATIONS or kinds & PEOPLE:
                place = page.place(script)
                for rule, message in _faults(page, site, node):
                    called = first(node, "name") or ", ".join(sorted(kinds))
                    yield rule.at(place, f"{called}: {message}")


def _faults(page: Page, site: Site, node: Node) -> Iterator[tuple[Rule, str]]:
    # A node with nothing but a reference describes nothing.
    if types(node) & BUSINESSES and "name" in node and not node.get("address"):
        yield BUSINESS_ADDRESS, "it has no address"
    for url in texts(node.get("logo"), "url", "contentUrl"):
        image = site.image(page, url)
        is_known = image.width and image.height and image.type != "image/svg+xml"
        if is_known and min(image.width, image.height) < _SMALLEST:
            size = f"{image.width}×{image.height}"
            yield LOGO_SMALL, f"its logo has {size}; expected 112×112 or more"
    for url in texts(node.get("sameAs"), "@id", "url"):
        if fault := _no_profile(page, site, url):
            yield SAME_AS_WRONG, f"sameAs {url}: {fault}"
    for number in texts(node.get("telephone")):
        if fault := telephone_fault(number.removeprefix("tel:")):
            yield TELEPHONE_NATIONAL, f"its telephone number {number} {fault}"
    hours = node.get("openingHoursSpecification")
    for each in hours if isinstance(hours, list) else [hours]:
        if isinstance(each, dict) and (fault := _hours_fault(each)):
            yield BUSINESS_HOURS, f"its opening hours: {fault}"


def _no_profile(page: Page, site: Site, url: str) -> str:
    """Return why an address is not a profile, or ""."""
    if not is_of_the_web(url):
        return "it is not an address"
    if site.file(page, url) is not None:
        return "it is this site's own"
    if service := service_at_front(url):
        return f"it is the front page of {service}"
    return "pages are shared there" if _SHARING.match(path_of(url)) else ""


def _hours_fault(node: Node) -> str:
    """Return what is wrong with an `OpeningHoursSpecification`, or ""."""
    for name in ("opens", "closes"):
        said = first(node, name)
        if not said and (node.get("dayOfWeek") or node.get("opens") or node.get("closes")):
            return f"{name} is missing"
        if said and not _TIME.fullmatch(said):
            return f"{name} “{said}” is no time like 09:00"
    for said in texts(node.get("dayOfWeek"), "@id"):
        day = said.rstrip("/").rpartition("/")[2]
        if day not in (*DAYS, "PublicHolidays"):
            return f"“{said}” is not a day like Monday"
    return ""
