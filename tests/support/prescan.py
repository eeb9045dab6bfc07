"""How browsers find a page's encoding, step by step as the standard tells it: the tests' judge.

https://html.spec.whatwg.org/multipage/parsing.html#determining-the-character-encoding
(2026-11-21), in its own words and order, so that it can be held against the text.
"""

import webencodings

BLANKS = b"\t\n\f\r "
LETTERS = b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
BOMS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xfe\xff", "utf-16be"), (b"\xff\xfe", "utf-16le"))


class _EndOfBytes(Exception):
    """The prescan ran off the end, and found nothing."""


def encoding(data: bytes) -> str | None:
    """Give what a browser finds before it parses; None where it has to guess."""
    for bom, name in BOMS:
        if data.startswith(bom):
            return name
    try:
        return _Prescan(data[:1024]).found()
    except _EndOfBytes:
        return None


def _named(label: str) -> str | None:
    """https://encoding.spec.whatwg.org/#concept-encoding-get"""
    found = webencodings.lookup(label)
    return None if found is None else found.name


class _Prescan:
    def __init__(self, data: bytes) -> None:
        self.data = data
        self.position = 0

    def byte(self) -> int:
        if self.position >= len(self.data):
            raise _EndOfBytes
        return self.data[self.position]

    def follows(self, text: bytes) -> bool:
        return self.data[self.position :][: len(text)].lower() == text

    def advance_to(self, wanted: bytes) -> None:
        while self.byte() not in wanted:
            self.position += 1

    def found(self) -> str | None:
        while True:
            self.byte()
            if self.follows(b"<!--"):
                self.position += 2
                while not self.follows(b"-->"):
                    self.position += 1
                    self.byte()
                self.position += 2
            elif self.follows(b"<meta") and self.data[self.position + 5 :][:1] in {
                *(bytes([blank]) for blank in BLANKS),
                b"/",
            }:
                self.position += 5
                if (name := self.meta()) is not None:
                    return name
            elif self.begins_a_tag():
                self.advance_to(BLANKS + b">")
                while self.attribute() is not None:
                    pass
            elif self.data[self.position :][:2] in {b"<!", b"</", b"<?"}:
                self.position += 1
                self.advance_to(b">")
            self.position += 1

    def begins_a_tag(self) -> bool:
        rest = self.data[self.position :]
        letter = rest[2:3] if rest[:2] == b"</" else rest[1:2]
        return rest[:1] == b"<" and letter != b"" and letter in LETTERS

    def meta(self) -> str | None:
        names: set[str] = set()
        got_pragma, need_pragma = False, None
        charset: str | bool | None = None  # False is the standard's "failure"
        while (attribute := self.attribute()) is not None:
            name, value = attribute
            if name in names:
                continue
            names.add(name)
            if name == "http-equiv":
                got_pragma = got_pragma or value == "content-type"
            elif name == "content":
                extracted = _extracted(value)
                if extracted is not None and charset is None:
                    charset, need_pragma = extracted, True
            elif name == "charset":
                charset, need_pragma = _named(value) or False, False
        if need_pragma is None or (need_pragma and not got_pragma) or not charset:
            return None
        as_others = {"utf-16be": "utf-8", "utf-16le": "utf-8", "x-user-defined": "windows-1252"}
        return as_others.get(str(charset), str(charset))

    def attribute(self) -> tuple[str, str] | None:
        while self.byte() in BLANKS + b"/":
            self.position += 1
        if self.byte() in b">":
            return None
        name = bytearray()
        while not (self.byte() in b"=" and name):
            if self.byte() in BLANKS:
                while self.byte() in BLANKS:
                    self.position += 1
                if self.byte() not in b"=":
                    return _text(name), ""
                break
            if self.byte() in b"/>":
                return _text(name), ""
            name.append(self.byte())
            self.position += 1
        self.position += 1
        return _text(name), _text(self.value())

    def value(self) -> bytearray:
        value = bytearray()
        while self.byte() in BLANKS:
            self.position += 1
        quote = self.byte()
        if quote in b"\"'":
            self.position += 1
            while self.byte() != quote:
                value.append(self.byte())
                self.position += 1
            self.position += 1
            return value
        while self.byte() not in BLANKS + b">":
            value.append(self.byte())
            self.position += 1
        return value


def _text(value: bytearray) -> str:
    return value.decode("latin-1").translate({n: n + 32 for n in range(ord("A"), ord("Z") + 1)})


def _extracted(content: str) -> str | None:
    """https://html.spec.whatwg.org/multipage/urls-and-fetching.html#extracting-character-encodings-from-meta-elements"""
    blanks, position = BLANKS.decode(), 0
    while (at := content.find("charset", position)) >= 0:
        rest = content[at + len("charset") :].lstrip(blanks)
        position = len(content) - len(rest)
        if not rest.startswith("="):
            continue
        rest = rest[1:].lstrip(blanks)
        if rest[:1] in {'"', "'"}:
            label, closing, _ = rest[1:].partition(rest[0])
            return _named(label) if closing else None
        for number, sign in enumerate(rest):
            if sign in f"{blanks};":
                return _named(rest[:number])
        return _named(rest) if rest else None
    return None
