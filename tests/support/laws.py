"""Laws of what is built, for tests of any page: it can be taken back, and is decoded as before."""

from hypothesis import strategies as st

from smoopt.build.outcome import Outcome
from smoopt.build.pipeline import transform
from smoopt.html.marks import pristine
from smoopt.html.source_text import Source
from smoopt.plugin.registry import Registry
from smoopt.site.site import Site
from tests.support import prescan
from tests.support.places import EVERY_SITE

NAMES = [path.name for path in EVERY_SITE]

PATHS = st.sampled_from(["index.html", "a/page.html", "blog/post/index.html", "ü ö/日.html"])


def undone(data: bytes) -> bytes:
    return pristine(Source(data))


def assert_reversible(data: bytes, outcome: Outcome, site: Site, registry: Registry) -> None:
    if outcome.status == "failed":
        assert outcome.data == data
        return
    assert undone(outcome.data) == undone(data)
    again = transform(outcome.path, outcome.data, site, registry)
    assert again.data == outcome.data
    assert again.edits == outcome.edits
    assert again.status in {"unchanged", "skipped"}


def assert_decoded_as_before(data: bytes, new: bytes) -> None:
    """Hold what browsers find before they parse against what they found in the author's page.

    A page that declares nothing is decoded by guess: what is added there must be ASCII, which
    nearly all encodings have alike.
    """
    assert prescan.encoding(new) == prescan.encoding(data)
    start = data[:1024].lower()
    if not data.startswith(tuple(bom for bom, _ in prescan.BOMS)) and not (
        b"charset" in start or b"encoding" in start
    ):
        left = iter(_beyond_ascii(data))
        assert all(byte in left for byte in _beyond_ascii(new))


def _beyond_ascii(data: bytes) -> bytes:
    return bytes(byte for byte in data if byte > 127)
