"""Finds faces in a picture by OpenCV, if that is installed."""

from collections.abc import Callable, Sequence
from functools import cache
from importlib.util import find_spec
from math import sqrt
from pathlib import Path
from typing import Any

from PIL import Image

from smoopt.builtin.pictures.salience import Box

# The area in pixels at which a picture is searched, whatever its shape, the smallest face in
# pixels, and how many detections must agree
_PIXELS, _LEAST_FACE, _NEIGHBOURS, _STEP = 320 * 320, 28, 6, 1.1
_TRAINED = "haarcascade_frontalface_alt2.xml"


def are_found() -> bool:
    """Return whether faces can be found."""
    return find_spec("cv2") is not None


def faces(picture: Image.Image) -> Sequence[Box]:
    """Return the faces that look at the viewer."""
    small = picture.convert("L")
    side = sqrt(_PIXELS * small.width / small.height)
    small.thumbnail((side, side * small.height / small.width), Image.Resampling.BOX)
    wide, high = small.size
    return [
        Box(left / wide, top / high, (left + width) / wide, (top + height) / high)
        for left, top, width, height in _detector()(small)
    ]


@cache
def _detector() -> Callable[[Image.Image], Sequence[tuple[int, int, int, int]]]:
    import cv2  # noqa: PLC0415 - an extra, for who asks for it
    import numpy as np  # noqa: PLC0415

    cv2.setNumThreads(1)  # pages are built in several processes already
    trained = Path(cv2.__file__).parent / "data" / _TRAINED
    found: Any = cv2.CascadeClassifier(str(trained))

    def detect(small: Image.Image) -> Sequence[tuple[int, int, int, int]]:
        grey = cv2.equalizeHist(np.asarray(small))
        least = _LEAST_FACE, _LEAST_FACE
        boxes = found.detectMultiScale(grey, _STEP, _NEIGHBOURS, minSize=least)
        return sorted(
            (int(left), int(top), int(wide), int(high)) for left, top, wide, high in boxes
        )

    return detect
