"""What stands above the declaration of a page's encoding stays as it is, and that is said."""

from collections.abc import Iterator

import pytest

from smoopt.build.outcome import Outcome
from smoopt.build.pipeline import transform
from smoopt.html.page import Page
from smoopt.html.slots import slot
from smoopt.html.source_text import Source
from smoopt.model.edits import Edit, Span
from smoopt.plugin.hooks import Plugin, hookimpl
from smoopt.plugin.registry import Registry
from smoopt.site.settings import Settings
from smoopt.site.site import Site
from tests.support import strategies
from tests.support.laws import assert_decoded_as_before, assert_reversible
from tests.support.sites import NONE, install

TEXT = f"<article><h1>Wörds</h1>{f'<p>{strategies.PROSE}</p>' * 30}</article>"
ENDING_HEADS = (
    *("<img src=track.gif>", "<div></div>", "<svg></svg>", "<x-tracker></x-tracker>", "<p>"),
    "<noscript><img src=track.gif></noscript>",
)


def built(head: str, site: Site, registry: Registry) -> tuple[bytes, Outcome]:
    """Transform a page with such a head, and hold both laws."""
    data = f"<!doctype html>\n<html lang=en>\n<head>{head}\n</head><body>{TEXT}</body>".encode()
    outcome = transform("a.html", data, site, registry)
    assert outcome.status != "failed"
    assert_decoded_as_before(data, outcome.data)
    assert_reversible(data, outcome, site, registry)
    return data, outcome


def said(outcome: Outcome) -> list[str]:
    return [found.plugin for found in outcome.findings if found.code == "above-charset"]


@pytest.mark.parametrize("stray", ENDING_HEADS)
@pytest.mark.parametrize("charset", strategies.CHARSETS)
def test_no_tag_goes_above_a_charset_that_stands_behind_the_head(
    stray: str, charset: str, lab: Site, core: Registry
) -> None:
    charset = charset.replace("{}", "utf-8")
    _, outcome = built(f"<title>T</title>{stray}{charset}", lab, core)
    assert outcome.status == "unchanged"
    assert said(outcome) == ["canonical", "description", "opengraph", "x", "structured"]


def test_bars_and_permalinks_below_the_charset_are_added(lab: Site, everything: Registry) -> None:
    _, outcome = built("<img src=a><meta charset=utf-8>", lab, everything)
    assert b"<nav" in outcome.data
    assert outcome.data.index(b"<nav") > outcome.data.index(b"charset")


@pytest.mark.parametrize(
    "holder",
    [
        *("<script>'{}'</script>", "<noscript>{}</noscript>", "<style>{}</style>"),
        *("<template>{}</template>", "<title>{}</title>", "<script>{}</script>\n<link rel=x>"),
    ],
)
def test_tags_follow_what_holds_the_declaration(holder: str, lab: Site, core: Registry) -> None:
    bulky = f"<style>{'a{color:red}' * 20}</style>"
    _, outcome = built(bulky + holder.replace("{}", "<meta charset=utf-8>"), lab, core)
    assert outcome.status == "changed"
    assert not said(outcome)
    assert outcome.data.index(b"charset") < outcome.data.index(b"<!--smoopt")


@pytest.mark.parametrize(("blanks", "is_left_out"), [(100, False), (900, True)])
def test_a_wrong_tag_above_the_charset_is_replaced_where_there_is_room(
    blanks: int, is_left_out: bool, lab: Site, core: Registry
) -> None:
    wrong = '<meta property="og:image" content="wide.png">'
    data, outcome = built(f"{wrong}{' ' * blanks}<meta charset=utf-8>", lab, core)
    mended = wrong.encode() not in outcome.data
    assert mended is not is_left_out
    assert said(outcome) == ["opengraph"]  # its width and height would follow it
    assert outcome.status == "changed"
    assert Source(outcome.data).codec == Source(data).codec


def test_a_page_that_declares_nothing_declares_nothing_afterwards(
    meddling: Registry, lab: Site
) -> None:
    _, outcome = built("<title>T</title>", lab, meddling)
    assert (outcome.status, said(outcome)) == ("unchanged", ["meddler"])


@pytest.mark.parametrize(
    ("before", "after"), [("<title>T</title><img>", "<meta charset=utf-8>"), ("", "")]
)
def test_the_head_s_place_is_none_of_the_guards(before: str, after: str) -> None:
    page = Page("a.html", f"<!doctype html><head>{before}{after}".encode())
    assert slot(page, "head") == len("<!doctype html><head>") + len(before.partition("<img")[0])


class Meddler(Plugin, frozen=True):
    """Declare another encoding, as a plugin may by mistake."""

    @hookimpl
    def edits(self, page: Page) -> Iterator[Edit]:
        position = slot(page, "head")
        if position is not None:
            yield Edit(Span(position, position), "<meta charset=koi8-r>", "charset", "a mistake")


@pytest.fixture
def meddling(monkeypatch: pytest.MonkeyPatch) -> Registry:
    install(monkeypatch, __name__, {"meddler": "Meddler"})
    return Registry(Settings(plugins={**NONE, "meddler": True}))
