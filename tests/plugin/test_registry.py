"""Plugins: found, built, ordered, called, and held to account."""

import pickle
from collections.abc import Iterator
from importlib.metadata import EntryPoint

import pytest

from smoopt.html.page import Page
from smoopt.model.edits import Edit, Span
from smoopt.model.errors import ConfigError, PluginError
from smoopt.model.facts import Facts
from smoopt.model.finding import Place
from smoopt.plugin import load
from smoopt.plugin.call import Answer, Call, Failure
from smoopt.plugin.hooks import Plugin, hookimpl
from smoopt.plugin.installed import GROUP, OWN
from smoopt.plugin.installed import others as installed_others
from smoopt.plugin.plugin_set import PluginSet
from smoopt.plugin.registry import Registry
from smoopt.plugin.running_hook import Death, RunningHook
from smoopt.site.settings import DEFAULTS, ON_REQUEST, SOURCES, PageRule, Settings
from tests.support.sites import CORE, NONE, install


class Shout(Plugin, frozen=True):
    volume: int = 1
    words: tuple[str, ...] = ()

    @hookimpl
    def edits(self, page: Page) -> Iterator[Edit]:
        yield Edit(Span(0, 0), "!" * self.volume, page.path)
        if self.volume > 10:
            raise RuntimeError("too loud")


class Misspelt(Plugin, frozen=True):
    @hookimpl
    def edit(self, page: Page) -> None:
        """There is no such hook."""


class Particular(Plugin, frozen=True):
    def check_options(self, networks: object, templates: object) -> None:
        raise ValueError("volume must be even")


def broken() -> None:
    """Something that is not a plugin class."""


@pytest.fixture(autouse=True)
def installed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Install this module's plugins besides those that are there."""
    names = {
        "shout": "Shout",
        "misspelt": "Misspelt",
        "particular": "Particular",
        "broken": "broken",
        "absent": "NoSuchClass",
    }
    install(monkeypatch, __name__, names)


def only(**tables: bool | dict[str, object]) -> PluginSet:
    return Registry(Settings(plugins={**NONE, **tables}), "smoopt.toml").base


def called(plugin_set: PluginSet, hook: str = "edits") -> list[Answer | Failure]:
    page = Page("a.html", b"<!doctype html>")
    arguments = {"page": page, "site": None, "facts": Facts(), "networks": ()}
    return list(plugin_set.call_each(hook, Place("a.html"), arguments))


def test_installing_a_plugin_changes_nothing() -> None:
    assert "shout" not in Registry(Settings(plugins=CORE)).base.plugins


def test_default_plugins_are_found_without_a_search_through_all_packages(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def search() -> None:
        raise AssertionError("searched")

    monkeypatch.setattr(load, "others", search)
    assert set(Registry(Settings(plugins={"share": False})).base.plugins) == {*DEFAULTS} - {"share"}
    assert {*OWN} == {*DEFAULTS, *ON_REQUEST}


def test_no_package_can_bring_a_plugin_of_a_name_that_is_taken(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    mine = EntryPoint("share", "acme:Share", GROUP)
    monkeypatch.setattr("importlib.metadata.entry_points", lambda group: [mine])
    with pytest.raises(PluginError, match=r"two installed plugins are named 'share': .*acme:Share"):
        installed_others.__wrapped__()


def test_a_table_turns_a_plugin_on_and_gives_its_options() -> None:
    assert only(shout={"volume": 3}).plugins == {"shout": Shout(volume=3)}
    assert only(shout=True).plugins == {"shout": Shout()}
    assert only(shout=False).plugins == {}


def test_named_plugins_go_before_the_default_ones_in_the_order_of_their_tables() -> None:
    off = {"share": False, "bookmarks": False}
    names = list(Registry(Settings(plugins={"shout": True, **off})).base.plugins)
    assert names == ["shout", *(name for name in DEFAULTS if name not in off)]


@pytest.mark.parametrize(
    ("table", "says"),
    [
        (
            {"volume": "x"},
            r"smoopt\.toml: plugins\.shout\.volume: expected a whole number, found .x.",
        ),
        ({"volum": 1}, r"plugins\.shout: there is no option `volum` \(did you mean `volume`\?\)"),
        ({"words": [1]}, r"plugins\.shout\.words\[0\]: expected text, found 1"),
    ],
)
def test_a_wrong_option_is_named(table: dict[str, object], says: str) -> None:
    with pytest.raises(ConfigError, match=says):
        only(shout=table)


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("unheard-of", r"no plugin named 'unheard-of' is installed .installed are: .*shout"),
        ("misspelt", "there is no hook 'edit' \\(did you mean 'edits'"),
        ("broken", r"'broken' \(.*\) is no subclass of smoopt\.Plugin"),
        ("absent", "'absent' .* does not load: .*NoSuchClass"),
    ],
)
def test_a_plugin_that_cannot_run_is_said_before_anything_runs(name: str, says: str) -> None:
    with pytest.raises(PluginError, match=says):
        only(**{name: True})


class Older(Plugin, frozen=True):
    """Have methods of its own that are named like hooks of later releases."""

    @hookimpl
    def edits(self) -> Edit:
        return self.combine()

    def combine(self) -> Edit:
        return Edit(Span(0, 0), self.reduce(), "older")

    def reduce(self) -> str:
        return "!"


