"""What a fit picture takes of the processor: to read, frame and write it, and to find it kept.

Pictures are drawn, so that the benchmark needs nothing but Pillow: a camera's JPEG, a WebP and an
AVIF of a usual size, a chart as PNG, and an SVG where resvg is installed.
"""

import argparse
import os
import statistics
import tempfile
import time
from collections.abc import Callable, Mapping
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageDraw

from smoopt.builtin.pictures.encoding import encoded
from smoopt.builtin.pictures.framing import Framed, Wish, framed
from smoopt.builtin.pictures.reading import read
from smoopt.builtin.pictures.svg import rasterised
from smoopt.files.kept_files import KeptFiles
from smoopt.model.edits import own_file

_DRAWING = b"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 400">
<rect width="400" height="400" fill="#0a7bbd"/><circle cx="200" cy="200" r="120" fill="#fff"/></svg>
"""


def photo(width: int, height: int) -> Image.Image:
    """Draw as many colours and details as a photo has."""
    across = Image.linear_gradient("L").rotate(90).resize((width, height))
    down = Image.linear_gradient("L").resize((width, height))
    around = Image.radial_gradient("L").resize((width, height))
    return Image.merge("RGB", (down, across, around)).effect_spread(6)


def chart(width: int, height: int) -> Image.Image:
    picture = Image.new("RGB", (width, height), "white")
    draw = ImageDraw.Draw(picture)
    for number in range(12):
        left = 60 + number * (width - 120) // 12
        top = height - 90 - (number * 37 % 11 + 3) * (height - 180) // 14
        draw.rectangle((left, top, left + 40, height - 90), fill="#0a7bbd")
        draw.text((left, height - 70), f"20{number + 14}", fill="#333333", font_size=20)
    return picture


def saved(picture: Image.Image, kind: str, **options: object) -> bytes:
    file = BytesIO()
    picture.save(file, kind, **options)
    return file.getvalue()


def pictures() -> Mapping[str, bytes]:
    found = {
        "JPEG 6000×4000": saved(photo(6000, 4000), "JPEG", quality=88),
        "JPEG 1600×1200": saved(photo(1600, 1200), "JPEG", quality=88),
        "WebP 1600×1200": saved(photo(1600, 1200), "WEBP", quality=85),
        "WebP 1000×1000": saved(photo(1000, 1000), "WEBP", quality=85),
        "AVIF 1600×900": saved(photo(1600, 900), "AVIF", quality=70),
        "PNG 1000×1000, a chart": saved(chart(1000, 1000), "PNG"),
        "PNG 2560×1600, a screenshot": saved(chart(2560, 1600), "PNG"),
    }
    return {**found, "SVG": _DRAWING} if find_spec("resvg_py") else found


def milliseconds(work: Callable[[], object], rounds: int) -> float:
    taken = []
    for _ in range(rounds):
        began = _processor()
        work()
        taken.append(_processor() - began)
    return statistics.median(taken) * 1000


def _processor() -> float:
    """Give what this process and those that it has started have taken of the processor."""
    times = os.times()
    return time.process_time() + times.children_user + times.children_system


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    rounds = parser.parse_args().rounds
    print("| picture | kB | read | frame | write | all | kB after | found kept |")
    print("|---|---|---|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as folder:
        kept = KeptFiles(Path(folder), "kept")
        for name, data in pictures().items():
            _show(name, data, kept, rounds)


def _show(name: str, data: bytes, kept: KeptFiles, rounds: int) -> None:
    def opened() -> Image.Image:
        return read(rasterised(data, system_fonts=False) if name == "SVG" else data)

    def shaped() -> Framed:
        result = framed(picture, Wish(), None)
        assert result is not None
        return result

    picture = opened()
    result = shaped()
    content, suffix = encoded(*result)
    file = own_file("picture", suffix, content, kept=True)
    kept.keep(file)
    steps = [
        milliseconds(opened, rounds),
        milliseconds(shaped, rounds),
        milliseconds(lambda: encoded(*result), rounds),
    ]
    found = milliseconds(lambda: kept.find("picture"), rounds)
    cells = [*(f"{step:.0f}" for step in (*steps, sum(steps))), f"{len(content) / 1000:.0f}"]
    print(f"| {name} | {len(data) / 1000:.0f} | {' | '.join(cells)} | {found:.1f} |", flush=True)
    kept.keep_only(())


if __name__ == "__main__":
    main()
