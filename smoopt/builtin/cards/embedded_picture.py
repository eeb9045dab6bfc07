"""Pictures of the site as SVG, in which form a design takes them without reading any file."""

from base64 import b64encode
from functools import lru_cache
from io import BytesIO

from smoopt.files.open_folder import OpenFolder
from smoopt.model.faults import described, guarded
from smoopt.site.site import Site

Size = tuple[int, int]
_MOST_OF_SVG = 500_000
_QUALITY = 88


class NotShown(Exception):
    """A picture cannot be shown on a card; the text says why."""


def embedded(site: Site, path: str, size: Size, *, covers: bool) -> str:
    """Give a picture of the site as SVG; raises NotShown.

    `covers`: it fills the size, and is cut to it; else it fits into it as a whole.
    """
    digest = site.digest(path)
    if not digest:
        raise NotShown(f"the site has no file {path}")
    made = _embedded(site.opened, path, digest, size, covers)
    if isinstance(made, BaseException):
        raise NotShown(f"{path}: {described(made)}")
    return made


# Logos and faces are those of most pages; a page's own picture is asked for once.
@lru_cache(maxsize=24)
def _embedded(
    opened: OpenFolder, path: str, _digest: str, size: Size, covers: bool
) -> str | BaseException:
    def made() -> str | BaseException:
        if path.lower().endswith(".svg"):
            return opened.read(path, _MOST_OF_SVG).decode("utf-8-sig")
        return _raster(opened, path, size, covers)

    return guarded(made, lambda error: error)


def _raster(opened: OpenFolder, path: str, size: Size, covers: bool) -> str:
    from PIL import Image, ImageOps  # noqa: PLC0415 - an extra, for who has cards

    from smoopt.builtin.pictures.reading import MOST_BYTES, read  # noqa: PLC0415 - loads Pillow

    picture = read(opened.read(path, MOST_BYTES))
    resized = (ImageOps.fit if covers else ImageOps.contain)(
        picture, size, method=Image.Resampling.LANCZOS
    )
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
