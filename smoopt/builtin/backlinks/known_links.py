"""Pages elsewhere that link to this site, as its author or a webmention service lists them."""

from pathlib import Path

import msgspec

from smoopt.builtin.backlinks.webmention_export import Entry, Export
from smoopt.files.bounded import WRITTEN
from smoopt.model.errors import ConfigError
from smoopt.model.plain_text import excerpt, tidy
from smoopt.model.web_address import host_of, is_encoded, is_of_the_web, normal
from smoopt.site.config import read_toml
from smoopt.site.json_file import read_json_file
from smoopt.site.wrong_settings import convert

_FORMS = "expected a file of TOML (.toml) or JSON (.json)"


class KnownLink(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A page elsewhere (`source`, its address) that links to a page of this site (`target`).

    `target` is an address or a path from the site's root; `site` is what the page elsewhere is part
    of, its host unless given; `quote` is what it says.
    """

    source: str
    target: str
    title: str
    site: str = ""
    quote: str = ""

    def __post_init__(self) -> None:
        """Raise ValueError, which msgspec reports with its place, for what cannot be shown."""
        if not is_of_the_web(self.source):
            raise ValueError(f"source: {self.source!r} is not an address; expected https://…")
        if not self.target.strip():
            raise ValueError("target: it is empty; expected a page of this site")
        if not tidy(self.title):
            raise ValueError("title: it is empty; expected that of the page elsewhere")

    @property
    def href(self) -> str:
        """The address of the page elsewhere, escaped."""
        return self.source if is_encoded(self.source) else normal(self.source)

    @property
    def named_site(self) -> str:
        """The name of the site that the page elsewhere belongs to."""
        return tidy(self.site) or host_of(self.source).rpartition("@")[2].removeprefix("www.")

    @property
    def shown_title(self) -> str:
        """The title of the page elsewhere, shortened to fit a list."""
        return excerpt(tidy(self.title))

    @property
    def words(self) -> str:
        """The quote from the page elsewhere, shortened to fit a list."""
        return excerpt(tidy(self.quote))


class KnownLinks(msgspec.Struct, frozen=True):
    """The links in a file; `are_strangers` if others have sent them, unseen by the author."""

    links: tuple[KnownLink, ...]
    are_strangers: bool


NO_LINKS = KnownLinks((), are_strangers=False)


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A file written by the author."""

    link: tuple[KnownLink, ...] = ()


def read(path: Path) -> KnownLinks:
    """Read a file of links; raises ConfigError with the place, what was found and expected."""
    match path.suffix.lower():
        case ".toml":
            value: object = read_toml(path, WRITTEN)
        case ".json":
            value = read_json_file(path)
        case _:
            raise ConfigError(f"{path}: the name does not say what is in it; {_FORMS}")
    if isinstance(value, dict) and "children" in value:
        entries = convert(value, Export, str(path)).children
        found = (_link(entry) for entry in entries)
        return KnownLinks(tuple(link for link in found if link is not None), are_strangers=True)
    return KnownLinks(convert(value, _File, str(path)).link, are_strangers=False)


def _link(entry: Entry) -> KnownLink | None:
    """Return the link in a mention; None if it should not be shown."""
    source, title = entry.page, entry.title
    if not (source and title and entry.target):
        return None
    return KnownLink(source, entry.target, title, quote=entry.quote)
