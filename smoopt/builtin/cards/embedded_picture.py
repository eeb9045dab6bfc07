"""Pictures of the site for cards: as SVG for designs, or to lie beneath a card."""

from base64 import b64encode
from functools import lru_cache
from io import BytesIO
from itertools import pairwise
from typing import TYPE_CHECKING

from smoopt.files.folder import Folder
from smoopt.model.faults import described, guarded
from smoopt.site.site import Site

if TYPE_CHECKING:
    from PIL import Image

Size = tuple[int, int]
_MOST_OF_SVG = 500_000
_QUALITY = 88
# The opacity of the shade over a photo, from top to bottom, as in photo.typ
_SHADE = (0.0, 0.64), (0.3, 0.56), (0.6, 0.78), (1.0, 0.94)


class NotShown(Exception):
    """A picture cannot be used on a card; the text says why."""


def embedded(site: Site, path: str, size: Size, *, covers: bool) -> str:
    """Return a picture of the site as SVG; raises NotShown.

    With `covers` it fills the size and is cropped to it; otherwise all of it fits in.
    """
    made = _embedded(site.opened, path, _digest_of(site, path), size, covers)
    if isinstance(made, BaseException):
        raise NotShown(f"{path}: {described(made)}")
    return made


def _digest_of(site: Site, path: str) -> str:
    digest = site.digest(path)
    if not digest:
        raise NotShown(f"the site has no file {path}")
    return digest


# Logos and faces are on most pages; a page's own picture is needed once.
@lru_cache(maxsize=24)
def _embedded(
    opened: Folder, path: str, _digest: str, size: Size, covers: bool
) -> str | BaseException:
    def made() -> str | BaseException:
        if path.lower().endswith(".svg"):
            return opened.read(path, _MOST_OF_SVG).decode("utf-8-sig")
        return _raster(opened, path, size, covers)

    return guarded(made, lambda error: error)


def shaded(site: Site, path: str, size: Size, shade: str) -> "Image.Image":
    """Return a picture of the site, cropped to a size and darkened; raises NotShown."""
    made = _shaded(site.opened, path, _digest_of(site, path), size, shade)
    if isinstance(made, BaseException):
        raise NotShown(f"{path}: {described(made)}")
    return made


# The photo of a whole site lies beneath all of its cards, wide and square ones in turn.
@lru_cache(maxsize=2)
def _shaded(
    opened: Folder, path: str, _digest: str, size: Size, shade: str
) -> "Image.Image | BaseException":
    def made() -> "Image.Image | BaseException":
        from PIL import Image  # noqa: PLC0415 - an extra, for who has cards

        picture = _resized(opened, path, size, covers=True)
        whole, opacity = _shade(size, shade)
        if picture.mode == "RGBA":
            flat: Image.Image = whole.copy()
            flat.paste(picture, mask=picture)
            picture = flat
        picture.paste(whole, mask=opacity)
        return picture

    return guarded(made, lambda error: error)


@lru_cache(maxsize=2)
def _shade(size: Size, shade: str) -> tuple["Image.Image", "Image.Image"]:
    """Return a shade as a picture, and its opacity over a photo as a mask."""
    from PIL import Image  # noqa: PLC0415 - an extra, for who has cards

    opacity = Image.new("L", (1, size[1]))
    opacity.putdata([round(255 * _opacity(y / size[1])) for y in range(size[1])])
    return Image.new("RGB", size, shade), opacity.resize(size)


def _opacity(at: float) -> float:
    """Return the opacity of the shade at a height of the photo from 0 (top) to 1 (bottom)."""
    for (start, first), (end, last) in pairwise(_SHADE):
        if at <= end:
            return first + (last - first) * (at - start) / (end - start)
    return _SHADE[-1][1]


def _resized(opened: Folder, path: str, size: Size, *, covers: bool) -> "Image.Image":
    from PIL import Image, ImageOps  # noqa: PLC0415 - an extra, for who has cards

    from smoopt.builtin.pictures.reading import MOST_BYTES, read  # noqa: PLC0415 - loads Pillow

    data = opened.read(path, MOST_BYTES)
    if covers:
        return read(data, size)
    whole: Image.Image = ImageOps.contain(read(data), size, method=Image.Resampling.LANCZOS)
    return whole


def _raster(opened: Folder, path: str, size: Size, covers: bool) -> str:
    resized = _resized(opened, path, size, covers=covers)
    file, kind = BytesIO(), "jpeg" if resized.mode == "RGB" else "png"
    if kind == "jpeg":
        resized.save(file, "JPEG", quality=_QUALITY, subsampling=0)
    else:
        resized.save(file, "PNG")
    data = b64encode(file.getvalue()).decode()
    width, height = resized.size
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}">'
        f'<image width="{width}" height="{height}" href="data:image/{kind};base64,{data}"/></svg>'
    )
