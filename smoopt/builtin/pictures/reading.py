"""A picture's file read as what people see: upright, in sRGB, its first frame that shows anything.

Nothing else of the file is kept: no place where it was taken, no camera, no profile.
"""

import warnings
from io import BytesIO

from PIL import Image, ImageCms, ImageOps

from smoopt.site.picture_fitness import BEST

# What networks cannot or need not show, and Pillow reads without other programs.
_FORMATS = ("PNG", "JPEG", "WEBP", "GIF", "AVIF")
MOST_BYTES = 40_000_000
# Twice what a good camera takes. Pillow itself warns at 89 million.
_MOST_PIXELS = 60_000_000
# Of an animation, so many frames are looked at.
_MOST_FRAMES = 10
_16_BIT, _TO_8_BIT = ("I;16", "I;16L", "I;16B", "I"), 1 / 257


class Unreadable(ValueError):
    """A picture that is not read, and why."""


def read(data: bytes) -> Image.Image:
    """Read a picture: RGB, or RGBA where anything of it is transparent.

    It is made smaller where it is larger than a card needs. Raises Unreadable, and what Pillow
    raises for files that are damaged.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        file = Image.open(BytesIO(data), formats=_FORMATS)
    with file:
        if file.width * file.height > _MOST_PIXELS:
            raise Unreadable(f"it has more than {_MOST_PIXELS:,} pixels")
        # JPEG is read smaller where it is much larger than is needed: in a fraction of the time.
        file.draft(None, (max(BEST),) * 2)
        frame = _frame(file)
        upright: Image.Image = ImageOps.exif_transpose(frame)
        return _in_srgb(upright, file.info.get("icc_profile"))


def _frame(file: Image.Image) -> Image.Image:
    """Give the first frame that is not of one colour; animations often begin with an empty one."""
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
    """Tell a picture of which nothing is to be seen, on grey."""
    ground = Image.new("RGBA", picture.size, "#808080")
    ground.alpha_composite(picture)
    return ground.getcolors(1) is not None


def _in_srgb(picture: Image.Image, profile: bytes | None) -> Image.Image:
    """Convert colours to sRGB, by the picture's own profile where it has one that can be read."""
    if picture.mode in _16_BIT:
        picture = picture.convert("I").point(lambda value: value * _TO_8_BIT).convert("L")
        profile = None
    if picture.mode not in {"L", "RGB", "RGBA", "CMYK"}:
        transparent = picture.has_transparency_data
        picture = picture.convert("RGBA" if transparent else "RGB")
    elif picture.mode != "RGBA" and picture.has_transparency_data:
        picture = picture.convert("RGBA")
    scale = max(BEST[0] / picture.width, BEST[1] / picture.height)
    if scale < 1:  # what is cut out of it need not be made smaller again
        size = round(picture.width * scale), round(picture.height * scale)
        picture = picture.resize(size, Image.Resampling.LANCZOS, reducing_gap=2.0)
    alpha = picture.getchannel("A") if picture.mode == "RGBA" else None
    colours = picture if alpha is None else picture.convert("RGB")
    converted = _by_profile(colours, profile) if profile else None
    shown = converted or colours.convert("RGB")
    if alpha is not None and alpha.histogram()[-1] < alpha.width * alpha.height:
        shown.putalpha(alpha)
    shown.info.clear()  # Pillow would write some of it
    return shown


def _by_profile(picture: Image.Image, profile: bytes) -> Image.Image | None:
    """Convert by a profile; None for one that is damaged or of another kind, as browsers do."""
    try:
        source = ImageCms.ImageCmsProfile(BytesIO(profile))
        return ImageCms.profileToProfile(picture, source, _SRGB, outputMode="RGB")
    except (ImageCms.PyCMSError, OSError, ValueError):
        return None


_SRGB = ImageCms.createProfile("sRGB")
