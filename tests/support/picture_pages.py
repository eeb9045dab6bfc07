"""Pages that name pictures, and sites that the plugin `pictures` is for."""

from collections.abc import Mapping
from pathlib import Path

from tests.support.asking import page
from tests.support.configured import URL, Configured

OG_IMAGE = f'<meta property="og:image" content="{URL}{{}}">'


def naming(*pictures: str, more: str = "") -> str:
    """Write a page with an og:image for each picture."""
    return page("<title>A mill</title>" + "".join(map(OG_IMAGE.format, pictures)) + more)


def site(folder: Path, files: Mapping[str, str | bytes], options: str = "") -> Configured:
    """Write a site with the plugin on."""
    return Configured(folder, files, "pictures", options)
