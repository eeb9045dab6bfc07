"""The Nu HTML checker, which runs on Java, finds no new fault in pages with all plugins on.

Faults are its errors and warnings. Its notes are none: it gives one for each `<br />`, which is
valid in HTML and needed in XHTML.
"""

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
    before = faults(root)
    assert EverythingOn(root).build().code == 0
    new = faults(root) - before
    assert new == Counter()


def faults(root: Path) -> Counter[tuple[str, str]]:
    """Count the errors and warnings of the checker, by page and message."""
    command = ["java", "-Xmx700m", "-jar", str(NU), "--skip-non-html", "--format", "json"]
    run = ended([*command, str(root)])
    said = json.loads(run.err)["messages"]
    return Counter((one["url"], one["message"]) for one in said if not _is_note(one))


# https://github.com/validator/validator/wiki/Output-%C2%BB-JSON (2026-12-02)
def _is_note(said: dict[str, object]) -> bool:
    return said["type"] == "info" and said.get("subType") != "warning"
