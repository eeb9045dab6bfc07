"""Addresses taken apart, joined, compared and written in one form, without an exception.

What pages write may not be an address at all.
"""

import re
from functools import lru_cache
from typing import NamedTuple
from unicodedata import category
from urllib.parse import SplitResult, quote, unquote, urljoin, urlsplit, urlunsplit

from smoopt.model.late_pattern import late

# What no host may hold: https://url.spec.whatwg.org/#forbidden-host-code-point (2026-11-30); the
# library checks those that end a host, and brackets.
_NO_HOST = re.compile(r"[\x00-\x20<>^|\x7f]")
# What may stand unescaped in a path: https://www.rfc-editor.org/rfc/rfc3986#section-3.3
PATH_SAFE = "/:@!$&'()*+,;=~"
_QUERY_SAFE = f"{PATH_SAFE}?"
# What stays as it is where escapes are put right; "%" is looked at by itself.
_ESCAPED = re.compile(r"%([0-9A-Fa-f]{2})")
_UNRESERVED = re.compile(r"[\w.~-]", re.ASCII)
_NO_WORDS = re.compile(r"[^\w.~-]+")
# Most addresses are normalised already: lower case, no port, escape, dot segment or query.
_NORMAL = re.compile(
    r"https?://[a-z0-9-]+(?:\.[a-z0-9-]+)*/(?:[\w~-][\w.~-]*/)*(?:[\w~-][\w.~-]*)?", re.ASCII
)
# So are most references: steps up, names, a place in the page.
_NEARBY = re.compile(r"((?:\.\./)*)((?:[\w~-][\w.~-]*/)*(?:[\w~-][\w.~-]*)?)(#[\w.~-]+)?", re.ASCII)
_PORTS = {"http": 80, "https": 443}
# Parameters that tell where a reader came from, never which page is meant:
# https://support.google.com/analytics/answer/10917952,
# https://support.google.com/google-ads/answer/9744275,
# https://matomo.org/faq/reports/what-is-campaign-tracking-and-why-it-is-important/ and
# https://firefox-source-docs.mozilla.org/toolkit/components/antitracking/anti-tracking/query-stripping
# (2026-11-30)
_TRACKING = late(
    r"(?:utm_\w+|(?:mtm|matomo|pk|piwik)_\w+|[gw]braid|d?gclid|dclid|gclsrc|_gl|srsltid|msclkid"
    r"|fbclid|igshid|igsh|twclid|ttclid|yclid|li_fat_id|mc_[ce]id|_hsenc|_hsmi|mkt_tok)(?:=|$)",
    re.IGNORECASE,
)


@lru_cache(maxsize=4096)
def parts_of(url: str) -> SplitResult | None:
    """Split an address into its parts; None if a browser could not parse it.

    All parts can be read then, including `port`, which would raise for an invalid one.
    """
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError:
        return None
    return None if _NO_HOST.search(parts.netloc.rpartition("@")[2]) else parts


def path_of(url: str) -> str:
    """Return the path in an address; "" also where it is not an address."""
    parts = parts_of(url)
    return "" if parts is None else parts.path


class Nearby(NamedTuple):
    """A plain relative reference: how many folders up, the path from there, and "#place" or ""."""

    up: int
    path: str
    fragment: str


