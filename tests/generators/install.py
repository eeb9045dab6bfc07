"""Install generators of sites, each in a folder of its own below .generators/, once.

Given names, it installs those alone. None of them is ever a dependency of smoopt.
"""

import hashlib
import shutil
import subprocess
import sys
import tomllib
import venv

from tests.support.places import ROOT

FOLDER = ROOT / ".generators"
# What pip installs beside smoopt itself.
PACKAGES = {
    "lektor": ("lektor>=3.3.12,<4", "setuptools<81"),  # it imports pkg_resources
    "mkdocs": ("mkdocs>=1.6,<2",),
    "nikola": ("nikola>=8.3,<9",),
    "pelican": ("pelican[markdown]>=4.11,<5",),
    "sphinx": ("sphinx>=8,<10", "sphinx-autobuild>=2024,<2026"),
}


def install(name: str) -> None:
    """Install a generator, if it is not there as it is wanted now."""
    folder, packages = FOLDER / name, PACKAGES[name]
    # What smoopt needs, and its entry points, are read when it is installed.
    own = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    wanted = repr((packages, own["dependencies"], own["entry-points"]))
    digest, stamp = hashlib.sha256(wanted.encode()).hexdigest(), folder / "installed"
    if stamp.is_file() and stamp.read_text() == digest:
        return
    shutil.rmtree(folder, ignore_errors=True)
    venv.create(folder, with_pip=True)
    pip = [folder / "bin/python", "-m", "pip", "install", "--quiet"]
    subprocess.run([*pip, "--editable", ROOT, *packages], check=True)
    stamp.write_text(digest)


def main(names: list[str]) -> None:
    """Install the generators that are named, or all."""
    FOLDER.mkdir(exist_ok=True)
    for name in names or PACKAGES:
        install(name)


if __name__ == "__main__":
    main(sys.argv[1:])
