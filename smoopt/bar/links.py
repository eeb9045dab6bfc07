"""The address that shares one page to one network.

A network's address is first written as a pattern, `https://host/path?key={url}`, in which all
but the placeholders is encoded; filling it encodes the values. The script fills the same
patterns after a navigation inside the page.
"""

from collections.abc import Iterator, Mapping
from urllib.parse import parse_qsl, quote, urlsplit

import msgspec

from smoopt.networks import PLACEHOLDER, Network

_TEXTS = ("text", "title", "description")
_ELLIPSIS = "…"


class Shared(msgspec.Struct, frozen=True):
    """What is said of the page that is shared; `url` is absolute, `tags` without `#`."""

    url: str
    title: str = ""
    description: str = ""
    tags: tuple[str, ...] = ()
    image: str = ""
    via: str = ""


def pattern(network: Network, server: str = "") -> str:
    """Write the network's address with its placeholders; `server` without a closing slash."""
    base = network.server.replace("{base}", server) if server else network.url
    mark = "#" if network.place == "fragment" and not server else "?"
    params = "&".join(f"{_quoted(key)}={_fixed(value)}" for key, value in network.params.items())
    return f"{base}{'&' if mark in base else mark}{params}" if params else base


def filled(pattern: str, values: Mapping[str, str]) -> str:
    """Put values in place of placeholders, without the parameters that come out empty."""
    start = min((at for at in map(pattern.find, "?#") if at >= 0), default=len(pattern))
    head, mark, params = pattern[:start], pattern[start : start + 1], pattern[start + 1 :]
    kept = [part for part in params.split("&") if _says_something(part, values)]
    written = (PLACEHOLDER.sub(lambda at: _quoted(values[at[1]]), part) for part in kept)
    return f"{head}{mark}{'&'.join(written)}" if kept else head


def values(shared: Shared, limit: int = 0) -> dict[str, str]:
    """Give the placeholders' values; texts are cut to `limit` graphemes, 0 for no limit."""
    found = {
        "url": shared.url,
        "title": shared.title,
        "description": shared.description,
        "text": _with_address(shared, limit),
        "tags": ",".join(shared.tags),
        "tag": shared.tags[0] if shared.tags else "",
        "image": shared.image,
        "via": shared.via,
    }
    for name in _TEXTS if limit else ():
        if name != "text":
            found[name] = cut(found[name], limit)
    return found


def link(network: Network, shared: Shared, server: str = "") -> str:
    """Write the address that shares a page to a network."""
    return filled(pattern(network, server), values(shared, network.graphemes))


def with_parameters(url: str, parameters: Mapping[str, str]) -> str:
    """Add query parameters to an address, ahead of its fragment; those it has already stay."""
    bare, hash_mark, fragment = url.partition("#")
    there = {name for name, _ in parse_qsl(urlsplit(bare).query, keep_blank_values=True)}
    added = "&".join(
        f"{_quoted(name)}={_quoted(value)}"
        for name, value in parameters.items()
        if value and name not in there
    )
    if not added:
        return url
    joint = "" if bare.endswith(("?", "&")) else "&" if "?" in bare else "?"
    return f"{bare}{joint}{added}{hash_mark}{fragment}"


def cut(text: str, limit: int) -> str:
    """Shorten a text to `limit` graphemes, at a word where one ends in the last half."""
    # A grapheme has at least one code point, so most texts need no counting.
    if len(text) <= limit:
        return text
    graphemes = _graphemes(text)
    if len(graphemes) <= limit:
        return text
    if limit < 1:
        return ""
    head = "".join(graphemes[: limit - 1])
    end = -1 if graphemes[limit - 1].isspace() else head.rfind(" ")
    return f"{(head[:end] if end > len(head) // 2 else head).rstrip()}{_ELLIPSIS}"


def _graphemes(text: str) -> list[str]:
    import regex  # noqa: PLC0415 - 15 ms, and few titles are that long

    return regex.findall(r"\X", text)


def _with_address(shared: Shared, limit: int) -> str:
    """Join title and address; where both are too long, the title gives way, never the address."""
    text = f"{shared.title} {shared.url}".strip()
    if not limit or len(text) <= limit:
        return text
    room = limit - len(_graphemes(shared.url)) - 1
    return f"{cut(shared.title, room) if room > 0 else ''} {shared.url}".strip()


def _quoted(value: str) -> str:
    """Percent-encode everything that is not unreserved: RFC 3986, section 2.3."""
    # mailto: and sms: know no "+" for a blank, and a lone surrogate stands for an invalid byte.
    return quote(value, safe="", errors="replace")


def _fixed(value: str) -> str:
    """Encode a parameter's own text, and leave its placeholders."""
    return "".join(_pieces(value))


def _pieces(value: str) -> Iterator[str]:
    last = 0
    for found in PLACEHOLDER.finditer(value):
        yield _quoted(value[last : found.start()])
        yield found[0]
        last = found.end()
    yield _quoted(value[last:])


def _says_something(part: str, values: Mapping[str, str]) -> bool:
    names = PLACEHOLDER.findall(part)
    return not names or any(values[name] for name in names)
