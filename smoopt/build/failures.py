"""What keeps pages and files from being built or checked: its rules, and how it is said."""

from collections.abc import Iterable
from typing import ClassVar

from smoopt.model.errors import PageError, SiteError, SmooptError, reason
from smoopt.model.finding import Finding, Place, Severity
from smoopt.model.rule import Rule
from smoopt.plugin.call import PLUGIN_FAILED, failed
from smoopt.plugin.running_hook import Death

# What became of a page that could not be built.
STAYS = "; the page stays as it was"

PAGE_UNREADABLE = Rule(
    id="page-unreadable",
    severity=Severity.ERROR,
    what="A page's file cannot be read.",
    why="It is neither built nor checked, and a web server may not be able to send it.",
    source="",
    fix="Let the user who runs smoopt read the file.",
)
PAGE_FAILED = Rule(
    id="page-failed",
    severity=Severity.ERROR,
    what="A page could not be built or checked.",
    why="It stays as it was, and nothing is known of it.",
    source="",
    fix="Mend what the message names, or report it where it is a fault of smoopt's.",
)
PAGE_BUSY = Rule(
    id="page-busy",
    severity=Severity.ERROR,
    what="A page was written again and again while it was built.",
    why="smoopt leaves it as its generator left it, for it may be half of a page.",
    source="",
    fix="Build again when the generator has finished.",
    of_build=True,
)
FOLDER_UNREADABLE = Rule(
    id="folder-unreadable",
    severity=Severity.ERROR,
    what="A folder of the site cannot be read.",
    why="Its pages are neither built nor checked, and a web server may not be able to send them.",
    source="",
    fix="Let the user who runs smoopt read the folder.",
)
NO_PAGES = Rule(
    id="no-pages",
    severity=Severity.ERROR,
    what="The folder has no pages.",
    why="A build or an audit of nothing passes for the wrong reason.",
    source="",
    fix="Run the generator first, and name the folder that it writes.",
)
SITE_URL_MISSING = Rule(
    id="site-url-missing",
    severity=Severity.WARNING,
    what="The site's public address is not known.",
    why="Whatever needs an absolute address is left out, and whether addresses in the pages lead "
    "to files of the site cannot be told.",
    source="",
    fix="Give it with --url, or as url in the [site] table of smoopt.toml.",
)
TEMPLATE_UNUSED = Rule(
    id="template-unused",
    severity=Severity.WARNING,
    what="A template of the site has nearly the name of one that it could take the place of.",
    why="No template is named like it, so nothing comes of it.",
    source="",
    fix="Give it the name that is meant, or another folder where it is another program's.",
)
NOT_WRITTEN = Rule(
    id="not-written",
    severity=Severity.ERROR,
    what="A file could not be written or removed.",
    why="What was there before is still there, so the site is not as it should be.",
    source="",
    fix="Make room, or let the user who runs smoopt write there.",
    of_build=True,
)
FILE_REFUSED = Rule(
    id="file-refused",
    severity=Severity.ERROR,
    what="A plugin wants to write a file where it may not.",
    why="The file is the site's own, or another plugin wants a different one there, or undo could "
    "not tell it from the author's. The page that it belongs to is left without additions.",
    source="",
    fix="Do what the message says, or report it to the author of the plugin.",
    of_build=True,
)
FILE_CHANGED = Rule(
    id="file-changed",
    severity=Severity.WARNING,
    what="A file that smoopt added has been changed by another hand since.",
    why="Removing it could lose somebody's work, so smoopt leaves it, and knows it no more.",
    source="",
    fix="Remove it by hand if nobody needs it.",
    of_build=True,
)
LIST_DAMAGED = Rule(
    id="list-damaged",
    severity=Severity.ERROR,
    what="The list of the files that smoopt added is not as smoopt writes it.",
    why="By it, the author's files could be taken for smoopt's, so nothing in it counts.",
    source="",
    fix="Build the site afresh with its generator, or remove the list and the files by hand.",
    of_build=True,
)
COPY_STALE = Rule(
    id="copy-stale",
    severity=Severity.ERROR,
    what="A compressed copy does not hold what stands in its file.",
    why="Servers send the copy to nearly every browser: readers get another version.",
    source="https://nginx.org/en/docs/http/ngx_http_gzip_static_module.html",
    fix="Compress again after every other step; `smoopt build` keeps the copies of pages in step.",
)
COPY_REMADE = Rule(
    id="copy-remade",
    severity=Severity.WARNING,
    what="A compressed copy was made anew in a way that may not be the original's.",
    why="It holds the original page, but its bytes may not be those from before smoopt.",
    source="",
    fix="Compress the pages again, or leave it: browsers see no difference.",
    of_build=True,
)
PRECACHE_STALE = Rule(
    id="precache-stale",
    severity=Severity.WARNING,
    what="A service worker knows a page by a checksum that smoopt cannot renew.",
    why="Browsers that have the old page keep it.",
    source="https://developer.chrome.com/docs/workbox/modules/workbox-precaching",
    fix="Build the service worker after smoopt.",
    of_build=True,
)
FILE_DAMAGED = Rule(
    id="file-damaged",
    severity=Severity.ERROR,
    what="What smoopt added to a text file was changed by another hand.",
    why="Taking it out could lose somebody's work, so the file is left alone.",
    source="",
    fix="Build the site afresh with its generator, then run smoopt again.",
    of_build=True,
)
RULES = (
    PAGE_UNREADABLE,
    PAGE_FAILED,
    PAGE_BUSY,
    FOLDER_UNREADABLE,
    NO_PAGES,
    SITE_URL_MISSING,
    TEMPLATE_UNUSED,
    PLUGIN_FAILED,
    NOT_WRITTEN,
    FILE_REFUSED,
    FILE_CHANGED,
    LIST_DAMAGED,
    FILE_DAMAGED,
    COPY_STALE,
    COPY_REMADE,
    PRECACHE_STALE,
)


