"""A request to end is kept where its exception goes astray, and nothing is printed of that."""

import signal
from pathlib import Path
from typing import Any

import pytest

from smoopt.files.open_folder import OpenFolder
from smoopt.kit.announced import Announced
from smoopt.kit.due_articles import Wanted, due_articles
from smoopt.model.stopped import Stopped, stop_if_asked, stopped_by
from smoopt.site.root_address import read_page


class Forgetful:
    """Python drops what is raised while it is finalised."""

    def __del__(self) -> None:
        signal.raise_signal(signal.SIGINT)
        for _ in range(100):  # the handler runs between two steps
            pass


def test_a_request_whose_exception_was_dropped_is_heard_later() -> None:
    with stopped_by("SIGINT"):
        stop_if_asked()
        Forgetful()
        with pytest.raises(Stopped):
            stop_if_asked()
    stop_if_asked()


def pages_are_read(folder: Path) -> None:
    read_page(OpenFolder(folder), "a.html")


def articles_are_sought(folder: Path) -> None:
    sought: Any = Sought(folder)
    due_articles(sought, Announced(None), Wanted(), lambda _: None)


class Sought:
    """As much of a builder as is asked for before the first page."""

    def __init__(self, folder: Path) -> None:
        self.site: Any = self
        self.pages = [file.name for file in folder.iterdir()]


@pytest.mark.parametrize("work", [pages_are_read, articles_are_sought])
def test_who_goes_through_pages_hears_it(work: Any, tmp_path: Path) -> None:
    (tmp_path / "a.html").touch()
    with stopped_by("SIGINT"):
        Forgetful()
        with pytest.raises(Stopped):
            work(tmp_path)
