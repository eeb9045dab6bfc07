"""Cases that are run in a process of their own, for what they load leaves threads behind.

Where there are threads, smoopt does not fork, and hypothesis finds that others use `random`.
"""

import os
import subprocess
import sys

from tests.support.places import ROOT


def pass_apart(folder: str) -> None:
    """Run the files `cases_*.py` of a folder of tests, and fail where they do."""
    files = sorted((ROOT / folder).glob("cases_*.py"))
    assert files
    words = [sys.executable, "-m", "pytest", "-q", "-p", "no:xdist", "-p", "no:cacheprovider"]
    # They are no part of the workers that this one is of.
    own = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}
    run = subprocess.run(
        [*words, *files], cwd=ROOT, env=own, check=False, capture_output=True, text=True
    )
    assert run.returncode == 0, run.stdout[-8000:] + run.stderr[-2000:]
