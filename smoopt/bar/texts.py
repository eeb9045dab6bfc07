"""Texts as long as a network takes them, counted as readers count: in graphemes."""

_ELLIPSIS = "…"


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


def with_address(title: str, url: str, limit: int) -> str:
    """Join title and address; where both are too long, the title gives way, never the address."""
    text = f"{title} {url}".strip()
    if not limit or len(text) <= limit:
        return text
    room = limit - len(_graphemes(url)) - 1
    return f"{cut(title, room) if room > 0 else ''} {url}".strip()
