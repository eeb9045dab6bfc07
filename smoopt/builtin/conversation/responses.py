"""Responses to a page, threads of them, and what a page shows."""

from typing import Literal

import msgspec

BlockKind = Literal["p", "blockquote", "pre"]
Kind = Literal["reply", "like", "repost", "bookmark", "mention"]


class Piece(msgspec.Struct, frozen=True, array_like=True):
    """A run of text: the address that it links to, or "", and its elements (`em strong`)."""

    text: str
    href: str = ""
    marks: str = ""


class Block(msgspec.Struct, frozen=True, array_like=True):
    """A paragraph, a quotation or a piece of code, with its text."""

    kind: BlockKind
    pieces: tuple[Piece, ...]


class Response(msgspec.Struct, frozen=True, omit_defaults=True):
    """A response from elsewhere, as a page can show it.

    Addresses are web addresses and escaped, or "". `published` is ISO 8601 or "", `depth` is
    the number of replies above it, and `origin` names the file and entry in which it was found.
    """

    kind: Kind
    url: str
    author: str
    author_url: str = ""
    photo: str = ""
    published: str = ""
    title: str = ""
    said: tuple[Block, ...] = ()
    depth: int = 0
    origin: str = ""

    @property
    def text(self) -> str:
        """Its text, without markup."""
        return " ".join("".join(piece.text for piece in block.pieces) for block in self.said)


class Place(msgspec.Struct, frozen=True):
    """A place where a page is discussed: its address, its name, and the source of both."""

    url: str
    name: str
    origin: str = ""


class Thread(msgspec.Struct, frozen=True):
    """A post elsewhere, with its replies in the order of their tree.

    `url` is its address, "" if the export lacks it; `about` are the addresses that it links to;
    `likes` and `reposts` count those of the post itself.
    """

    url: str
    about: tuple[str, ...]
    replies: tuple[Response, ...]
    likes: int = 0
    reposts: int = 0


class Talk(msgspec.Struct, frozen=True, omit_defaults=True):
    """What a page shows: the responses to show of each kind, and how many there are in all.

    `again` are further addresses of responses that are shown.
    """

    responses: tuple[Response, ...] = ()
    counts: dict[str, int] = {}
    places: tuple[Place, ...] = ()
    files: tuple[str, ...] = ()
    again: tuple[str, ...] = ()

    def of(self, kind: Kind) -> tuple[Response, ...]:
        """Return the responses of a kind."""
        return tuple(each for each in self.responses if each.kind == kind)
