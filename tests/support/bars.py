"""Pages and registries for the tests of the bars."""

from pathlib import Path

from turbohtml import Element, parse

from smoopt.build.outcome import Outcome
from smoopt.build.pipeline import transform
from smoopt.builtin.share.bar import share_address
from smoopt.builtin.share.bar.assets import sheet
from smoopt.model.edits import File
from smoopt.plugin.networks import Network
from smoopt.plugin.registry import Registry
from smoopt.plugin.widget_templates import Templates
from smoopt.site.settings import Settings, SiteSettings
from smoopt.site.site import Site
from tests.support.sites import URL, write_files

WORDS = " ".join(["lamp paper glue shade fold"] * 20)
SHIPPED = Templates(["smoopt.builtin.share"], {})
Tables = dict[str, bool | dict[str, object]]


def link_to(network: Network, shared: share_address.SharedPage, server: str = "") -> str:
    """Write the address that shares a page to a network."""
    prepared = share_address.address(network, server)
    said = share_address.values(prepared.placeholders, shared)
    return prepared.known(said).filled(said)


def article(
    title: str = "A lamp of paper",
    body: str = "",
    head: str = "",
    html: str = 'lang="en"',
    words: str = WORDS,
) -> str:
    """Write a page with content of its own."""
    return (
        f"<!doctype html>\n<html {html}>\n<head>\n<meta charset=utf-8>\n"
        f"<title>{title}</title>\n{head}"
        f"</head>\n<body>\n<main>\n<h1>{title}</h1>\n<p>{words}</p>\n{body}</main>\n</body>\n</html>\n"
    )


def site(root: Path, files: dict[str, str | bytes], url: str = URL) -> Site:
    """Make a site at a public address."""
    return Site(write_files(root, files), Settings(site=SiteSettings(url=url)))


def registry(**tables: bool | dict[str, object]) -> Registry:
    """Give the default plugins with these tables."""
    return Registry(Settings(plugins=dict(tables)))


def built(site: Site, path: str, registry: Registry, page: str | bytes = "") -> Outcome:
    """Transform a page of the site, or another one in its place."""
    data = page.encode() if isinstance(page, str) else page
    outcome = transform(path, data or (site.root / path).read_bytes(), site, registry)
    assert outcome.status != "failed", outcome.findings
    return outcome


def bar(outcome: Outcome, plugin: str = "share") -> Element | None:
    """Find a bar in a page."""
    return parse(outcome.data.decode()).select_one(f'nav[data-smoopt="{plugin}"]')


def hrefs(outcome: Outcome, plugin: str = "share") -> dict[str, str]:
    """Read the links of a bar: their addresses by their accessible names."""
    found = bar(outcome, plugin)
    assert found is not None
    return {a.attr("aria-label") or a.text: a.attr("href") or "" for a in found.find_all("a")}


def style_sheet(registry: Registry) -> File:
    """Give the style sheet of a site with these plugins."""
    return sheet(registry.base.templates.icons)


def codes(outcome: Outcome) -> list[str]:
    """Name the findings of a page."""
    return [finding.code for finding in outcome.findings]
