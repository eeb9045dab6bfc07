"""Text of pages and file names made fit to be shown: nothing in it can steer what shows it."""

import re

# What turns the direction of text, and so hides what it says.
# https://www.unicode.org/reports/tr9/#Directional_Formatting_Characters (2026-11-21)
_TURNING = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
# What GitHub's runner takes for a command, where a line of a log begins with it or anywhere.
# https://github.com/actions/runner/blob/main/src/Runner.Common/ActionCommand.cs (2026-11-21)
_COMMAND = re.compile(r"^(\s*:)(?=:)|(#)(?=#\[)")
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]")
# What stands for bytes that are no text, and what XML 1.0 cannot hold.
# https://www.w3.org/TR/xml/#charsets (2026-11-21)
_INVALID = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def plain(text: str) -> str:
    """Give text as one line for people: U+FFFD for control characters, blanks for line ends."""
    line = _TURNING.sub("", " ".join(text.splitlines())).replace("\t", " ")
    return _COMMAND.sub(r"\1\2 ", _CONTROL.sub("\ufffd", valid(line)))


def valid(text: str) -> str:
    """Give text that every encoding of Unicode, and XML, can hold: U+FFFD for what they cannot."""
    return _INVALID.sub("\ufffd", text)
