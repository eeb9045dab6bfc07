"""What kind of file a name is of, also where it is not an address."""

import pytest

from smoopt.files.pictures import named_type


@pytest.mark.parametrize(
    ("address", "kind"),
    [
        ("a/b.png", "image/png"),
        ("https://example.org/x.JPG?v=1.2", "image/jpeg"),
        ("http://[bad/x.png", "image/png"),
        ("http://[::1", ""),
        ("data:image/gif;base64,R0lG", "image/gif"),
        ("", ""),
        ("a.png/b", ""),
    ],
)
def test_the_name_at_the_end_tells(address: str, kind: str) -> None:
    assert named_type(address) == kind
