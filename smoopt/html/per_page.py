"""`PerPage`: a value that differs from page to page, as a template sees it.

Templates are filled in once for all pages, so they may print such a value, and join it with text,
but not look at it: every other use raises TypeError. What is printed is a token, which `pattern.py`
finds again.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import NoReturn

import msgspec
from turbohtml import escape

# Noncharacters, which no text has (https://infra.spec.whatwg.org/#noncharacter, 2026-11-30), and
# letters that every change of case would change.
_BEGIN, _SIGN, _END = "\ufdd0", "smooptVALUE", "\ufdd1"
TOKEN = re.compile(f"{_BEGIN}{_SIGN}([0-9a-f]*){_END}")
_PARTS_OF_ONE = re.compile(f"[{_BEGIN}{_END}]|{_SIGN}", re.IGNORECASE)
_ONLY_PRINTED = (
    "differs from page to page, and the template is filled in once for all pages; "
    "it may only be printed, or joined with text by +"
)
_FOR_CONDITIONS = (
    "for a condition, the plugin gives pattern() a plain value such as has_{0}=bool({0})"
)


class _Name(msgspec.Struct, frozen=True):
    """Stands for a value."""

    name: str


class PerPage:
    """A value of each page, or a text around some: `"Link to: " + PerPage("title")`."""

    __slots__ = ("_parts",)

    def __init__(self, name: str) -> None:
        """Stand for the value that `Pattern.fill` is given by this name."""
        self._parts: tuple[str | _Name, ...] = (_Name(name),)

    @staticmethod
    def joined(*parts: "str | PerPage") -> "PerPage":
        """Join text and values."""
        made = PerPage("")
        nested = (part._parts if isinstance(part, PerPage) else (part,) for part in parts)
        made._parts = tuple(piece for pieces in nested for piece in pieces if piece != "")
        return made

    def filled(self, values: Mapping[str, str]) -> str:
        """Return the text for one page, unescaped."""
        return "".join(
            [values[part.name] if isinstance(part, _Name) else part for part in self._parts]
        )

    @property
    def value_names(self) -> tuple[str, ...]:
        """The names of the values in it, in order."""
        return tuple(part.name for part in self._parts if isinstance(part, _Name))

    def __add__(self, other: "str | PerPage") -> "PerPage":
        return PerPage.joined(self, other)

    def __radd__(self, other: str) -> "PerPage":
        return PerPage.joined(other, self)

    def __html__(self) -> str:
        """Print a token for each value, and the text around them escaped."""
        return "".join(
            [_token(part.name) if isinstance(part, _Name) else escape(part) for part in self._parts]
        )

    def __hash__(self) -> int:
        return hash(self._parts)

    def __eq__(self, other: object) -> bool:
        """Compare with another PerPage, as caches need; raise TypeError for anything else."""
        return (isinstance(other, PerPage) and self._parts == other._parts) or self._refuse()

    def __repr__(self) -> str:
        return f"PerPage.joined{self._parts}"

    @property
    def refusal(self) -> str:
        """The reason why a template can only print it, as a message."""
        instead = _FOR_CONDITIONS.format(*self.value_names, "it")
        return f"{readable(self.__html__())} {_ONLY_PRINTED}; {instead}"

    def _refuse(self, *_: object) -> NoReturn:
        raise TypeError(self.refusal)

    __str__ = __format__ = __bool__ = __len__ = __iter__ = __contains__ = __getitem__ = _refuse
    __lt__ = __le__ = __gt__ = __ge__ = __int__ = __float__ = __call__ = _refuse
    __mul__ = __rmul__ = __mod__ = __rmod__ = __sub__ = __rsub__ = _refuse


def names_within(values: Iterable[object]) -> Iterator[str]:
    """Name each page's own values: those given as such, and in tuples and structs."""
    for value in values:
        if isinstance(value, PerPage):
            yield from value.value_names
        elif isinstance(value, msgspec.Struct):
            yield from names_within(msgspec.structs.astuple(value))
        elif isinstance(value, tuple):
            yield from names_within(value)


def _token(name: str) -> str:
    return f"{_BEGIN}{_SIGN}{name.encode().hex()}{_END}"


def names(text: str) -> list[str]:
    """List the values whose tokens stand in a text; raises ValueError for a broken token."""
    if _PARTS_OF_ONE.search(TOKEN.sub("", text)):
        raise ValueError(f"what was printed is changed, by a filter perhaps: it {_ONLY_PRINTED}")
    return [bytes.fromhex(found).decode() for found in TOKEN.findall(text)]


def readable(text: str) -> str:
    """Write tokens as a template has them: `{{ title }}`."""
    return TOKEN.sub(lambda found: f"{{{{ {bytes.fromhex(found[1]).decode()} }}}}", text)
