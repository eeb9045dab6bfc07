"""`Facts` is what is known of a page, each value with the rule that gave it and its place.

Sources are asked in order; the first that knows a field wins it, and nothing is overwritten, so
`smoopt explain` can show for every value where it came from.
"""

from itertools import compress
from typing import Generic, NamedTuple, TypeVar

import msgspec

from smoopt.model.finding import Place
from smoopt.model.shown_value import shown_value

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)
# The plugins whose values the author states: for single pages, and by patterns.
_AUTHORS = frozenset({"overrides", "titles"})


class Fact(msgspec.Struct, Generic[T_co], frozen=True):
    """A value, the rule that found it (`meta og:title`), and its place.

    `plugin` is filled in by whoever called the plugin; `place` is None where the value comes
    from no file of the site (a default, a computation).
    """

    value: T_co
    rule: str
    place: Place | None = None
    plugin: str = ""

    @property
    def because(self) -> str:
        """The rule and where it found the value: what `smoopt explain` shows of an edit."""
        return f"{self.rule} at {self.place}" if self.place else self.rule

    @property
    def is_stated(self) -> bool:
        """Whether the author gave it to smoopt in words, which goes before the theme's."""
        return self.plugin in _AUTHORS


def refuse_no_text(value: object, name: str) -> None:
    """Raise TypeError, saying what `name` is, unless it is text; most often it is a whole fact."""
    if isinstance(value, Fact):
        raise TypeError(f"{name} is a Fact; give its .value")
    if not isinstance(value, str):
        raise TypeError(f"{name} is {shown_value(value)}; expected str")


class Image(msgspec.Struct, frozen=True):
    """A picture that can stand for the page.

    `url` is absolute where the site's address is known. Width and height in pixels, `size` in
    bytes, `type` a media type: read from the local file behind the address where there is one;
    `file` is that file's path in the site, and `missing` says that it should be there and is not.
    """

    url: str
    alt: str = ""
    width: int = 0
    height: int = 0
    type: str = ""
    size: int = 0
    file: str = ""
    missing: bool = False


class Media(msgspec.Struct, frozen=True):
    """A video or a sound; width and height in pixels, 0 where unknown."""

    url: str
    type: str = ""
    width: int = 0
    height: int = 0


class Person(msgspec.Struct, frozen=True):
    """An author: a name, and the address of a page about them where one is given."""

    name: str
    url: str = ""


class Alternate(msgspec.Struct, frozen=True):
    """The same page in another language (BCP 47, or `x-default`)."""

    language: str
    url: str


class Member(msgspec.Struct, frozen=True):
    """A property of schema.org, its value, which is plain data as in JSON, and the reason."""

    name: str
    value: object
    because: str


class Publisher(msgspec.Struct, frozen=True):
    """Who publishes the site: an organization or person, known on all pages by `id`, its `@id`.

    `type` is a type of schema.org. `members` are all that a page says of it that describes it in
    full; other pages only refer to it, and have none.
    """

    name: str
    type: str
    id: str
    members: tuple[Member, ...] = ()