class PageRefused(PageError):
    """A page is not built; carries what to tell the author."""

    why: ClassVar[str]

    def __init__(self, findings: list[Finding]) -> None:
        super().__init__(self.why)
        self.findings = findings


class PluginFailed(PageRefused):
    """A plugin raised, or asked for what may not be."""

    why = "a plugin failed"


def page_unreadable(path: str, error: OSError) -> Finding:
    """Say that a page's file cannot be read."""
    return PAGE_UNREADABLE.at(Place(path), f"cannot be read: {reason(error)}")


def worker_lost(path: str, death: Death, plugins: Iterable[str] = ()) -> Finding:
    """Say that the process that worked on a page was ended.

    `plugins` are strangers' in it, for where it is not known which hook it was in.
    """
    if running := death.running:
        return failed(running.plugin, running.hook, Place(path), death.problem)
    message = "the process that worked on it was ended, as systems do where memory runs out"
    if names := " and ".join(map(repr, plugins)):
        message += f"; not smoopt's own, and perhaps to blame: {names}"
    return PAGE_FAILED.at(Place(path), message)


def not_removed(path: str, error: OSError | SiteError) -> Finding:
    """Say that a file could not be removed."""
    message = f"cannot be removed: {reason(error)}; it is still there"
    return NOT_WRITTEN.at(Place(path), message)


def not_written(path: str, error: OSError | SiteError) -> Finding:
    """Say that a file could not be written."""
    message = f"cannot be written: {reason(error)}; what was there before is still there"
    return NOT_WRITTEN.at(Place(path), message)


def not_synced(place: Place, error: OSError) -> Finding:
    """Say that what was written may not have come to the disk."""
    message = f"what was written may not be on the disk: {reason(error)}; check it, and build again"
    return NOT_WRITTEN.at(place, message)


def file_changed(path: str) -> Finding:
    """Say that an added file is not as smoopt wrote it, and is left."""
    return FILE_CHANGED.at(Place(path), "was changed since smoopt added it; it stays where it is")


def list_damaged(path: str) -> Finding:
    """Say that a list of added files counts for nothing."""
    message = "is no list that smoopt wrote; what is named in it is neither changed nor removed"
    return LIST_DAMAGED.at(Place(path), message)


def file_damaged(path: str, error: SmooptError) -> Finding:
    """Say that what was added to a text file cannot be taken out."""
    return FILE_DAMAGED.at(Place(path), f"{error}; the file stays as it is")
