"""What is to be said once of a whole site, not of one of its pages."""

from collections.abc import Iterator

import msgspec

from smoopt.model.finding import Finding, Place, Severity
from smoopt.plugin.call import Failure
from smoopt.plugin.registry import Registry
from smoopt.site.public_address import is_local
from smoopt.site.site import Site


def site_findings(site: Site, registry: Registry) -> Iterator[Finding]:
    """Give what is to be said once of the whole site."""
    if not site.url and site.pages:
        home = site.learnt.home
        local = any(is_local(tag.value) for tag in (home.tags("canonical") if home else ()))
        why = " (its own pages give this computer's)" if local else ""
        yield Finding(
            Severity.WARNING,
            "site-url-missing",
            site.place,
            f"the site's public address is not known{why}, so canonical links, og:url, og:image "
            "and share links are left out; give it with --url https://example.org/, or in "
            'smoopt.toml: [site] url = "https://example.org/"',
        )
    if not site.pages:
        message = "there are no pages in it; expected the folder that a generator wrote"
        yield Finding(Severity.ERROR, "no-pages", site.place, message)
    yield from closed_folders(site)
    yield from plugin_remarks(site, registry)


def plugin_remarks(site: Site, registry: Registry) -> Iterator[Finding]:
    """Give what plugins have to say once of the whole site."""
    for answer in registry.base.call_each("site_findings", site.place, site=site):
        if isinstance(answer, Failure):
            yield answer.finding
            continue
        for finding in answer.results:
            if isinstance(finding, Finding):
                yield msgspec.structs.replace(finding, plugin=answer.plugin)


def closed_folders(site: Site) -> Iterator[Finding]:
    """Report the folders that may not be read."""
    for path in site.closed:
        message = "this folder cannot be read; what is in it stays as it was"
        yield Finding(Severity.ERROR, "folder-unreadable", Place(path), message)
