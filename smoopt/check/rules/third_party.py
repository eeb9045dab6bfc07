"""Rules on share buttons and widgets of others: these learn of every reader."""

import re
from collections.abc import Iterator

from turbohtml import Element

from smoopt.check.rules.common.references import references
from smoopt.html.page import Page
from smoopt.model.finding import Finding, Severity
from smoopt.model.rule import Rule
from smoopt.model.web_address import parts_of

SHARE_SCRIPT = Rule(
    id="share-script",
    severity=Severity.WARNING,
    what="The page loads share buttons or widgets from a network or a service.",
    why="Their host learns of every visit, whether or not anything is shared; in the European "
    "Union the site answers for that together with them (Fashion ID, C-40/17).",
    source="https://curia.europa.eu/juris/liste.jsf?num=C-40/17",
    fix="Use plain links: `smoopt build` writes them.",
)
SHARE_SCRIPT_GONE = Rule(
    id="share-script-gone",
    severity=Severity.WARNING,
    what="The page loads the script of a share service that was shut down.",
    why="The buttons do not show; whoever gets the host's name can run scripts in the page.",
    source="https://github.com/heiseonline/shariff/pull/424",
    fix="Take it out, and use plain links: `smoopt build` writes them.",
)
RULES = (SHARE_SCRIPT, SHARE_SCRIPT_GONE)

# Hosts, or hosts with the beginning of a path, by what people call them.
_TRACKING = {
    "platform-api.sharethis.com": "ShareThis",
    "w.sharethis.com": "ShareThis",
    "ws.sharethis.com": "ShareThis",
    "static.addtoany.com": "AddToAny",
    "cdn.shareaholic.net": "Shareaholic",
    "connect.facebook.net": "the Facebook SDK",
    "www.facebook.com/plugins": "a Facebook plugin",
    "platform.twitter.com": "X's widgets",
    "platform.x.com": "X's widgets",
    "platform.linkedin.com": "LinkedIn's buttons",
    "assets.pinterest.com/js": "Pinterest's buttons",
    "platform.tumblr.com": "Tumblr's buttons",
    "www.redditstatic.com/button": "Reddit's buttons",
    "vk.com/js/api": "VK's buttons",
    "yastatic.net/share2": "Yandex's buttons",
    "b.st-hatena.com/js": "Hatena's buttons",
    "d.line-scdn.net/r/web/social-plugin": "LINE's buttons",
}
# AddThis ended on 2023-05-31, Google+ in 2019-04, Pocket on 2025-07-08 (2026-11-21)
_GONE = {
    "s7.addthis.com": "AddThis (ended 2023-05-31)",
    "apis.google.com/js/plusone.js": "Google+ (ended 2019-04)",
    "apis.google.com/js/platform.js": "Google+ (ended 2019-04)",
    "widgets.getpocket.com": "Pocket (ended 2025-07-08)",
    "widgets.digg.com": "Digg (no buttons any more)",
    "platform.stumbleupon.com": "StumbleUpon (ended 2018-06-30)",
}
_LOADING = frozenset({"script", "iframe", "link"})
# How scripts in the page name what they load.
_NAMED = re.compile("//(" + "|".join(map(re.escape, (*_TRACKING, *_GONE))) + ")")


def third_party(page: Page) -> Iterator[Finding]:
    """Find what is loaded, by an element or by a script that stands in the page; each once."""
    said: set[str] = set()
    for element, name in _loaded(page):
        rule = SHARE_SCRIPT_GONE if name in _GONE else SHARE_SCRIPT
        label = _GONE.get(name) or _TRACKING[name]
        if label not in said:
            said.add(label)
            yield rule.at(page.place(element), f"{label} is loaded from {name}")


def _loaded(page: Page) -> Iterator[tuple[Element, str]]:
    for reference in references(page).away:
        if reference.use == "resource" and reference.element.tag in _LOADING:
            name = _name(reference.url)
            if name:
                yield reference.element, name
    for script in page.scripts:
        if script.attr("src") is None and "//" in (text := script.text):
            yield from ((script, name) for name in _NAMED.findall(text))


def _name(url: str) -> str:
    """Give the entry of the tables that an address falls under, or ""."""
    parts = parts_of(url)
    if parts is None:
        return ""
    where = f"{(parts.hostname or '').lower()}{parts.path}/"
    return next((name for name in (*_TRACKING, *_GONE) if where.startswith(name)), "")
