"""`Sign`: the result of one check of `smoopt doctor`, and what to do about it."""

from typing import Literal, NamedTuple

# "absent": smoopt works without it; "wrong": smoopt cannot work like this.
State = Literal["ok", "absent", "wrong"]


class Sign(NamedTuple):
    """The result of a check: its heading, its name, its state in words, and advice."""

    about: str
    name: str
    state: State
    said: str
    advice: str = ""


def looked_at(about: str, name: str, said: str, otherwise: str, advice: str, *, good: bool) -> Sign:
    """Return a sign that is "ok" if `good`, else "absent"."""
    return Sign(about, name, "ok", said) if good else Sign(about, name, "absent", otherwise, advice)
