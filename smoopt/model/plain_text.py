"""Text made fit to be shown: tidied, harmless, as long as it may be, and how wide it is."""

import re
from collections.abc import Callable
from itertools import pairwise

from smoopt.model.late_pattern import late

# Compiled when they are first needed: a build needs none of these.
# What hides, or changes how other text is seen: controls, which steer a terminal, the separators of
# lines, lone surrogates, which stand for bytes that are no text, and what turns the direction:
# https://www.unicode.org/reports/tr9/#Directional_Formatting_Characters (2026-11-21)
_HIDDEN = (
    "[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)
# What GitHub's runner takes for a command, where a line of a log begins with it or anywhere.
# https://github.com/actions/runner/blob/main/src/Runner.Common/ActionCommand.cs (2026-11-21)
_COMMAND = r"^(\s*:)(?=:)|(#)(?=#\[)"
# Controls, and the lone surrogates that stand for invalid bytes.
_UNREADABLE = late("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffd]+")
# Where a word may be broken, and what else has no width and no meaning.
_UNSHOWN = late("[\u00ad\u200b\u2060\ufeff]")
# What stands for bytes that are no text, and what XML 1.0 cannot hold.
# https://www.w3.org/TR/xml/#charsets (2026-11-21)
_INVALID = "[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]"
# https://infra.spec.whatwg.org/#noncharacter and #control (2026-12-01), but for tab and line end
_PLANES_END = "".join(chr(plane << 16 | 0xFFFE) + chr(plane << 16 | 0xFFFF) for plane in range(17))
_NO_TEXT = f"[\0-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef{_PLANES_END}]"
_ELLIPSIS = "…"
# Latin, Greek and Cyrillic, and the signs between their words: each code point takes one column.
_NARROW = re.compile(
    "[ -~\u00a0-\u00ac\u00ae-\u02ff\u0370-\u0482\u048a-\u052f\u1e00-\u1fff\u2010-\u2027]*+"
)
# The end of a sentence, with the quotes it closes: not after an initial, a title or what may be an
# ordinal number ("am 4. Mai"), nor where the next word is written small. A set at the beginning
# lets the search run fast.
_SENTENCE = (
    r"[.!?…。！？।؟۔](?:(?<=[。！？।؟۔])[」』”’）]*"
    r"|(?<!\b[^\W_]\.)(?<!\b\d\d\.)(?<!\b(?:Dr|Mr|Ms|St|vs|ca|Nr|No|cf)\.)"
    r"(?<!\b(?:Mrs|bzw|Fig|fig)\.)"
    r"[\"'»”’)\]]*(?=\s+[^\sa-z]|\s*\Z))"
)
_LOOSE_ENDS = " .,;:–—-、，；：（「『("


def tidy(value: str | None) -> str:
    """Make text from a page fit to be shown: one line, single blanks, no controls."""
    if not value:
        return ""
    line = " ".join(value.split())
    # Faster than the patterns, which find nothing in what is printable but this one sign.
    if line.isprintable() and "\ufffd" not in line:
        return line
    return " ".join(_UNREADABLE.sub(" ", _UNSHOWN.sub("", value)).split())


def unspaced(text: str) -> str:
    """Return a text without whitespace, for comparing and measuring."""
    return "".join(text.split())


def alike(text: str) -> str:
    """Return the letters and digits of a text in one case: texts that agree in these are alike."""
    return "".join(filter(str.isalnum, text.casefold()))


def visible(text: str, keep: str = "") -> str:
    """Escape invisible characters as JSON does, except those to keep."""
    if text.isprintable():
        return text

    def escaped(found: re.Match[str]) -> str:
        return found[0] if found[0] in keep else f"\\u{ord(found[0]):04x}"

    return re.sub(_HIDDEN, escaped, text)


def plain(text: str) -> str:
    """Return text as one line for people: all of it visible, with blanks for line ends."""
    line = re.sub(r"\r\n|[\r\n\t]", " ", text.rstrip("\r\n"))
    return re.sub(_COMMAND, r"\1\2 ", visible(line))


def valid(text: str) -> str:
    """Replace characters that UTF-8 or XML cannot represent with U+FFFD."""
    return re.sub(_INVALID, "\ufffd", text)


def no_text(text: str) -> str:
    """Return the first control or noncharacter, which no page should have, or ""."""
    found = None if text.isprintable() else re.search(_NO_TEXT, text)
    return found[0] if found else ""


def cut(text: str, limit: int) -> str:
    """Shorten a text to `limit` graphemes, at a word where one ends in the last half."""
    # A grapheme has at least one code point, so most texts need no counting.
    if len(text) <= limit:
        return text
    return _shortened(text, limit, _one)


def sentence_around(text: str, words: str) -> str:
    """Return the sentence of a text in which some words stand first; "" where they do not."""
    at = text.find(words)
    if at < 0:
        return ""
    ends = [found.end() for found in re.finditer(_SENTENCE, text)]
    begin = max((end for end in ends if end <= at), default=0)
    stop = min((end for end in ends if end >= at + len(words)), default=len(text))
    return text[begin:stop].strip()


def sentences(text: str) -> list[str]:
    """Split a text into its sentences, each with the blanks that follow it."""
    ends = [found.end() for found in re.finditer(rf"(?:{_SENTENCE})\s*", text)]
    return [text[begin:end] for begin, end in pairwise([0, *ends, len(text)]) if end > begin]


def excerpt(text: str, least: int = 80, most: int = 200) -> str:
    """Shorten a tidy text to `most` columns: after a sentence that ends from `least` on, or as cut.

    Google shows about 155 columns, Facebook and LinkedIn 200 or so; a letter of Chinese or Japanese
    takes two.
    """
    if columns(text) <= most:
        return text
    room = _fitting(text, most, columns)
    ends = [
        found.end() for found in re.finditer(_SENTENCE, text[: room + 9]) if found.end() <= room
    ]
    if ends and columns(text[: ends[-1]]) >= min(least, most):
        return text[: ends[-1]]
    return _shortened(text, most, columns)


def _shortened(text: str, limit: int, measure: Callable[[str], int]) -> str:
    """Cut a text and append an ellipsis, which counts towards the limit."""
    if _fitting(text, limit, measure) == len(text):
        return text
    if limit < 1:
        return ""
    end = _fitting(text, limit - 1, measure)
    head = text[:end]
    # Scripts without blanks between words are cut after a part of the sentence, or anywhere.
    word = end if text[end].isspace() else head.rfind(" ")
    place = max(word, head.rfind("、"), head.rfind("，"))
    return f"{(head[:place] if place > end // 2 else head).rstrip(_LOOSE_ENDS)}{_ELLIPSIS}"


def _fitting(text: str, limit: int, measure: Callable[[str], int]) -> int:
    """Return how many code points of a text fit into a limit, in whole graphemes."""
    if _NARROW.fullmatch(text):
        return min(len(text), max(limit, 0))
    from wcwidth import iter_graphemes  # noqa: PLC0415 - 25 ms, and few texts are that long

    taken = room = 0
    for grapheme in iter_graphemes(text):
        room += measure(grapheme)
        if room > limit:
            break
        taken += len(grapheme)
    return taken


def _one(_: str) -> int:
    return 1


def with_address(title: str, url: str, limit: int) -> str:
    """Join title and address; where both are too long, the title gives way, never the address."""
    text = f"{title} {url}".strip()
    if not limit or len(text) <= limit:
        return text
    room = limit - graphemes(url) - 1
    return f"{cut(title, room) if room > 0 else ''} {url}".strip()


def graphemes(text: str) -> int:
    """Count the graphemes of a text: what readers take for characters."""
    if _NARROW.fullmatch(text):
        return len(text)
    from wcwidth import iter_graphemes  # noqa: PLC0415 - as above

    return sum(1 for _ in iter_graphemes(text))


def columns(text: str) -> int:
    """Measure a text as it is shown: a wide letter takes two columns, an accent put on it none."""
    if _NARROW.fullmatch(text):
        return len(text)
    from wcwidth import width  # noqa: PLC0415 - most titles need none

    return width(text)
