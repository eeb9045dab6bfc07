"""How messages write numbers, and suggest known names for unknown ones."""

from collections.abc import Iterable


def suggestion(name: str, known: Iterable[str], mark: str = "`", otherwise: str = "") -> str:
    """Suggest the nearest known name, between two marks; else `otherwise`, or all known names."""
    names = sorted(known)
    if meant := near(name, names):
        return f" (did you mean {mark}{meant}{mark}?)"
    all_known = f"known: {', '.join(names)}" if names else "it has none"
    return f" ({otherwise or all_known})"


def near(name: str, known: Iterable[str]) -> str:
    """Find the known name that is nearest, if any is near; else ""."""
    import difflib  # noqa: PLC0415 - for a mistake only

    names = {word.lower(): word for word in sorted(known)}
    found = difflib.get_close_matches(name.lower(), names, 1)
    return names[found[0]] if found else ""


def counted(count: int, noun: str) -> str:
    """Write a number with its noun."""
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def in_seconds(seconds: float) -> str:
    """Write a time."""
    return f"{seconds:g} second{'' if seconds == 1 else 's'}"


def signed(change: int) -> str:
    """Write by how much something has changed."""
    return f"{change:+,}".replace("-", "−") if change else "±0"


def in_words(names: Iterable[str], last: str = "and") -> str:
    """Name some things in a sentence: `a, b and c`."""
    *most, end = names
    return f"{', '.join(most)} {last} {end}" if most else end
