"""The Nu HTML checker, which runs on Java, finds no new error in pages with all plugins on."""

import json
import shutil
from collections import Counter
from pathlib import Path

import pytest

from tests.readers.install import FOLDER
from tests.support.everything_on import EverythingOn
from tests.support.places import SITES
from tests.support.runs import ended

NU = FOLDER / "node_modules/vnu-jar/build/dist/vnu.jar"


@pytest.mark.parametrize("name", ["hugo", "mkdocs", "sphinx", "lektor"])
def test_pages_are_as_valid_as_before(name: str, tmp_path: Path) -> None:
    assert shutil.which("java"), "no Java, with which the Nu HTML checker runs"
    root = tmp_path / "site"
    shutil.copytree(SITES / name, root)
    before = errors(root)
    assert EverythingOn(root).build().code == 0
    new = errors(root) - before
    assert new == Counter()


def errors(root: Path) -> Counter[tuple[str, str]]:
    """Count what the checker says, by page and message."""
    command = ["java", "-Xmx700m", "-jar", str(NU), "--skip-non-html", "--format", "json"]
    run = ended([*command, str(root)])
    said = json.loads(run.err)["messages"]
    return Counter((one["url"], one["message"]) for one in said)
