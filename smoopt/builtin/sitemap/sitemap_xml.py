"""Sitemaps as XML: new ones, an index of several, and additions to an existing one.

https://www.sitemaps.org/protocol.html (2026-12-01)
"""

from collections.abc import Iterable, Iterator, Mapping

from smoopt.builtin.sitemap.page_entry import PageEntry
from smoopt.files.bounded import WRITTEN
from smoopt.html import markup
from smoopt.site.xml_files import MOST_ADDRESSES

_SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
# https://developers.google.com/search/docs/crawling-indexing/sitemaps/image-sitemaps (2026-12-01)
_IMAGE = "http://www.google.com/schemas/sitemap-image/1.1"
# https://developers.google.com/search/docs/specialty/international/localized-versions (2026-12-01)
_XHTML = "http://www.w3.org/1999/xhtml"
_PREFIXES = {_IMAGE: "image", _XHTML: "xhtml"}
_DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'
# The size of the root's tags, with a margin
_FRAME = 1000


def rows(
    entries: Iterable[PageEntry], prefixes: Mapping[str, str] = _PREFIXES, own: str = ""
) -> Iterator[str]:
    """Yield each page as a `<url>`; `prefixes` are those declared, `own` that of the sitemap."""
    before = f"{own}:" if own else ""
    image, xhtml = prefixes.get(_IMAGE), prefixes.get(_XHTML)
    for entry in entries:
        parts = [_element(f"{before}loc", entry.address)]
        if entry.modified:
            parts.append(_element(f"{before}lastmod", entry.modified))
        if xhtml:
            parts += [_translation(xhtml, *one) for one in entry.translations]
        if image:
            parts += [_picture(image, url) for url in entry.images]
        yield f"<{before}url>{''.join(parts)}</{before}url>\n"


def files(entries: Iterable[PageEntry], name: str, base: str) -> Iterator[tuple[str, bytes]]:
    """Yield one sitemap, or several with an index if it would be too large.

    `name` is its path, `base` the address of its folder.
    """
    parts = [*_parts(rows(entries))]
    if len(parts) == 1:
        yield name, _sitemap(parts[0])
        return
    names = [f"{name.removesuffix('.xml')}-{number}.xml" for number in range(1, len(parts) + 1)]
    yield from ((path, _sitemap(part)) for path, part in zip(names, parts, strict=True))
    lines = (f"<sitemap>{_element('loc', base + path)}</sitemap>\n" for path in names)
    root = f'<sitemapindex xmlns="{_SITEMAP}">\n'
    yield name, f"{_DECLARATION}{root}{''.join(lines)}</sitemapindex>\n".encode()


def _parts(written: Iterable[str]) -> Iterator[list[str]]:
    """Split rows into lists that fit into a sitemap."""
    part: list[str] = []
    size = _FRAME
    for row in written:
        if part and (len(part) == MOST_ADDRESSES or size + len(row) > WRITTEN):
            yield part
            part, size = [], _FRAME
        part.append(row)
        size += len(row)  # addresses are ASCII
    yield part


def _sitemap(written: list[str]) -> bytes:
    text = "".join(written)
    used = (
        f' xmlns:{prefix}="{uri}"' for uri, prefix in _PREFIXES.items() if f"<{prefix}:" in text
    )
    root = f'<urlset xmlns="{_SITEMAP}"{"".join(used)}>\n'
    return f"{_DECLARATION}{root}{text}</urlset>\n".encode()


def _element(name: str, value: str) -> str:
    return f"<{name}>{markup.text(value)}</{name}>"


def _translation(prefix: str, language: str, address: str) -> str:
    attributes = {"rel": "alternate", "hreflang": language, "href": address}
    return markup.start_tag(f"{prefix}:link", attributes, void=True, xhtml=True)


def _picture(prefix: str, url: str) -> str:
    return f"<{prefix}:image>{_element(f'{prefix}:loc', url)}</{prefix}:image>"
