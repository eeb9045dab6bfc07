"""The content of a bar for its template; smoopt's own is a labelled `<nav>` of plain links.

Everything that is the same on all pages is rendered once, as a `BarPattern`.
"""

from collections.abc import Mapping
from typing import Literal

import msgspec

from smoopt.builtin.share.bar import icons
from smoopt.builtin.share.bar.share_address import (
    Address,
    SharedPage,
    address,
    pattern,
    values,
    with_parameters,
)
from smoopt.html.pattern import Pattern
from smoopt.html.per_page import PerPage
from smoopt.plugin.networks import Network
from smoopt.plugin.translations import LocalWords, Words
from smoopt.plugin.widget_templates import Templates

Look = Literal["icons", "text", "both"]
Kind = Literal["share", "save"]


class Target(msgspec.Struct, frozen=True):
    """One link of a bar: a network, the author's server for it, and campaign parameters."""

    network: Network
    server: str
    campaign: dict[str, str]


class Bar(msgspec.Struct, frozen=True):
    """A bar, independent of the page.

    `plugin` is the value of `data-smoopt`; `script` has what the script needs to know;
    `buttons` adds copying and the system's share sheet; `drawn` means that the style sheet
    draws the icons.
    """

    plugin: str
    kind: Kind
    targets: tuple[Target, ...]
    local_words: LocalWords
    look: Look = "icons"
    new_tab: bool = False
    script: bool = False
    buttons: bool = False
    drawn: bool = False


class Link(msgspec.Struct, frozen=True):
    """A link of a bar for templates.

    `name` is for readers who do not see the bar around it, `label` is short; `pattern` and
    `campaign` are what the script needs. `icon` is an SVG, `icon_class` the class by which the
    style sheet draws it.
    """

    network: str
    label: str
    name: str
    href: PerPage
    icon: str
    pattern: str
    campaign: str
    icon_class: str


class Icons(msgspec.Struct, frozen=True):
    """The icons of the buttons for templates."""

    copy: str
    done: str
    more: str


# A page with a value for every placeholder
_ANY = SharedPage("https://example.org/", "Title", "Description", ("tag",), "image", "account")


class BarPattern:
    """A bar with placeholders for the values of each page, made once."""

    def __init__(self, bar: Bar, templates: Templates) -> None:
        """Prepare everything that is the same on all pages."""
        self.is_empty = not bar.targets
        self._bar = bar
        self._templates = templates
        self._addresses = [_address(target) for target in bar.targets]
        placeholders = {
            placeholder.key: placeholder
            for prepared in self._addresses
            for placeholder in prepared.placeholders
        }
        self._placeholders = list(placeholders.values())
        # Parameters without a value on a page are left out, so there are a few patterns.
        self._patterns: dict[tuple[bool, ...], Pattern] = {}

    def check(self) -> None:
        """Raise ConfigError or PluginError if a template is wrong."""
        if not self.is_empty:
            for last in (False, True):
                self.written(_ANY, last=last)

    def written(self, shared: SharedPage, *, last: bool) -> str:
        """Return the bar for a page; `last` means the end of the body, outside its margins."""
        said = values(self._placeholders, shared)
        kind = (last, *map(bool, said.values()))
        if kind not in self._patterns:
            self._patterns[kind] = self._pattern(said, last=last)
        pattern, given = self._patterns[kind], {"url": shared.url, "title": shared.title, **said}
        return pattern.fill(**{name: given[name] for name in pattern.names})

    def _pattern(self, said: Mapping[str, str], *, last: bool) -> Pattern:
        """Render the template, with placeholders for the values of each page."""
        bar = self._bar
        words = bar.local_words.words
        links = zip(bar.targets, self._addresses, strict=True)
        return self._templates.pattern(
            f"{bar.plugin}.html.j2",
            plugin=bar.plugin,
            name=words.share if bar.kind == "share" else words.save,
            label=words.share_page if bar.kind == "share" else words.save_page,
            language=bar.local_words.language,
            links=tuple(_link(target, prepared.known(said), words) for target, prepared in links),
            look=bar.look,
            new_tab=bar.new_tab,
            last=last,
            script=bar.script,
            buttons=bar.buttons,
            icons=_button_icons(),
            drawn=bar.drawn,
            words=words,
            url=PerPage("url"),
            title=PerPage("title"),
        )


def _address(target: Target) -> Address:
    return address(target.network, target.server, target.campaign)


def _link(target: Target, href: PerPage, words: Words) -> Link:
    network = target.network
    icon = icons.of(network)
    return Link(
        network.name,
        visible_name(network, words),
        spoken_name(network, words),
        href,
        icons.svg(icon),
        pattern(network, target.server),
        with_parameters("", target.campaign).removeprefix("?"),
        icons.class_of(icon),
    )


def visible_name(network: Network, words: Words) -> str:
    """Return the label of a network, translated for email."""
    return words.email if network.name == "email" else network.label


def spoken_name(network: Network, words: Words) -> str:
    """Return the name of a link for readers who do not see the bar around it.

    It contains the visible label (WCAG 2.2, 2.5.3), except for email and SMS, where some
    languages inflect it.
    """
    match network.name:
        case "email":
            return words.by_email
        case "sms":
            return words.by_sms
    sentence = words.share_on if network.kind == "share" else words.save_to
    return sentence.replace("{name}", network.label)


def _button_icons() -> Icons:
    paths = icons.paths()
    done = icons.svg(paths["check"], "smoopt-done")
    return Icons(icons.svg(paths["copy"]), done, icons.svg(paths["share"]))
