"""A page's card: what it says and how it looks, and the file that comes of it."""

from collections.abc import Mapping
from functools import lru_cache
from hashlib import blake2b
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

import msgspec

from smoopt.builtin.cards import card_data, typesetter
from smoopt.builtin.cards.brand_color import brand_color
from smoopt.builtin.cards.card_data import Asked, Said
from smoopt.builtin.cards.card_fonts import (
    MissingGlyphs,
    Where,
    chosen_fonts,
    font_version,
    fonts_of,
)
from smoopt.builtin.cards.card_options import CardOptions
from smoopt.builtin.cards.designs_by_name import sources
from smoopt.builtin.cards.palette import palette
from smoopt.builtin.cards.pictures_on_card import pictures_on_card
from smoopt.builtin.cards.typesetter import HEIGHT, WIDTH, DesignFault, Fonts
from smoopt.model.edits import File, own_file
from smoopt.model.facts import Image
from smoopt.model.faults import described, guarded
from smoopt.site.picture_fitness import MOST_BYTES
from smoopt.site.site import Site

# To be raised whenever other cards come out of the same data.
_VERSION = 1
# The designs that show a picture behind the text, and the way to the page; own ones may do both.
_WITH_PHOTO, _WITH_TRAIL = frozenset({"photo"}), frozenset({"documentation"})
# A picture with so many bytes as PNG may be smaller as JPEG; of text on flat colours none is.
_MUCH = 150_000
_QUALITIES = (88, 78, 64, 45, 25)
_TYPES = {"png": "image/png", "jpg": "image/jpeg"}


class Drawn(NamedTuple):
    """A card, what its picture says, and why it looks so; or what is wrong."""

    file: File | None = None
    alt: str = ""
    because: str = ""
    problems: tuple[tuple[str, str], ...] = ()


def drawn(asked: Asked, options: CardOptions) -> Drawn:
    """Draw the card of a page, or find it drawn before.

    Problems are pairs of their kind, "design", "glyphs" or "picture", and words.
    """
    problems: list[tuple[str, str]] = []

    def attempt() -> Drawn:
        file, said, brand = _drawn(asked, options, problems)
        alt = " – ".join(filter(None, (said["title"], said["site"])))
        because = f"the design {options.design}"
        because += f", in the colour of {brand}" if brand else ""
        return Drawn(file, alt, because, tuple(problems))

    # A card is never worth a page, whatever a font, a design or a picture makes others raise.
    return guarded(attempt, lambda error: Drawn(problems=(*problems, _problem(error))))


def _problem(error: BaseException) -> tuple[str, str]:
    """Say what kept a card from being drawn."""
    if isinstance(error, MissingGlyphs):
        return "glyphs", str(error)
    return "design", str(error) if isinstance(error, DesignFault) else described(error)


def _drawn(
    asked: Asked, options: CardOptions, problems: list[tuple[str, str]]
) -> tuple[File, Said, str]:
    """Give the file, its words, and whose the brand's colour is; adds what is wrong but no fault.

    Raises MissingGlyphs and DesignFault.
    """
    design, settings = options.design, asked.site.settings
    files = sources(design, settings.own_designs)
    is_own = f"{design}.typ" in settings.own_designs
    said = card_data.said(
        asked, options.show, options.reading_speed, has_trail=is_own or design in _WITH_TRAIL
    )
    how, families = card_data.set_as(said, asked.facts)
    folders = {str(Path(file).parent) for file in settings.own_fonts}
    fonts = fonts_of(Where(tuple(sorted(folders)), options.font, options.system_fonts))
    chosen = chosen_fonts(fonts, options.font, families, "".join(card_data.texts(said)))
    has_photo = is_own or design in _WITH_PHOTO
    pictures, wrong = pictures_on_card(asked, options, has_photo=has_photo)
    problems += (("picture", message) for message in wrong)
    brand, whose = (options.color, "the configuration")
    if not brand:
        brand, whose = brand_color(asked.page, asked.site)
    colors = palette(brand, options.ground)
    data = {**said, **how, "fonts": chosen.text, "emoji": chosen.emoji, "colors": colors}
    inputs = {"card": msgspec.json.encode(data).decode(), **pictures}
    name = _name(design, files, inputs, [font_version(fonts, one) for one in chosen.all])
    return asked.site.kept(name) or _made(name, design, files, inputs, fonts), said, whose


def image_of(site: Site, card: Drawn) -> Image:
    """Describe the picture of a card that was drawn."""
    if card.file is None:
        raise ValueError("the card was not drawn")
    url, size = site.address(card.file.path), len(card.file.content)
    kind = _TYPES[card.file.path.rpartition(".")[2]]
    return Image(url, card.alt, WIDTH, HEIGHT, kind, size, card.file.path)


def _name(
    design: str, files: Mapping[str, str], inputs: Mapping[str, str], versions: list[str]
) -> str:
    """Name a card by all that decides how it looks; `versions` are those of its fonts."""
    what = _VERSION, design, sorted(files.items()), sorted(inputs.items()), versions, _programs()
    digest = blake2b(repr(what).encode("utf-8", "surrogatepass"), digest_size=8)
    return f"card-{digest.hexdigest()}"


@lru_cache(maxsize=1)
def _programs() -> tuple[str, str]:
    import PIL  # noqa: PLC0415 - an extra, for who has cards

    return typesetter.version(), PIL.__version__


def _made(
    name: str, design: str, files: Mapping[str, str], inputs: Mapping[str, str], fonts: Fonts
) -> File:
    """Draw a card; raises DesignFault."""
    content = typesetter.drawn(design, files, inputs, fonts)
    suffix = "png"
    if len(content) > _MUCH:
        content, suffix = _smaller(content)
    return own_file(name, suffix, content, kept=True)


def _smaller(drawing: bytes) -> tuple[bytes, str]:
    """Write a picture as JPEG where that is smaller, and below what the strictest network takes."""
    from PIL import Image as Picture  # noqa: PLC0415 - an extra, for who has cards

    most = min(MOST_BYTES.values()) - 1
    with Picture.open(BytesIO(drawing), formats=("PNG",)) as opened:
        picture = opened.convert("RGB")
    for quality in _QUALITIES:
        file = BytesIO()
        picture.save(file, "JPEG", quality=quality, subsampling=0, optimize=True, progressive=True)
        if len(file.getvalue()) < most:
            break
    return (drawing, "png") if len(drawing) <= len(file.getvalue()) else (file.getvalue(), "jpg")
