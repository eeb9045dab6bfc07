"""`Pattern`: one element from a template, with placeholders for the values of each page.

A value is escaped by the place it is printed in; where escaping is not enough, it is refused. Both
are decided before any page is written.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from turbohtml import escape

from smoopt.html import markup
from smoopt.html.per_page import TOKEN, names
from smoopt.html.whole_element import EndTag, Piece, StartTag, WrongMarkup, read
from smoopt.model.facts import refuse_no_text
from smoopt.model.wording import in_words, suggestion

# Attributes that browsers follow or load: a value that could run something is refused there.
# https://html.spec.whatwg.org/multipage/indices.html#attributes-3 (2026-11-30)
_ADDRESSES = frozenset(
    {"action", "cite", "data", "formaction", "href", "poster", "src", "xlink:href"}
)
# Content that is read as code or as another document, with other escapes than HTML's.
_CODE = frozenset({"srcdoc", "style"})
_CODE_ELEMENTS = frozenset(
    {"iframe", "noembed", "noframes", "noscript", "plaintext", "script", "style", "xmp"}
)
# A value after one of the first is not a scheme, nor is one before one of the second.
_AFTER_SCHEME, _AFTER_PATH = frozenset(":/?#"), frozenset("/?#")
# Behind this, a value is nothing but a picture.
_PICTURE = "data:image/png;base64,"
# Elements that may hold lists and paragraphs.
_HOLDERS = frozenset({"article", "aside", "details", "div", "section"})
# Two parsers have agreed on the whole element, so these are safe, too: a textarea has only text, in
# which every "<" is escaped, and the others are empty.
_ORDINARY = markup.ORDINARY | {"br", "img", "textarea"}
_IS_CODE = "which is no place for a value that differs from page to page"


class _Place(NamedTuple):
    """Where a value goes: its name, and how it is written there."""

    name: str
    written: Callable[[str], str]


class Pattern:
    """An element with placeholders for the values of each page, whose names are `names`."""

    def __init__(self, text: str, name: str, given: Iterable[str] = ()) -> None:
        """Parse the output of a template; raise ValueError if it cannot be used.

        `name` is what `data-smoopt` on the outermost element must say, `given` are the values of
        each page that the template was given, and need not print.
        """
        text = text.strip()
        placed = read(text)
        first, at = placed[0]
        if not (isinstance(first, StartTag) and dict(first.attributes).get("data-smoopt") == name):
            problem = (
                f'the outermost element must bear data-smoopt="{name}", the name of the template'
            )
            raise WrongMarkup(problem, at)
        ways = list(_ways(placed))
        places = [_Place(*place) for place in zip(names(text), ways, strict=True)]
        # A value is written once for all places that escape it in the same way.
        self._places = tuple(dict.fromkeys(places))
        self._order = tuple(map(self._places.index, places))
        self._text = TOKEN.split(text)
        self.names = tuple(dict.fromkeys(place.name for place in places))
        self._known = {*given, *self.names}
        tags = {piece.name for piece, _ in placed if isinstance(piece, StartTag)}
        self._type = markup.Markup if tags <= _ORDINARY else str

    def fill(self, /, **values: str) -> str:
        """Write the element for a page; raises ValueError for a missing value, and for a link.

        Values that the template does not print may be among them. Raises TypeError for what is no
        text, and for a name that `pattern` was given no `PerPage` of.
        """
        if not self._known.issuperset(values):
            unknown = next(name for name in values if name not in self._known)
            hint = suggestion(unknown, self._known)
            raise TypeError(f"fill(): the template has no value of each page {unknown!r}{hint}")
        try:
            written = [written(values[name]) for name, written in self._places]
        except KeyError as error:
            given = ", ".join(map(repr, values)) or "nothing"
            raise ValueError(f"the template needs {error}; fill() was given {given}") from None
        except TypeError:
            for name, _ in self._places:
                refuse_no_text(values[name], f"fill(): {name}")
            raise
        text = self._text.copy()
        text[1::2] = [written[number] for number in self._order]
        return self._type("".join(text))


def _ways(placed: list[tuple[Piece, int]]) -> Iterator[Callable[[str], str]]:
    """Yield the function that escapes each value in its place, in order; raises WrongMarkup."""
    around: list[str] = []
    for piece, at in placed:
        try:
            yield from _ways_in(piece, around)
        except ValueError as error:
            blanks = len(piece) - len(piece.lstrip()) if isinstance(piece, str) else 0
            raise WrongMarkup(str(error), at + blanks) from error


def _ways_in(piece: Piece, around: list[str]) -> Iterator[Callable[[str], str]]:
    """Do so for one piece, and keep track of the open elements."""
    match piece:
        case StartTag(name, attributes):
            around.append(name)
            for key, value in attributes:
                yield from _in_attribute(key, value)
        case EndTag():
            around.pop()
        case _ if found := names(piece):
            if around[-1] in _CODE_ELEMENTS:
                raise ValueError(f"`{found[0]}` is printed in <{around[-1]}>, {_IS_CODE}")
            yield from [_part if around[-1] in _HOLDERS else _text] * len(found)


def _part(value: str) -> str:
    """Write text escaped, or smoopt's own elements as they are."""
    return value if isinstance(value, markup.Markup) else markup.text(value)


def _text(value: str) -> str:
    """Write text where nothing else may stand; raises ValueError for elements."""
    if isinstance(value, markup.Markup) and value:
        holders = in_words(f"<{name}>" for name in sorted(_HOLDERS))
        raise ValueError(f"elements are printed where only text may be; expected them in {holders}")
    return markup.text(value)


def _in_attribute(key: str, value: str) -> Iterator[Callable[[str], str]]:
    found = names(value)
    if key in _ADDRESSES:
        yield from _in_address(key, value, found)
    elif found and (key in _CODE or key.startswith("on")):
        raise ValueError(f"`{found[0]}` is printed in the attribute {key}, {_IS_CODE}")
    else:
        yield from [escape] * len(found)


def _in_address(key: str, value: str, found: list[str]) -> Iterator[Callable[[str], str]]:
    """Allow only schemes that run nothing: checked now, or in `fill` for a value of the page."""
    before, *rest = (part.strip() for part in TOKEN.split(value)[::2])
    if before or not found:
        if not (key == "src" and before.startswith(_PICTURE)):
            markup.safe_url(before)
        if found and _AFTER_SCHEME.isdisjoint(before):
            raise ValueError(f"{key}: `{found[0]}` after `{before}` may make any scheme of it")
        yield from [escape] * len(found)
        return
    if rest != [""] and rest[0][:1] not in _AFTER_PATH:
        raise ValueError(f"{key}: what follows `{found[0]}` may make any scheme of it")
    yield _address
    yield from [escape] * (len(found) - 1)


def _address(value: str) -> str:
    return escape(markup.safe_url(value))