class Facts(msgspec.Struct, frozen=True):
    """All facts about one page; None for those that are not known.

    `type` is an Open Graph type; `published` and `modified` are ISO 8601; `language` is BCP 47
    and `locale` is `language_TERRITORY`; `kind` is `home`, `list`, `search`, `error` or `page`;
    `words` counts the words of the main content; accounts are `@name` and `@name@host`; `focus` is
    the phrase that the page is to be found by, `card` the design of its card. `share_title` and the
    like are what cards and search results are to show where that is not title, description and the
    first of the images, `share_square` a square picture to be named behind `share_image`, `player`
    what plays the page's film in a card, and `document_title` what `<title>` is to say. `licence`
    and `usage_info` are addresses: of the terms of use, and of a page on further ones. `profiles`
    are those of the publisher's accounts elsewhere. `responses` say what others made of the page,
    in the words of schema.org, and `discuss` are addresses where it is talked about.
    """

    address: Fact[str] | None = None
    site_name: Fact[str] | None = None
    title: Fact[str] | None = None
    description: Fact[str] | None = None
    images: Fact[tuple[Image, ...]] | None = None
    type: Fact[str] | None = None
    kind: Fact[str] | None = None
    published: Fact[str] | None = None
    modified: Fact[str] | None = None
    authors: Fact[tuple[Person, ...]] | None = None
    section: Fact[str] | None = None
    tags: Fact[tuple[str, ...]] | None = None
    language: Fact[str] | None = None
    locale: Fact[str] | None = None
    alternates: Fact[tuple[Alternate, ...]] | None = None
    videos: Fact[tuple[Media, ...]] | None = None
    audios: Fact[tuple[Media, ...]] | None = None
    words: Fact[int] | None = None
    x_site: Fact[str] | None = None
    x_creator: Fact[str] | None = None
    fediverse_creator: Fact[str] | None = None
    shortlink: Fact[str] | None = None
    focus: Fact[str] | None = None
    card: Fact[str] | None = None
    share_title: Fact[str] | None = None
    share_description: Fact[str] | None = None
    search_description: Fact[str] | None = None
    document_title: Fact[str] | None = None
    licence: Fact[str] | None = None
    usage_info: Fact[str] | None = None
    publisher: Fact[Publisher] | None = None
    profiles: Fact[tuple[str, ...]] | None = None
    share_image: Fact[Image] | None = None
    share_square: Fact[Image] | None = None
    player: Fact[Media] | None = None
    responses: Fact[tuple[Member, ...]] | None = None
    discuss: Fact[tuple[str, ...]] | None = None

    @property
    def kind_or_page(self) -> str:
        """The kind; where it is not known, the page is one like most."""
        return "page" if self.kind is None else self.kind.value

    @property
    def card_image(self) -> Fact[Image] | None:
        """The picture that cards show: the one made for them, else the page's first."""
        images = self.images
        if self.share_image is not None or images is None:
            return self.share_image
        return Fact(images.value[0], images.rule, images.place, images.plugin)

    @property
    def is_picture_stated(self) -> bool:
        """Whether the author chose the picture of cards in words: for the page, or for many.

        A page that has a picture gets a card instead only where the author asks for that.
        """
        made = self.share_image
        return self.images is not None and (
            self.images.is_stated or (made is not None and made.plugin == "cards")
        )


# The rule by which a page is an `article`.
ARTICLE_BY_DATE = "it has a date of publication"
# The facts an author can set in words: a configuration's rule or a meta in the page.
SETTABLE = frozenset(Facts.__struct_fields__) - {
    *("words", "alternates", "videos", "audios", "document_title", "licence", "usage_info"),
    *("publisher", "profiles", "share_image", "share_square", "player", "responses"),
}


class Sourced(NamedTuple):
    """What one plugin knows of the page."""

    plugin: str
    facts: Facts


_FIELDS = Facts.__struct_fields__
_EMPTY = ("", ())


def merge(*sources: Sourced) -> Facts:
    """Merge facts field by field: the first non-empty value wins and keeps its provenance."""
    merged: dict[str, Fact[object]] = {}
    for plugin, facts in sources:
        # Few are known at a time: `compress` skips the others without a Python loop.
        values = msgspec.structs.astuple(facts)
        for field, fact in zip(compress(_FIELDS, values), filter(None, values), strict=True):
            if field in merged or fact.value in _EMPTY:
                continue
            merged[field] = fact if fact.plugin else Fact(fact.value, fact.rule, fact.place, plugin)
    return Facts(**merged)  # type: ignore[arg-type]


def filled(known: Facts, more: Facts) -> Facts:
    """Fill the gaps that are left in what is known."""
    pairs = zip(msgspec.structs.astuple(known), msgspec.structs.astuple(more), strict=True)
    return Facts(*[fact or other for fact, other in pairs])
