"""What a test may give: plugins in every form, a site's address, files, settings, templates."""

from pathlib import Path

import pytest

from smoopt import (
    ConfigError,
    Edit,
    Facts,
    Page,
    Plugin,
    PluginError,
    Span,
    Templates,
    hookimpl,
    slot,
)
from smoopt.testing import build
from smoopt.testing.given_case import Plugins

PAGE = "<!doctype html><title>A</title><main><p>Hello.</p></main></body>"

LONG = PAGE.replace("Hello.", "Hello, all of you who read this. " * 30)
OPTIONS = {"settings": {"plugins": {"greeting": {"word": "Ho"}}}}


class Greeting(Plugin, frozen=True):
    """Greet with the options that it has."""

    word: str = "Hi"
    times: tuple[int, ...] = (1,)

    def __post_init__(self) -> None:
        if not self.word:
            raise ValueError("word: expected a word")

    @hookimpl
    def edits(self, page: Page, facts: Facts) -> Edit:
        position = slot(page, "body-end")
        assert position is not None
        assert facts.address is not None or not self.times
        text = f'<p data-smoopt="greeting">{self.word * sum(self.times)}</p>'
        return Edit(Span(position, position), text, "greeting", "a test")


@pytest.mark.parametrize(
    ("plugins", "shown"),
    [
        ([Greeting], ">Hi<"),
        ([Greeting(word="Ho", times=(1, 2))], ">HoHoHo<"),
        ({"hello": Greeting(word="Oh")}, ">Oh<"),
        ({"hello": Greeting, "x": False}, ">Hi<"),
        (["opengraph", Greeting], '<meta property="og:title" content="A">'),
        ({"opengraph": True}, '<meta property="og:title" content="A">'),
    ],
)
def test_plugins_are_given_in_many_forms(plugins: Plugins, shown: str) -> None:
    assert shown in build({"a.html": PAGE}, plugins).pages["a.html"]


def test_only_the_plugins_given_write_unless_all_are_asked_for() -> None:
    assert build({"a.html": PAGE}, []).pages == {"a.html": PAGE}
    assert "og:title" in build({"a.html": PAGE}, [], defaults=True).pages["a.html"]


def test_a_site_has_an_address_and_settings() -> None:
    built = build(
        {"a.html": PAGE}, [], url="https://a.example/b/", settings={"site": {"name": "N"}}
    )
    facts = built.facts["a.html"]
    assert (facts.address and facts.address.value) == "https://a.example/b/a.html"
    assert (facts.site_name and facts.site_name.value) == "N"
    assert build({"a.html": PAGE}, [], url="").facts["a.html"].address is None


def test_a_page_is_text_or_bytes_of_any_encoding() -> None:
    page = PAGE.replace("<title>", "<meta charset=latin1><title>").replace("Hello", "Allô")
    assert "Allô" in build({"a.html": page.encode("latin1")}, [Greeting]).pages["a.html"]


@pytest.mark.parametrize(
    ("plugins", "table", "shown"),
    [
        ([Greeting], {"word": "Ho"}, ">Ho<"),
        ({"greeting": Greeting}, {"word": "Ho"}, ">Ho<"),
        ([Greeting], True, ">Hi<"),
        ([Greeting(word="Ho")], True, ">Ho<"),
    ],
)
def test_a_class_takes_its_options_from_the_settings(
    plugins: Plugins, table: object, shown: str
) -> None:
    built = build({"a.html": PAGE}, plugins, settings={"plugins": {"greeting": table}})
    assert shown in built.pages["a.html"]


def test_options_of_installed_plugins_may_stand_in_both_and_those_with_the_plugin_go_first() -> (
    None
):
    said = {"plugins": {"share": {"networks": ["reddit"], "look": "icons"}}}
    built = build({"a.html": LONG}, {"share": {"networks": ["mastodon"]}}, settings=said)
    assert "mastodon" in built.pages["a.html"].lower()
    assert "reddit" not in built.pages["a.html"].lower()


