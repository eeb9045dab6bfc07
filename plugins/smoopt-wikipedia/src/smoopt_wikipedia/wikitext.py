"""How Wikipedia cites a page, and where web archives keep copies of it."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from smoopt import Facts, Network, Site

# https://en.wikipedia.org/wiki/Help:Citation_Style_1#URL (2026-12-01): characters that an address
# must not contain, as they would end the address or the template
_NO_URL = {ord(sign): f"%{ord(sign):02X}" for sign in " \"'<>[]{}|"}
# https://en.wikipedia.org/wiki/Help:Wikitext (2026-12-01): characters that are markup there
_NO_TEXT = {ord(sign): f"&#{ord(sign)};" for sign in "&<>[]{}|~'"}


class Archive(NamedTuple):
    """A web archive: its name, the prefix of addresses of copies, and where to save a page."""

    label: str
    copies: str
    save: Network


# https://en.wikipedia.org/wiki/Help:Using_the_Wayback_Machine (2026-12-01) and
# https://en.wikipedia.org/wiki/Help:Using_archive.today (2026-12-01)
ARCHIVES: Mapping[str, Archive] = {
    "wayback": Archive(
        "Wayback Machine",
        "https://web.archive.org/web/*/",
        Network(
            name="wayback",
            label="Wayback Machine",
            kind="save",
            url="https://web.archive.org/save/",
            params={"url": "{url}"},
            source="https://en.wikipedia.org/wiki/Help:Using_the_Wayback_Machine",
        ),
    ),
    "archive-today": Archive(
        "archive.today",
        "https://archive.today/",
        Network(
            name="archive-today",
            label="archive.today",
            kind="save",
            url="https://archive.today/",
            params={"run": "1", "url": "{url}"},
            source="https://en.wikipedia.org/wiki/Help:Using_archive.today",
        ),
    ),
}


def cite_web(site: Site, facts: Facts) -> str:
    """Return the `{{cite web}}` of a page; "" without a title or an address.

    https://en.wikipedia.org/wiki/Template:Cite_web (2026-12-01). The access date is left for
    the editor to fill in.
    """
    if facts.title is None or facts.address is None:
        return ""
    given = [("url", facts.address.value.translate(_NO_URL))]
    given += [(name, _text(value)) for name, value in _described(site, facts) if value]
    return "".join(
        ("{{cite web", *(f" |{name}={value}" for name, value in given), " |access-date=}}")
    )


def _described(site: Site, facts: Facts) -> Iterator[tuple[str, str]]:
    yield "title", facts.title.value if facts.title else ""
    people = facts.authors.value if facts.authors else ()
    for number, person in enumerate(people, 1):
        yield "author" if len(people) == 1 else f"author{number}", person.name
    yield "date", facts.published.value[:10] if facts.published else ""
    yield "website", site.name.value if site.name else ""
    # https://en.wikipedia.org/wiki/Template:Cite_web#csdoc_language (2026-12-01)
    yield "language", facts.language.value if facts.language else ""


def _text(value: str) -> str:
    """Escape text so that MediaWiki reads no markup in it."""
    return " ".join(value.split()).translate(_NO_TEXT)
