"""What happens to one page: bytes → `Page` → `Facts` → `Edit`s → bytes, as a pure function.

Nothing here touches the disk (plugins read sizes of local pictures through `Site`), and nothing
remembers the page before, so pages can be handled in any order and anywhere.
"""

from collections.abc import Iterable, Iterator
from typing import Literal, TypeVar

import msgspec

from smoopt.config import matching
from smoopt.edits import Edit, File, changes
from smoopt.errors import PageError
from smoopt.facts import Fact, Facts, Sourced, merge
from smoopt.finding import Finding, Place, Severity
from smoopt.marks import marked
from smoopt.page import OFF, Page, Skip
from smoopt.plugins import Answer, Failure, PluginSet, Registry
from smoopt.site import Site

T = TypeVar("T", Edit, File, Finding)
Status = Literal["changed", "unchanged", "skipped", "failed"]


class Outcome(msgspec.Struct, frozen=True):
    """What became of one page.

    `data` is what its file should hold; for a failed page that is what it holds. `added` counts
    the bytes that smoopt's edits add to the author's page.
    """

    path: str
    status: Status
    data: bytes
    skip: Skip | None = None
    facts: Facts = Facts()
    edits: tuple[Edit, ...] = ()
    files: tuple[File, ...] = ()
    findings: tuple[Finding, ...] = ()
    added: int = 0


class _PluginFailed(PageError):
    """A plugin raised; carries what to tell the author."""

    def __init__(self, findings: list[Finding]) -> None:
        super().__init__("a plugin failed")
        self.findings = findings


def transform(path: str, data: bytes, site: Site, registry: Registry) -> Outcome:
    """Do everything smoopt does to one page; never raises for what the page or a plugin does."""
    try:
        page = Page(path, data)
        skip = page.skip or _skipped_by_rule(site, path)
        if skip is not None:
            return Outcome(path, "skipped", page.source.data, skip)
        return _transform(page, data, site, registry.for_page(path))
    except _PluginFailed as error:
        kept = [_with_fate(finding) for finding in error.findings]
        return Outcome(path, "failed", data, findings=tuple(kept))
    except PageError as error:
        finding = Finding(Severity.ERROR, "page-failed", Place(path), str(error))
        return Outcome(path, "failed", data, findings=(_with_fate(finding),))


def _with_fate(finding: Finding) -> Finding:
    """Add what became of the page."""
    message = f"{finding.message}; the page stays as it was"
    return msgspec.structs.replace(finding, message=message)


def _skipped_by_rule(site: Site, path: str) -> Skip | None:
    rules = matching(site.settings, path)
    return Skip.RULE if any(site.settings.pages[number].skip for number in rules) else None


def _transform(page: Page, data: bytes, site: Site, plugins: PluginSet) -> Outcome:
    off = turned_off(page, plugins)
    facts = gather(page, site, plugins)
    known = {"site": site, "facts": facts, "networks": plugins.networks}
    given = [
        answer
        for hook in ("edits", "findings", "files")
        for answer in _answers(plugins, hook, page, off, **known)
    ]
    edits, files = _of(Edit, given), _of(File, given)
    _refuse_outside(edits, page)
    new = marked(page.source, changes(edits))
    stale = _stale_copies(page.path, site) if new != data else ()
    return Outcome(
        path=page.path,
        status="unchanged" if new == data else "changed",
        data=new,
        facts=facts,
        edits=tuple(edits),
        files=tuple(files),
        findings=(*_of(Finding, given), *stale),
        added=len(new) - len(page.source.data),
    )


def _refuse_outside(edits: Iterable[Edit], page: Page) -> None:
    """Raise PageError for a span that is none of the page's."""
    for edit in edits:
        if not 0 <= edit.span.start <= edit.span.end <= len(page.text):
            raise PageError(
                f"the plugin {edit.plugin!r} edits characters {edit.span.start} to "
                f"{edit.span.end} of a page that has {len(page.text)}"
            )


def _stale_copies(path: str, site: Site) -> Iterator[Finding]:
    """Report compressed copies, which a server would go on sending in place of the page."""
    for suffix in (".gz", ".br", ".zst"):
        if site.has(f"{path}{suffix}"):
            message = "this copy holds the page as it was; compress the pages again after smoopt"
            yield Finding(Severity.WARNING, "copy-stale", Place(f"{path}{suffix}"), message)


def turned_off(page: Page, plugins: PluginSet) -> frozenset[str]:
    """Name the plugins that the page turns off: `<meta name="smoopt:share" content="off">`."""
    return frozenset(
        name
        for name in plugins.plugins
        if (tag := page.override(name)) is not None and tag.value.lower() in OFF
    )


def gather(page: Page, site: Site, plugins: PluginSet) -> Facts:
    """Ask every source for the facts of a page, then fill what can be derived from them."""
    known = merge(*_sourced(_answers(plugins, "facts", page, (), site=site)))
    if known.address is None and (address := _address(page, site, plugins)) is not None:
        known = msgspec.structs.replace(known, address=address)
    derived = _sourced(_answers(plugins, "derived", page, (), site=site, facts=known))
    return merge(Sourced("", known), *derived)


def _address(page: Page, site: Site, plugins: PluginSet) -> Fact[str] | None:
    """Give the page's address: by a plugin's hook, else by the site's policy."""
    for answer in _answers(plugins, "address", page, (), path=page.path, site=site):
        if isinstance(answer.result, str) and answer.result:
            return Fact(answer.result, "hook address", None, answer.plugin)
    address = site.address(page.path)
    if not address:
        return None
    listed = page.path in site.learnt.addresses.known
    rule = "sitemap" if listed else f"site address ({site.url}) and path"
    return Fact(address, rule, None, "smoopt")


def _sourced(answers: Iterable[Answer]) -> Iterable[Sourced]:
    return (
        Sourced(answer.plugin, answer.result)
        for answer in answers
        if isinstance(answer.result, Facts)
    )


def _answers(
    plugins: PluginSet, hook: str, page: Page, off: Iterable[str], **arguments: object
) -> list[Answer]:
    """Call a hook of every plugin; raises _PluginFailed with what those that failed say."""
    given = list(plugins.call_each(hook, Place(page.path), off, page=page, **arguments))
    if failures := [item.finding for item in given if isinstance(item, Failure)]:
        raise _PluginFailed(failures)
    return [item for item in given if isinstance(item, Answer)]


def _of(kind: type[T], answers: Iterable[Answer]) -> list[T]:
    """Pick the results of one kind, each with its plugin's name on it."""
    return [
        msgspec.structs.replace(answer.result, plugin=answer.plugin)
        for answer in answers
        if isinstance(answer.result, kind)
    ]
