"""Whether a text is made of whole sentences, and long enough to say something of a page."""

# A paragraph shorter than this is a label or a date line, unless it is one whole sentence of some
# length; others are used only where nothing else is there.
_REAL, _SENTENCE_LEAST = 60, 40
# What leads on to a list or an example.
COLONS = frozenset(":：")
_CLOSING = "\"'»”’)]」』"
_ENDS = frozenset(".!?…。！？।؟۔")


def is_real(text: str) -> bool:
    """Tell whether a text is long enough, and whole enough, to describe a page."""
    if text[-1] in COLONS:
        return False
    return len(text) >= _REAL or _is_dense(text) or is_sentence(text)


def is_sentence(text: str) -> bool:
    """Tell whether a text is one sentence or more, and long enough to say something."""
    return len(text) >= _SENTENCE_LEAST and ends_as_sentence(text)


def ends_as_sentence(text: str) -> bool:
    """Tell whether a text ends as sentences do."""
    return text.rstrip(_CLOSING)[-1:] in _ENDS


def _is_dense(text: str) -> bool:
    """Tell whether the text is in a script that says much in few characters."""
    return sum(character > "\u2e7f" for character in text) > len(text) / 2
