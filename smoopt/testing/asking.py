"""Each hook of a plugin is asked by itself, more than once: so what is wrong has its name.

A hook's answer must follow from its arguments and the options alone, and leave no trace but itself.
"""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

import jinja2

import smoopt
from smoopt.build.memory.partitions import Surveys
from smoopt.build.memory.records import Record
from smoopt.build.page_answers import gather, turned_off
from smoopt.html.page import Page
from smoopt.model.errors import PageError
from smoopt.model.finding import Finding, Place
from smoopt.plugin.call import Failure
from smoopt.plugin.hooks import Plugin
from smoopt.plugin.plugin_set import PluginSet
from smoopt.plugin.registry import Registry
from smoopt.site.site import Site
from smoopt.testing.answers import fault, in_lines
from smoopt.testing.differing import first_difference
from smoopt.testing.dividing import DividedBadly, differing_share, reductions

# pytest shows a failure without the frames of this module.
__tracebackhide__ = True
# A frame as Python writes it; those of smoopt and jinja2 tell a plugin's author nothing.
_FRAME = re.compile(r'  File "([^"]*\.py)", line .*\n(?:    .*\n)*')
_NOT_THEIRS = frozenset({Path(smoopt.__file__).parent, Path(jinja2.__file__).parent})
_OF_A_PAGE = ("address", "facts", "derived", "worded", "survey", "edits", "files", "findings")
_FIRST_WITH_FACTS = "derived"
_OF_THE_SITE = ("rules", "networks", "reduce", "gather", "site_files", "site_findings")
_SITE = Place("the site")
# By page, what others said to it.
Shares = Mapping[str, Mapping[str, object]]


class Question(NamedTuple):
    """Which hook of which plugin is asked, about what."""

    place: Place
    plugin: str
    hook: str

    def broken(self, problem: str) -> AssertionError:
        """Say what is wrong with it."""
        return AssertionError(
            f"{self.place}: the plugin {self.plugin!r} in its hook {self.hook!r}: {problem}"
        )


def failure(finding: Finding) -> AssertionError:
    """Say what failed, and which of the plugin's own lines led there."""
    frames = _FRAME.finditer(finding.details)
    theirs = [frame[0] for frame in frames if _NOT_THEIRS.isdisjoint(Path(frame[1]).parents)]
    return AssertionError(f"{finding}\n{''.join(theirs)}".rstrip())


