"""How long `smoopt --help` takes, against `python -c pass`."""

import argparse
import sys

from paired import Subject, comparison, rounds, show, smoopt

BARE = "python -c pass"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=25)
    options = parser.parse_args()
    taken = rounds(
        [
            Subject(BARE, [sys.executable, "-c", "pass"]),
            Subject("smoopt --version", smoopt("--version")),
            Subject("smoopt --help", smoopt("--help")),
            Subject("smoopt build --help", smoopt("build", "--help")),
        ],
        options.rounds,
    )
    show("Start-up", ("", "seconds", f"× {BARE}", "MB"), comparison(taken, (BARE,)))


if __name__ == "__main__":
    main()
