"""Links in headers of an answer: https://www.rfc-editor.org/rfc/rfc8288#section-3 (2026-12-01)."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

_NAME = r"[\w!#$%&'*+.^`|~-]+"
_TARGET = re.compile(r"[\s,]*<([^>]*)>")
_PARAMETER = re.compile(
    rf'\s*;\s*(?:({_NAME})\s*(?:=\s*(?:"((?:[^"\\]|\\.)*+)"|([^\s",;]*)))?)?', re.ASCII
)
# What is not a link is skipped, up to where the next one may begin.
_REST = re.compile(r'(?:"(?:[^"\\]|\\.)*+"|[^",])*+,?')


class HeaderLink(NamedTuple):
    """A link: its target as written, and its parameters by name in lower case."""

    target: str
    parameters: Mapping[str, str]


def links(headers: Iterable[str]) -> Iterator[HeaderLink]:
    """Yield the links of `Link` headers, in order."""
    for header in headers:
        at = 0
        while found := _TARGET.match(header, at):
            at, parameters = found.end(), dict[str, str]()
            while (one := _PARAMETER.match(header, at)) and one.end() > at:
                at = one.end()
                if one[1]:
                    value = re.sub(r"\\(.)", r"\1", one[2]) if one[2] is not None else one[3]
                    parameters.setdefault(one[1].lower(), value or "")  # the first counts
            yield HeaderLink(found[1].strip(), parameters)
            rest = _REST.match(header, at)
            at = rest.end() if rest else len(header)
