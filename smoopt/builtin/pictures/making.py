"""Makes a suitable picture from an unsuitable one: the same bytes for the same input."""

from hashlib import blake2b
from importlib.metadata import PackageNotFoundError, version
from io import BytesIO
from typing import NamedTuple

import PIL
from PIL import features

from smoopt.builtin.pictures import faces
from smoopt.builtin.pictures.encoding import encoded
from smoopt.builtin.pictures.framing import Wish, framed
from smoopt.builtin.pictures.reading import MOST_BYTES, Unreadable, read
from smoopt.builtin.pictures.svg import rasterised
from smoopt.files import pictures
from smoopt.model import facts
from smoopt.model.edits import File, own_file
from smoopt.model.faults import described, guarded
from smoopt.site.picture_fitness import shown_by
from smoopt.site.site import Site

# Increase it whenever the same files result in other pictures.
_VERSION = 1
_SVG = "image/svg+xml"
# The last picture made, by name: pages with the same picture often follow one another.
_last: dict[str, "Made"] = {}
_MOST_LAST = 8


class Made(NamedTuple):
    """A file with a suitable picture, or why there is none."""

    file: File | None = None
    problem: str = ""


def made(site: Site, image: facts.Image, wish: Wish, system_fonts: bool) -> Made:
    """Make a suitable picture from one of the site, or return the one made before."""
    digest = site.digest(image.file)
    if not digest:
        return Made(problem=f"{image.file} cannot be read")
    is_svg = image.type == _SVG
    what = (_VERSION, digest, tuple(wish), is_svg and system_fonts, *_programs())
    name = f"picture-{blake2b(repr(what).encode(), digest_size=8).hexdigest()}"
    known = _last.pop(name, None)
    if known is None:
        kept = site.kept(name)
        known = Made(kept) if kept else _attempt(site, image, wish, name, system_fonts)
    _last[name] = known
    while len(_last) > _MOST_LAST:
        del _last[next(iter(_last))]
    return known


def described_picture(site: Site, file: File, alt: str) -> facts.Image:
    """Return the picture in a file that was made."""
    found = pictures.measured(BytesIO(file.content), file.path, len(file.content))
    url = site.address(file.path)
    return facts.Image(url, alt, found.width, found.height, found.type, found.size, file.path)


def _attempt(site: Site, image: facts.Image, wish: Wish, name: str, system_fonts: bool) -> Made:
    """Make a picture; any exception that a damaged file causes becomes the reason."""

    def failed(error: BaseException) -> Made:
        why = str(error) if isinstance(error, Unreadable) else described(error)
        return Made(problem=f"{image.file}: {why}")

    return guarded(lambda: _made(site, image, wish, name, system_fonts), failed)


def _made(site: Site, image: facts.Image, wish: Wish, name: str, system_fonts: bool) -> Made:
    data = site.opened.read(image.file, MOST_BYTES)
    if image.type == _SVG:
        data = rasterised(data, system_fonts)
    picture = read(data)
    result = framed(picture, wish, faces.faces if faces.are_found() else None)
    if result is None:
        return Made(problem=_too_small(image, picture.size))
    content, suffix = encoded(*result)
    return Made(own_file(name, suffix, content, kept=True))


def _too_small(image: facts.Image, size: tuple[int, int]) -> str:
    showing = ", ".join(shown_by(*size))
    shown = f"{showing} show it small" if showing else "no network that tells shows it"
    return f"{image.file} has {size[0]}×{size[1]}, too few for a card of its own: {shown}"


def _programs() -> tuple[str, ...]:
    """Return the versions of all libraries that determine the result."""
    if not _names:
        codecs = (features.version(name) or "" for name in ("jpg", "zlib", "webp", "avif"))
        _names.extend((PIL.__version__, *codecs, _version("resvg_py")))
        _names.append(_version("opencv-python-headless") if faces.are_found() else "")
    return tuple(_names)


_names: list[str] = []


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return ""
