"""The process that draws an SVG: SVG in, PNG out, within limits; see svg.py.

Arguments: width and height in pixels, the maximum bytes of memory, and whether to use this
computer's fonts (1 or 0).
"""

import sys
from contextlib import suppress


def main() -> None:
    """Draw the SVG from standard input."""
    width, height, memory, fonts = map(int, sys.argv[1:])
    with suppress(ImportError, ValueError, OSError):  # not on Windows; macOS refuses some
        import resource  # noqa: PLC0415

        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    import resvg_py  # noqa: PLC0415

    drawn = resvg_py.svg_to_bytes(
        svg_string=sys.stdin.buffer.read().decode(),
        width=width,
        height=height,
        skip_system_fonts=not fonts,
    )
    sys.stdout.buffer.write(bytes(drawn))


if __name__ == "__main__":
    main()
