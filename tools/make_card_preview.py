"""Draw how three sites look when they are shared, before and after: the preview's twelve cards.

Usage: python tools/make_card_preview.py FILE.webp. The sites are fixtures, as their generators
built them; before, none of smoopt's plugins runs, after, those that run by default, and `cards`.
"""

import argparse
import shutil
import sys
import tempfile
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont
from playwright.sync_api import Browser, sync_playwright

from smoopt.builtin.cards.card_fonts import Where, fonts_of
from smoopt.site.settings import DEFAULTS

sys.path.insert(0, str(Path(__file__).parent.parent))
from tests.support.runs import smoopt
from tests.support.sites import QUIET

SITES = Path(__file__).parent.parent / "fixtures" / "sites"
# A page of each, the site's address, and the options of its cards.
PAGES = {
    "pelican": ("night-train-north.html", "slow-rails.example.org", 'design = "gradient"'),
    "sphinx": ("theory.html", "tidewater.example.net", 'design = "documentation"'),
    "eleventy": ("diary/spring/slugs/index.html", "plot17.example.org", 'ground = "dark"'),
}
# In pixels: the window, what a picture of it becomes, and the line above each.
WINDOW, WIDE, LINE, GAP = 1500, 600, 40, 12


def main() -> None:
    """Write the picture."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--quality", type=int, default=34)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=QUIET)
        rows = [
            [
                (name, shot(chromium, Path(folder), site, plugins))
                for name, plugins in (
                    ("before", without()),
                    ("after", f"[plugins.cards]\n{options}"),
                )
            ]
            for site, (_, _, options) in PAGES.items()
        ]
        chromium.close()
    laid(rows).save(given.file, quality=given.quality, method=6)


def without() -> str:
    """Turn all plugins off."""
    return "[plugins]\n" + "".join(f"{name} = false\n" for name in DEFAULTS)


def shot(chromium: Browser, folder: Path, site: str, plugins: str) -> Image.Image:
    """Take a picture of the cards of a site's page in the preview."""
    page, host, _ = PAGES[site]
    root = Path(tempfile.mkdtemp(dir=folder))
    shutil.copytree(SITES / site, root / "site")
    (root / "smoopt.toml").write_text(f'[site]\nurl = "https://{host}/"\n{plugins}\n')
    out = root / "preview"
    smoopt("preview", root / "site", "-c", root / "smoopt.toml", "--export", out, "--pages", page)
    tab = chromium.new_page(viewport={"width": WINDOW, "height": 1000})
    tab.goto(next((out / "pages").glob("*.html")).as_uri())
    data = tab.locator("#cards").screenshot()
    tab.close()
    with Image.open(BytesIO(data)) as taken:
        return taken.convert("RGB").resize(
            (WIDE, taken.height * WIDE // taken.width), Image.Resampling.LANCZOS
        )


def laid(rows: list[list[tuple[str, Image.Image]]]) -> Image.Image:
    """Lay pictures out: a row for each site, before it left and after it right."""
    heights = [max(picture.height for _, picture in row) + LINE for row in rows]
    made = Image.new("RGB", (2 * WIDE + GAP, sum(heights)), "#ffffff")
    draw, top = ImageDraw.Draw(made), 0
    font = ImageFont.truetype(fonts_of(Where()).families["Inter"][0], 22)
    for site, row, height in zip(PAGES, rows, heights, strict=True):
        for column, (name, picture) in enumerate(row):
            left = column * (WIDE + GAP)
            draw.text((left + 12, top + 10), f"{site}, {name}", "#12161f", font)
            made.paste(picture, (left, top + LINE))
        top += height
    return made


if __name__ == "__main__":
    main()
