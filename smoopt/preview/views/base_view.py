"""What all pages of the preview share: the frame around them, badges, style sheets and script."""

from collections import Counter
from collections.abc import Iterable
from functools import cache
from importlib.resources import files as resources
from typing import NamedTuple

import jinja2
from markupsafe import Markup

from smoopt.html import templates
from smoopt.model.finding import Finding, Severity
from smoopt.model.plain_text import valid, visible
from smoopt.model.wording import counted
from smoopt.preview.index.index_entry import Counts
from smoopt.preview.state import PreviewState
from smoopt.preview.urls import Urls

# The preview's own files: style sheets, icon and script.
SHOWN = ("preview.css", "cards.css", "icon.svg")
_SCRIPT = "preview.js"
ASSETS = (*SHOWN, _SCRIPT)


class Badge(NamedTuple):
    """The number of findings of a severity, in words."""

    severity: str
    words: str


def fill(template: str, **values: object) -> str:
    """Fill in a template, with invisible characters of names and pages made visible."""
    return valid(_environment().get_template(template).render(**values))


def fill_card(template: str, **values: object) -> str:
    """Fill in a card, which shows text as the platform does; invalid characters become U+FFFD."""
    return valid(_for_cards().get_template(template).render(**values))


def base_values(state: PreviewState, urls: Urls) -> dict[str, object]:
    """Return the values that every page of the preview needs."""
    name = state.site.name
    return {
        "urls": urls,
        "site_name": name.value if name else "",
        "site_url": state.site.url,
        "folder": state.site.root.resolve().name,
        "fault": state.fault,
        **({} if urls.live else _exported()),
    }


@cache
def _exported() -> dict[str, object]:
    """Return the inline script of exported files, and the policy that lets nothing else run.

    Files on disk have no origin of their own, so 'self' does not match them in every browser.
    """
    script = asset(_SCRIPT).decode()
    policy = (
        f"default-src 'none'; script-src {templates.source_of(script)}; style-src 'self' file:; "
        "img-src 'self' file:; frame-src 'self' file: https: http:; form-action 'none'; "
        "base-uri 'none'"
    )
    return {"policy": policy, "script": Markup(script)}  # noqa: S704


def draw_missing(state: PreviewState, urls: Urls, path: str) -> str:
    """Draw the page for a path that does not exist."""
    return fill("missing.html", **base_values(state, urls), path=path)


def badges(counts: Counts) -> list[Badge]:
    """Return a badge for each severity, the worst first, from counts by code."""
    sums: Counter[int] = Counter()
    for worst, count in counts.values():
        sums[worst] += count
    return _badges(sums)


def badges_of(findings: Iterable[Finding]) -> list[Badge]:
    """Return a badge for each severity, the worst first."""
    return _badges(Counter(int(finding.severity) for finding in findings))


def _badges(sums: Counter[int]) -> list[Badge]:
    names = {severity: Severity(severity).name.lower() for severity in sorted(sums, reverse=True)}
    return [Badge(name, counted(sums[severity], name)) for severity, name in names.items()]


def asset(name: str) -> bytes:
    """Read one of the preview's own files."""
    content = (resources("smoopt.preview") / "static" / name).read_bytes()
    return templates.palette() + content if name == "preview.css" else content


@cache
def _environment() -> jinja2.Environment:
    environment = _for_cards().overlay()
    environment.finalize = _shown
    return environment


@cache
def _for_cards() -> jinja2.Environment:
    environment = templates.environment("smoopt.preview")
    environment.filters["counted"] = counted
    return environment


def _shown(value: object) -> object:
    is_text = isinstance(value, str) and not isinstance(value, Markup)
    return visible(str(value), "\n\t") if is_text else value
