"""Plugins in the body: what they add bears the sign, and a framework's page is left to it."""

from collections.abc import Iterator

import pytest

from smoopt.build import explain
from smoopt.build.outcome import Outcome
from smoopt.build.pipeline import transform
from smoopt.html import markup
from smoopt.html.page import Page
from smoopt.html.slots import slot
from smoopt.model.edits import Edit, Span
from smoopt.model.finding import Severity
from smoopt.plugin.hooks import Plugin, hookimpl
from smoopt.plugin.registry import Registry
from smoopt.site.settings import Settings
from smoopt.site.site import Site
from tests.support.laws import assert_reversible, undone
from tests.support.sites import NONE, install

IMAGE = b"<!doctype html><head><title>T</title></head><body><p><img src=a></p></body>"
HYDRATED = IMAGE.replace(b"<p>", b"<div id=__docusaurus><p>").replace(b"</p>", b"</p></div>")


class Frame(Plugin, frozen=True):
    """Wrap every image."""

    tag: str = "span"
    order: int = 0

    @hookimpl
    def edits(self, page: Page) -> Iterator[Edit]:
        for image in page.document.find_all("img"):
            before = markup.start_tag(self.tag, {"data-smoopt": self.tag})
            yield page.wrap(image, before, f"</{self.tag}>", name=self.tag, order=self.order)


class Frames(Frame, frozen=True):
    """The same under another name."""

    tag: str = "b"


class Lazy(Plugin, frozen=True):
    @hookimpl
    def edits(self, page: Page) -> Iterator[Edit]:
        for image in page.document.find_all("img"):
            yield page.add_attributes(image, {"loading": "lazy"}, name="lazy", because="why not")


class Swap(Plugin, frozen=True):
    @hookimpl
    def edits(self, page: Page) -> Iterator[Edit]:
        for image in page.document.find_all("img"):
            link = markup.anchor("a", {"data-smoopt": "swap"}, "a picture")
            yield page.replace(image, link, name="swap", because="links are lighter")


class Complete(Plugin, frozen=True):
    @hookimpl
    def edits(self, page: Page) -> Iterator[Edit]:
        for script in page.document.select("script[type]"):
            yield page.complete(script, {"@type": "WebPage"}, name="json-ld")


class At(Plugin, frozen=True):
    """Put a text into a slot."""

    slot: str = "content-end"
    text: str = '<p data-smoopt="at">text</p>'
    closing: str = ""

    @hookimpl
    def edits(self, page: Page) -> Iterator[Edit]:
        position = slot(page, self.slot)
        if position is not None:
            end = position + (len("</p>") if self.closing else 0)
            yield Edit(Span(position, end), self.text, "at", closing=self.closing)


@pytest.fixture(autouse=True)
def installed(monkeypatch: pytest.MonkeyPatch) -> None:
    plugins = (Frame, Frames, Lazy, Swap, Complete, At)
    names = {kind.__name__.lower(): kind.__name__ for kind in plugins}
    install(monkeypatch, __name__, names)


def run(site: Site, data: bytes = IMAGE, **tables: bool | dict[str, object]) -> Outcome:
    registry = Registry(Settings(plugins={**NONE, **tables}))
    outcome = transform("a.html", data, site, registry)
    assert_reversible(data, outcome, site, registry)
    return outcome


def explained(outcome: Outcome, site: Site) -> list[str]:
    return [str(row) for row in explain.lines(outcome, IMAGE, site.root)]


def tree(outcome: Outcome) -> Page:
    return Page("a.html", outcome.data, built=True)


def test_two_wrappers_and_more_of_one_element_are_built_and_undone(lab: Site) -> None:
    outcome = run(lab, frame=True, frames=True, lazy=True)
    assert outcome.status == "changed"
    assert tree(outcome).document.select_one("p > span > b > img[loading=lazy]")
    assert undone(outcome.data) == IMAGE
    turned = run(lab, frame={"order": 1}, frames=True, lazy=True)
    assert tree(turned).document.select_one("p > b > span > img[loading=lazy]")


