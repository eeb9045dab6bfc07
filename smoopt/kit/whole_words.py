"""Shortens texts after a sentence or a word, but never inside a hashtag or an address."""

from collections.abc import Callable

from smoopt.model.plain_text import columns, cut, excerpt

_ELLIPSIS = "…"
_LOOSE_ENDS = " .,;:–—-、，；：（「『("


def is_whole(word: str) -> bool:
    """Return whether a word must not be cut: a part of #tag, @name or a.host is something else."""
    return len(word.split()) == 1 and (word[0] in "#@＃＠" or "." in word[:-1] or "://" in word)


def shortened(text: str, limit: int) -> str:
    """Shorten a text to `limit` graphemes, at a word; "" where no whole word fits."""
    return _kept_whole(cut(text, limit), text)


def in_sentences(text: str, limit: int) -> str:
    """Shorten a text to `limit` columns: after a sentence that ends in the last half, or at a word.

    A Chinese or Japanese character takes two columns.
    """
    if columns(text) <= limit:
        return text
    return _kept_whole(excerpt(text, limit // 2, limit), text)


def _kept_whole(short: str, text: str) -> str:
    """Drop the last word of a shortened text if it was cut from one that must stay whole."""
    head = short.removesuffix(_ELLIPSIS)
    if short in {text, head} or text[len(head) : len(head) + 1].isspace():
        return short
    begin = head.rfind(" ") + 1
    word = text[begin:].split(maxsplit=1)[0]
    if len(head) - begin >= len(word) or not is_whole(word):
        return short
    whole = head[:begin].rstrip(_LOOSE_ENDS)
    return f"{whole}{_ELLIPSIS}" if whole else ""


def longest(
    text: str, shorten: Callable[[str, int], str], fits: Callable[[str], bool], least: int = 1
) -> str:
    """Return as much of a text as fits; "" where not even `least` of it does."""
    if fits(text):
        return text
    # In columns: a character takes two at most.
    low, high, best = least, 2 * len(text), ""
    while low <= high:
        middle = (low + high) // 2
        shorter = shorten(text, middle)
        if fits(shorter):
            best, low = shorter, middle + 1
        else:
            high = middle - 1
    return best
