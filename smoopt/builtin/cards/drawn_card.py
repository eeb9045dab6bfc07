"""A page's card: its texts, its look, and the files drawn from them."""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from hashlib import blake2b
from pathlib import Path
from typing import NamedTuple

import msgspec

from smoopt.builtin.cards import card_data, typesetter
from smoopt.builtin.cards.brand_color import brand_color
from smoopt.builtin.cards.card_data import Asked, Said
from smoopt.builtin.cards.card_encoding import Beneath, encoded
from smoopt.builtin.cards.card_fonts import (
    Chosen,
    MissingGlyphs,
    Where,
    chosen_fonts,
    font_version,
    fonts_of,
    refuse_missing_glyphs,
)
from smoopt.builtin.cards.card_options import CardOptions
from smoopt.builtin.cards.designs_by_name import sources
from smoopt.builtin.cards.embedded_picture import NotShown, shaded
from smoopt.builtin.cards.logo_plate import plates
from smoopt.builtin.cards.palette import palette
from smoopt.builtin.cards.phrase_breaks import phrased
from smoopt.builtin.cards.pictures_on_card import Wanted, pictures_on_card, wanted_photo
from smoopt.builtin.cards.typesetter import SQUARE, WIDE, DesignFault, Fonts, Shape
from smoopt.model.edits import File, own_file
from smoopt.model.facts import Image
from smoopt.model.faults import described, guarded
from smoopt.site.site import Site

# Increase it whenever the same data results in other cards.
_VERSION = 3
# The designs with a picture behind the text, and with the trail; own ones may have both.
_WITH_PHOTO, _WITH_TRAIL = frozenset({"photo"}), frozenset({"documentation"})
_TYPES = {"png": "image/png", "jpg": "image/jpeg"}


class Drawn(NamedTuple):
    """A card, what its picture shows, and the reasons for its look; or what is wrong.

    `square` is the same card as a square, if requested.
    """

    file: File | None = None
    alt: str = ""
    because: str = ""
    problems: tuple[tuple[str, str], ...] = ()
    square: File | None = None


class _Look(NamedTuple):
    """All that determines how a page's cards look, except their shape.

    `said` holds all texts, `inputs` the pictures by name; `photo` lies beneath in the colour
    `shade`.
    """

    design: str
    files: Mapping[str, str]
    data: Mapping[str, object]
    inputs: Mapping[str, str]
    fonts: Fonts
    chosen: Chosen
    said: Said
    photo: Wanted | None = None
    shade: str = ""


def drawn(asked: Asked, options: CardOptions) -> Drawn:
    """Draw the card of a page, or return the one drawn before.

    Problems are pairs of a kind ("design", "glyphs" or "picture") and a message.
    """
    problems: list[tuple[str, str]] = []

    def attempt() -> Drawn:
        brand, whose = options.color, "the configuration"
        if not brand:
            brand, whose = brand_color(asked.page, asked.site)
        look = _look(asked, options, brand, problems)
        shapes = (WIDE, SQUARE) if options.square else (WIDE,)
        file, *squares = [_card(asked.site, look, shape, problems) for shape in shapes]
        alt = " – ".join(filter(None, (look.said["title"], look.said["site"])))
        because = f"the design {options.design}"
        because += f", in the colour of {whose}" if whose else ""
        once = tuple(dict.fromkeys(problems))
        return Drawn(file, alt, because, once, next(iter(squares), None))

    # No exception of a font, a design or a picture may make the page fail.
    return guarded(attempt, lambda error: Drawn(problems=(*problems, _problem(error))))


def _problem(error: BaseException) -> tuple[str, str]:
    """Return the kind of a problem and its message."""
    if isinstance(error, MissingGlyphs):
        return "glyphs", str(error)
    return "design", str(error) if isinstance(error, DesignFault) else described(error)


