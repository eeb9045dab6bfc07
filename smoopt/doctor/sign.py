"""`Sign`: one thing that was looked at, how it is, and what to do about it."""

from typing import Literal, NamedTuple

# "absent": smoopt works without it; "wrong": smoopt cannot work like this.
State = Literal["ok", "absent", "wrong"]


class Sign(NamedTuple):
    """What was looked at, below which heading, and in words how it is."""

    about: str
    name: str
    state: State
    said: str
    advice: str = ""


def looked_at(about: str, name: str, said: str, otherwise: str, advice: str, *, good: bool) -> Sign:
    """Return a sign that is good, or else only absent."""
    return Sign(about, name, "ok", said) if good else Sign(about, name, "absent", otherwise, advice)
