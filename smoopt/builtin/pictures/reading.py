"""Reads a picture as people see it: upright, in sRGB, its first frame with content.

No metadata of the file is kept: no location, no camera, no profile.
"""

import warnings
from io import BytesIO

from PIL import Image, ImageCms, ImageOps

from smoopt.site.picture_fitness import BEST

# Formats that Pillow reads without other programs; networks show only some of them.
_FORMATS = ("PNG", "JPEG", "WEBP", "GIF", "AVIF")
MOST_BYTES = 40_000_000
# Twice the pixels of a good camera. Pillow itself warns at 89 million.
_MOST_PIXELS = 60_000_000
# How many frames of an animation are looked at
_MOST_FRAMES = 10
Size = tuple[int, int]
_ORIENTATION, _FIRST_ON_ITS_SIDE = 0x0112, 5
_16_BIT, _TO_8_BIT = ("I;16", "I;16L", "I;16B", "I"), 1 / 257


class Unreadable(ValueError):
    """A picture that is not read, and why."""


def read(data: bytes, cut: Size | None = None) -> Image.Image:
    """Read a picture as RGB, or as RGBA if any part is transparent.

    It is cropped to a size if one is given, else reduced if it is larger than a card needs.
    Raises Unreadable, and what Pillow raises for damaged files.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        file = Image.open(BytesIO(data), formats=_FORMATS)
    with file:
        if file.width * file.height > _MOST_PIXELS:
            raise Unreadable(f"it has more than {_MOST_PIXELS:,} pixels")
        # A JPEG much larger than needed is decoded at a smaller scale, in a fraction of the time.
        file.draft(None, (max(BEST),) * 2 if cut is None else _as_stored(cut, file))
        frame = _frame(file)
        ImageOps.exif_transpose(frame, in_place=True)
        return _in_srgb(frame, file.info.get("icc_profile"), cut)


def _as_stored(size: Size, file: Image.Image) -> Size:
    """Return the size of a picture as stored in its file, which may be rotated."""
    is_on_its_side = file.getexif().get(_ORIENTATION, 1) >= _FIRST_ON_ITS_SIDE
    return size[::-1] if is_on_its_side else size


def _frame(file: Image.Image) -> Image.Image:
    """Return the first frame of more than one colour; animations often begin with an empty one."""
    frames = min(getattr(file, "n_frames", 1), _MOST_FRAMES)
    if frames > 1:
        for number in range(frames):
            file.seek(number)
            if not _is_of_one_colour(file.convert("RGBA")):
                break
        else:
            file.seek(0)
    file.load()
    return file


def _is_of_one_colour(picture: Image.Image) -> bool:
    """Return whether a picture shows a single colour when it is laid on grey."""
    ground = Image.new("RGBA", picture.size, "#808080")
    ground.alpha_composite(picture)
    return ground.getcolors(1) is not None


def _in_srgb(picture: Image.Image, profile: bytes | None, cut: Size | None) -> Image.Image:
    """Convert colours to sRGB, by the picture's own profile if it has a readable one."""
    if picture.mode in _16_BIT:
        picture = picture.convert("I").point(lambda value: value * _TO_8_BIT).convert("L")
        profile = None
    if picture.mode not in {"L", "RGB", "RGBA", "CMYK"}:
        transparent = picture.has_transparency_data
        picture = picture.convert("RGBA" if transparent else "RGB")
    elif picture.mode != "RGBA" and picture.has_transparency_data:
        picture = picture.convert("RGBA")
    picture = _no_larger(picture) if cut is None else _cut(picture, cut)
    alpha = picture.getchannel("A") if picture.mode == "RGBA" else None
    colours = picture if alpha is None else picture.convert("RGB")
    converted = _by_profile(colours, profile) if profile else None
    shown = converted or colours.convert("RGB")
    if alpha is not None and alpha.histogram()[-1] < alpha.width * alpha.height:
        shown.putalpha(alpha)
    shown.info.clear()  # Pillow would write some of it.
    return shown


def _no_larger(picture: Image.Image) -> Image.Image:
    """Reduce a picture to a size from which a card can be cropped without reducing it again."""
    scale = max(BEST[0] / picture.width, BEST[1] / picture.height)
    if scale >= 1:
        return picture
    size = round(picture.width * scale), round(picture.height * scale)
    return picture.resize(size, Image.Resampling.LANCZOS, reducing_gap=2.0)


def _cut(picture: Image.Image, size: Size) -> Image.Image:
    """Crop and reduce a picture to a size; as good as Lanczos in half the time."""
    is_larger = picture.width >= size[0] and picture.height >= size[1]
    method = Image.Resampling.HAMMING if is_larger else Image.Resampling.LANCZOS
    fitted: Image.Image = ImageOps.fit(picture, size, method=method)
    return fitted


def _by_profile(picture: Image.Image, profile: bytes) -> Image.Image | None:
    """Convert by a profile; None if it is damaged or of another kind, as in browsers."""
    try:
        source = ImageCms.ImageCmsProfile(BytesIO(profile))
        return ImageCms.profileToProfile(picture, source, _SRGB, outputMode="RGB")
    except (ImageCms.PyCMSError, OSError, ValueError):
        return None


_SRGB = ImageCms.createProfile("sRGB")
