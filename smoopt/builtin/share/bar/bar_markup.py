"""The markup of a bar: a labelled `<nav>` of plain links, which works without style or script.

All that is the same on every page is written once, as a `BarPattern`.
"""

from collections.abc import Iterable, Mapping
from typing import Literal, NamedTuple

import msgspec

from smoopt.builtin.share.bar import icons
from smoopt.builtin.share.bar.share_address import (
    Address,
    SharedPage,
    address,
    literal,
    pattern,
    values,
    with_parameters,
)
from smoopt.html import markup
from smoopt.plugin.networks import Network
from smoopt.plugin.translations import LocalWords, Words

Look = Literal["icons", "text", "both"]
Kind = Literal["share", "save"]


class Target(NamedTuple):
    """One link of a bar: a network, the author's server for it, and campaign parameters."""

    network: Network
    server: str
    campaign: dict[str, str]


class Bar(msgspec.Struct, frozen=True):
    """A bar to write, on whatever page.

    `plugin` is what `data-smoopt` says; `script` tells the script what it must know; `buttons`
    adds copying and the system's share sheet.
    """

    plugin: str
    kind: Kind
    targets: tuple[Target, ...]
    local_words: LocalWords
    look: Look = "icons"
    new_tab: bool = False
    script: bool = False
    buttons: bool = False


class BarPattern:
    """The markup of a bar, worked out once, with placeholders for what differs by page."""

    def __init__(self, bar: Bar) -> None:
        """Write all that is the same on every page."""
        words = bar.local_words.words
        name = markup.text(words.share if bar.kind == "share" else words.save)
        self.is_empty = not bar.targets
        self._script = bar.script
        self._openings = _opening(bar, "smoopt-bar"), _opening(bar, "smoopt-bar smoopt-last")
        self._name = markup.element("span", {"class": "smoopt-name"}, name)
        self._links = [_link(target, bar) for target in bar.targets]
        self._buttons = list(_buttons(words)) if bar.buttons else []
        placeholders = {
            placeholder.key: placeholder
            for link in self._links
            for placeholder in link.address.placeholders
        }
        self._placeholders = list(placeholders.values())
        # Parameters about which a page says nothing are left out, so there are a few patterns.
        self._patterns: dict[tuple[bool, ...], str] = {}

    def written(self, shared: SharedPage, *, last: bool) -> str:
        """Write the bar for a page; `last`: at the body's end, outside the page's own margins."""
        opening = self._openings[last]
        if self._script:
            opening += markup.attribute("data-url", shared.url)
            opening += markup.attribute("data-title", shared.title)
        said = values(self._placeholders, shared)
        known = tuple(map(bool, said.values()))
        if known not in self._patterns:
            self._patterns[known] = self._pattern(said)
        return markup.Markup(f"{opening}>{self._patterns[known] % said}</nav>")

    def _pattern(self, said: Mapping[str, str]) -> str:
        """Write a pattern for `%` of what stands in the bar."""
        links = [
            f"<a{markup.attribute('href', link.address.pattern(said))}{literal(link.rest)}"
            for link in self._links
        ]
        # Blanks between the links keep them apart where there is no style sheet.
        return " ".join([literal(self._name), *links, *map(literal, self._buttons)])


class _Link(NamedTuple):
    """A link of a bar: its address, and the markup that follows it."""

    address: Address
    rest: str


def _opening(bar: Bar, classes: str) -> str:
    words = bar.local_words.words
    attributes = {
        "class": classes,
        "aria-label": words.share_page if bar.kind == "share" else words.save_page,
        "lang": bar.local_words.language or None,
        "data-smoopt": bar.plugin,
        # https://pagefind.app/docs/indexing/ (2026-11-21): left out of the text and of filters.
        "data-pagefind-ignore": "all",
    }
    return markup.start_tag("nav", attributes).removesuffix(">")


def _link(target: Target, bar: Bar) -> _Link:
    network, words = target.network, bar.local_words.words
    name = spoken_name(network, words)
    campaign = with_parameters("", target.campaign).removeprefix("?")
    attributes = {
        # A share link is no recommendation of the network, and every page has the same ones.
        "rel": "nofollow noopener" if bar.new_tab else "nofollow",
        "target": "_blank" if bar.new_tab else None,
        "aria-label": name,
        "title": name if bar.look == "icons" else None,
        "data-pattern": pattern(network, target.server) if bar.script else None,
        "data-campaign": campaign if bar.script and campaign else None,
    }
    label = markup.text(visible_name(network, words))
    icon = [icons.svg(icons.of(network))] if bar.look != "text" else []
    text = [markup.element("span", {}, label)] if bar.look != "icons" else []
    rest = markup.element("a", attributes, *icon, *text).removeprefix("<a")
    return _Link(address(network, target.server, target.campaign), rest)


def visible_name(network: Network, words: Words) -> str:
    """Give the label of a network; email is a word that has translations."""
    return words.email if network.name == "email" else network.label


def spoken_name(network: Network, words: Words) -> str:
    """Give the name of a link for those who do not see the bar around it.

    It contains the label that is seen (WCAG 2.2, 2.5.3), except for email and SMS, where the
    languages inflect it.
    """
    match network.name:
        case "email":
            return words.by_email
        case "sms":
            return words.by_sms
    sentence = words.share_on if network.kind == "share" else words.save_to
    return sentence.replace("{name}", network.label)


def _buttons(words: Words) -> Iterable[str]:
    """Write the buttons that only the script can show; the last may stay away unnoticed."""
    done = icons.svg(icons.paths()["check"], "smoopt-done")
    copied = {"data-said": words.copied}
    yield _button("copy", words.copy, icons.svg(icons.paths()["copy"]) + done, copied)
    yield _button("more", words.more, icons.svg(icons.paths()["share"]), {})
    yield markup.element("span", {"role": "status"})


def _button(what: str, name: str, inner: str, more: dict[str, str]) -> str:
    attributes: dict[str, str | bool | None] = {
        "type": "button",
        "data-do": what,
        "aria-label": name,
        "title": name,
        # Written with a value, which XHTML asks for and HTML takes.
        "hidden": "hidden",
        **more,
    }
    return markup.element("button", attributes, inner)
