"""Which encoding a page is in, as browsers find it, by the name that Python has for it."""

import codecs
import re

import turbohtml

from smoopt.html.prescan import PRESCAN_BYTES, plain_utf8

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_XML_ENCODING = re.compile(rb"""\s*<\?xml[^>]*?\sencoding\s*=\s*["']([\w.:-]+)["']""")
# Encodings of the standard that Python decodes under other names.
# https://encoding.spec.whatwg.org/#names-and-labels
_CODECS = {
    "big5": "big5hkscs",
    "euc-kr": "cp949",
    "gbk": "gb18030",
    "iso-8859-8-i": "iso8859-8",
    "shift_jis": "cp932",
    "windows-874": "cp874",
    "x-mac-cyrillic": "mac-cyrillic",
}


def page_encoding(data: bytes) -> tuple[str, bool, int]:
    """Find Python's name of the encoding, whether it is declared, and the length of the BOM.

    1. a byte order mark; 2. `<meta charset>` in the first 1,024 bytes; 3. an XML declaration, by
    the same labels; 4. UTF-8 if the bytes are valid UTF-8; 5. windows-1252, as browsers do.
    """
    for bom, codec in _BOMS:
        if data.startswith(bom):
            return codec, True, len(bom)
    if plain_utf8(data):
        return "utf-8", True, 0
    start = data[:PRESCAN_BYTES]
    in_xml = _XML_ENCODING.match(start)
    if name := _declared(start) or (in_xml and _declared(b'<meta charset="%s">' % in_xml[1])):
        return _codec(name), True, 0
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return "cp1252", False, 0
    return "utf-8", False, 0


def _declared(start: bytes) -> str:
    """Name the encoding that a `<meta>` declares by a label of the encoding standard, or "".

    Python has codecs by other names as well, and not all are encodings: `idna`, `zlib`.
    """
    document = turbohtml.parse(start)
    return (document.encoding or "") if document.encoding_confidence == "certain" else ""


def _codec(name: str) -> str:
    """Translate a name of the encoding standard to that of Python's codec."""
    name = name.lower()
    return codecs.lookup(_CODECS.get(name, name)).name
