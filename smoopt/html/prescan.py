"""Where a page declares its encoding, as browsers look for it before they parse.

https://html.spec.whatwg.org/multipage/parsing.html#prescan-a-byte-stream-to-determine-its-encoding
(2026-11-21). The prescan knows comments and tags, but no scripts, styles and templates.
"""

import codecs
import re
from collections.abc import Iterable
from functools import lru_cache

import msgspec
import turbohtml

from smoopt.model.late_pattern import late

PRESCAN_BYTES = 1024
# How most pages begin; others take the slower path.
_PLAIN_UTF8 = re.compile(
    rb"""\s*<!doctype html>\s*"""
    rb"""(?:<html(?:\s(?:[^<>&"']++|"[^"<>&]*+"|'[^'<>&]*+')*+)?>)?\s*(?:<head>)?\s*"""
    rb"""(?:<!--[^<>-]*-->\s*)?<meta charset=["']?utf-8["']?\s*/?>""",
    re.IGNORECASE,
)
_BOMS = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_MARKUP = late(
    rb"<(?:(?P<comment>!--)|(?P<meta>meta(?=[\t\n\f\r /]))|(?P<tag>/?[a-z][^\t\n\f\r >]*+)|[!/?])",
    re.IGNORECASE,
)
# https://html.spec.whatwg.org/multipage/parsing.html#concept-get-attributes-when-sniffing
_ATTRIBUTE = (
    rb"""[\t\n\f\r /]*+([^\t\n\f\r />][^\t\n\f\r />=]*+)"""
    rb"""(?:[\t\n\f\r ]*+=[\t\n\f\r ]*+(?:"([^"]*+)"?+|'([^']*+)'?+|([^\t\n\f\r >]*+)))?+"""
)
_EACH_ATTRIBUTE = late(_ATTRIBUTE)
_ALL_ATTRIBUTES = late(rb"(?:" + _ATTRIBUTE + rb")*+[\t\n\f\r /]*+")
# https://html.spec.whatwg.org/multipage/urls-and-fetching.html#extracting-character-encodings-from-meta-elements
_IN_CONTENT = late(
    rb"""charset[\t\n\f\r ]*+=[\t\n\f\r ]*+(?:"([^"]*)"|'([^']*)'|["']|([^\t\n\f\r ;]*))"""
)
_LABEL = re.compile(rb"[\t\n\f\r ]*([\w.:-]+)[\t\n\f\r ]*")


class Declaration(msgspec.Struct, frozen=True):
    """The encoding that a `<meta>` declares, and the byte at which that tag ends."""

    encoding: str
    end: int


def plain_utf8(data: bytes) -> int:
    """Return where the declaration ends in a page that begins as most do; 0 for others."""
    found = _PLAIN_UTF8.match(data, 0, PRESCAN_BYTES)
    return 0 if found is None else found.end()


def declaration(data: bytes) -> Declaration | None:
    """Find the declaration that counts in the first 1,024 bytes.

    None where there is none, or a byte order mark, which takes precedence.
    """
    if plain := plain_utf8(data):
        return Declaration("UTF-8", plain)
    start, position = data[:PRESCAN_BYTES], 0
    if b"charset" not in start.lower() or start.startswith(_BOMS):
        return None
    while (found := _MARKUP.search(start, position)) is not None:
        match found.lastgroup:
            case "comment":  # its dashes may be those of `-->`
                position = start.find(b"-->", found.start() + 2) + 3
                if position < found.end():
                    return None
            case "meta" | "tag":
                tags_end = _ALL_ATTRIBUTES.match(start, found.end())
                assert tags_end is not None  # noqa: S101 - it matches nothing, too
                position = tags_end.end() + 1
                if position > len(start):
                    return None
                attributes = _EACH_ATTRIBUTE.finditer(start, found.end(), position - 1)
                if found.lastgroup == "meta" and (encoding := _declared(attributes)):
                    return Declaration(encoding, position)
            case _:
                position = start.find(b">", found.end()) + 1
                if not position:
                    return None
    return None


def declared_alike(one: bytes, other: bytes) -> bool:
    """Tell whether the same encoding is found in both."""
    was, now = declaration(one), declaration(other)
    return (was and was.encoding) == (now and now.encoding)


def _declared(found: Iterable[re.Match[bytes]]) -> str:
    """Return the encoding that a meta with these attributes declares, or ""."""
    attributes: dict[bytes, bytes] = {}
    for each in found:
        value = each[2] or each[3] or each[4] or b""
        attributes.setdefault(each[1].lower(), value.lower())
    if b"charset" in attributes:
        return _encoding(attributes[b"charset"])
    if attributes.get(b"http-equiv") != b"content-type":
        return ""
    label = _IN_CONTENT.search(attributes.get(b"content", b""))
    return _encoding(label[1] or label[2] or label[3] or b"") if label is not None else ""


@lru_cache(maxsize=64)
def _encoding(label: bytes) -> str:
    """Return the encoding that a label means in a meta, or ""."""
    found = _LABEL.fullmatch(label)
    if found is None:
        return ""
    document = turbohtml.parse(b'<meta charset="%s">' % found[1])
    # "replacement" stands for encodings that browsers refuse; it counts as declared all the same.
    is_known = document.encoding_confidence == "certain" or document.encoding == "replacement"
    return document.encoding or "" if is_known else ""
