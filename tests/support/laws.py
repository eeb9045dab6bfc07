"""The law that what is built can be taken back, for tests of any page."""

from hypothesis import strategies as st

from smoopt.build.outcome import Outcome
from smoopt.build.pipeline import transform
from smoopt.html.marks import pristine
from smoopt.html.source_text import Source
from smoopt.plugin.registry import Registry
from smoopt.site.site import Site
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
