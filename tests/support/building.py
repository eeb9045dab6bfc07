"""Sites and single pages built in this process, with nothing remembered."""

from collections.abc import Iterator

from hypothesis import reject

from smoopt.build.builder import Builder
from smoopt.build.memory.manifest import Manifest
from smoopt.build.outcome import Outcome
from smoopt.html.marks import marked, pristine
from smoopt.html.page import Page
from smoopt.html.source_text import Source
from smoopt.model.edits import Change, Span
from smoopt.model.errors import PageError
from smoopt.plugin.registry import Registry
from smoopt.site.site import Site


def outcomes(site: Site, registry: Registry) -> Iterator[Outcome]:
    """Render every page of a site in order, and write nothing; raises OSError."""
    builder = Builder(site, registry, None, Manifest(None, site.root, None), dry=True)
    for path in site.pages:
        yield builder.outcome(path, (site.root / path).read_bytes())


TAGS = '<meta property="og:title" content="Bread">'


def with_tags(data: bytes, tags: str = TAGS) -> bytes:
    """Add tags to a page as smoopt does."""
    source = Source(pristine(Source(data)))
    at = source.text.index("</head>")
    return marked(source, [Change(Span(at, at), (tags,))])


def nothing(_: int) -> None:
    """See no progress."""


def with_places(source: bytes) -> Page:
    """Make a page that knows the places of all its tags; a source that is none is passed over."""
    try:
        page = Page("a.html", source)
    except PageError:
        reject()
    for element in page.document.iter_elements():
        page.start_tag(element)
        page.end_tag(element)
    return page