def _look(asked: Asked, options: CardOptions, brand: str, problems: list[tuple[str, str]]) -> _Look:
    """Return how a card looks; adds to `problems` what does not prevent it. Raises DesignFault."""
    design, settings = options.design, asked.site.settings
    files = sources(design, settings.own_designs)
    is_own = f"{design}.typ" in settings.own_designs
    said = card_data.said(
        asked, options.show, options.reading_speed, has_trail=is_own or design in _WITH_TRAIL
    )
    how, families = card_data.set_as(said, asked.facts)
    folders = {str(Path(file).parent) for file in settings.own_fonts}
    fonts = fonts_of(Where(tuple(sorted(folders)), options.font, options.system_fonts))
    text = "".join(card_data.texts(said))
    chosen = chosen_fonts(fonts, options.font, families, text, is_all=not is_own)
    photo = wanted_photo(asked, options) if design in _WITH_PHOTO and not is_own else None
    # smoopt's own designs leave out the photo: adding it here takes a fraction of Typst's time.
    beneath = None if photo is None or photo.path.lower().endswith(".svg") else photo
    has_photo = is_own or (photo is not None and beneath is None)
    pictures, wrong = pictures_on_card(asked, options, has_photo=has_photo)
    problems += (("picture", message) for message in wrong)
    colors = palette(brand, options.ground)
    plated = plates(pictures["logo"], colors) if "logo" in pictures else {}
    shown = {} if how["spaced"] else _phrased(said, how["language"])
    data = {**said, **shown, **how, "fonts": chosen.text, "emoji": chosen.emoji}
    data |= {"colors": colors, "plates": plated}
    return _Look(design, files, data, pictures, fonts, chosen, said, beneath, colors["shade"])


def _phrased(said: Said, language: str) -> Mapping[str, str]:
    """Return title and description with breaks between their phrases."""
    texts = {"title": said["title"], "description": said["description"]}
    return {name: phrased(text, language) for name, text in texts.items()}


def _card(site: Site, look: _Look, shape: Shape, problems: list[tuple[str, str]]) -> File:
    """Return the file of a card in a shape, drawn now or before.

    Raises DesignFault and MissingGlyphs; a card drawn before had all glyphs.
    """
    data = {**look.data, "width": shape.width, "height": shape.height}
    inputs = {"card": msgspec.json.encode(data).decode(), **look.inputs}
    beneath = None
    if look.photo is not None:
        laid = {**inputs, "beneath": site.digest(look.photo.path)}
        if kept := site.kept(_name(look, laid)):
            return kept
        try:
            picture = shaded(site, look.photo.path, shape.size, look.shade)
            beneath = Beneath(picture, shape, look.data["direction"] == "rtl")
            inputs = laid
        except NotShown as error:
            if look.photo.is_named:
                problems.append(("picture", f"photo: {error}"))
    name = _name(look, inputs)
    if kept := site.kept(name):
        return kept
    text = "".join(card_data.texts(look.said))
    refuse_missing_glyphs(text, look.chosen, look.fonts)
    drawing = typesetter.drawn(look.design, look.files, inputs, look.fonts, shape)
    content, suffix = encoded(drawing, beneath)
    return own_file(name, suffix, content, kept=True)


def images_of(site: Site, card: Drawn) -> Iterator[Image]:
    """Yield the pictures of a drawn card: the wide one, then the square."""
    for file, shape in ((card.file, WIDE), (card.square, SQUARE)):
        if file is not None:
            url, size = site.address(file.path), len(file.content)
            kind = _TYPES[file.path.rpartition(".")[2]]
            yield Image(url, card.alt, *shape.size, kind, size, file.path)


def _name(look: _Look, inputs: Mapping[str, str]) -> str:
    """Return a file name derived from all that determines the look."""
    versions = [font_version(look.fonts, one) for one in look.chosen.all]
    files, given = sorted(look.files.items()), sorted(inputs.items())
    what = _VERSION, look.design, files, given, versions, _programs()
    digest = blake2b(repr(what).encode("utf-8", "surrogatepass"), digest_size=8)
    return f"card-{digest.hexdigest()}"


@lru_cache(maxsize=1)
def _programs() -> tuple[str, str]:
    import PIL  # noqa: PLC0415 - an extra, for who has cards

    return typesetter.version(), PIL.__version__
