"""How long `smoopt check` takes, against a first build of the same site.

Checked are the site as its generator wrote it, and the same after it was built. Both reports are
written in full, as SARIF. Whole sites are compared: the links of a sample lead to pages that it
lacks, and each of them is a finding.
"""

import argparse
from pathlib import Path

from corpus import Corpus, add_arguments, ram_folder, sample, size, source
from paired import Subject, comparison, rounds, run, show, smoopt
from subjects import APART, build, building

UNTOUCHED, BUILT = "smoopt check, untouched", "smoopt check, built"


def checking(name: str, site: Corpus, root: Path, report: Path) -> Subject:
    """Check a folder, with whatever findings."""
    command = smoopt("check", root, "--url", site.url, "--fail-on", "never")
    return Subject(name, [*command, "--format", "sarif", "-o", str(report)])


def compare(site: Corpus, folder: Path, count: int) -> None:
    """Time checks and builds in turns."""
    built, report = folder / "built", folder / "report.sarif"
    run(build(site, site.root, "-o", built))
    taken = rounds(
        [
            building(site, folder / "out"),
            checking(UNTOUCHED, site, site.root, report),
            checking(BUILT, site, built, report),
        ],
        count,
    )
    columns = ("", "seconds", f"× {APART}", "MB")
    show(f"Check: {site}", columns, comparison(taken, (APART,)))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pages", nargs="*", type=size, default=[None], help="all")
    parser.add_argument("--rounds", type=int, default=1)
    add_arguments(parser)
    options = parser.parse_args()
    for count in options.pages:
        with ram_folder() as folder:
            compare(sample(source(options), count, folder / "site"), folder, options.rounds)


if __name__ == "__main__":
    main()
