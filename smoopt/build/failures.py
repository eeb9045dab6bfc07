"""The rules about pages and files that cannot be built or checked, and their findings."""

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
    why="It stays as it was, and was not checked completely.",
    source="",
    fix="Fix what the message names. If smoopt is at fault, report it.",
)
PAGE_BUSY = Rule(
    id="page-busy",
    severity=Severity.ERROR,
    what="Another program kept writing a page while smoopt built it.",
    why="smoopt leaves it as it is, because it may be incomplete.",
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
    why="A build or an audit of an empty folder would pass for the wrong reason.",
    source="",
    fix="Run the generator first, and give the folder that it writes.",
)
SITE_URL_MISSING = Rule(
    id="site-url-missing",
    severity=Severity.WARNING,
    what="The site's public address is not known.",
    why="smoopt leaves out everything that needs an absolute address, and cannot check absolute "
    "links to the site's own files.",
    source="",
    fix="Give it with --url, or as url in the [site] table of smoopt.toml.",
)
TEMPLATE_UNUSED = Rule(
    id="template-unused",
    severity=Severity.WARNING,
    what="A template of the site has almost the name of a template that it could replace.",
    why="No template has exactly this name, so it has no effect.",
    source="",
    fix="Correct its name. If the file belongs to another program, move it to another folder.",
)
NOT_WRITTEN = Rule(
    id="not-written",
    severity=Severity.ERROR,
    what="A file could not be written or removed.",
    why="The old content is still there, so the site is not up to date.",
    source="",
    fix="Free some space, or allow the user who runs smoopt to write there.",
    of_build=True,
)
FILE_REFUSED = Rule(
    id="file-refused",
    severity=Severity.ERROR,
    what="A plugin wants to write a file where this is not allowed.",
    why="The file is the site's own, or another plugin wants a different one there, or undo could "
    "not tell it from the author's files. The page that it belongs to gets no additions.",
    source="",
    fix="Follow the message, or report it to the author of the plugin.",
    of_build=True,
)
FILE_CHANGED = Rule(
    id="file-changed",
    severity=Severity.WARNING,
    what="Somebody has changed a file that smoopt added.",
    why="Removing it could lose somebody's work, so smoopt leaves it to its author.",
    source="",
    fix="Delete it if nobody needs it.",
    of_build=True,
)
LIST_DAMAGED = Rule(
    id="list-damaged",
    severity=Severity.ERROR,
    what="The list of files that smoopt added is damaged.",
    why="smoopt could mistake the author's files for its own, so it ignores the whole list.",
    source="",
    fix="Build the site again with its generator, or remove the list and the files by hand.",
    of_build=True,
)
COPY_STALE = Rule(
    id="copy-stale",
    severity=Severity.ERROR,
    what="A compressed copy differs from its file.",
    why="Servers send the copy to nearly every browser, so readers get another version.",
    source="https://nginx.org/en/docs/http/ngx_http_gzip_static_module.html",
    fix="Compress after all other steps. `smoopt build` keeps the copies of pages up to date.",
)
COPY_REMADE = Rule(
    id="copy-remade",
    severity=Severity.WARNING,
    what="smoopt compressed a copy again, perhaps with other settings than the original.",
    why="It contains the original page, but its bytes may differ from those before smoopt.",
    source="",
    fix="Compress the pages again, or leave it. Browsers see no difference.",
    of_build=True,
)
PRECACHE_STALE = Rule(
    id="precache-stale",
    severity=Severity.WARNING,
    what="A service worker stores a checksum of a page that smoopt cannot update.",
    why="Browsers that have cached the old page keep it.",
    source="https://developer.chrome.com/docs/workbox/modules/workbox-precaching",
    fix="Build the service worker after smoopt.",
    of_build=True,
)
FILE_DAMAGED = Rule(
    id="file-damaged",
    severity=Severity.ERROR,
    what="Somebody has changed what smoopt added to a text file.",
    why="Taking it out could lose somebody's work, so smoopt leaves the file alone.",
    source="",
    fix="Build the site again with its generator, then run smoopt.",
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
    """A plugin raised an exception, or requested an invalid change."""

    why = "a plugin failed"


def page_unreadable(path: str, error: OSError) -> Finding:
    """Say that a page's file cannot be read."""
    return PAGE_UNREADABLE.at(Place(path), f"cannot be read: {reason(error)}")


def worker_lost(path: str, death: Death, plugins: Iterable[str] = ()) -> Finding:
    """Say that the process that worked on a page ended before its time.

    `plugins` are third-party ones, which are named where it is unknown which hook was running.
    """
    if running := death.running:
        return failed(running.plugin, running.hook, Place(path), death.problem)
    message = "its process was ended, as happens when the system runs out of memory"
    if names := " and ".join(map(repr, plugins)):
        message += f"; perhaps caused by one of these plugins: {names}"
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
    """Say that what was written may not have reached the disk."""
    message = f"the file may not be saved on the disk: {reason(error)}; check it, and build again"
    return NOT_WRITTEN.at(place, message)


def file_changed(path: str) -> Finding:
    """Say that an added file is not as smoopt wrote it, and is left."""
    return FILE_CHANGED.at(Place(path), "was changed since smoopt added it; it stays where it is")


def list_damaged(path: str) -> Finding:
    """Say that a list of added files is damaged, and is ignored."""
    message = "is not a list that smoopt wrote; the files in it are neither changed nor removed"
    return LIST_DAMAGED.at(Place(path), message)


def file_damaged(path: str, error: SmooptError) -> Finding:
    """Say that what was added to a text file cannot be taken out."""
    return FILE_DAMAGED.at(Place(path), f"{error}; the file stays as it is")
