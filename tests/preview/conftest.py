"""A small site, and a preview of it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from smoopt.preview.state import PreviewState
from tests.support.previews import Preview, Running, opened, watching, write_site


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Write a site."""
    return write_site(tmp_path / "public")


@pytest.fixture
def state(root: Path) -> Iterator[PreviewState]:
    """Read all pages of the site."""
    with opened(root) as state:
        yield state


@pytest.fixture
def preview(state: PreviewState) -> Preview:
    """Ask the preview of the site without a network."""
    return Preview(state)


@pytest.fixture
def running(root: Path) -> Iterator[Running]:
    """Run the preview of the site in a process of its own."""
    with watching(root) as preview:
        yield preview
