"""What draws cards instead of smoopt, on the same titles in 18 scripts: time, bytes, and a sheet.

satori with resvg draws each card by itself; Material for MkDocs and sphinxext-opengraph draw them
while they build a site, so that their time is what the build takes longer than without cards.
All but the last have Inter, which takes none, and satori Noto Sans for five scripts as well, but no
font of 20 MB for Chinese, Japanese and Korean. The sheet shows what came of each title, to be
looked at: no program tells a wrong shape from a right one.

The peers' Python needs `pip install 'mkdocs-material[imaging]' sphinxext-opengraph fonttools`;
Node's packages are installed at the first run.
"""

import argparse
import json
import resource
import statistics
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import manimgx_fonts
from card_samples import SAMPLES
from cards import each
from corpus import ram_folder
from paired import show
from peers import HERE, install
from PIL import Image, ImageDraw

from smoopt.builtin.cards.card_options import CardOptions

sys.path.insert(0, str(HERE.parent))  # the tests run Node, too
from tests.readers.install import node

SITE = "Northwind Notes"
SCRIPTS = ("", "Arabic", "Hebrew", "Devanagari", "Tamil", "Thai")
WEIGHTS = {"Regular": 400, "Bold": 700}
SIZE = 360, 189
# What one of the peers reads as markup.
ESCAPED = str.maketrans({sign: f"\\{sign}" for sign in "\\`*_#[]<>|@:"})


def static_fonts(folder: Path) -> list[dict[str, object]]:
    """Write fonts of one weight each, for the peers know none that have all of them."""
    from fontpkg_inter import __path__ as inter  # noqa: PLC0415 - as the extra `cards` has it
    from fontTools.ttLib import TTFont  # noqa: PLC0415
    from fontTools.varLib.instancer import instantiateVariableFont  # noqa: PLC0415

    noto = Path(manimgx_fonts.__path__[0])
    files = {"Inter": Path(next(iter(inter)), "files", "Inter[opsz,wght].ttf")}
    files |= {f"Noto Sans {name}".strip(): noto / f"NotoSans{name}[wght].ttf" for name in SCRIPTS}
    made = []
    for family, file in files.items():
        for style, weight in WEIGHTS.items():
            font = TTFont(file)
            axes = {axis.axisTag: axis.defaultValue for axis in font["fvar"].axes}
            instantiateVariableFont(font, axes | {"wght": weight}, inplace=True)
            path = folder / family / f"{style}.ttf"
            path.parent.mkdir(parents=True, exist_ok=True)
            font.save(path)
            made.append({"name": family, "path": str(path), "weight": weight})
    return made