def test_methods_that_are_named_like_later_hooks_are_the_plugin_s_own(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    install(monkeypatch, __name__, {"older": "Older"})
    assert called(only(older=True)) == [Answer("older", [Edit(Span(0, 0), "!", "older")])]


def test_a_plugin_s_own_check_is_an_error_of_the_configuration() -> None:
    with pytest.raises(ConfigError, match=r"plugins\.particular: volume must be even"):
        only(particular=True)


def test_a_hook_is_given_the_arguments_it_names_and_its_generator_is_exhausted() -> None:
    assert called(only(shout={"volume": 2})) == [
        Answer("shout", [Edit(Span(0, 0), "!!", "a.html")])
    ]


def test_an_exception_in_the_middle_of_a_generator_is_a_finding_of_its_plugin() -> None:
    (failure,) = called(only(shout={"volume": 11}))
    assert isinstance(failure, Failure)
    assert failure.finding.plugin == "shout"
    assert "'shout' failed in its hook 'edits': RuntimeError: too loud (test_registry.py:" in (
        failure.finding.message
    )


def test_a_hook_that_a_plugin_lacks_is_not_called() -> None:
    assert called(only(shout=True), "facts") == []


def test_rules_change_a_plugin_s_options_for_their_pages_only() -> None:
    rules = (
        PageRule(("loud/",), plugins={"shout": {"volume": 5}}),
        PageRule(("silent/",), plugins={"shout": False}),
        PageRule(("again/",), plugins={"shout": True}),
    )
    settings = Settings(plugins={**NONE, "shout": {"words": ["a"]}}, pages=rules)
    registry = Registry(settings)
    assert registry.for_page("a.html").plugins == {"shout": Shout(words=("a",))}
    assert registry.for_page("loud/a.html").plugins == {"shout": Shout(5, ("a",))}
    assert registry.for_page("silent/a.html").plugins == {}
    assert registry.for_page("again/a.html").plugins == {"shout": Shout(words=("a",))}
    assert registry.for_page("b.html") is registry.for_page("a.html")


def test_a_wrong_option_in_a_rule_is_told_before_any_page_is_read() -> None:
    rule = PageRule(("a/",), plugins={"shout": {"volume": "x"}})
    with pytest.raises(
        ConfigError, match=r"pages\[0\]: plugins\.shout\.volume: expected a whole number"
    ):
        Registry(Settings(plugins=NONE, pages=(rule,)))


def test_the_configuration_s_own_words_are_asked_first() -> None:
    assert SOURCES[0] == "overrides"
    assert SOURCES[-1] == "defaults"


@pytest.mark.parametrize("given", [{"title": "T"}, "text", 5, {1, 2}])
def test_a_hook_that_gives_what_it_may_not_is_a_failure(given: object) -> None:
    class Wrong(Plugin, frozen=True):
        @hookimpl
        def edits(self) -> object:
            return given

    line = Wrong.edits.__code__.co_firstlineno
    running = Registry(Settings(plugins=NONE)).base
    running._calls["edits"] = (Call("wrong", "edits", Wrong().edits, is_own=False),)
    (failure,) = running.call_each("edits", Place("a.html"))
    assert isinstance(failure, Failure)
    assert "expected Edit or Finding" in failure.finding.message
    assert "'wrong'" in failure.finding.message
    assert failure.finding.message.endswith(f" (test_registry.py:{line})")


def test_a_misspelt_plugin_that_is_turned_off_is_refused() -> None:
    rules = (PageRule(("*",), plugins={"shar": False}),)
    with pytest.raises(PluginError, match="did you mean 'share'"):
        Registry(Settings(pages=rules))


def test_a_class_is_a_plugin_without_an_entry_point_in_any_process() -> None:
    settings = Settings(plugins={**NONE, "whisper": {"volume": 3}})
    registry = Registry(settings, classes={"whisper": Shout})
    for known in (registry, pickle.loads(pickle.dumps(registry))):
        assert known.base.plugins == {"whisper": Shout(volume=3)}
    with pytest.raises(PluginError, match="no plugin named 'whisper' is installed"):
        Registry(settings)


def test_hooks_are_called_apart_only_on_request_and_only_for_strangers() -> None:
    with_one = Settings(plugins={"whisper": True})
    classes = {"whisper": Shout}
    assert Registry(with_one, classes=classes, apart=True).is_apart
    assert not Registry(with_one, classes=classes).is_apart
    assert not Registry(Settings(), apart=True).is_apart


@pytest.mark.parametrize(("deaths", "kind"), [(2, Answer), (3, Failure)])
def test_a_hook_that_had_to_be_ended_three_times_is_called_no_more(
    deaths: int, kind: type[Answer | Failure]
) -> None:
    registry = Registry(Settings(plugins={**NONE, "shout": True}))
    stuck = RunningHook("shout", "edits", 10.0, 0.0)
    for death in (Death(-9), Death(-9, stuck), *[Death(-9, stuck, is_late=True)] * deaths):
        registry.blame(death, Place("a.html"))
    (answer,) = called(registry.base)
    assert isinstance(answer, kind)


def test_rules_that_change_no_plugin_share_what_runs() -> None:
    rules = tuple(PageRule((f"a{n}/",), facts={"title": "T"}) for n in range(50))
    registry = Registry(Settings(pages=rules))
    assert registry.for_page("a7/index.html") is registry.base
    assert registry.every == (registry.base,)