class Noted(Plugin, frozen=True):
    """Write what a template of the site has."""

    @hookimpl
    def edits(self, page: Page, templates: Templates) -> Edit:
        position = slot(page, "body-end")
        assert position is not None
        html = templates.pattern("noted.html.j2").fill()
        return Edit(Span(position, position), html, "note", "a test")


def test_templates_are_texts_or_a_folder(tmp_path: Path) -> None:
    note = '<p data-smoopt="noted">Note</p>'
    (tmp_path / "noted.html.j2").write_text(note)
    for templates in (tmp_path, {"noted.html.j2": note}, {"noted.html.j2": note.encode()}):
        assert note in build({"a.html": PAGE}, [Noted], templates=templates).pages["a.html"]
    with pytest.raises(
        AssertionError, match=r"put it into templates/ beside smoopt\.toml \(in a te"
    ):
        build({"a.html": PAGE}, [Noted])


@pytest.mark.parametrize(
    ("pages", "plugins", "around", "error", "said"),
    [
        ({"../a.html": PAGE}, [], {}, ValueError, "'../a.html' is no path within the site"),
        ({"a.txt": PAGE}, [], {}, ValueError, "'a.txt' is not a page; expected a path such as"),
        ({}, [], {"files": {"/etc/x": ""}}, ValueError, "'/etc/x' is no path within the site"),
        ({}, [Greeting, Greeting], {}, ValueError, "two plugins are named 'greeting'"),
        ({}, ["nosuch"], {}, PluginError, "no plugin named 'nosuch' is installed"),
        ({}, {"greeting": {"word": 1}}, {}, PluginError, "no plugin named 'greeting'"),
        ({}, {"x": {"no": 1}}, {}, ConfigError, "settings: plugins.x: .*no option `no`"),
        ({}, [], {"settings": {"sight": {}}}, ConfigError, "no setting `sight`"),
        ({}, [], {"url": "ftp://a.example/"}, ConfigError, "url"),
        ({}, [Greeting()], OPTIONS, ConfigError, r"plugins\.greeting: .* or give the class, \["),
        ({}, [], {"setings": {}}, TypeError, "no argument 'setings' .did you mean `settings`"),
        ("<p>", [], {}, TypeError, "pages: expected contents by path, such as .* found '<p>'"),
        ({}, [], {"files": ["a"]}, TypeError, "files: expected contents by path"),
        ({}, [], {"files": {"a.txt": 1}}, TypeError, "a.txt: expected text or bytes; found 1"),
        ({}, Greeting, {}, TypeError, r"plugins: expected a list, such as \[Credit\]; found"),
        ({}, Greeting(), {}, TypeError, r"plugins: expected a list, such as \[Credit\]; found"),
        ({}, "share", {}, TypeError, r"plugins: expected a list, such as \[Credit\]; found 'sh"),
        ({}, [1], {}, TypeError, "plugins: expected classes, instances and names; found 1"),
        ({}, [], {"templates": "a"}, TypeError, "templates: expected a folder as a Path, or"),
        ({}, [], {"templates": {"a.html": ""}}, ValueError, "templates: 'a.html' is not a templ"),
        ({}, [], {"templates": {"a.html.j2": Path()}}, TypeError, "a.html.j2: expected text or"),
        ({}, [], {"templates": Path("none")}, ConfigError, "there is no folder none"),
    ],
)
def test_what_is_wrong_is_refused(
    pages: dict, plugins: Plugins, around: dict, error: type[Exception], said: str
) -> None:
    with pytest.raises(error, match=said):
        build(pages, plugins, **around)


def test_a_class_that_needs_options_says_so() -> None:
    class Needy(Plugin, frozen=True):
        word: str

    with pytest.raises(ConfigError, match=r"plugins\.needy.*`word` is missing"):
        build({"a.html": PAGE}, [Needy])
