"""Hold the law of encodings over many pages: browsers find the same one before and after build.

Usage: python tools/try_encodings.py FOLDER      every page of a folder, in memory
       python tools/try_encodings.py --hostile N  N generated pages, hostile in every way we know
"""

import argparse
import sys
import time
from collections import Counter
from pathlib import Path

from hypothesis import HealthCheck, given, seed, settings
from hypothesis import strategies as st

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from smoopt.build.pipeline import transform  # noqa: E402
from smoopt.plugin.registry import Registry  # noqa: E402
from smoopt.site.settings import Settings, SiteSettings  # noqa: E402
from smoopt.site.site import Site  # noqa: E402
from tests.support import strategies  # noqa: E402
from tests.support.laws import assert_decoded_as_before  # noqa: E402

SETTINGS = Settings(site=SiteSettings(url="https://example.org/"))


class Trial:
    """Pages of one site, transformed and counted."""

    def __init__(self, root: Path) -> None:
        self.site, self.registry = Site(root, SETTINGS), Registry(SETTINGS)
        self.counted: Counter[str] = Counter()

    def page(self, path: str, data: bytes) -> None:
        """Transform a page; raises AssertionError where the law does not hold."""
        outcome = transform(path, data, self.site, self.registry)
        assert_decoded_as_before(data, outcome.data)
        self.counted["pages"] += 1
        self.counted[outcome.status] += 1
        left_out = any(finding.code == "above-charset" for finding in outcome.findings)
        self.counted["with something left out above their charset"] += left_out


def main() -> None:
    """Print how many pages there were, and what became of them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=ROOT / "fixtures" / "hazards")
    parser.add_argument("--hostile", type=int, metavar="N")
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    trial, begun = Trial(options.folder), time.monotonic()
    if options.hostile is None:
        for path in trial.site.pages:
            trial.page(path, (options.folder / path).read_bytes())
    else:
        _hostile(trial, options.hostile, options.seed)
    figures = ", ".join(f"{count:,} {what}" for what, count in trial.counted.items())
    print(f"{figures}; {time.monotonic() - begun:.0f} s; the law holds")


def _hostile(trial: Trial, number: int, first: int) -> None:
    pages = st.one_of(strategies.pages(), strategies.late_charsets())

    @seed(first)
    @settings(
        max_examples=number, database=None, deadline=None, suppress_health_check=list(HealthCheck)
    )
    @given(data=pages)
    def hold(data: bytes) -> None:
        trial.page("a.html", data)

    hold()


if __name__ == "__main__":
    main()