class Asking:
    """Asks the plugins that are on trial, and compares with what they said before."""

    def __init__(self, site: Site, registry: Registry, names: frozenset[str]) -> None:
        """Begin with nothing asked."""
        self._site = site
        self._registry = registry
        self._names = names

    def pages(self, paths: tuple[str, ...], shares: Shares) -> None:
        """Ask about all pages, and once more in the other order; raises AssertionError."""
        first = {path: self._page(path, shares.get(path, {})) for path in paths}
        for path in reversed(paths):
            for question, answer in self._page(path, shares.get(path, {})).items():
                if answer != (earlier := first[path][question]):
                    raise question.broken(
                        "it answered otherwise when the pages came in another order, but pages "
                        f"are handled in any order: {first_difference(earlier, answer)}"
                    )

    def whole(self, records: Mapping[str, Record]) -> None:
        """Ask about the whole site, by what was said of its pages; raises AssertionError."""
        plugins = self._registry.base
        for name in sorted(self._names & plugins.plugins.keys()):
            said = Surveys(records, self._site).of(name)
            given = {"site": self._site, "paths": self._site.pages, "records": said}
            answers: dict[str, str] = {}
            for how, reduced in self._reductions(name, records):
                for hook in _OF_THE_SITE:
                    question = Question(_SITE, name, hook)
                    answer = self._same_twice(question, plugins, {**given, "reduced": reduced})
                    if answer != (earlier := answers.setdefault(hook, answer)):
                        raise question.broken(
                            f"it answered otherwise when records were reduced {how}, but `combine` "
                            f"must be associative: {first_difference(earlier, answer)}"
                        )

    def _reductions(
        self, name: str, records: Mapping[str, Record]
    ) -> Iterator[tuple[str, Mapping[str, object]]]:
        """Give what the plugin's records are reduced to, however they are divided."""
        if name not in self._registry.base.having("reduce"):
            yield "", {}
            return
        given = name, records, self._site, self._registry
        try:
            yield from reductions(*given)
        except DividedBadly as error:
            raise failure(error.finding) from None
        if differs := differing_share(*given):
            raise Question(Place(differs), name, "gather").broken(
                "it gave the page another share when it was asked page by page, but a partition "
                "may have any pages"
            )

    def _page(self, path: str, shares: Mapping[str, object]) -> dict[Question, str]:
        """Ask every hook about a page; gives the answers as text."""
        page, plugins = self._read(path), self._registry.for_page(path)
        if page.skip is not None:
            return {}
        given = {
            "path": path,
            "page": page,
            "site": self._site,
            "shares": shares,
            "networks": plugins.networks,
            "templates": plugins.templates,
        }
        asked = sorted((self._names & plugins.plugins.keys()) - turned_off(page, plugins))
        answers: dict[Question, str] = {}
        for hook in _OF_A_PAGE:
            if hook == _FIRST_WITH_FACTS:
                given["facts"] = gather(self._read(path), self._site, plugins, shares)
            for name in asked:
                question = Question(page.place(), name, hook)
                answers[question] = self._same_twice(question, plugins, given)
        return answers

    def _read(self, path: str) -> Page:
        """Read a page anew; raises AssertionError if it cannot be."""
        try:
            return Page(path, self._site.opened.read(path))
        except PageError as error:
            raise AssertionError(f"{path}: {error}") from error

    def _same_twice(
        self, question: Question, plugins: PluginSet, given: Mapping[str, object]
    ) -> str:
        """Ask twice; raises AssertionError unless the answers are the same."""
        first, again = (self._asked(question, plugins, given) for _ in range(2))
        if first != again:
            raise question.broken(
                "it is not deterministic: asked twice, it gave two answers: "
                f"{first_difference(first, again)}"
            )
        return first

    def _asked(self, question: Question, plugins: PluginSet, given: Mapping[str, object]) -> str:
        """Ask once; raises AssertionError for what the hook changes or may not give."""
        page, plugin = given.get("page"), plugins.plugins[question.plugin]
        before, state = _tree(page), _state(plugin)
        answer = plugins.call(question.plugin, question.hook, question.place, **given)
        if isinstance(answer, Failure):
            raise failure(answer.finding)
        if (after := _tree(page)) != before:
            raise question.broken(
                "it changed the page's tree, which all plugins share; expected an Edit: "
                f"{first_difference(before, after)}"
            )
        for name, value in _state(plugin).items():
            if state.get(name) != value:
                raise question.broken(
                    f"it keeps state: {name} changed from {state.get(name, 'nothing')} to {value}; "
                    "what it answers must follow from its arguments and options alone"
                )
        results = [] if answer is None else answer.results
        for result in results:
            if problem := fault(result, page if isinstance(page, Page) else None):
                raise question.broken(problem)
        return "\n".join(line for result in results for line in in_lines(result))


def _tree(page: object) -> str:
    """Write a page's tree, one element a line."""
    return page.document.html.replace("<", "\n<") if isinstance(page, Page) else ""


def _state(plugin: Plugin) -> dict[str, str]:
    """Write what a plugin holds: its options, and what stands in its class."""
    state = {"its options": repr(plugin)}
    for kind in type(plugin).__mro__:
        if issubclass(kind, Plugin) and kind is not Plugin:
            for name, value in list(vars(kind).items()):
                if not name.startswith("__") and not callable(value):
                    state.setdefault(f"{kind.__name__}.{name}", repr(value))
    return state
