"""The bar of sign-in buttons, in the style of the share bar."""

from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple

import msgspec

from smoopt.builtin.share.bar import icons
from smoopt.builtin.share.bar.bar_markup import Look
from smoopt.builtin.signin.providers import Provider
from smoopt.html.pattern import Pattern
from smoopt.plugin.translations import said_in
from smoopt.plugin.widget_templates import Templates


class BarWords(msgspec.Struct, frozen=True, array_like=True):
    """The texts of the bar in one language; `{name}` is a provider's, or that of a reader."""

    sign_in: str
    sign_in_with: str
    signed_in_as: str
    sign_out: str
    cancelled: str
    failed: str
    handle: str


class Button(msgspec.Struct, frozen=True):
    """A button of the bar for templates: a link if it has `href`, else the script's by `id`.

    `look` is the bar's, unless the icon alone would not tell it from another button.
    """

    id: str
    href: str
    name: str
    label: str
    icon: str
    icon_class: str
    look: Look


class Shown(NamedTuple):
    """How the buttons look, and whether the style sheet draws their icons."""

    look: Look
    drawn: bool


class Standing(NamedTuple):
    """Whether the script is in the page, and whether the bar is at the end of the body."""

    scripted: bool
    last: bool


@cache
def every_word() -> dict[str, BarWords]:
    """Read the texts, by language (BCP 47)."""
    data = (files(__package__) / "words.json").read_bytes()
    return msgspec.json.decode(data, type=dict[str, BarWords])


@lru_cache(maxsize=256)
def sign_in_bar(
    providers: tuple[Provider, ...],
    language: str,
    shown: Shown,
    stands: Standing,
    templates: Templates,
) -> str:
    """Return the HTML of the bar."""
    words, foreign = said_in(language, every_word())
    icons_shown = [each.icon for each in providers]
    buttons = tuple(
        _button(
            each,
            words,
            "both" if shown.look == "icons" and icons_shown.count(each.icon) > 1 else shown.look,
            scripted=stands.scripted,
        )
        for each in providers
    )
    pattern: Pattern = templates.pattern(
        "signin.html.j2",
        words=words,
        language=foreign,
        buttons=buttons,
        look=shown.look,
        drawn=shown.drawn,
        scripted=stands.scripted,
        last=stands.last,
        asks=stands.scripted and any(each.has_flow and each.asks_handle for each in providers),
        # A name without a link or script behind it would look broken.
        hidden=not any(button.href for button in buttons),
    )
    return pattern.fill()


def try_out(providers: tuple[Provider, ...], shown: Shown, templates: Templates) -> None:
    """Render the template in all languages; raises ConfigError if it is wrong."""
    for tag in every_word():
        for scripted in (False, True):
            sign_in_bar(providers, tag, shown, Standing(scripted, scripted), templates)


def icons_of(providers: Iterable[Provider]) -> Iterator[str]:
    """Return the path data of the icons that a bar shows."""
    return (icons.paths()[each.icon] for each in providers)


def _button(provider: Provider, words: BarWords, look: Look, *, scripted: bool) -> Button:
    data = icons.paths()[provider.icon]
    label = words.sign_in_with.replace("{name}", provider.label)
    key = provider.key if scripted and provider.has_flow else ""
    drawn = icons.svg(data), icons.class_of(data)
    return Button(key, provider.start, provider.label, label, *drawn, look)
