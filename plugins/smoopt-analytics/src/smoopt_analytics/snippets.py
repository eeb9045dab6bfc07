"""The snippets that each service asks its users to put into their pages, word for word."""

from collections.abc import Callable, Mapping
from typing import NamedTuple
from urllib.parse import urlsplit

from smoopt import markup

# A request to a service: the directive of a policy that must allow it, and its address
Asked = tuple[str, str]


class Wanted(NamedTuple):
    """What the author has chosen; `host` has no slash at its end, `script` may be ""."""

    host: str
    site: str
    script: str
    domains: tuple[str, ...]
    do_not_track: bool
    xhtml: bool


class Snippet(NamedTuple):
    """The markup for a page, and what a page's policy must allow for it to work.

    `inline` are the scripts inside the page.
    """

    html: str
    loads: str
    asks: tuple[Asked, ...]
    inline: tuple[str, ...] = ()


class Service(NamedTuple):
    """A service: how its snippet is written, and how to recognise a page that has one.

    `site` is a pattern for the name of a site in its snippets, `site_words` the same in words;
    `needs_site` means that the name is required. `knows` are the options that it has.
    """

    snippet: Callable[[Wanted], Snippet]
    signs: str
    site: str
    site_words: str
    needs_site: bool
    knows: frozenset[str]


def _script(attributes: Mapping[str, str | bool | None], wanted: Wanted, text: str = "") -> str:
    return f"{markup.start_tag('script', attributes, xhtml=wanted.xhtml)}{text}</script>"


# https://www.goatcounter.com/code (2026-12-01). A self-hosted server serves the script as well;
# https://www.goatcounter.com/code/csp (2026-12-01) lists what a policy must allow.
def goatcounter(wanted: Wanted) -> Snippet:
    """Return the snippet of GoatCounter."""
    is_hosted = (urlsplit(wanted.host).hostname or "").endswith(".goatcounter.com")
    loads = wanted.script or ("//gc.zgo.at/count.js" if is_hosted else f"{wanted.host}/count.js")
    count = f"{wanted.host}/count"
    html = _script({"data-goatcounter": count, "async": True, "src": loads}, wanted)
    return Snippet(html, loads, (("connect-src", count),))


# https://plausible.io/docs/plausible-script (2026-12-01), and for sites identified by the script's
# name https://plausible.io/docs/proxy/guides/fresh (2026-12-01). `data-api`:
# https://plausible.io/docs/proxy/introduction (2026-12-01).
_PLAUSIBLE = """
window.plausible=window.plausible||function(){(plausible.q=plausible.q||[]).push(arguments)},\
plausible.init=plausible.init||function(i){plausible.o=i||{}};
plausible.init()
"""


def plausible(wanted: Wanted) -> Snippet:
    """Return the snippet of Plausible."""
    asks = (("connect-src", f"{wanted.host}/api/event"),)
    if wanted.site.startswith("pa-"):
        loads = wanted.script or f"{wanted.host}/js/{wanted.site}.js"
        first = _script({"async": True, "src": loads}, wanted)
        html = f"{first}\n{_script({}, wanted, _PLAUSIBLE)}"
        return Snippet(html, loads, asks, (_PLAUSIBLE,))
    loads = wanted.script or f"{wanted.host}/js/script.js"
    api = f"{wanted.host}/api/event" if wanted.script else None
    html = _script(
        {"defer": True, "data-domain": wanted.site, "data-api": api, "src": loads}, wanted
    )
    return Snippet(html, loads, asks)


# https://umami.is/docs/collect-data and https://umami.is/docs/tracker-configuration (2026-12-01)
def umami(wanted: Wanted) -> Snippet:
    """Return the snippet of Umami."""
    loads = wanted.script or f"{wanted.host}/script.js"
    names: dict[str, str | bool | None] = {
        "defer": True,
        "src": loads,
        "data-website-id": wanted.site,
        "data-host-url": wanted.host if wanted.script else None,
        "data-domains": ",".join(wanted.domains) or None,
        "data-do-not-track": "true" if wanted.do_not_track else None,
    }
    return Snippet(_script(names, wanted), loads, (("connect-src", f"{wanted.host}/api/send"),))


# https://developer.matomo.org/guides/tracking-javascript-guide (2026-12-01); `disableCookies` and
# `setDoNotTrack`: https://developer.matomo.org/api-reference/tracking-javascript (2026-12-01). Its
# two HTML comments are left out: smoopt inserts only elements into a head.
_MATOMO = """
  var _paq = window._paq = window._paq || [];
  /* tracker methods like "setCustomDimension" should be called before "trackPageView" */
  _paq.push(['disableCookies']);
OPTIONS  _paq.push(['trackPageView']);
  _paq.push(['enableLinkTracking']);
  (function() {
    var u="//HOST/";
    _paq.push(['setTrackerUrl', u+'matomo.php']);
    _paq.push(['setSiteId', 'SITE']);
    var d=document, g=d.createElement('script'), s=d.getElementsByTagName('script')[0];
    g.async=true; g.src=u+'matomo.js'; s.parentNode.insertBefore(g,s);
  })();
"""


def matomo(wanted: Wanted) -> Snippet:
    """Return the snippet of Matomo, which sets no cookies."""
    options = "  _paq.push(['setDoNotTrack', true]);\n" if wanted.do_not_track else ""
    script = _MATOMO.replace("OPTIONS", options).replace("SITE", wanted.site)
    script = script.replace("HOST", wanted.host.removeprefix("https://"))
    asks = tuple((asked, f"{wanted.host}/matomo.php") for asked in ("connect-src", "img-src"))
    return Snippet(_script({}, wanted, script), f"{wanted.host}/matomo.js", asks, (script,))


SERVICES: Mapping[str, Service] = {
    "goatcounter": Service(
        goatcounter,
        "script[data-goatcounter]",
        "",
        "nothing, for the host is the site's own",
        needs_site=False,
        knows=frozenset({"script"}),
    ),
    "matomo": Service(
        matomo,
        "script[src*='matomo.js'], script[src*='piwik.js']",
        r"[0-9]+",
        "the number of the site",
        needs_site=True,
        knows=frozenset({"do_not_track"}),
    ),
    "plausible": Service(
        plausible,
        "script[data-domain], script[src*='/js/pa-']",
        r"pa-[\w-]+|[a-z0-9][a-z0-9.,-]*",
        "a domain, or the name of the script in your snippet, 'pa-…' without '.js'",
        needs_site=False,
        knows=frozenset({"script"}),
    ),
    "umami": Service(
        umami,
        "script[data-website-id]",
        r"[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}",
        "the website ID, such as '94db1cb1-74f4-4a40-ad6c-962362670409'",
        needs_site=True,
        knows=frozenset({"script", "domains", "do_not_track"}),
    ),
}
