"""What is said of wrong settings: the key, what was expected, and what was found."""

from datetime import date
from typing import Annotated, Literal

import pytest
from msgspec import Meta, Struct, field

from smoopt.model.errors import ConfigError
from smoopt.plugin.hooks import Plugin
from smoopt.site.settings import SettingsFile
from smoopt.site.wrong_settings import convert


class Ring(Struct, forbid_unknown_fields=True):
    url: str
    weight: float = 1.0


class Options(Plugin, frozen=True, rename="kebab"):
    open_new: bool = False
    many: tuple[Annotated[int, Meta(ge=1, le=6)], ...] = ()
    some: Annotated[tuple[str, ...], Meta(min_length=1)] = ("a",)
    pair: tuple[str, int] = ("a", 1)
    name: Annotated[str, Meta(pattern="^a")] = "a"
    place: str | Ring | None = None
    rings: list[Ring] = field(default_factory=list)
    words: dict[str, dict[str, int]] = field(default_factory=dict)
    numbers: dict[int, str] = field(default_factory=dict)
    day: date | None = None
    size: Literal["small", "large"] = "small"

    def __post_init__(self) -> None:
        if self.name == "alas":
            raise ValueError("Expected `name` to be merry")


@pytest.mark.parametrize(
    ("table", "says"),
    [
        ({"open-new": "yes"}, '.open-new: expected true or false, found "yes"'),
        ({"open-nwe": True}, ": there is no option `open-nwe` (did you mean `open-new`?)"),
        ({"many": [1, 7]}, ".many[1]: expected a whole number from 1 to 6, found 7"),
        ({"many": 7}, ".many: expected a list of whole numbers from 1 to 6, found 7"),
        ({"some": []}, ".some: expected a list of text of length 1 or more, found []"),
        ({"pair": ["a", "b"]}, '.pair[1]: expected a whole number, found "b"'),
        ({"pair": ["a"]}, '.pair: expected a list of text and a whole number, found ["a"]'),
        ({"name": "b"}, ".name: expected text that matches '^a', found \"b\""),
        ({"name": "alas"}, ": Expected `name` to be merry"),
        ({"place": 5}, ".place: expected text or a table, found 5"),
        ({"place": {"url": 5}}, ".place.url: expected text, found 5"),
        ({"place": {}}, ".place: `url` is missing; expected text"),
        ({"rings": [{"url": ""}, {"ulr": ""}]}, ".rings[1]: there is no option `ulr` (did"),
        ({"rings": {}}, ".rings: expected a list of tables, found a table"),
        ({"words": {"a": {"b": 1}, "c": {"d": "e"}}}, ".words.c.d: expected a whole number"),
        ({"numbers": {"x": "y"}}, ": Expected `int`, got `str` - at `key`"),
        ({"day": "x"}, '.day: expected a date, found "x"'),
        ({"some": date(2026, 1, 2)}, "or more, found 2026-01-02"),
        ({"many": float("nan")}, ", found nan"),
        ({"many": "x" * 100}, f', found "{"x" * 59}…'),
        ({"size": "big"}, '.size: expected "small" or "large", found "big"'),
    ],
)  # fmt: skip
def test_a_wrong_option_is_said_in_words(table: dict[str, object], says: str) -> None:
    with pytest.raises(ConfigError) as raised:
        convert(table, Options, "smoopt.toml", "plugins.ring")
    assert str(raised.value).startswith("smoopt.toml: plugins.ring")
    assert says in str(raised.value)


@pytest.mark.parametrize(
    ("table", "says"),
    [
        ({"site": 5}, "site: expected a table, found 5"),
        ({"plugins": {"x": True, "y": 3}}, "plugins.y: expected true or false or a table, found 3"),
        ({"pages": {}}, "pages: expected a list of tables, found a table"),
        (
            {"pages": [{"match": ["a"], "facts": {"title": "T", "tags": 5}}]},
            "pages[0].facts.tags: expected text or a list of text, found 5",
        ),
        ({"hook_seconds": -1}, "hook_seconds: expected a number from 0 to 86400, found -1"),
    ],
)
def test_so_is_a_setting_of_smoopt_s_own(table: dict[str, object], says: str) -> None:
    with pytest.raises(ConfigError) as raised:
        convert(table, SettingsFile, "smoopt.toml")
    assert str(raised.value) == f"smoopt.toml: {says}"
