"""What plugins answer about a page, and the facts that follow from that."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import cast

import msgspec

from smoopt.build.failures import PluginFailed
from smoopt.html.page import OFF, Page
from smoopt.model.facts import Fact, Facts, Sourced, filled, merge
from smoopt.plugin.call import Answer, Failure, failed
from smoopt.plugin.hooks import Shares
from smoopt.plugin.plugin_set import PluginSet
from smoopt.site.site import Site

NO_SHARES: Shares = {}


def turned_off(page: Page, plugins: PluginSet) -> frozenset[str]:
    """Name the plugins that the page turns off: `<meta name="smoopt:share" content="off">`."""
    return frozenset(
        name
        for name, tag in page.overrides.items()
        if name in plugins.plugins and tag.value.lower() in OFF
    )


def gather(page: Page, site: Site, plugins: PluginSet, shares: Shares = NO_SHARES) -> Facts:
    """Ask every source for the facts of a page, then fill what follows from them."""
    known = plain_facts(page, site, plugins, shares)
    if not plugins.having("worded"):
        return known
    given = {"page": page, "site": site, "shares": shares, "facts": known}
    worded = answered(plugins, "worded", page, turned_off(page, plugins), given)
    return filled(known, merge(*_sourced(worded)))


def plain_facts(page: Page, site: Site, plugins: PluginSet, shares: Shares) -> Facts:
    """Return the facts without those generated for the page, such as pictures."""
    given = {"page": page, "site": site, "shares": shares}
    known = merge(*_sourced(answered(plugins, "facts", page, (), given)))
    if known.address is None and (address := _address(page, site, plugins)) is not None:
        known = msgspec.structs.replace(known, address=address)
    given["facts"] = known
    derived = merge(*_sourced(answered(plugins, "derived", page, (), given)))
    return filled(known, derived)


def _address(page: Page, site: Site, plugins: PluginSet) -> Fact[str] | None:
    """Return the page's address: by a plugin's hook, else by the site's policy."""
    for answer in answered(plugins, "address", page, (), {"path": page.path, "site": site}):
        for result in answer.results:
            if isinstance(result, str) and result:
                return Fact(result, "hook address", None, answer.plugin)
    address = site.address(page.path)
    if not address:
        return None
    listed = page.path in site.learnt.addresses.known
    rule = "sitemap" if listed else site.learnt.address_rule
    return Fact(address, rule, None, "smoopt")


def _sourced(answers: Iterable[Answer]) -> Iterator[Sourced]:
    for answer in answers:
        for result in answer.results:
            if isinstance(result, Facts):
                yield Sourced(answer.plugin, result)


def answered(
    plugins: PluginSet,
    hook: str,
    page: Page,
    off: Collection[str],
    arguments: Mapping[str, object],
) -> list[Answer]:
    """Call a hook of every plugin that is not off; raises PluginFailed if one fails.

    Plugins that may have changed the page's tree fail, too: the others, smoopt's own among them,
    would read the changed tree.
    """
    if not plugins.having(hook):
        return []
    names = plugins.reaching[hook]
    reaching = names and [name for name in names if name not in off]
    tree = page.document.html if reaching else ""
    answers = plugins.call_each(hook, page.place(), arguments, off)
    if reaching and page.document.html != tree:
        raise PluginFailed(
            [failed(name, hook, page.place(), _changed(reaching)) for name in reaching]
        )
    if failures := [answer.finding for answer in answers if isinstance(answer, Failure)]:
        raise PluginFailed(failures)
    return cast("list[Answer]", answers)


def _changed(plugins: Collection[str]) -> str:
    """Say that one of some plugins has changed the tree."""
    who = f"one of {', '.join(map(repr, plugins))}" if len(plugins) > 1 else "it"
    return f"{who} changed the page's tree, which all plugins share and may only read"
