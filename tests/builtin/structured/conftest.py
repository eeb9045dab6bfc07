"""What tests of structured data share."""

import pytest

from tests.support.pictures import png


@pytest.fixture
def make_picture() -> bytes:
    return png(1200, 630)
