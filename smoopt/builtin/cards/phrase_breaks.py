"""Where lines may end in Japanese and Thai: between phrases, found by BudouX where it is there."""

from collections.abc import Callable, Mapping
from functools import cache
from importlib.util import find_spec
from typing import Any

# What lets a line end, and is not seen.
BREAK = "\u200b"
# Chinese is none of them: its lines may end anywhere, and of its words BudouX divides some.
_PARSERS: Mapping[str, str] = {
    "ja": "load_default_japanese_parser",
    "th": "load_default_thai_parser",
}


def phrased(text: str, language: str) -> str:
    """Part the phrases of a text by breaks.

    Other languages, and all of them where BudouX is not installed, stay as they are.
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