def nearby(reference: str) -> Nearby | None:
    """Read a reference that is a plain relative one, which needs no taking apart."""
    found = _NEARBY.fullmatch(reference)
    return found and Nearby(len(found[1]) // len("../"), found[2], found[3] or "")


@lru_cache(maxsize=256)
def _folders(address: str) -> tuple[str, ...]:
    """Return host and folders of a normalised address, each with its final slash, or ()."""
    if not _NORMAL.fullmatch(address):
        return ()
    scheme, _, rest = address.partition("://")
    host, *folders = rest.split("/")[:-1]
    return (f"{scheme}://{host}/", *(f"{folder}/" for folder in folders))


def joined(base: str, reference: str) -> str | None:
    """Resolve a reference against an address; None if either is invalid."""
    near = nearby(reference)
    if near and (folders := _folders(base)):
        if not near.up and not near.path:
            return base + near.fragment
        above = folders[: max(1, len(folders) - near.up)]
        return f"{''.join(above)}{near.path}{near.fragment}"
    try:
        whole = urljoin(base, reference)
    except ValueError:
        return None
    return None if parts_of(whole) is None else whole


def is_of_the_web(url: str) -> bool:
    """Tell whether an address is absolute and of the web: http or https, with a host."""
    parts = parts_of(url)
    return parts is not None and parts.scheme in {"http", "https"} and bool(parts.hostname)


def is_shown_whole(url: str) -> bool:
    """Tell whether an address is one of the web and has no blank or sign that nobody sees."""
    return is_of_the_web(url) and url.isprintable() and " " not in url


def normal(url: str) -> str:
    """Normalise an absolute http(s) address; return anything else unchanged.

    Scheme and host in small letters, the host in ASCII; no default port; no dot segments; escapes
    only where needed, in capitals; no fragment that is a place in a page; no parameters that
    follow readers. All of that leads to the same page, on whatever server.
    """
    if _NORMAL.fullmatch(url):
        return url
    url = url.strip()
    parts = parts_of(url)
    if parts is None or not is_of_the_web(url):
        return url
    path = parts.path or "/"
    if "/." in path and not path.startswith("//"):
        path = path_of(joined(f"{parts.scheme}://h/", path) or "") or path
    query = "&".join(one for one in parts.query.split("&") if one and not _TRACKING.match(one))
    # A fragment that begins like a path is a route of an application, and so a page of its own.
    route = parts.fragment if parts.fragment.startswith(("/", "!")) else ""
    return urlunsplit(
        (
            parts.scheme,
            host_of(url),
            _encoded(path, PATH_SAFE),
            _encoded(query, _QUERY_SAFE),
            _encoded(route, _QUERY_SAFE),
        )
    )


@lru_cache(maxsize=256)
def host_of(url: str) -> str:
    """Return the normalised host and port of an address, "" if it has none or is invalid."""
    parts = parts_of(url)
    if parts is None or not parts.hostname:
        return ""
    user, at, _ = parts.netloc.rpartition("@")
    host = parts.hostname if parts.hostname.isascii() else _in_ascii(parts.hostname)
    host = f"[{host}]" if ":" in host else host.removesuffix(".")
    port = "" if parts.port in {None, _PORTS.get(parts.scheme)} else f":{parts.port}"
    return f"{user}{at}{host}{port}"


def are_equal(one: str, other: str) -> bool:
    """Tell whether two addresses differ only in ways that no client distinguishes.

    That is how escapes are written, capitals in scheme and host, and the slash after a host. A
    blank is no matter of escapes: it ends an address, or makes it none.
    """
    return one == other or (" " not in one + other and _plain(one) == _plain(other))


def _plain(url: str) -> tuple[str, ...]:
    parts = parts_of(url)
    if parts is None:
        return (url,)
    path, query = _decoded(parts.path), _decoded(parts.query)
    return parts.scheme, parts.netloc.lower(), path or "/", query, _decoded(parts.fragment)


def encoded(path: str) -> str:
    """Escape the path of a file; a name that is not UTF-8 on disk is addressed by its bytes."""
    return quote(path, PATH_SAFE, encoding="utf-8", errors="surrogateescape")


def with_letters(value: str, kept: str = "") -> str:
    """Percent-encode a value for a query or fragment, but letters and digits of all scripts.

    So do the signs that stand over, under or beside letters, as vowels in Arabic and Hindi. What is
    beyond ASCII takes a third of what it takes encoded. Browsers encode it in the page's encoding,
    so that must be UTF-8: https://url.spec.whatwg.org/#query-state (2026-12-01). `kept` are other
    signs that stay.
    """
    return _NO_WORDS.sub(lambda found: _quoted(found[0], kept), value)


# Few signs stand between words.
@lru_cache(maxsize=256)
def _quoted(signs: str, kept: str) -> str:
    return "".join(
        sign if category(sign).startswith("M") else quote(sign, kept, errors="replace")
        for sign in signs
    )


def is_encoded(url: str) -> bool:
    """Tell whether an address has no blanks, non-ASCII letters or other characters to escape."""
    return url.isascii() and re.search(r'[\s"<>\\^`{|}\x00-\x1f\x7f]', url) is None


def _encoded(text: str, safe: str) -> str:
    """Escape what must be, and nothing else."""
    pieces = _ESCAPED.split(text)
    pieces[::2] = [quote(each, safe, errors="replace") for each in pieces[::2]]
    pieces[1::2] = [_escape(each) for each in pieces[1::2]]
    return "".join(pieces)


def _escape(digits: str) -> str:
    sign = chr(int(digits, 16))
    return sign if _UNRESERVED.fullmatch(sign) else f"%{digits.upper()}"


def _decoded(text: str) -> str:
    return unquote(text, errors="surrogateescape")


def _in_ascii(host: str) -> str:
    """Write a host of other letters as the domain name system has it, if it can be one."""
    import idna  # noqa: PLC0415 - 10 ms, for few

    try:
        return idna.encode(host, uts46=True).decode()
    except (idna.IDNAError, UnicodeError):
        return host
