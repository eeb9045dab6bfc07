"""How numbers, and names that are not known, are said to people."""

from collections.abc import Iterable


def suggestion(name: str, known: Iterable[str], mark: str = "`", otherwise: str = "") -> str:
    """Say which known name is near, between two marks; else `otherwise`, or all that are known."""
    import difflib  # noqa: PLC0415 - for a mistake only

    names = {word.lower(): word for word in sorted(known)}
    near = difflib.get_close_matches(name.lower(), names, 1)
    if near:
        return f" (did you mean {mark}{names[near[0]]}{mark}?)"
    return f" ({otherwise or 'known: ' + ', '.join(names.values())})"


def counted(count: int, noun: str) -> str:
    """Write a number with its noun."""
    return f"{count:,} {noun}{'' if count == 1 else 's'}"
