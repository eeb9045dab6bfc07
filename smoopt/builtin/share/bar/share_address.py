"""The address that shares a page on a network.

A network's address is first made into a pattern, `https://host/path?key={url}`, in which everything
but the placeholders is encoded; the values of a page are encoded, too. The script fills the same
patterns after a navigation inside the page.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import chain
from string import ascii_letters, digits
from types import MappingProxyType
from urllib.parse import parse_qsl, quote

import msgspec

from smoopt.html import markup
from smoopt.html.per_page import PerPage
from smoopt.model.plain_text import cut, with_address
from smoopt.model.web_address import with_letters
from smoopt.plugin.networks import PLACEHOLDER, PLACEHOLDERS, Network

_TEXTS = frozenset({"text", "title", "description"})
_TAGGED = frozenset({"url", "text"})
# Graphemes of a description: the page contains it once per network, for readers to edit.
_NOTE = 200
_NO_CAMPAIGN: Mapping[str, str] = MappingProxyType({})
_PARTS = re.compile(r"([^?#]*)([?#]?)(.*)", re.DOTALL)
# Nor are characters encoded that are common in addresses and allowed in queries and fragments:
# https://www.rfc-editor.org/rfc/rfc3986#section-3.4 (2026-12-01)
_KEPT = "/:"
_UNRESERVED = f"{ascii_letters}{digits}-._~{_KEPT}".encode()  # RFC 3986, section 2.3
_ENCODED = [f"%{byte:02X}" for byte in range(128)]


class SharedPage(msgspec.Struct, frozen=True):
    """The values of a page to share; `url` is absolute, `tags` without `#`.

    With `letters`, for pages in UTF-8, letters beyond ASCII are not encoded in addresses.
    """

    url: str
    title: str = ""
    description: str = ""
    tags: tuple[str, ...] = ()
    image: str = ""
    via: str = ""
    letters: bool = False


class Placeholder(msgspec.Struct, frozen=True):
    """A placeholder in an address, whose value differs from page to page.

    Texts are cut to `limit` graphemes, 0 for no limit; `campaign` is added to the page's
    address. `key` is unique among the placeholders of a bar.
    """

    key: str
    name: str
    limit: int
    campaign: Mapping[str, str]

    def value(self, shared: SharedPage) -> str:
        """Return the value of a page."""
        match self.name:
            case "url":
                return self._url(shared)
            case "title":
                return cut(shared.title, self.limit) if self.limit else shared.title
            case "description":
                return cut(shared.description, min(self.limit or _NOTE, _NOTE))
            case "text":
                return with_address(shared.title, self._url(shared), self.limit)
            case "tags":
                return ",".join(shared.tags)
            case "tag":
                return shared.tags[0] if shared.tags else ""
            case "image":
                return shared.image
        return shared.via

    def _url(self, shared: SharedPage) -> str:
        return with_parameters(shared.url, self.campaign) if self.campaign else shared.url


class Parameter(msgspec.Struct, frozen=True):
    """A parameter of an address, and the placeholders in it."""

    written: PerPage
    placeholders: tuple[Placeholder, ...]


class Address(msgspec.Struct, frozen=True):
    """A network's address with placeholders; `mark` comes before the parameters."""

    head: str
    mark: str
    parameters: tuple[Parameter, ...]

    @property
    def placeholders(self) -> Iterator[Placeholder]:
        """Yield all placeholders, perhaps with repetitions."""
        for parameter in self.parameters:
            yield from parameter.placeholders

    def known(self, values: Mapping[str, str]) -> PerPage:
        """Return the address without the parameters whose placeholders are all empty."""
        kept = [
            parameter.written
            for parameter in self.parameters
            if not parameter.placeholders
            or any(values[placeholder.key] for placeholder in parameter.placeholders)
        ]
        marks = [self.mark, *"&" * (len(kept) - 1)]
        return PerPage.joined(self.head, *chain.from_iterable(zip(marks, kept, strict=False)))


