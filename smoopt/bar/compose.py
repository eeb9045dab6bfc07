"""How a bar comes together: options and facts of a page become the edits that put it there."""

from collections.abc import Iterator

import msgspec

from smoopt.bar import links
from smoopt.bar.assets import head_edits
from smoopt.bar.links import Shared
from smoopt.bar.nav import Bar, Kind, Target, written
from smoopt.bar.options import BarOptions, Networks, Utm
from smoopt.bar.place import Wish, placed
from smoopt.bar.words import Spoken, spoken
from smoopt.edits import Edit, Span
from smoopt.facts import Facts
from smoopt.finding import Finding
from smoopt.networks import Network
from smoopt.page import Page
from smoopt.site import Site


def has_own(page: Page, plugin: str) -> bool:
    """Tell whether the page has the plugin's element already, its marks stripped by a minifier."""
    own = f'[data-smoopt="{plugin}"]'
    return "data-smoopt" in page.text and page.document.select_one(own) is not None


def bar_edits(
    options: BarOptions, page: Page, site: Site, facts: Facts, bar: Bar
) -> Iterator[Edit | Finding]:
    """Put a bar into a page, and what it needs into the head."""
    if not bar.targets or has_own(page, bar.plugin):
        return
    place = placed(page, bar.plugin, Wish(options.slot, options.selector, options.where))
    yield from place.findings
    if place.position is None:
        return
    text = written(msgspec.structs.replace(bar, last=place.rule == "body-end"))
    reason = facts.kind.rule if facts.kind else "show"
    at = Span(place.position, place.position)
    yield Edit(at, text, f"{bar.plugin} bar", f"{reason}; placed at {place.rule}")
    yield from head_edits(page, site, options.style, options.script)


def bar(options: BarOptions, plugin: str, kind: Kind, facts: Facts, networks: Networks) -> Bar:
    """Collect what a bar says; its place is found later."""
    shared = shared_of(facts, options.hashtags)
    targets = tuple(_target(options, network, shared) for network in options.known(networks))
    return Bar(
        plugin,
        kind,
        targets,
        words_of(options, facts),
        options.look,
        options.new_tab,
        url=shared.url if options.script else "",
        title=shared.title,
    )


def words_of(options: BarOptions, facts: Facts) -> Spoken:
    """Find the words for a page's language."""
    return spoken(facts.language.value if facts.language else "", options.labels)


def shared_of(facts: Facts, hashtags: bool) -> Shared:
    """Read off the facts what is said of the page that is shared."""
    tags = facts.tags.value if facts.tags and hashtags else ()
    words = ("".join(c for c in tag if c.isalnum() or c == "_") for tag in tags)
    return Shared(
        facts.address.value if facts.address else "",
        facts.title.value if facts.title else "",
        facts.description.value if facts.description else "",
        tuple(word for word in words if word),
        facts.images.value[0].url if facts.images and facts.images.value else "",
        facts.x_site.value.lstrip("@") if facts.x_site else "",
    )


def _target(options: BarOptions, network: Network, shared: Shared) -> Target:
    server = options.server(network)
    campaign = _campaign(options, network)
    url = links.with_parameters(shared.url, campaign)
    href = links.link(network, msgspec.structs.replace(shared, url=url), server)
    if not options.script:
        return Target(network, href)
    query = links.with_parameters("", campaign).removeprefix("?")
    return Target(network, href, links.pattern(network, server), query)


def _campaign(options: BarOptions, network: Network) -> dict[str, str]:
    if options.utm is False:
        return {}
    return (options.utm if isinstance(options.utm, Utm) else Utm()).parameters(network.name)
