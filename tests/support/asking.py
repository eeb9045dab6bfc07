"""Run some of the built-in plugins on a page that exists only in a test."""

from functools import cache

from smoopt.build.outcome import Outcome
from smoopt.build.pipeline import transform
from smoopt.model.facts import Fact, Facts
from smoopt.plugin.registry import Registry
from smoopt.site.settings import PageRule, Settings
from smoopt.site.site import Site
from tests.support.sites import NONE

PROSE = "This is the first real paragraph of the page, long enough to describe it to a reader."


def page(head: str = "", body: str = f"<p>{PROSE}</p>", html: str = "<html>") -> str:
    return f"<!doctype html>{html}<head>{head}</head><body>{body}</body></html>"


@cache
def _registry(plugins: tuple[str, ...]) -> Registry:
    return Registry(Settings(plugins={**NONE, **dict.fromkeys(plugins, True)}))


def run(site: Site, html: str, *plugins: str, path: str = "a.html") -> Outcome:
    outcome = transform(path, html.encode(), site, _registry(plugins))
    assert outcome.status != "failed", outcome.findings
    return outcome


def facts(site: Site, html: str, *plugins: str, path: str = "a.html") -> Facts:
    return run(site, html, *plugins, path=path).facts


def value(fact: Fact[object] | None) -> object:
    return None if fact is None else fact.value


def written(site: Site, html: str, *plugins: str, path: str = "a.html") -> dict[str, str]:
    """Give what is written, by name."""
    return {edit.name: edit.text for edit in run(site, html, *plugins, path=path).edits}


def ruled(site: Site, *rules: PageRule) -> Site:
    """Give the same site with `[[pages]]` rules."""
    return Site(site.root, Settings(site=site.settings.site, pages=rules))
