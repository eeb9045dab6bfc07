"""Which line of a template gave a place in the text that came out of it.

Found only when something is wrong there: the template is filled in once more, with marks before
each line of it that was copied.
"""

import re
from collections.abc import Iterator, Mapping

import jinja2
from jinja2.ext import Extension
from jinja2.lexer import Token, TokenStream

# Noncharacters, as in per_page.py.
_BEGIN, _END = "\ufdd2", "\ufdd3"
_MARK = re.compile(f"{_BEGIN}([0-9a-fA-F]*){_END}")


class _Marking(Extension):
    """Put the file and the number of each line before it."""

    def filter_stream(self, stream: TokenStream) -> Iterator[Token]:
        file = stream.filename or stream.name
        for token in stream:
            if token.type != "data":
                yield token
                continue
            lines = enumerate(token.value.split("\n"), token.lineno)
            marked = "\n".join(f"{_mark(f'{file}:{number}')}{line}" for number, line in lines)
            yield Token(token.lineno, "data", marked)


def line_at(
    environment: jinja2.Environment, name: str, values: Mapping[str, object], at: int
) -> str:
    """Return FILE:LINE for a byte offset in the stripped text, "" if unknown."""
    marking = environment.overlay(extensions=[_Marking])
    marked = marking.get_template(name).render(values)
    text, pieces = environment.get_template(name).render(values), _MARK.split(marked)
    if "".join(pieces[::2]) != text:
        return ""  # a filter has changed the marks
    place, left = "", at + len(text.encode()) - len(text.lstrip().encode())
    for before, mark in zip(pieces[::2], pieces[1::2], strict=False):
        left -= len(before.encode())
        if left < 0:
            break
        place = bytes.fromhex(mark).decode()
    return place


def _mark(place: str) -> str:
    return f"{_BEGIN}{place.encode().hex()}{_END}"
