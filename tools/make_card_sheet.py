"""Draw a contact sheet of cards: designs by scripts, to be looked at.

Usage: python tools/make_card_sheet.py FILE.png [--designs plain,quote] [--scripts Thai,emoji]
[--ground dark] [--color #ffb454] [--photo FILE] [--logo FILE] [--no-logo] [--square].
Cards are drawn as a build draws them.
"""

import argparse
import sys
import tempfile
from io import BytesIO
from pathlib import Path

from PIL import Image

sys.path.insert(0, str(Path(__file__).parent.parent / "benchmarks"))

from card_samples import SAMPLES, Sample, page

from smoopt.build.builder import Builder
from smoopt.build.memory.manifest import Manifest
from smoopt.build.page_card import page_card
from smoopt.plugin.registry import Registry
from smoopt.site.settings import Settings, SiteSettings
from smoopt.site.site import Site

DESIGNS = ("plain", "gradient", "photo", "documentation", "quote")
LOGO = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64">
<rect width="64" height="64" rx="14" fill="{color}"/><path d="M18 40 32 16 46 40Z" fill="#fff"/>
<circle cx="32" cy="47" r="5" fill="#fff" opacity=".7"/></svg>"""
WIDE, GAP, COLUMNS = 600, 8, 3


def main() -> None:
    """Write the sheet."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--designs", default=",".join(DESIGNS))
    parser.add_argument("--scripts", default="")
    parser.add_argument("--ground", default="light")
    parser.add_argument("--color", default="#2f5bea")
    parser.add_argument("--photo", type=Path)
    parser.add_argument("--logo", type=Path)
    parser.add_argument("--no-logo", action="store_true")
    parser.add_argument("--square", action="store_true")
    given = parser.parse_args()
    wanted = given.scripts.split(",") if given.scripts else [one.name for one in SAMPLES]
    samples = [one for one in SAMPLES if one.name in wanted]
    with tempfile.TemporaryDirectory() as folder:
        cards = drawn(Path(folder), samples, given)
    sheet(cards).save(given.file, quality=80)


def drawn(root: Path, samples: list[Sample], given: argparse.Namespace) -> list[Image.Image]:
    """Draw the cards of all samples in all designs."""
    table: dict[str, object] = {"color": given.color, "ground": given.ground}
    table["square"] = given.square
    for number, sample in enumerate(samples):
        path = root / "guide" / f"{number}.html"
        path.parent.mkdir(exist_ok=True)
        path.write_text(page(sample), "utf-8")
    (root / "guide" / "index.html").write_text(page(SAMPLES[0]).replace(SAMPLES[0].title, "Guide"))
    if given.logo:
        (root / given.logo.name).write_bytes(given.logo.read_bytes())
    elif not given.no_logo:
        (root / "logo.svg").write_text(LOGO.format(color=given.color))
    logo = given.logo.name if given.logo else "logo.svg"
    table["logo"] = False if given.no_logo else logo
    if given.photo:
        (root / "photo.jpg").write_bytes(given.photo.read_bytes())
        table["photo"] = "photo.jpg"
    where = SiteSettings(url="https://notes.example.org/", name="Northwind Notes")
    settings = Settings(site=where, plugins={"cards": table})
    site = Site(root, settings)
    builder = Builder(site, Registry(settings, ""), None, Manifest(None, root, None), dry=True)
    cards = []
    for design in given.designs.split(","):
        for number in range(len(samples)):
            path = f"guide/{number}.html"
            data = (root / path).read_bytes()
            outcome, shares = builder.outcome(path, data), builder.memory.shares.get(path, {})
            card = page_card(outcome, data, site, builder.registry, shares, design)
            for problem in card.problems:
                print(samples[number].name, design, *problem, file=sys.stderr)
            file = card.square if given.square else card.file
            if file is not None:
                cards.append(Image.open(BytesIO(file.content)).convert("RGB"))
    return cards


def sheet(cards: list[Image.Image]) -> Image.Image:
    """Lay cards out in columns."""
    size = WIDE, WIDE * cards[0].height // cards[0].width
    wide, high = size[0] + GAP, size[1] + GAP
    rows = -(-len(cards) // COLUMNS)
    made = Image.new("RGB", (COLUMNS * wide - GAP, rows * high - GAP), "#808080")
    for number, card in enumerate(cards):
        place = number % COLUMNS * wide, number // COLUMNS * high
        made.paste(card.resize(size, Image.Resampling.LANCZOS), place)
    return made


if __name__ == "__main__":
    main()
