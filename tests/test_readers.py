"""Readers that know nothing of smoopt see in the built fixture sites what the facts say.

Five of them: html5lib by the platforms' own rules, PyPI's extruct, and npm's open-graph-scraper,
metascraper and unfurl.js. A tag that the author wrote and smoopt kept counts as it was written.
"""

import re
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

import pytest

from smoopt.build.builder import build
from smoopt.plugin.registry import Registry
from smoopt.site.settings import Settings
from smoopt.site.site import Site
from tests.readers.consumers import READS, Built, Tree, by_html5lib, head_tags, read_by_node, see
from tests.readers.install import FOLDER
from tests.readers.wanted import Page, Unequal, stated_by, unequal
from tests.support.building import outcomes
from tests.support.places import EVERY_SITE, SITES

NAMES = [path.name for path in EVERY_SITE]
IN_NODE = frozenset({"open-graph-scraper", "metascraper", "unfurl.js"})
READERS = [
    pytest.param(name, marks=pytest.mark.node) if name in IN_NODE else name for name in READS
]
# All sites are built, and read with Node, once.
pytestmark = pytest.mark.xdist_group("readers")
# https://developers.facebook.com/documentation/business-messaging/whatsapp/link-previews/
# (2026-11-21)
WHATSAPP_READS = 300 * 1024
# https://html.spec.whatwg.org/multipage/semantics.html#charset (2026-11-21)
CHARSET_WITHIN = 1024
_CHARSET = re.compile(rb"<meta[^>]+charset", re.IGNORECASE)


class Whole(NamedTuple):
    """A fixture site that was built into a folder, and the pages of it that changed."""

    site: Site
    folder: Path
    pages: tuple[Page, ...]


Builder = Callable[[str], Whole]


@pytest.fixture(scope="session")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Builder:
    """Build a fixture site with everything that is on by default, once."""

    @cache
    def built(name: str) -> Whole:
        site, registry = Site(SITES / name, Settings()), Registry(Settings())
        folder = tmp_path_factory.mktemp(name)
        build(site, registry, folder, lambda _: None)
        changed = [item for item in outcomes(site, registry) if item.status == "changed"]
        pages = (
            Page((site.root / item.path).read_bytes(), (folder / item.path).read_bytes(), item)
            for item in changed
        )
        return Whole(site, folder, tuple(pages))

    return built


@pytest.fixture(scope="session")
def by_node(whole: Builder) -> dict[str, Tree]:
    """Read all built sites with the readers that run in Node, by the pages' files, at once."""
    modules = FOLDER / "node_modules"
    assert modules.is_dir(), f"no {modules}: run `make test`, or python {FOLDER}/install.py"
    found = [(whole(name).folder, page) for name in NAMES for page in whole(name).pages]
    return read_by_node((folder / page.path, page.url) for folder, page in found)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("reader", READERS)
def test_a_reader_sees_the_facts(
    reader: str, name: str, whole: Builder, request: pytest.FixtureRequest
) -> None:
    built = whole(name)
    by_node: dict[str, Tree] = request.getfixturevalue("by_node") if reader in IN_NODE else {}
    wrong: Unequal = {}
    for page in built.pages:
        file = built.folder / page.path
        seen = see(reader, Built(file, page.url, by_node.get(str(file), {})))
        wrong |= unequal(reader, page, seen)
    assert wrong == {}


@pytest.mark.parametrize("name", NAMES)
def test_no_known_fact_is_left_out(name: str, whole: Builder) -> None:
    for page in whole(name).pages:
        seen = by_html5lib(page.after)
        missing = {
            tag for tag, value in stated_by(page.outcome.facts).items() if value and not seen[tag]
        }
        # An error page answers at every address: it must not claim one.
        assert missing <= ({"canonical", "og:url"} if page.is_error else set()), page.path


@pytest.mark.parametrize("name", NAMES)
def test_a_reader_of_the_first_kilobytes_sees_every_tag(name: str, whole: Builder) -> None:
    for page in whole(name).pages:
        assert head_tags(page.after[:WHATSAPP_READS]) == head_tags(page.after), page.path


@pytest.mark.parametrize("name", NAMES)
def test_the_charset_stays_where_it_was(name: str, whole: Builder) -> None:
    for page in whole(name).pages:
        before, after = _CHARSET.search(page.before), _CHARSET.search(page.after)
        assert before is not None, page.path
        assert after is not None, page.path
        assert after.end() == before.end() < CHARSET_WITHIN, page.path


@pytest.mark.parametrize("name", NAMES)
def test_a_page_has_one_canonical_address_and_og_url_is_it(name: str, whole: Builder) -> None:
    for page in whole(name).pages:
        tags = head_tags(page.after)
        canonical = [tag.value for tag in tags if "canonical" in tag.keys]
        graph = [tag.value for tag in tags if "og:url" in tag.keys]
        if page.outcome.facts.address is None or page.is_error:
            assert len(canonical) <= 1, page.path
        else:
            assert len(canonical) == len(graph) == 1, page.path
            assert canonical == graph or "og-url" in page.left_wrong, page.path


@pytest.mark.parametrize("name", NAMES)
def test_the_picture_has_an_https_address_and_a_file(name: str, whole: Builder) -> None:
    built = whole(name)
    for page in built.pages:
        picture = by_html5lib(page.after)["og:image"]
        if not isinstance(picture, str) or "og-image" in page.left_wrong:
            continue
        parts = urlsplit(picture)
        assert parts.scheme == "https", page.path
        root = built.site.url or f"https://{parts.netloc}/"
        assert (built.folder / unquote(picture.removeprefix(root))).is_file(), page.path


@pytest.mark.parametrize("name", NAMES)
def test_what_is_said_of_a_picture_follows_its_tag(name: str, whole: Builder) -> None:
    # A new og:image ends what is said of the one before: https://ogp.me/#structured (2026-11-21)
    for page in whole(name).pages:
        keys = [key for tag in head_tags(page.after) for key in tag.keys]
        said = [key for key in keys if key.startswith("og:image")]
        assert said[:1] in ([], ["og:image"]), page.path
        if any(edit.name.startswith("og:image:") for edit in page.outcome.edits):
            assert said.count("og:image") == 1, page.path
