"""Which third parties a site's pages contact, and on how many pages."""

from collections.abc import Iterable, Iterator

import msgspec

from smoopt.check.rules.third_parties.known import ThirdParty, instead_of
from smoopt.check.rules.third_parties.loads import Load, loads_of, loads_of_file
from smoopt.files.bounded import WRITTEN
from smoopt.html.skip import Skip
from smoopt.model.finding import Place
from smoopt.model.rows import Row
from smoopt.model.wording import counted
from smoopt.site.root_address import read_page
from smoopt.site.site import Site

_STYLE_SHEET = ".css"
_NO_MATTER = frozenset({Skip.NO_PAGE, Skip.FRAMESET})


class Asked(msgspec.Struct):
    """A service or an unknown host, and which files of the site load from it.

    `uses` are the types of what is loaded (`script`, `font`); `files` the pages and style
    sheets that load it.
    """

    name: str
    party: ThirdParty | None
    first: Place
    hosts: dict[str, None]
    uses: dict[str, None]
    files: dict[str, None]

    def take(self, load: Load) -> None:
        """Add one more load."""
        self.hosts[load.host] = self.uses[load.use] = self.files[load.place.path] = None


class Privacy(msgspec.Struct, frozen=True):
    """What a site's pages load from others, most frequent first, and how many pages were read."""

    pages: int
    asking: int
    asked: tuple[Asked, ...]


def asked_by(site: Site) -> Privacy:
    """Read all pages and style sheets of a finished site, whose address must be known."""
    found: dict[str, Asked] = {}
    pages = asking = 0
    for path in site.pages:
        page = read_page(site.opened, path, built=True)
        if page is not None and page.skip not in _NO_MATTER:
            pages += 1
            asking += _take_in(loads_of(page, site), found)
    for path in site.files:
        if path.endswith(_STYLE_SHEET):
            _take_in(loads_of_file(path, _text(path, site), site), found)
    most = sorted(found.values(), key=lambda each: -len(each.files))
    return Privacy(pages, asking, tuple(most))


def _take_in(loads: Iterable[Load], found: dict[str, Asked]) -> bool:
    """Add a file's loads to what was found; return whether there were any."""
    loads_any = False
    for load in loads:
        loads_any = True
        if load.name not in found:
            found[load.name] = Asked(load.name, load.party, load.place, {}, {}, {})
        found[load.name].take(load)
    return loads_any


def _text(path: str, site: Site) -> str:
    try:
        return site.opened.read(path, WRITTEN).decode(errors="replace")
    except OSError:
        return ""


def rows(privacy: Privacy, site: Site) -> Iterator[Row]:
    """Yield rows for people."""
    pages = counted(privacy.pages, "page")
    if not privacy.asked:
        yield Row("", f"{site.root}: nothing is loaded from other hosts ({pages})", "bold")
        return
    many = counted(len(privacy.asked), "other")
    yield Row("", f"{site.root}: {privacy.asking:,} of {pages} load from {many}", "bold")
    for each in privacy.asked:
        hosts = "" if each.party is None else f" ({', '.join(each.hosts)})"
        files = counted(len(each.files), "file")
        yield Row("  ", f"{each.name}{hosts}", "bold")
        yield Row("    ", f"{', '.join(each.uses)}; {files}, first {each.first}")
        if each.party is not None and each.party.ended:
            yield Row(
                "    ", f"{each.party.ended}: whoever gets its name can run scripts in the page"
            )
        yield Row("    ", f"instead: {instead_of(each.name)}", "dim")


def data(privacy: Privacy) -> dict[str, object]:
    """Return the same as plain values, for JSON."""
    each = [
        {
            "name": one.name,
            "kind": "" if one.party is None else one.party.kind,
            "hosts": [*one.hosts],
            "uses": [*one.uses],
            "files": [*one.files],
            "first": str(one.first),
            "instead": instead_of(one.name),
        }
        for one in privacy.asked
    ]
    return {"pages": privacy.pages, "asking": privacy.asking, "asked": each}
