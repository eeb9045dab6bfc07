"""Pictures as cameras and programs make them, drawn in memory: the same each time."""

import struct
from io import BytesIO

from PIL import Image, ImageDraw


def photo(width: int, height: int) -> Image.Image:
    """Draw what has as many colours as a photo, brighter to the right and redder to the bottom."""
    across = Image.linear_gradient("L").rotate(90).resize((width, height))
    down = Image.linear_gradient("L").resize((width, height))
    around = Image.radial_gradient("L").resize((width, height))
    return Image.merge("RGB", (down, across, around))


def graphic(width: int, height: int, ground: str = "#ffffff") -> Image.Image:
    """Draw what has few colours: bars on a ground, away from the edge."""
    picture = Image.new("RGB", (width, height), ground)
    draw = ImageDraw.Draw(picture)
    for number in range(4):
        left = width * (2 + 3 * number) // 16
        draw.rectangle((left, height // 4, left + width // 16, height * 3 // 4), fill="#0a7bbd")
    return picture


def saved(picture: Image.Image, kind: str, **options: object) -> bytes:
    """Write a picture as a file."""
    file = BytesIO()
    picture.save(file, kind, **options)
    return file.getvalue()


def exif(orientation: int) -> Image.Exif:
    """Give what a camera writes: how it was held, who it is, and where it was."""
    said = Image.Exif()
    said[0x0112] = orientation
    said[0x010F] = "CAMERA-MAKER"
    said.get_ifd(0x8825).update({1: "N", 2: (52.0, 31.0, 12.0), 3: "E", 4: (13.0, 24.0, 18.0)})
    return said


# The colorants of sRGB as ICC has them, adapted to D50: https://www.w3.org/Graphics/Color/srgb
_RED, _GREEN, _BLUE = (0.4361, 0.2225, 0.0139), (0.3851, 0.7169, 0.0971), (0.1431, 0.0606, 0.7141)
_WHITE = (0.9642, 1.0, 0.8249)


def swapping_profile() -> bytes:
    """Give an ICC profile by which red is green and green is red."""
    tags = {
        b"desc": b"desc" + bytes(4) + struct.pack(">I", 5) + b"swap\0" + bytes(78),
        b"cprt": b"text" + bytes(4) + b"none\0",
        b"wtpt": _xyz(_WHITE),
        b"rXYZ": _xyz(_GREEN),
        b"gXYZ": _xyz(_RED),
        b"bXYZ": _xyz(_BLUE),
        **dict.fromkeys((b"rTRC", b"gTRC", b"bTRC"), _gamma(2.2)),
    }
    table, body, at = struct.pack(">I", len(tags)), b"", 128 + 4 + 12 * len(tags)
    for name, data in tags.items():
        table += struct.pack(">4sII", name, at + len(body), len(data))
        body += data + bytes(-len(data) % 4)
    size = at + len(body)
    header = struct.pack(">I4sI4s4s4s", size, bytes(4), 0x02400000, b"mntr", b"RGB ", b"XYZ ")
    header += struct.pack(">6H", 2026, 12, 1, 0, 0, 0) + b"acsp" + bytes(28) + _xyz(_WHITE)[8:]
    return header + bytes(128 - len(header)) + table + body


def _xyz(values: tuple[float, float, float]) -> bytes:
    return b"XYZ " + bytes(4) + struct.pack(">3i", *(round(each * 65536) for each in values))


def _gamma(value: float) -> bytes:
    return b"curv" + bytes(4) + struct.pack(">IH", 1, round(value * 256)) + bytes(2)


def opened(content: bytes) -> Image.Image:
    """Read a file that smoopt made."""
    return Image.open(BytesIO(content))


def parts_of_file(content: bytes) -> set[str]:
    """Name what a JPEG or PNG consists of, read by its own rules and by no library."""
    if content.startswith(b"\x89PNG"):
        at, names = 8, set()
        while at < len(content):
            size, name = struct.unpack(">I4s", content[at : at + 8])
            names.add(name.decode())
            at += size + 12
        return names
    assert content.startswith(b"\xff\xd8")
    at, names = 2, set()
    while content[at + 1] != 0xDA:  # what follows is the picture itself
        marker, size = struct.unpack(">xBH", content[at : at + 4])
        names.add(f"{marker:02X}")
        at += size + 2
    return names
