"""Where text becomes markup: all that smoopt emits is escaped here, or in patterns (pattern.py).

Values come from pages and configurations, so none of them is trusted: attribute values are
always double-quoted and escaped, element text is escaped, JSON inside a script cannot close
the script, and addresses of links are held to schemes that run nothing. Names cannot be escaped:
what could not be read as one name raises ValueError.
"""

import json
import re
from collections.abc import Mapping

from turbohtml import escape

from smoopt.model.late_pattern import late
from smoopt.model.web_address import parts_of

JSON = str | int | float | bool | None | list["JSON"] | dict[str, "JSON"]

# Links that smoopt writes are followed by people: javascript:, data: and vbscript: never are.
# The schemes are those of the targets in networks.json and of ordinary links.
SAFE_SCHEMES = frozenset({"", "http", "https", "mailto", "sms", "tel", "viber"})

# Browsers drop these before they read the scheme: https://url.spec.whatwg.org/#url-parsing
_DROPPED = dict.fromkeys(range(ord(" ") + 1))
# Nearly every address begins like this, and is seen to be safe without being taken apart.
_PLAIN = re.compile(r"https?://[A-Za-z0-9.:-]+(?:[/?#]|\Z)")
# Elements with ordinary content, which do not change how the parser reads what follows.
ORDINARY = frozenset(
    {
        *("a", "aside", "bdi", "button", "data", "details", "div", "li", "nav", "ol", "p", "path"),
        *("section", "span", "strong", "summary", "svg", "ul"),
    }
)
# https://html.spec.whatwg.org/multipage/syntax.html#attributes-2 (2026-11-30); of "<", the parser
# says that a quote or a ">" is missing before it. Lone surrogates are no text.
_NAME = "[^\0- \"'<=>/\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef]+"
_TAG = f"[A-Za-z](?:{_NAME})?"
# Looked up before a pattern is asked, which takes four times as long, and a millisecond at first.
_TAGS = ORDINARY | {"link", "meta"}
_USUAL = frozenset({"class", "content", "data-smoopt", "href", "name", "property", "rel", "title"})


# What ends a script or one of its lines, or is no text in HTML or XML; JSON has escapes for it.
_RISKY_IN_SCRIPTS = late("[<>&\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")
_RISKY_IN_ASCII = tuple((sign, f"\\u{ord(sign):04x}") for sign in "<>&\x7f")
_IN_ASCII, _IN_UNICODE = (
    json.JSONEncoder(ensure_ascii=is_ascii, separators=(",", ":"), allow_nan=False)
    for is_ascii in (True, False)
)


class Markup(str):
    """Whole, escaped elements: put between two tags, they leave the rest parsed as before.

    It is trusted only from smoopt's own plugins.
    """

    __slots__ = ()

    def __html__(self) -> str:
        """Tell templates that nothing is left to be escaped."""
        return self


def text(value: str) -> str:
    """Escape `value` as element text."""
    return escape(value, quote=False)


def attribute(name: str, value: str | bool | None) -> str:
    """Write ` name="value"`; True writes ` name`, None and False write nothing.

    Raises ValueError for an invalid name.
    """
    if name not in _USUAL and re.fullmatch(_NAME, name) is None:
        raise ValueError(f"{name!r} is not a valid attribute name")
    if value is None or value is False:
        return ""
    if value is True:
        return f" {name}"
    return f' {name}="{escape(value)}"'


def start_tag(
    name: str,
    attributes: Mapping[str, str | bool | None],
    *,
    void: bool = False,
    xhtml: bool = False,
) -> str:
    """Write a start tag; `void` and `xhtml` together write it as `<name />`.

    Raises ValueError for an invalid name.
    """
    if name not in _TAGS and re.fullmatch(_TAG, name) is None:
        raise ValueError(f"{name!r} is not a valid element name")
    inner = "".join(
        [
            attribute(key, key if value is True and xhtml else value)
            for key, value in attributes.items()
        ]
    )
    return f"<{name}{inner}{' /' if void and xhtml else ''}>"


def element(
    name: str, attributes: Mapping[str, str | bool | None], *children: str, xhtml: bool = False
) -> str:
    """Write an element around children that are markup already."""
    written = f"{start_tag(name, attributes, xhtml=xhtml)}{''.join(children)}</{name}>"
    whole = name in ORDINARY and all(
        isinstance(child, Markup) or "<" not in child for child in children
    )
    return Markup(written) if whole else written


def meta(
    content: str,
    *,
    name: str | None = None,
    property: str | None = None,  # noqa: A002 - the attribute's name
    xhtml: bool = False,
) -> str:
    """Write a `<meta>` with either `name` or `property`."""
    key = attribute("name", name) if property is None else attribute("property", property)
    return Markup(f'<meta{key} content="{escape(content)}"{" /" if xhtml else ""}>')


def link(rel: str, href: str, *, xhtml: bool = False, **attributes: str | bool | None) -> str:
    """Write a `<link>`; the address must be safe to follow."""
    return Markup(
        start_tag(
            "link", {"rel": rel, "href": safe_url(href), **attributes}, void=True, xhtml=xhtml
        )
    )


def script(src: str) -> str:
    """Write a `<script>` that is loaded from an address, and runs when the page is there."""
    return Markup(f"{start_tag('script', {'src': safe_url(src), 'defer': 'defer'})}</script>")


def anchor(href: str, attributes: Mapping[str, str | bool | None], *children: str) -> str:
    """Write an `<a>` whose address is safe to follow, around children that are markup already."""
    return element("a", {"href": safe_url(href), **attributes}, *children)


def quoted_page(url: str, title: str, description: str) -> str:
    """Quote a page elsewhere, with a link to it: nothing loads, and nothing runs."""
    said = [anchor(url, {}, text(title))]
    if description:
        said.append(element("p", {}, text(description)))
    return element("blockquote", {}, *said)


def json_ld(value: JSON, *, ascii_only: bool = True) -> str:
    """Write a JSON-LD script; `ascii_only` where the page's encoding may lack a character."""
    body = script_json(value, ascii_only=ascii_only)
    return Markup(f'<script type="application/ld+json">{body}</script>')


def script_json(value: JSON, *, ascii_only: bool = True) -> str:
    """Write JSON for a script, with nothing in it that HTML could take for markup.

    Raises ValueError for a number that JSON does not have.
    """
    body = (_IN_ASCII if ascii_only else _IN_UNICODE).encode(value)
    if not body.isascii():
        return _RISKY_IN_SCRIPTS.sub(lambda found: f"\\u{ord(found[0]):04x}", body)
    for sign, escaped in _RISKY_IN_ASCII:
        body = body.replace(sign, escaped)
    return body


def safe_url(url: str) -> str:
    """Return `url` unchanged; raise ValueError if it is not an address, or could run something."""
    if _PLAIN.match(url):
        return url
    parts = parts_of(url.translate(_DROPPED))
    if parts is None:
        raise ValueError(f"{url!r} is not an address")
    scheme = parts.scheme.lower()
    if scheme not in SAFE_SCHEMES:
        raise ValueError(
            f"{url!r} starts with the scheme {scheme!r}, which is not a link to follow"
        )
    return url
