"""Where Japanese and Thai lines may break: between phrases, found by BudouX if installed."""

from collections.abc import Callable, Mapping
from functools import cache
from importlib.util import find_spec
from typing import Any

# An invisible character that allows a line to break
BREAK = "\u200b"
# Not Chinese: its lines may break anywhere, and BudouX splits some of its words.
_PARSERS: Mapping[str, str] = {
    "ja": "load_default_japanese_parser",
    "th": "load_default_thai_parser",
}


def phrased(text: str, language: str) -> str:
    """Insert breaks between the phrases of a text.

    Other languages stay as they are, and so do all if BudouX is not installed.
    """
    parse = _parser(language)
    return text if parse is None else BREAK.join(parse(text))


@cache
def _parser(language: str) -> Callable[[str], list[str]] | None:
    if language not in _PARSERS or find_spec("budoux") is None:
        return None
    import budoux  # noqa: PLC0415 - an extra, for who asks for it

    found: Any = getattr(budoux, _PARSERS[language])()
    parse: Callable[[str], list[str]] = found.parse
    return parse
