"""A page's own address in tags: the canonical link and og:url."""

from smoopt.html.head import HeadTag
from smoopt.html.page import Page
from smoopt.model.finding import Severity
from smoopt.model.rule import Fault, Rule
from smoopt.site.site import Site
from smoopt.site.stated_address import AddressFault, address_fault, leads_to

_GOOGLE = "https://developers.google.com/search/docs/crawling-indexing/consolidate-duplicate-urls"

CANONICAL_EMPTY = Rule(
    id="canonical-empty",
    severity=Severity.WARNING,
    what="The canonical link has no address.",
    why="Programs take an empty address for the current one, with all its parameters.",
    source=_GOOGLE,
    fix="Fill it with the page's absolute address, or leave it out.",
)
CANONICAL_SEVERAL = Rule(
    id="canonical-several",
    severity=Severity.WARNING,
    what="The page has more than one canonical link.",
    why="Search engines then ignore all of them.",
    source="https://developers.google.com/search/blog/2013/04/5-common-mistakes-with-relcanonical",
    fix="Keep one; usually a theme and a plugin both write it.",
)
CANONICAL_RELATIVE = Rule(
    id="canonical-relative",
    severity=Severity.WARNING,
    what="The canonical link is not an absolute address.",
    why="A relative address names a different page on each host and in each folder that serves "
    "the page. Programs that do not resolve it drop it.",
    source=_GOOGLE,
    fix="Write the address in full, with https:// and the host.",
)
CANONICAL_LOCAL = Rule(
    id="canonical-local",
    severity=Severity.ERROR,
    what="The canonical link points to the computer that built the site.",
    why="It tells search engines that the real page is at an address that nobody can reach.",
    source=_GOOGLE,
    fix="Build with the public address, not with the development server's.",
)
CANONICAL_HOST = Rule(
    id="canonical-host",
    severity=Severity.WARNING,
    what="The canonical link names this page, but on the wrong host or without the folder that "
    "the site is in.",
    why="With the address of a preview deployment or an old host, the page drops out of search "
    "results. Mastodon ignores a canonical link to another host.",
    source="https://github.com/mastodon/mastodon/blob/main/app/lib/link_details_extractor.rb",
    fix="Build with the site's public address, or give smoopt the right one with --url.",
)
CANONICAL_BROKEN = Rule(
    id="canonical-broken",
    severity=Severity.ERROR,
    what="The canonical link leads to a page that the site does not have.",
    why="It tells search engines that the real page is one that does not exist.",
    source=_GOOGLE,
    fix="Name the page's own address, the one at which the server answers.",
)
CANONICAL_HOME = Rule(
    id="canonical-home",
    severity=Severity.WARNING,
    what="The canonical link of an inner page leads to the home page.",
    why="Search engines then show the home page instead. Some themes do this on every page by "
    "mistake.",
    source="https://developers.google.com/search/blog/2013/04/5-common-mistakes-with-relcanonical",
    fix="Name the page's own address.",
)
OG_URL_WRONG = Rule(
    id="og-url-wrong",
    severity=Severity.ERROR,
    what="og:url is relative or unreachable, or names a missing page or, on another page, the "
    "home page.",
    why="Networks show and count the page under og:url. People then share another page, or none.",
    source="https://developers.facebook.com/docs/sharing/webmasters/",
    fix="Write the page's own absolute address.",
)
OG_URL_FORM = Rule(
    id="og-url-form",
    severity=Severity.WARNING,
    what="og:url leads to the right page, but not by the address that the site uses for it.",
    why="Networks count shares and reactions separately for each address.",
    source="https://developers.facebook.com/docs/sharing/webmasters/",
    fix="Write the address that the sitemap and the links of the site use.",
    read="2026-11-30",
)
OG_URL_CANONICAL = Rule(
    id="og-url-canonical",
    severity=Severity.WARNING,
    what="og:url and the canonical link name different addresses.",
    why="Networks take og:url for the canonical address. Two different ones split the counts of "
    "shares and reactions.",
    source="https://developers.facebook.com/docs/sharing/webmasters/",
    fix="Write the same address in both.",
)
CANONICAL_FORM = Rule(
    id="canonical-form",
    severity=Severity.WARNING,
    what="The canonical link leads to the right page, but not by the address that the site uses "
    "for it.",
    why="With http instead of https, /index.html, double slashes, parameters or a fragment, one "
    "page has two addresses. Readers are redirected, and shares are counted separately.",
    source=_GOOGLE,
    fix="Write the address that the sitemap and the links of the site use.",
    read="2026-11-30",
)
CANONICAL_RULES = {
    "form": CANONICAL_FORM,
    "relative": CANONICAL_RELATIVE,
    "local": CANONICAL_LOCAL,
    "host": CANONICAL_HOST,
    "broken": CANONICAL_BROKEN,
    "home": CANONICAL_HOME,
}


def canonical_fault(page: Page, site: Site, value: str, known: str = "") -> Fault | None:
    """Return the fault of a canonical link's address; `known` is the address of the page."""
    found = _fault(page, site, value, known)
    return found and Fault(CANONICAL_RULES[found.kind], found.message)


def og_url_fault(page: Page, site: Site, value: str, known: str = "") -> Fault | None:
    """Return the fault of an og:url by itself; it must also equal the canonical address."""
    found = _fault(page, site, value, known)
    return found and Fault(OG_URL_FORM if found.kind == "form" else OG_URL_WRONG, found.message)


def padded_fault(tag: HeadTag, rule: Rule) -> Fault | None:
    """Return a fault for an address with spaces around it, which not every reader removes."""
    raw = tag.element.attr("href") or tag.element.attr("content") or ""
    return Fault(rule, "it stands between blanks") if raw != raw.strip() else None


def _fault(page: Page, site: Site, value: str, known: str) -> AddressFault | None:
    if value == known:
        return None
    # An address of another page or site does not show how this one's is written.
    right = (known,) if known and leads_to(site, page, known) else ()
    return address_fault(site, page, value, right)
