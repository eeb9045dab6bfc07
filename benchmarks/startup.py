"""How long `smoopt --help` takes, against `python -c pass`; the bar is six times."""

import sys

from paired import median, ratio, run

RUNS = 25


def main() -> None:
    bare = [sys.executable, "-c", "pass"]
    help_page = [sys.executable, "-m", "smoopt", "--help"]
    for command in (bare, help_page):
        run(command)
    pairs = [(run(help_page), run(bare)) for _ in range(RUNS)]
    ours, theirs = zip(*pairs, strict=True)
    print(f"python -c pass   {median(theirs) * 1000:6.1f} ms")
    print(f"smoopt --help    {median(ours) * 1000:6.1f} ms")
    print(f"ratio            {ratio(ours, theirs)}  (median of {RUNS} pairs, least to largest)")


if __name__ == "__main__":
    main()
