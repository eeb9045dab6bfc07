from pathlib import Path
from types import ModuleType

import pytest

from tests.support.places import ROOT

FOLDER = ROOT / "benchmarks" / "truth"


@pytest.fixture
def truth(monkeypatch: pytest.MonkeyPatch) -> Path:
    """Let a test import the modules of the harness, which is a folder of scripts."""
    monkeypatch.syspath_prepend(str(FOLDER))
    return FOLDER


@pytest.fixture
def stripper(truth: Path) -> ModuleType:
    import stripper

    return stripper


@pytest.fixture
def statements(truth: Path) -> ModuleType:
    import statements

    return statements


@pytest.fixture
def comparing(truth: Path) -> ModuleType:
    import comparing

    return comparing
