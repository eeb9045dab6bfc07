"""Findings about a whole site, not about one of its pages."""

from collections.abc import Callable, Iterator

import msgspec

from smoopt.build.failures import FOLDER_UNREADABLE, NO_PAGES, SITE_URL_MISSING, TEMPLATE_UNUSED
from smoopt.build.memory.partitions import Surveys
from smoopt.build.memory.surveys import answers_for_site
from smoopt.model.finding import Finding, Place
from smoopt.plugin.call import Failure
from smoopt.plugin.registry import Registry
from smoopt.site.site import Site
from smoopt.site.unfit_settings import unmatched
from smoopt.site.url_checks import is_local


class SiteFindings:
    """The findings about a site as a whole, while its pages change."""

    def __init__(self, site: Site, registry: Registry, surveys: Callable[[], Surveys]) -> None:
        """Take the source of the records of all pages; nothing has been reported yet."""
        self._site = site
        self._registry = registry
        self._surveys = surveys
        self.said: tuple[Finding, ...] = ()

    def look(self) -> list[Finding]:
        """Collect the current findings; return those not reported before."""
        before = self.said
        self.said = tuple(site_findings(self._site, self._registry, self._surveys()))
        return [finding for finding in self.said if finding not in before]


def site_findings(site: Site, registry: Registry, surveys: Surveys) -> Iterator[Finding]:
    """Return the findings about the site as a whole."""
    yield from of_site(site)
    yield from of_plugins(site, registry, surveys)


def of_site(site: Site) -> Iterator[Finding]:
    """Yield what the site itself lacks, for the build and for the audit."""
    if not site.pages:
        message = "there are no pages in it; expected the folder that a generator wrote"
        yield NO_PAGES.at(site.place, message)
    elif not site.url:
        home = site.learnt.home
        local = any(is_local(tag.value) for tag in (home.tags("canonical") if home else ()))
        why = " (its own pages give this computer's)" if local else ""
        message = (
            f"the site's public address is not known{why}, so canonical links, og:url, og:image "
            "and share links are left out, and absolute links are not checked; give "
            'it with --url https://example.org/, or in smoopt.toml: [site] url = "https://…"'
        )
        yield SITE_URL_MISSING.at(site.place, message)
    yield from unmatched(site)
    yield from closed_folders(site)


def of_plugins(site: Site, registry: Registry, surveys: Surveys) -> Iterator[Finding]:
    """Return the findings about plugins' templates, and those of plugins about the whole site."""
    for file, meant in registry.misnamed_templates().items():
        message = f"{file} is not used, for no template has this name; did you mean {meant}?"
        yield TEMPLATE_UNUSED.at(site.place, message)
    for answer in answers_for_site("site_findings", registry, surveys):
        if isinstance(answer, Failure):
            yield answer.finding
            continue
        for finding in answer.results:
            if isinstance(finding, Finding):
                yield msgspec.structs.replace(finding, plugin=answer.plugin)


def closed_folders(site: Site) -> Iterator[Finding]:
    """Report the folders that may not be read."""
    for path in site.closed:
        message = "this folder cannot be read; what is in it stays as it was, and is not checked"
        yield FOLDER_UNREADABLE.at(Place(path), message)
