"""What cards cost: one at a time on one core, and a site of them on two.

The first table has milliseconds of processor time a card, warm, by design, over titles in 18
scripts of which no two are alike. The second builds a site of pages without pictures: at first,
again after its generator has written it anew, and without cards.
"""

import argparse
import json
import resource
import statistics
import subprocess
import sys
import time
from io import BytesIO
from pathlib import Path

from card_samples import SAMPLES, page
from corpus import ram_folder, size
from msgspec.structs import replace
from paired import show
from PIL import Image, ImageChops, ImageOps

from smoopt.builtin.cards.card_data import Asked
from smoopt.builtin.cards.card_options import CardOptions
from smoopt.builtin.cards.designs_by_name import names
from smoopt.builtin.cards.drawn_card import drawn
from smoopt.html.page import Page
from smoopt.model.facts import Fact, Facts, Person
from smoopt.site.settings import Settings
from smoopt.site.site import Site

COLOR = '<meta name="theme-color" content="#2f5bea">'
WITH = '[site]\nurl = "https://notes.example.org/"\nname = "Northwind Notes"\n'
LAUNCH = Path(__file__).with_name("launch.py")


def facts(number: int) -> Facts:
    """Give what would be known of a page."""
    sample = SAMPLES[number % len(SAMPLES)]
    return Facts(
        address=Fact(f"https://notes.example.org/guide/{number}", ""),
        site_name=Fact("Northwind Notes", ""),
        title=Fact(f"{sample.title} {number}", ""),
        description=Fact(f"{sample.description} {number}", ""),
        authors=Fact((Person(sample.author),), ""),
        published=Fact("2026-03-12", ""),
        tags=Fact(("performance", "static sites"), ""),
        language=Fact(sample.language, ""),
        words=Fact(900, ""),
    )


def each(name: str, options: CardOptions, cards: int, folder: Path) -> tuple[str, ...]:
    """Draw cards one after the other, the first ones unmeasured; give their row."""
    text = page(SAMPLES[0], COLOR)
    (folder / "index.html").write_text(text, "utf-8")
    if options.over_pictures:
        for number in range(-len(SAMPLES), cards):
            (folder / f"{number}.jpg").write_bytes((folder / "photo.jpg").read_bytes())
    site, taken, sizes = Site(folder, Settings()), [], []
    for number in range(-len(SAMPLES), cards):
        asked = Asked(Page("index.html", text.encode()), site, facts(number + 1000), {})
        if options.over_pictures:
            options = replace(options, photo=f"{number}.jpg")
        before = time.process_time()
        card = drawn(asked, options)
        taken.append(1000 * (time.process_time() - before))
        if card.file is None or card.problems:
            sys.exit(f"{name}: {card.problems}")
        sizes.append(len(card.file.content))
    warm = taken[len(SAMPLES) :]
    middle, slow = statistics.median(warm), statistics.quantiles(warm, n=10)[-1]
    return name, f"{middle:.1f}", f"{slow:.1f}", f"{statistics.mean(sizes) / 1000:.0f}"


def photo() -> bytes:
    """Make something like a photo of 1600×1067: soft shapes in many colours, and some noise."""
    soft = Image.effect_noise((12, 8), 160).resize((1600, 1067), Image.Resampling.BICUBIC)
    grain = Image.effect_noise(soft.size, 24)
    parts = (soft, soft.transpose(Image.Transpose.ROTATE_180), ImageOps.mirror(soft))
    made = Image.merge("RGB", [ImageChops.overlay(part, grain) for part in parts])
    file = BytesIO()
    made.save(file, "JPEG", quality=88)
    return file.getvalue()


def write(root: Path, pages: int) -> None:
    """Write a site as its generator would: nothing of what smoopt has added stays."""
    if (root / "smoopt").is_dir():
        for file in (root / "smoopt").iterdir():
            file.unlink()
    root.mkdir(exist_ok=True)
    for number in range(pages):
        sample = SAMPLES[number % len(SAMPLES)]
        (root / f"page-{number}.html").write_text(page(sample, COLOR, f" {number}"), "utf-8")


def built(folder: Path, table: str, jobs: int) -> tuple[float, float, float]:
    """Build the site; give seconds, those of processors, and megabytes of the largest process."""
    settings = folder / "smoopt.toml"
    settings.write_text(WITH + table)
    words = ["build", str(folder / "site"), "-c", str(settings), "--jobs", str(jobs)]
    launched = [sys.executable, str(LAUNCH), sys.executable, "-m", "smoopt", *words]
    before = processor_seconds()
    done = subprocess.run(launched, check=True, capture_output=True)
    taken, memory, code = json.loads(done.stdout)
    if code:
        sys.exit(f"the build ended with {code}")
    return taken, processor_seconds() - before, memory


def processor_seconds() -> float:
    """Give what all processes have taken that this one has waited for."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def whole(pages: int, jobs: int, folder: Path) -> list[tuple[str, ...]]:
    """Build a site of cards in three ways."""
    root, rows = folder / "site", []
    for name, table in (
        ("without cards", ""),
        ("first build", "[plugins.cards]\n"),
        ("written anew by its generator", "[plugins.cards]\n"),
        ("nothing changed", "[plugins.cards]\n"),
    ):
        if name != "nothing changed":
            write(root, pages)
        taken, busy, memory = built(folder, table, jobs)
        cards = len([*(root / "smoopt").glob("card-*")]) if table else 0
        rows.append((name, f"{taken:.2f}", f"{busy:.2f}", f"{memory:.0f}", f"{cards:,}"))
    return rows


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pages", nargs="?", type=size, default=2000)
    parser.add_argument("--rounds", type=int, default=90, help="cards of each design")
    parser.add_argument("--jobs", type=int, default=2)
    options = parser.parse_args()
    with ram_folder() as folder:
        (folder / "photo.jpg").write_bytes(photo())
        ways = {design: CardOptions(design=design) for design in names({})}
        ways["photo, with one"] = CardOptions(design="photo", photo="photo.jpg")
        ways["photo, each its own"] = CardOptions(design="photo", over_pictures=True)
        ways["plain, and a square"] = CardOptions(square=True)
        rows = [each(name, way, options.rounds, folder) for name, way in ways.items()]
        show("Cards, one core", ("design", "ms, median", "ms, 9 of 10", "kB, mean"), rows)
    with ram_folder() as folder:
        rows = whole(options.pages, options.jobs, folder)
        columns = ("build", "seconds", "of processors", "MB, largest process", "cards there")
        show(f"A site of {options.pages:,} pages, {options.jobs} processes", columns, rows)


if __name__ == "__main__":
    main()