def test_what_is_replaced_may_be_wrapped_but_not_changed_as_well(lab: Site) -> None:
    assert tree(run(lab, swap=True, frame=True)).document.select_one("p > span > a + template")
    outcome = run(lab, swap=True, lazy=True)
    assert (outcome.status, outcome.data) == ("failed", IMAGE)
    assert "'swap' (swap) and 'lazy' (lazy) both change" in outcome.findings[0].message


def test_explain_shows_such_changes_without_what_they_keep(lab: Site) -> None:
    lines = explained(run(lab, swap=True, frame=True), lab)
    assert '+ span               <span data-smoopt="span">…</span>' in lines
    assert '~ swap               <a href="a" data-smoopt="swap">a picture</a>' in lines
    lines = explained(run(lab, lazy=True), lab)
    assert '~ lazy               <img data-smoopt="lazy" loading="lazy" src=a>' in lines


@pytest.mark.parametrize(
    "table",
    [
        {"text": "<p>text</p>"},
        {"text": "text"},
        {"text": '<p data-smoopt="at">text'},
        {"text": "<!-- comment -->"},
        {"text": "<!-- never closed"},
        {"text": "</p><plaintext>"},
        {"text": '<p data-smoopt="at">text</p><p>text</p>'},
        {"text": markup.element("p", {})},
        {"text": "<div>", "closing": "</div>"},
        {"text": '<div data-smoopt="at">', "closing": "</p>"},
    ],
)
def test_what_does_not_bear_the_sign_is_not_added_to_the_body(
    table: dict[str, object], lab: Site
) -> None:
    outcome = run(lab, IMAGE.replace(b"<p>", b"<main></main><p>"), at=table)
    assert outcome.status == "failed"
    message = outcome.findings[0].message
    assert "'at' failed in its hook 'edits': it adds 'at' to the body without" in message


def test_tags_of_the_head_need_no_sign(lab: Site) -> None:
    outcome = run(lab, at={"slot": "head", "text": "<script src=a></script><style>a{}</style>"})
    assert outcome.status == "changed"


@pytest.mark.parametrize("tables", [{"frame": True}, {"swap": True}, {"lazy": True}])
def test_a_framework_s_elements_are_left_to_it_which_is_said_once(
    tables: dict[str, bool], lab: Site
) -> None:
    (name,) = tables
    data = HYDRATED.replace(b"<img src=a>", b"<img src=a><img src=b>")
    outcome = run(lab, data, **tables)
    assert (outcome.status, outcome.edits) == ("unchanged", ())
    (finding,) = outcome.findings
    assert (finding.code, finding.severity) == ("hydration-unsafe", Severity.INFO)
    assert finding.plugin == name
    assert f"; left out: {name!r} (" in finding.message
    assert finding.message.count("(") == 1


def test_what_several_plugins_would_change_is_one_note(lab: Site) -> None:
    (finding,) = run(lab, HYDRATED, swap=True, frame=True, lazy=True).findings
    assert finding.plugin == ""
    assert finding.message.endswith("left out: 'swap' (swap), 'frame' (span), 'lazy' (lazy)")


def test_a_framework_s_tags_in_the_head_are_left_to_it(lab: Site) -> None:
    script = b'<script type="application/ld+json">{}</script></head>'
    assert run(lab, IMAGE.replace(b"</head>", script), complete=True).status == "changed"
    outcome = run(lab, HYDRATED.replace(b"</head>", script), complete=True)
    assert [finding.code for finding in outcome.findings] == ["hydration-unsafe"]


@pytest.mark.parametrize("slot", ["head", "body-start", "body-end"])
def test_a_framework_s_page_may_be_added_to_in_the_head_and_at_the_body_s_ends(
    slot: str, lab: Site
) -> None:
    text = "<meta name=a>" if slot == "head" else '<p data-smoopt="at">text</p>'
    outcome = run(lab, HYDRATED, at={"slot": slot, "text": text})
    assert (outcome.status, outcome.findings) == ("changed", ())


def test_a_framework_s_page_without_a_tag_for_its_head_has_one_all_the_same(lab: Site) -> None:
    data = b"<!doctype html><title>T</title><div id=__docusaurus><p>text</p></div>"
    at = {"slot": "head", "text": "<meta name=a>"}
    for page in (data, data.replace(b"<div", b"text<div")):
        outcome = run(lab, page, at=at)
        assert (outcome.status, outcome.findings) == ("changed", ())
