"""Take the pictures of the README: what networks show before and after, preview, cards, report.

Usage: python tools/make_readme_pictures.py

The site is a fixture, as its generator built it. Chromium takes the pictures; they have a palette
of 256 colours, so that none has more than 150 kB.
"""

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

from tests.support.places import ROOT
from tests.support.runs import smoopt
from tests.support.sites import QUIET

PICTURES = ROOT / "docs/pictures"
SITE, PAGE, URL = "pelican", "night-train-north.html", "https://slow-rails.example.org/"
CARDS = '[plugins.cards]\ncolor = "#2b5d8a"\ndesign = "{design}"\n'
DESIGNS = ("plain", "gradient", "documentation", "quote")
NETWORKS = {"facebook": "Facebook", "slack": "Slack", "mastodon": "Mastodon"}
MOST = 150_000
# In pixels: a picture's width, the line above a part, and what lies between parts.
WIDE, LINE, GAP = 1200, 44, 24
COLUMN = (WIDE - 2 * GAP) // len(NETWORKS)
GROUND, BEHIND, INK = "#ffffff", "#d9dde5", "#12161f"


def main() -> None:
    """Write the pictures."""
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        folder = Path(name)
        chromium = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=QUIET)
        off = "[plugins]\n" + "".join(f"{plugin} = false\n" for plugin in DEFAULTS)
        before, after = exported(folder, off), exported(folder, CARDS.format(design="gradient"))
        rows = [[shown(chromium, out, one) for one in NETWORKS] for out in (before, after)]
        save(laid_out(rows), "before-after")
        save(window(chromium, companion(after)), "preview")
        save(cards(folder), "cards")
        report = folder / "report.html"
        smoopt("check", project(folder, ""), "--url", URL, "--format", "html", "-o", report)
        save(window(chromium, report), "report")
        chromium.close()


def project(folder: Path, plugins: str) -> Path:
    """Copy the site, with settings beside it; gives its folder."""
    root = Path(tempfile.mkdtemp(dir=folder))
    shutil.copytree(ROOT / "fixtures/sites" / SITE, root / "public")
    (root / "smoopt.toml").write_text(f'[site]\nurl = "{URL}"\n{plugins}\n', "utf-8")
    return root / "public"


def exported(folder: Path, plugins: str) -> Path:
    """Export the preview of the page."""
    site = project(folder, plugins)
    out = site.parent / "preview"
    smoopt("preview", site, "-c", site.parent / "smoopt.toml", "--export", out, "--pages", PAGE)
    return out


def shown(chromium: Browser, preview: Path, network: str) -> Image.Image:
    """Take a picture of what a network shows of the page."""
    tab = chromium.new_page(viewport={"width": 1500, "height": 1000})
    tab.goto(companion(preview).as_uri())
    data = tab.locator(f"#cards .sc-{network} .sc-stage").screenshot()
    tab.close()
    return fitted(opened(data), COLUMN)


def companion(preview: Path) -> Path:
    """Find what an exported preview shows of the page."""
    return next((preview / "pages").glob("*.html"))


def window(chromium: Browser, file: Path) -> Image.Image:
    """Take a picture of a page in a window."""
    tab = chromium.new_page(viewport={"width": WIDE, "height": 900})
    tab.goto(file.as_uri())
    data = tab.screenshot()
    tab.close()
    return opened(data)


def cards(folder: Path) -> Image.Image:
    """Draw the page's card in several designs."""
    drawn = []
    for design in DESIGNS:
        site = project(folder, CARDS.format(design=design))
        file = site.parent / f"{design}.png"
        smoopt("card", site / PAGE, "-c", site.parent / "smoopt.toml", "-o", file)
        drawn.append(fitted(opened(file.read_bytes()), (WIDE - GAP) // 2))
    high = drawn[0].height
    made = Image.new("RGB", (WIDE, 2 * high + GAP), BEHIND)
    for number, card in enumerate(drawn):
        made.paste(card, (number % 2 * (WIDE + GAP) // 2, number // 2 * (high + GAP)))
    return made


def laid_out(rows: list[list[Image.Image]]) -> Image.Image:
    """Lay out what networks show: a column for each, before it above and after it below."""
    heights = [max(picture.height for picture in row) + LINE + GAP for row in rows]
    made = Image.new("RGB", (WIDE, sum(heights) - GAP), GROUND)
    draw = ImageDraw.Draw(made)
    font = ImageFont.truetype(fonts_of(Where()).families["Inter"][0], 24)
    top = 0
    for when, row, height in zip(("before", "after"), rows, heights, strict=True):
        for column, (network, picture) in enumerate(zip(NETWORKS.values(), row, strict=True)):
            left = column * (COLUMN + GAP)
            draw.text((left + 4, top + 4), f"{network}, {when}", INK, font)
            made.paste(picture, (left, top + LINE))
        top += height
    return made


def opened(data: bytes) -> Image.Image:
    """Read a picture."""
    with Image.open(BytesIO(data)) as taken:
        return taken.convert("RGB")


def fitted(picture: Image.Image, wide: int) -> Image.Image:
    """Let a picture be as wide as that."""
    high = picture.height * wide // picture.width
    return picture.resize((wide, high), Image.Resampling.LANCZOS)


def save(picture: Image.Image, name: str) -> None:
    """Write a picture of the README."""
    file = PICTURES / f"{name}.png"
    picture.quantize(256, dither=Image.Dither.NONE).save(file, optimize=True)
    size = file.stat().st_size
    sys.stdout.write(f"{file.name}: {picture.width}×{picture.height}, {size:,} bytes\n")
    if size > MOST:
        raise ValueError(f"{file}: expected {MOST:,} bytes at most")


if __name__ == "__main__":
    main()
