"""Every fixture site gives the diff that a person has read and found right.

`SMOOPT_UPDATE=1 pytest tests/test_expected.py` writes them anew; read what changed.

A diff is what `smoopt build SITE --diff` prints, with the findings, but for two things that let
it be read: long lines of minified pages are broken before tags (at ↵), and icons are left out.
Share and save bars are on for some sites only, static and hydrated ones; for a few more, the diff
shows where they stand, but not their links.
"""

import difflib
import os
import re
from collections.abc import Iterator

import pytest

from smoopt.build.memory.partitions import Surveys
from smoopt.build.outcome import Outcome
from smoopt.build.site_findings import site_findings
from smoopt.plugin.registry import Registry
from smoopt.site.settings import Settings
from smoopt.site.site import Site
from tests.support.building import outcomes
from tests.support.places import EVERY_SITE, FIXTURES, SITES
from tests.support.sites import CORE

EXPECTED = FIXTURES / "expected"
NAMES = [path.name for path in EVERY_SITE]
WITH_BARS = frozenset(
    {"hexo-landscape", "hexo-next", "jekyll", "starlight", "typedoc", "vitepress", "vuepress"}
)
WITH_PLACES_OF_BARS = frozenset(
    {"doxygen", "javadoc", "lektor", "material", "mdbook", "pydata", "zensical"}
)
# A longer line is that of a minified page, or an icon.
_LONG = 240
_ICON = re.compile(r"<svg\b.*?</svg>")
_BAR = re.compile(r'(<nav class="smoopt-bar") [^>]*(data-smoopt="\w+")[^>]*>.*?</nav>')


def shown(site: Site, registry: Registry, *, briefly: bool) -> Iterator[str]:
    """Give the lines that say what would become of a site."""
    found = list(outcomes(site, registry))

    surveys = Surveys({one.path: one for one in found}, site)
    yield from (f"# {finding}" for finding in site_findings(site, registry, surveys))
    for outcome in found:
        yield from page_shown(outcome, (site.root / outcome.path).read_bytes(), briefly=briefly)


def page_shown(outcome: Outcome, before: bytes, *, briefly: bool) -> Iterator[str]:
    """Give the lines that say what would become of a page."""
    if outcome.status != "changed":
        reason = f": {outcome.skip}" if outcome.skip else ""
        yield f"# {outcome.path}: {outcome.status}{reason}"
    yield from (f"# {finding}" for finding in outcome.findings)
    texts = [list(lines(data.decode(), briefly=briefly)) for data in (before, outcome.data)]
    names = f"a/{outcome.path}", f"b/{outcome.path}"
    yield from difflib.unified_diff(*texts, *names, n=2, lineterm="")


def lines(text: str, *, briefly: bool) -> Iterator[str]:
    """Split a page into lines, and long lines before tags; `briefly` leaves out a bar's links."""
    for line in text.splitlines():
        bare = _ICON.sub("<svg>…</svg>", _BAR.sub(r"\1 … \2>…</nav>", line) if briefly else line)
        whole = re.sub(r"(?<=.)(?=<[a-z!])", "↵\n", bare) if len(bare) > _LONG else bare
        yield from whole.split("\n")


@pytest.mark.parametrize("name", NAMES)
def test_a_site_gives_the_diff_that_was_read(name: str) -> None:
    has_bars = name in WITH_BARS | WITH_PLACES_OF_BARS
    settings = Settings() if has_bars else Settings(plugins=CORE)
    site, briefly = Site(SITES / name, settings), name in WITH_PLACES_OF_BARS
    found = "".join(f"{line}\n" for line in shown(site, Registry(settings), briefly=briefly))
    expected = EXPECTED / f"{name}.diff"
    if os.environ.get("SMOOPT_UPDATE"):
        expected.write_text(found, "utf-8")
    assert found.splitlines() == expected.read_text("utf-8").splitlines()


def test_no_expected_diff_is_left_over() -> None:
    assert sorted(path.stem for path in EXPECTED.glob("*.diff")) == NAMES
