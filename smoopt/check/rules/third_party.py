"""Rules on what pages load from others: these learn of every reader."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache

from turbohtml import Element

from smoopt.check.rules.common.page_summary import PageSummary
from smoopt.check.rules.common.references import references
from smoopt.check.rules.third_parties.known import SHARE, ThirdParty, instead_of, known, table
from smoopt.html.page import Page
from smoopt.model.finding import Finding, Place, Severity
from smoopt.model.rule import Rule
from smoopt.model.wording import counted

SHARE_SCRIPT = Rule(
    id="share-script",
    severity=Severity.WARNING,
    what="The page loads share buttons or widgets from a network or a service.",
    why="Their host learns of every visit, whether or not anybody shares anything. In the "
    "European Union the site is jointly responsible for that (Fashion ID, C-40/17).",
    source="https://curia.europa.eu/juris/liste.jsf?num=C-40/17",
    fix="Use plain links: `smoopt build` writes them.",
)
SHARE_SCRIPT_GONE = Rule(
    id="share-script-gone",
    severity=Severity.WARNING,
    what="The page loads the script of a share service that was shut down.",
    why="The buttons do not appear. Whoever registers the host's name can run scripts in the page.",
    source="https://github.com/heiseonline/shariff/pull/424",
    fix="Remove it, and use plain links: `smoopt build` writes them.",
)
THIRD_PARTY = Rule(
    id="third-party",
    severity=Severity.INFO,
    what="Pages load something from another host.",
    why="That host learns of every visit before the reader has clicked anything, and the page "
    "waits for it. For Google Fonts, a German court awarded a reader damages (LG München I, 3 O "
    "17493/20).",
    source="https://developers.google.com/fonts/faq/privacy",
    fix="Copy it into the site, or link to it. `smoopt privacy` names an alternative to each.",
)
RULES = (SHARE_SCRIPT, SHARE_SCRIPT_GONE, THIRD_PARTY)

_LOADING = frozenset({"script", "iframe", "link"})


def third_party(page: Page) -> Iterator[Finding]:
    """Find share buttons loaded by an element or an inline script; each service once."""
    said: set[str] = set()
    for element, party, where in _share_buttons(page):
        if party.name not in said:
            said.add(party.name)
            rule = SHARE_SCRIPT_GONE if party.ended else SHARE_SCRIPT
            label = f"{party.name} ({party.ended})" if party.ended else party.name
            yield rule.at(page.place(element), f"{label} is loaded from {where}")


def asked(said: Mapping[str, PageSummary]) -> Iterator[Finding]:
    """Report each service or host that pages load from once, at the first page."""
    counts = Counter(name for page in said.values() for name in page.asks)
    first = {
        name: Place(path, *at)
        for path, page in reversed([*said.items()])
        for name, at in page.asks.items()
    }
    for name, count in counts.most_common():
        pages, load = counted(count, "page"), "loads" if count == 1 else "load"
        message = f"{name}: {pages} {load} from it ({instead_of(name)})"
        yield THIRD_PARTY.at(first[name], message)


def _share_buttons(page: Page) -> Iterator[tuple[Element, ThirdParty, str]]:
    """Yield the elements that load share buttons, the service, and the address without scheme."""
    for reference in references(page).away:
        if reference.use == "resource" and reference.element.tag in _LOADING:
            yield from _of_share(reference.element, reference.url)
    for script in page.scripts:
        if script.attr("src") is None and "//" in (text := script.text):
            for named in _named().findall(text):
                yield from _of_share(script, f"//{named}")


def _of_share(element: Element, url: str) -> Iterator[tuple[Element, ThirdParty, str]]:
    party = known(url)
    if party is not None and party.kind == SHARE:
        bare = url.partition("//")[2]
        where = next((name for name in party.hosts if bare.lower().startswith(name)), bare)
        yield element, party, where


@cache
def _named() -> re.Pattern[str]:
    """Return a pattern for the hosts of share buttons in inline scripts."""
    hosts = (host for party in table().parties if party.kind == SHARE for host in party.hosts)
    return re.compile("//(" + "|".join(map(re.escape, hosts)) + ")")
