"""Lines for the terminal, which are wrapped where it is too narrow."""

from typing import Literal, NamedTuple

from smoopt.model.plain_text import columns

# The widest that reads well, and what is taken where there is no terminal.
WIDEST = 96
_NARROWEST = 40
# How bad a finding is, as it is coloured.
COLOURS = {"error": "red", "warning": "yellow", "info": "cyan"}
# The indent of wrapped lines without a label, or with one that leaves less room than this.
_INDENT, _LEAST_ROOM = 4, 20

Style = Literal["", "bold", "dim", "finding"]


class Row(NamedTuple):
    """A line: a label, which is never wrapped, and text that may be.

    A `finding` has its severity in colour.
    """

    label: str
    text: str = ""
    style: Style = ""

    def __str__(self) -> str:
        """Write it in one line."""
        return f"{self.label}{self.text}"


def screen_width() -> int:
    """Return the columns to write in, as wide as the terminal."""
    from shutil import get_terminal_size  # noqa: PLC0415

    return max(_NARROWEST, min(WIDEST, get_terminal_size((WIDEST, 0)).columns))


def wrapped(text: str, width: int, label: str = "") -> list[str]:
    """Break text into lines between words, the first after a label, the others below the text.

    Words stay whole, for they may be addresses.
    """
    from wcwidth import wrap  # noqa: PLC0415 - 25 ms

    return wrap(
        text,
        width,
        initial_indent=label,
        subsequent_indent=" " * columns(label),
        break_long_words=False,
        break_on_hyphens=False,
    )


def laid_out(row: Row, width: int) -> list[str]:
    """Return a row in lines; below one without a label, the others begin a little further in."""
    if columns(str(row)) <= width or not row.text:
        return [str(row)]
    if row.label and width - columns(row.label) < _LEAST_ROOM:
        return [row.label.rstrip(), *wrapped(row.text.lstrip(), width, " " * _INDENT)]
    if row.label:
        return wrapped(row.text, width, row.label)
    first, *others = wrapped(row.text, width)
    rest = wrapped(" ".join(others), width, " " * _INDENT) if others else []
    return [first, *rest]
