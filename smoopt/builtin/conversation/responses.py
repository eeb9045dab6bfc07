"""What others say of a page: a response, a thread of them, and all that a page shows of both."""

from typing import Literal

import msgspec

BlockKind = Literal["p", "blockquote", "pre"]
Kind = Literal["reply", "like", "repost", "bookmark", "mention"]


class Piece(msgspec.Struct, frozen=True, array_like=True):
    """A run of text: where it links to, or "", and the elements around it (`em strong`)."""

    text: str
    href: str = ""
    marks: str = ""


class Block(msgspec.Struct, frozen=True, array_like=True):
    """A paragraph, a quotation or a piece of code, with its text."""

    kind: BlockKind
    pieces: tuple[Piece, ...]


class Response(msgspec.Struct, frozen=True, omit_defaults=True):
    """A response from elsewhere, as a page can show it.

    Addresses are of the web and escaped, or "". `published` is ISO 8601 or "", `depth` how many
    replies it stands below, and `origin` says in which entry of which file it was found.
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
    """Where a page is talked about: the address, what the place is called, who says so."""

    url: str
    name: str
    origin: str = ""


class Thread(msgspec.Struct, frozen=True):
    """A post elsewhere, with the replies to it in the order of their tree.

    `url` is its address, "" where the export has none; `about` are the addresses that it links to;
    `likes` and `reposts` count those of the post itself.
    """

    url: str
    about: tuple[str, ...]
    replies: tuple[Response, ...]
    likes: int = 0
    reposts: int = 0


class Talk(msgspec.Struct, frozen=True, omit_defaults=True):
    """All that a page shows: the most that may be shown of each kind, and how many there are.

    `again` are further addresses of what is shown.
    """

    responses: tuple[Response, ...] = ()
    counts: dict[str, int] = {}
    places: tuple[Place, ...] = ()
    files: tuple[str, ...] = ()
    again: tuple[str, ...] = ()

    def of(self, kind: Kind) -> tuple[Response, ...]:
        """Give the responses of a kind."""
        return tuple(each for each in self.responses if each.kind == kind)
