"""A page's card: what it says and how it looks, and the file that comes of it."""

from collections.abc import Iterator, Mapping
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
    Where,
    emoji_family,
    families_of,
    fonts_of,
    missing_glyphs,
)
from smoopt.builtin.cards.card_options import CardOptions
from smoopt.builtin.cards.designs_by_name import sources
from smoopt.builtin.cards.embedded_picture import NotShown, Size, embedded
from smoopt.builtin.cards.palette import palette
from smoopt.builtin.cards.scripts import extra_for
from smoopt.builtin.cards.typesetter import HEIGHT, WIDTH, DesignFault, Fonts
from smoopt.model.edits import File, own_file
from smoopt.model.facts import Image
from smoopt.site.picture_fitness import MOST_BYTES
from smoopt.site.site import Site

# To be raised whenever other cards come out of the same data.
_VERSION = 1
# The designs that show a picture, or the way to the page; those of the author's may do both.
_WITH_PHOTO, _WITHOUT_PHOTO = frozenset({"photo"}), frozenset({"plain", "gradient", "quote"})
_LOGO, _AVATAR = (192, 192), (192, 192)
# A picture with so many bytes as PNG may be smaller as JPEG; of text on flat colours none is.
_MUCH = 150_000
_QUALITIES = (88, 78, 64, 45, 25)
_MOST_SHOWN = 12
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
    own = asked.site.settings.own_designs
    try:
        files = sources(options.design, own)
    except ValueError as error:
        return Drawn(problems=(("design", str(error)),))
    is_own = f"{options.design}.typ" in own
    has_trail = is_own or options.design == "documentation"
    said = card_data.said(asked, options.show, options.reading_speed, has_trail=has_trail)
    folders = {str(Path(file).parent) for file in asked.site.settings.own_fonts}
    fonts = fonts_of(Where(tuple(sorted(folders)), options.font, options.system_fonts))
    how, families = card_data.set_as(said, asked.facts)
    known, emoji = families_of(fonts, (options.font, *families)), emoji_family(fonts)
    if options.font not in known:
        return Drawn(problems=(("design", _no_font(options.font)),))
    if problem := _without_glyphs(said, (*known, emoji) if emoji else known, fonts):
        return Drawn(problems=(("glyphs", problem),))
    shown, problems = _pictures(asked, options, with_photo=is_own or options.design in _WITH_PHOTO)
    brand, origin = (options.color, "color in the configuration")
    if not brand:
        brand, origin = brand_color(asked.page, asked.site)
    data = {
        **said,
        **how,
        "fonts": known,
        "emoji": emoji,
        "colors": palette(brand, options.ground),
    }
    inputs = {"card": msgspec.json.encode(data).decode(), **shown}
    name = _name(options.design, files, inputs, [*known, *filter(None, (emoji,))], fonts)
    try:
        file = asked.site.kept(name) or _made(name, options.design, files, inputs, fonts)
    except DesignFault as error:
        return Drawn(problems=(*problems, ("design", str(error))))
    because = f"the design {options.design}" + (f", in the colour of {origin}" if origin else "")
    return Drawn(file, _alt(said), because, tuple(problems))


def image_of(site: Site, card: Drawn) -> Image:
    """Describe the picture of a card that was drawn."""
    if card.file is None:
        raise ValueError("the card was not drawn")
    url, size = site.address(card.file.path), len(card.file.content)
    kind = _TYPES[card.file.path.rpartition(".")[2]]
    return Image(url, card.alt, WIDTH, HEIGHT, kind, size, card.file.path)


def _no_font(family: str) -> str:
    package = f"fontpkg-{family.lower().replace(' ', '-')}"
    return f"there is no font {family!r}: lay it into templates/cards/, or pip install {package}"


def _without_glyphs(said: Said, families: tuple[str, ...], fonts: Fonts) -> str:
    """Say which characters cannot be drawn, and what would bring their fonts; "" where all can."""
    missing = missing_glyphs("".join(card_data.texts(said)), families, fonts)
    if not missing:
        return ""
    shown = " ".join(f"{one} (U+{ord(one):04X})" for one in missing[:_MOST_SHOWN])
    more = f" and {len(missing) - _MOST_SHOWN} more" if len(missing) > _MOST_SHOWN else ""
    extra = extra_for(missing)
    how = (
        f"pip install 'smoopt[{extra}]'"
        if extra
        else "lay a font that has them into templates/cards/"
    )
    return f"no font has {shown}{more}: {how}"


def _alt(said: Said) -> str:
    """Say what the picture shows: its words."""
    return " – ".join(filter(None, (said["title"], said["site"])))


def _pictures(
    asked: Asked, options: CardOptions, *, with_photo: bool
) -> tuple[dict[str, str], list[tuple[str, str]]]:
    """Give the pictures of a card by name, and what is wrong with those that are named."""
    shown: dict[str, str] = {}
    problems: list[tuple[str, str]] = []
    for name, path, size, is_named in _wanted(asked, options, with_photo=with_photo):
        try:
            found = embedded(asked.site, path, size, covers=name != "logo")
            typesetter.refuse_no_picture(found)
            shown[name] = found
        except (NotShown, DesignFault) as error:
            if is_named:
                problems.append(("picture", f"{name}: {error}"))
    return shown, problems


def _wanted(
    asked: Asked, options: CardOptions, *, with_photo: bool
) -> Iterator[tuple[str, str, Size, bool]]:
    """Name the pictures to show: name, path, size, and whether the author asks for just this."""
    if isinstance(options.logo, str):
        yield "logo", options.logo, _LOGO, True
    elif options.logo:
        icons = asked.site.icons(asked.page.path)
        touch = [icons.touch.path] if icons.touch else []
        vectors = [icon.path for icon in icons.icons if icon.path.endswith(".svg")]
        for path in (*vectors, *touch)[:1]:
            yield "logo", path, _LOGO, False
    people = card_data.authors(asked) if "author" in options.show else ()
    if people and (path := options.avatars.get(people[0].name, "")):
        yield "avatar", path, _AVATAR, True
    if with_photo:
        images = asked.facts.images if options.over_pictures else None
        own = images.value[0].file if images else ""
        if path := own or options.photo:
            yield "photo", path, (WIDTH, HEIGHT), path == options.photo


def _name(
    design: str,
    files: Mapping[str, str],
    inputs: Mapping[str, str],
    families: list[str],
    fonts: Fonts,
) -> str:
    """Name a card by all that decides how it looks."""
    identities = [_identity(fonts.families[family][0]) for family in families]
    what = _VERSION, design, sorted(files.items()), sorted(inputs.items()), identities
    digest = blake2b(repr((*what, _programs())).encode("utf-8", "surrogatepass"), digest_size=8)
    return f"card-{digest.hexdigest()}"


@lru_cache(maxsize=1)
def _programs() -> tuple[str, str]:
    import PIL  # noqa: PLC0415 - an extra, for who has cards

    return typesetter.version(), PIL.__version__


@lru_cache(maxsize=256)
def _identity(file: str) -> str:
    """Tell a font from another version of it, on any machine."""
    import xxhash  # noqa: PLC0415 - for who has cards

    with Path(file).open("rb") as font:
        start = font.read(1 << 16)
        return f"{Path(file).name} {Path(file).stat().st_size} {xxhash.xxh3_64_hexdigest(start)}"


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
