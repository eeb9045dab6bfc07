"""What happens to one page: bytes → `Page` → `Facts` → `Edit`s → bytes, as a pure function.

Nothing here touches the disk (plugins read sizes of local pictures through `Site`), and nothing
remembers the page before, so pages can be handled in any order and anywhere.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import NamedTuple

import msgspec

from smoopt.build.failures import STAYS, PluginFailed
from smoopt.build.given_files import FilesRefused, refuse
from smoopt.build.outcome import Outcome, withdrawn
from smoopt.build.page_answers import NO_SHARES, answered, gather, plain_facts, turned_off
from smoopt.build.page_edits import carried_out
from smoopt.build.page_faults import page_failed
from smoopt.html.page import Page
from smoopt.html.skip import Skip
from smoopt.model.edits import Edit, File
from smoopt.model.faults import guarded
from smoopt.model.finding import Finding, Place
from smoopt.model.page_files import is_signed
from smoopt.plugin.call import Answer, failed, packed
from smoopt.plugin.hooks import Shares
from smoopt.plugin.plugin_set import PluginSet
from smoopt.plugin.registry import Registry
from smoopt.site.settings import matching
from smoopt.site.site import Site


def transform(
    path: str, data: bytes, site: Site, registry: Registry, shares: Shares = NO_SHARES
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
    """Return the reason why a page with content `data` is left alone, or None."""
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
        path=path,  # where the page is written: that is not a plugin's to say
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
    """Pack the records of plugins about a page; raises PluginFailed if they are not plain data."""
    for answer in answers:
        try:
            yield answer.plugin, packed(answer.results[0])
        except (TypeError, ValueError, OverflowError, RecursionError) as error:
            problem = f"what it gave is no plain data: {error}"
            raise PluginFailed([failed(answer.plugin, "survey", place, problem)]) from error


def foretold(path: str, data: bytes, site: Site, registry: Registry) -> dict[str, bytes]:
    """Predict the records of a page for others, before it is rendered."""
    page, plugins = Page(path, data), registry.for_page(path)
    if why_skipped(page, data, site):
        return {}
    off = turned_off(page, plugins) | (plugins.plugins.keys() - plugins.having("gather"))
    known = {
        "page": page,
        "site": site,
        "facts": plain_facts(page, site, plugins, NO_SHARES),
        "networks": plugins.networks,
        "shares": NO_SHARES,
        "templates": plugins.templates,
    }
    return dict(surveyed(answered(plugins, "survey", page, off, known), page.place()))