def by_satori(cards: int, folder: Path, _: str) -> tuple[list[float], Path]:
    """Draw cards by satori; give milliseconds of each, warm ones, and the folder of pictures."""
    install()
    wanted = [
        {"title": one.title, "description": one.description, "author": one.author, "site": SITE}
        for one in (SAMPLES * (1 + cards // len(SAMPLES)))[: cards + len(SAMPLES)]
    ]
    given, out = folder / "cards.json", folder / "satori"
    out.mkdir()
    given.write_text(json.dumps({"cards": wanted, "fonts": static_fonts(folder / "fonts")}))
    command = [*node(), str(HERE / "peers" / "satori.mjs"), str(given), str(out)]
    done = subprocess.run(command, check=True, capture_output=True)
    found = json.loads(done.stdout)
    for sample, card in zip(SAMPLES, found, strict=False):
        if card["failed"]:
            print(f"satori: {sample.name}: {card['failed'][:100]}", file=sys.stderr)
    return [card["milliseconds"] for card in found[len(SAMPLES) :]], out


def by_material(cards: int, folder: Path, python: str) -> tuple[list[float], Path]:
    """Let Material for MkDocs build a site with its social cards, and without."""
    root = folder / "material"
    fonts = root / "cache" / "fonts" / "Inter"
    fonts.parent.mkdir(parents=True)
    (folder / "fonts" / "Inter").rename(fonts)
    plugin = (
        f"  - social: {{cache_dir: {root}/cache, cards_layout_options: {{font_family: Inter}}}}\n"
    )
    for number in range(cards):
        sample = SAMPLES[number % len(SAMPLES)]
        page = root / "docs" / f"{number}.md"
        page.parent.mkdir(exist_ok=True)
        said = {"title": sample.title, "description": sample.description}
        page.write_text(f"---\n{json.dumps(said, ensure_ascii=False)}\n---\nText.\n", "utf-8")
    (root / "docs" / "index.md").write_text("# Home\n")

    def build(*, has_cards: bool) -> float:
        table = f"site_name: {SITE}\nsite_url: https://notes.example.org/\n"
        table += "theme: {name: material, font: false}\n"
        (root / "mkdocs.yml").write_text(table + "plugins:\n  - search\n" + plugin * has_cards)
        return busy([python, "-m", "mkdocs", "build", "-q", "-f", str(root / "mkdocs.yml")])

    without, taken = build(has_cards=False), build(has_cards=True)
    return [1000 * (taken - without) / cards], root / "site" / "assets" / "images" / "social"


def by_sphinx(cards: int, folder: Path, python: str) -> tuple[list[float], Path]:
    """Let Sphinx build a site with the social cards of sphinxext-opengraph, and without."""
    root = folder / "sphinx"
    root.mkdir()
    names = [f"p{number:04}" for number in range(cards)]
    for number, name in enumerate(names):
        sample = SAMPLES[number % len(SAMPLES)]
        title, text = (words.translate(ESCAPED) for words in (sample.title, sample.description))
        (root / f"{name}.rst").write_text(f"{title}\n{'=' * 200}\n\n{text}\n", "utf-8")
    (root / "index.rst").write_text(
        "Home\n====\n\n.. toctree::\n\n   " + "\n   ".join(names) + "\n"
    )

    def build(*, has_cards: bool) -> float:
        (root / "conf.py").write_text(
            f"project = {SITE!r}\nextensions = ['sphinxext.opengraph']\n"
            "ogp_site_url = 'https://notes.example.org/'\n"
            f"ogp_social_cards = {{'enable': {has_cards}}}\n"
        )
        return busy([python, "-m", "sphinx", "-qE", "-b", "html", str(root), str(root / "out")])

    without, taken = build(has_cards=False), build(has_cards=True)
    return [1000 * (taken - without) / cards], root / "out" / "_images" / "social_previews"


def busy(command: list[str]) -> float:
    """Give the seconds of processors that a command takes."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


PEERS: dict[str, Callable[[int, Path, str], tuple[list[float], Path]]] = {
    "satori with resvg": by_satori,
    "Material for MkDocs": by_material,
    "sphinxext-opengraph": by_sphinx,
}


def sheet(columns: dict[str, list[Path]]) -> Image.Image:
    """Lay the first card of each script side by side, a column for each peer."""
    wide, high = SIZE[0] + 6, SIZE[1] + 6
    made = Image.new("RGB", (len(columns) * wide, 20 + len(SAMPLES) * high), "#808080")
    draw = ImageDraw.Draw(made)
    for column, (name, files) in enumerate(columns.items()):
        draw.text((column * wide + 6, 4), name, "#fff")
        for row, file in enumerate(files[: len(SAMPLES)]):
            if file.is_file():
                with Image.open(file) as card:
                    card.thumbnail(SIZE)
                    made.paste(card.convert("RGB"), (column * wide, 20 + row * high))
    return made


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=90, help="cards that each draws")
    parser.add_argument("--python", default=sys.executable, help="that which has the peers")
    parser.add_argument("--sheet", type=Path, help="write the contact sheet to this file")
    options = parser.parse_args()
    columns, rows = {}, []
    with ram_folder() as folder:
        (folder / "own").mkdir()
        for design in ("plain", "gradient"):
            row = each(design, CardOptions(design=design), options.rounds, folder / "own")
            rows.append((f"smoopt, {design}", row[1], row[3]))
        for name, drawn in PEERS.items():
            taken, out = drawn(options.rounds, folder, options.python)
            files = sorted(out.rglob("*.png"), key=lambda file: (len(file.stem), file.stem))
            kilobytes = statistics.mean(file.stat().st_size for file in files) / 1000
            rows.append((name, f"{statistics.median(taken):.1f}", f"{kilobytes:.0f}"))
            columns[name] = by_number(files, name)
        if options.sheet:
            sheet(columns).save(options.sheet)
    columns_of_table = ("", "ms of one core a card", "kB, mean")
    show(f"{options.rounds} cards in {len(SAMPLES)} scripts", columns_of_table, rows)


def by_number(files: list[Path], name: str) -> list[Path]:
    """Put the cards in the order of the samples."""
    if name.startswith("sphinx"):
        named = {file.name.partition("_p0")[2][:3]: file for file in files if "_p0" in file.name}
        return [named.get(f"{number:03}", Path("none")) for number in range(len(SAMPLES))]
    named = {file.stem: file for file in files}
    return [named.get(str(number), Path("none")) for number in range(len(SAMPLES))]


if __name__ == "__main__":
    main()