def address(
    network: Network, server: str = "", campaign: Mapping[str, str] = _NO_CAMPAIGN
) -> Address:
    """Prepare a network's address; raises ValueError if following it could run something."""
    # All placeholders come after the mark, so the scheme is the same for every page.
    parts = _PARTS.fullmatch(markup.safe_url(pattern(network, server)))
    assert parts is not None  # noqa: S101 - it matches everything
    head, mark, parameters = parts.groups()
    return Address(
        head,
        mark,
        tuple(_parameter(written, network, campaign) for written in parameters.split("&")),
    )


def pattern(network: Network, server: str = "") -> str:
    """Return the network's address with its placeholders; `server` has no trailing slash."""
    base = network.server.replace("{base}", server) if server else network.url
    mark = "#" if network.place == "fragment" and not server else "?"
    params = "&".join(f"{_quoted(key)}={_fixed(value)}" for key, value in network.params.items())
    return f"{base}{'&' if mark in base else mark}{params}" if params else base


def values(placeholders: Iterable[Placeholder], shared: SharedPage) -> dict[str, str]:
    """Return the encoded values of a page for all placeholders."""
    quoted = _with_letters if shared.letters else _quoted
    return {placeholder.key: quoted(placeholder.value(shared)) for placeholder in placeholders}


def with_parameters(url: str, parameters: Mapping[str, str]) -> str:
    """Add query parameters before the fragment of an address; existing ones stay."""
    bare, hash_mark, fragment = url.partition("#")
    there = {name for name, _ in parse_qsl(bare.partition("?")[2], keep_blank_values=True)}
    added = "&".join(
        f"{_quoted(name)}={_quoted(value)}"
        for name, value in parameters.items()
        if value and name not in there
    )
    if not added:
        return url
    joint = "" if bare.endswith(("?", "&")) else "&" if "?" in bare else "?"
    return f"{bare}{joint}{added}{hash_mark}{fragment}"


# Two bars encode the same few values again and again.
@lru_cache(maxsize=64)
def _quoted(value: str) -> str:
    """Percent-encode everything that is not unreserved, except slashes and colons."""
    if not value.isascii() or "%" in value:
        # mailto: and sms: do not read "+" as a space, and a lone surrogate is an invalid byte.
        return quote(value, safe=_KEPT, errors="replace")
    # The same, several times as fast: few characters of a title or an address need encoding.
    for sign in set(value.encode().translate(None, _UNRESERVED)):
        value = value.replace(chr(sign), _ENCODED[sign])
    return value


@lru_cache(maxsize=64)
def _with_letters(value: str) -> str:
    return _quoted(value) if value.isascii() else with_letters(value, _KEPT)


def _parameter(written: str, network: Network, campaign: Mapping[str, str]) -> Parameter:
    """Parse a parameter of a network's pattern."""
    placeholders = {
        name: _placeholder(name, network, campaign) for name in PLACEHOLDER.findall(written)
    }
    parts = PLACEHOLDER.split(written)
    pieces: list[str | PerPage] = [*parts]
    pieces[1::2] = [PerPage(placeholders[name].key) for name in parts[1::2]]
    return Parameter(PerPage.joined(*pieces), tuple(placeholders.values()))


def _placeholder(name: str, network: Network, campaign: Mapping[str, str]) -> Placeholder:
    if name not in PLACEHOLDERS:
        raise ValueError(f"network {network.name!r}: no placeholder {{{name}}}")
    limit = network.graphemes if name in _TEXTS else 0
    tagged = campaign if name in _TAGGED else _NO_CAMPAIGN
    return Placeholder(f"{name} {limit} {network.name if tagged else ''}", name, limit, tagged)


def _fixed(value: str) -> str:
    """Encode a parameter's own text, but not its placeholders."""
    return "".join(_pieces(value))


def _pieces(value: str) -> Iterator[str]:
    last = 0
    for found in PLACEHOLDER.finditer(value):
        yield _quoted(value[last : found.start()])
        yield found[0]
        last = found.end()
    yield _quoted(value[last:])
