"""Faces are found in a real photo by what finds them for users, and none is cut off."""

from pathlib import Path

import pytest
from PIL import Image, ImageOps

from smoopt.builtin.pictures import faces
from smoopt.builtin.pictures.framing import Wish, framed
from smoopt.builtin.pictures.reading import read
from smoopt.builtin.pictures.salience import Box
from smoopt.site.picture_fitness import LARGE

PHOTO = Path(__file__).parent / "photos" / "collins.jpg"
pytestmark = pytest.mark.skipif(
    not faces.are_found(), reason="faces need OpenCV: pip install 'smoopt[faces]'"
)
# Where her face is in that photo, from the brow to the chin, by eye.
FACE = Box(0.37, 0.13, 0.51, 0.33)


@pytest.fixture(scope="module")
def photo() -> Image.Image:
    return read(PHOTO.read_bytes())


def test_a_face_is_found_where_it_is(photo: Image.Image) -> None:
    (found,) = faces.faces(photo)
    assert abs((found.left + found.right) - (FACE.left + FACE.right)) < 0.1
    assert abs((found.top + found.bottom) - (FACE.top + FACE.bottom)) < 0.1
    assert list(faces.faces(ImageOps.invert(photo))) == []


def test_a_square_portrait_is_cut_around_the_face(photo: Image.Image) -> None:
    cut = framed(photo, Wish(), faces.faces)
    assert cut is not None
    assert cut.picture.size == LARGE
    (face,) = faces.faces(cut.picture)
    assert face.top > 0.1  # there is hair above it
    assert face.bottom < 0.9
    blind = framed(photo, Wish(), None)
    assert blind is not None
    assert blind.picture.size != LARGE  # whole: nobody knows what may be cut


def test_a_face_goes_before_what_else_is_to_be_seen(photo: Image.Image) -> None:
    """She stands at the end of a wide picture, all the rest of which is sharp and in colours."""
    stripes = Image.frombytes("RGB", (96, 1), bytes((255, 0, 0, 0, 0, 255)) * 48)
    wide = stripes.resize((1536, 512), Image.Resampling.NEAREST)
    wide.paste(photo, (1024, 0))
    found = [framed(wide, Wish("crop"), finder) for finder in (None, faces.faces)]
    blind, seeing = [len(faces.faces(each.picture)) for each in found if each]
    assert (blind, seeing) == (0, 1)
