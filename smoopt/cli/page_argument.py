"""The argument PAGE of commands for one page: its file and its site."""

from pathlib import Path
from typing import NamedTuple

from smoopt.cli.terminal import print_lines


class PageOfSite(NamedTuple):
    """A page's file, the root folder of its site, and its path in there."""

    file: Path
    root: Path
    path: str


def page_of_site(page: Path, site: Path | None, config: Path | None, doing: str) -> PageOfSite:
    """Find the site of a page, and print what was assumed; a folder stands for its index page.

    `doing` is a word for the command, such as "explaining". Raises CannotRun.
    """
    from smoopt.build import site_root  # noqa: PLC0415
    from smoopt.files.addresses import near  # noqa: PLC0415

    if page.is_dir():
        folder, page = page, site_root.index_of(page)
        print_lines((f"{folder}: is a folder; {doing} its {page.name}",), err=True)
    root, path, is_guess = site_root.root_of(page, site, config)
    if is_guess:
        said = f"assuming that {near(root)} is the site's root; --site DIR sets another"
        print_lines((said,), err=True)
    return PageOfSite(page, root, path)
