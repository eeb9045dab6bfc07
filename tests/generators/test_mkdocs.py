"""smoopt within MkDocs: `mkdocs new`, the lines of the manual, and what comes of them."""

from pathlib import Path

import pytest

from tests.support.generator_site import GeneratorSite

pytestmark = pytest.mark.generator


@pytest.fixture
def site(tmp_path: Path) -> GeneratorSite:
    """Give the site that MkDocs begins with, with an address."""
    (tmp_path / "site").mkdir()
    made = GeneratorSite("mkdocs", tmp_path / "site", "site")
    made.run("mkdocs new .")
    made.add("mkdocs.yml", "site_url: https://example.org/docs/\n")
    return made


def test_the_pages_are_ready_to_be_shared_and_can_be_taken_back(site: GeneratorSite) -> None:
    site.run("mkdocs build")
    before = site.built()
    site.follow()
    page = site.pages()["index.html"]
    assert 'property="og:url" content="https://example.org/docs/"' in page
    assert 'name="twitter:card"' in page
    first = site.built()
    site.run("mkdocs build")
    assert site.built() == first
    site.undo()
    assert site.built() == before
