"""A site with smoopt.toml beside it, built by the command line as its author would."""

from collections.abc import Mapping
from pathlib import Path

from tests.support.giving import contents
from tests.support.runs import Run, smoopt
from tests.support.sites import write_files

URL = "https://mill.example.org/"


class Configured:
    """A site that `[plugins.NAME]` and the options are for."""

    def __init__(
        self,
        folder: Path,
        files: Mapping[str, str | bytes],
        table: str,
        options: str = "",
        url: str = URL,
    ) -> None:
        self.root = write_files(folder / "site", dict(files))
        self.before = contents(self.root)
        self.settings = folder / "smoopt.toml"
        self.settings.write_text(f'[site]\nurl = "{url}"\n[plugins.{table}]\n{options}')

    def build(self) -> Run:
        return smoopt("build", self.root, "--config", self.settings)

    def text(self, path: str) -> str:
        return (self.root / path).read_text()

    def added(self) -> set[str]:
        """Name the files that are not the site's own."""
        return contents(self.root).keys() - self.before.keys()

    def assert_settled(self) -> None:
        """See that a second build changes nothing, and that undo leaves nothing."""
        once = contents(self.root)
        assert self.build().code == 0
        assert contents(self.root) == once
        assert smoopt("undo", self.root).code == 0
        assert contents(self.root) == self.before
