"""What happens to one page: bytes → `Page` → `Facts` → `Edit`s → bytes, as a pure function.

Nothing here touches the disk (plugins read sizes of local pictures through `Site`), and nothing
remembers the page before, so pages can be handled in any order and anywhere.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import NamedTuple, cast

import msgspec

from smoopt.build.failures import STAYS, PluginFailed
from smoopt.build.given_files import FilesRefused, refuse
from smoopt.build.outcome import Outcome, withdrawn
from smoopt.build.page_edits import carried_out
from smoopt.build.page_faults import page_failed
from smoopt.html.page import OFF, Page
from smoopt.html.skip import Skip
from smoopt.model.edits import Edit, File
from smoopt.model.facts import Fact, Facts, Sourced, filled, merge
from smoopt.model.faults import guarded
from smoopt.model.finding import Finding, Place
from smoopt.model.page_files import is_signed
from smoopt.plugin.call import Answer, Failure, failed, packed
from smoopt.plugin.hooks import Shares
from smoopt.plugin.plugin_set import PluginSet
from smoopt.plugin.registry import Registry
from smoopt.site.settings import matching
from smoopt.site.site import Site

_NO_SHARES: Shares = {}


def transform(
    path: str, data: bytes, site: Site, registry: Registry, shares: Shares = _NO_SHARES
) -> Outcome:
    """Do everything smoopt does to one page; never raises for what the page or a plugin does.

    `shares` is what plugins know of it from other pages, by the plugin's name.
    """

    def transformed() -> Outcome:
        page = Page(path, data)
        if site.learnt.addresses.known:
            site.listed(path)  # a dependency of every page: its references are read from there
        skip = why_skipped(page, data, site)
        if skip is not None:
            return Outcome(path, "skipped", page.source.data, skip)
        return _transform(path, page, data, site, registry.for_page(path), shares)

    return guarded(transformed, lambda error: _failed(path, data, error))


def _failed(path: str, data: bytes, error: BaseException) -> Outcome:
    """Leave a page as it was, and say why."""
    if isinstance(error, FilesRefused):
        return withdrawn(path, data, error.findings)
    found = error.findings if isinstance(error, PluginFailed) else [page_failed(path, error)]
    return Outcome(path, "failed", data, findings=tuple(map(_with_fate, found)))


def _with_fate(finding: Finding) -> Finding:
    """Add what became of the page."""
    message = f"{finding.message}{STAYS}"
    return msgspec.structs.replace(finding, message=message)


def why_skipped(page: Page, data: bytes, site: Site) -> Skip | None:
    """Say why a page that holds `data` is left alone; None for one that is not."""
    if is_signed(data):
        return Skip.ADDED
    if page.skip is not None:
        return page.skip
    rules = matching(site.settings, page.path)
    return Skip.RULE if any(site.settings.pages[number].skip for number in rules) else None


def _transform(
    path: str, page: Page, data: bytes, site: Site, plugins: PluginSet, shares: Shares
) -> Outcome:
    off = turned_off(page, plugins)
    facts = gather(page, site, plugins, shares)
    known = {
        "page": page,
        "site": site,
        "facts": facts,
        "networks": plugins.networks,
        "shares": shares,
        "templates": plugins.templates,
    }
    given = _given(page, plugins, off, known)
    if given.files:
        refuse(given.files, site, page.place())
    done = carried_out(page, given.edits)
    return Outcome(
        path=path,  # where the page is written: that is no plugin's to say
        status="unchanged" if done.data == data else "changed",
        data=done.data,
        facts=facts,
        edits=tuple(done.edits),
        files=tuple(given.files),
        findings=(*given.findings, *done.left_out),
        added=len(done.data) - len(page.source.data),
        surveyed=dict(surveyed(answered(plugins, "survey", page, off, known), page.place())),
    )


class _Given(NamedTuple):
    """What plugins give for a page, each with its plugin's name."""

    edits: list[Edit]
    files: list[File]
    findings: list[Finding]


def _given(
    page: Page, plugins: PluginSet, off: Collection[str], known: Mapping[str, object]
) -> _Given:
    given = _Given([], [], [])
    for hook in ("edits", "findings", "files"):
        for answer in answered(plugins, hook, page, off, known):
            plugin = answer.plugin
            for result in answer.results:
                if isinstance(result, Edit):
                    where, text, name, why = result.span, result.text, result.name, result.because
                    order, closing, around = result.order, result.closing, result.around
                    given.edits.append(Edit(where, text, name, why, plugin, order, closing, around))
                elif isinstance(result, Finding):
                    given.findings.append(msgspec.structs.replace(result, plugin=plugin))
                elif isinstance(result, File):
                    given.files.append(msgspec.structs.replace(result, plugin=plugin))
    return given


def surveyed(answers: Iterable[Answer], place: Place) -> Iterator[tuple[str, bytes]]:
    """Pack what plugins say of a page; raises PluginFailed for what is no plain data."""
    for answer in answers:
        try:
            yield answer.plugin, packed(answer.results[0])
        except (TypeError, ValueError, OverflowError, RecursionError) as error:
            problem = f"what it gave is no plain data: {error}"
            raise PluginFailed([failed(answer.plugin, "survey", place, problem)]) from error


def turned_off(page: Page, plugins: PluginSet) -> frozenset[str]:
    """Name the plugins that the page turns off: `<meta name="smoopt:share" content="off">`."""
    return frozenset(
        name
        for name, tag in page.overrides.items()
        if name in plugins.plugins and tag.value.lower() in OFF
    )


def gather(page: Page, site: Site, plugins: PluginSet, shares: Shares = _NO_SHARES) -> Facts:
    """Ask every source for the facts of a page, then fill what follows from them."""
    given = {"page": page, "site": site, "shares": shares}
    known = merge(*_sourced(answered(plugins, "facts", page, (), given)))
    if known.address is None and (address := _address(page, site, plugins)) is not None:
        known = msgspec.structs.replace(known, address=address)
    given["facts"] = known
    derived = merge(*_sourced(answered(plugins, "derived", page, (), given)))
    known = filled(known, derived)
    if not plugins.having("worded"):
        return known
    given["facts"] = known
    worded = answered(plugins, "worded", page, turned_off(page, plugins), given)
    return filled(known, merge(*_sourced(worded)))


def _address(page: Page, site: Site, plugins: PluginSet) -> Fact[str] | None:
    """Give the page's address: by a plugin's hook, else by the site's policy."""
    for answer in answered(plugins, "address", page, (), {"path": page.path, "site": site}):
        for result in answer.results:
            if isinstance(result, str) and result:
                return Fact(result, "hook address", None, answer.plugin)
    address = site.address(page.path)
    if not address:
        return None
    listed = page.path in site.learnt.addresses.known
    rule = "sitemap" if listed else f"site address ({site.url}) and path"
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

    One that changes the page's tree does: the others, smoopt's own among them, would read that.
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
