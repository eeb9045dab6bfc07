"""Sites of generators, with what each generator wrote kept as smoopt found it."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.support.generator_site import TOOLS, GeneratorSite
from tests.support.runs import contents

# Stands before smoopt: copies the folder that it is to build, and then calls it.
_WITNESS = """#!/bin/sh
if [ "$1" = build ]; then
  rm -rf "{kept}" && cp -a "$2" "{kept}"
fi
exec "{smoopt}" "$@"
"""


class WitnessedSite(GeneratorSite):
    """A site of a generator; `kept` is a copy of what smoopt was last called to build."""

    def __init__(self, name: str, folder: Path, output: str) -> None:
        super().__init__(name, folder, output)
        self.kept = folder.parent / "kept"
        self.commands = folder.parent / "bin"
        self.commands.mkdir()
        script = _WITNESS.format(kept=self.kept, smoopt=self.tool / "bin/smoopt")
        (self.commands / "smoopt").write_text(script, "utf-8")
        (self.commands / "smoopt").chmod(0o755)

    @property
    def environment(self) -> dict[str, str]:
        """The environment of its commands, in which the witness is the first smoopt."""
        usual = super().environment
        rustup = os.environ.get("RUSTUP_HOME") or Path.home() / ".rustup"
        own = {"CI": "1", "RUSTUP_HOME": str(rustup), "GATSBY_TELEMETRY_DISABLED": "1"}
        own |= {f"{name}_TELEMETRY_DISABLED": "1" for name in ("ASTRO", "NEXT", "NUXT")}
        return {**usual, **own, "PATH": f"{self.commands}{os.pathsep}{usual['PATH']}"}

    def given(self) -> dict[str, tuple[str, bytes]]:
        """Read what the generator had written when smoopt was called."""
        return contents(self.kept)


@contextmanager
def witnessed_site(name: str, output: str) -> Iterator[WitnessedSite]:
    """Make an empty site, with the packages of npm in it where the generator comes from there.

    They are hard links: generators follow symbolic ones, and then miss their own packages.
    """
    with tempfile.TemporaryDirectory(prefix="site-", dir=TOOLS / name) as place:
        folder = Path(place, "site")
        folder.mkdir()
        packages = TOOLS / name / "node_modules"
        if packages.is_dir():
            shutil.copytree(packages, folder / "node_modules", symlinks=True, copy_function=os.link)
        yield WitnessedSite(name, folder, output)
