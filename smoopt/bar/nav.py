"""The markup of a bar: a labelled `<nav>` of plain links, which works without style or script."""

from collections.abc import Iterable
from typing import Literal

import msgspec

from smoopt import markup
from smoopt.bar import icons
from smoopt.bar.words import Spoken, Words
from smoopt.networks import Network

Look = Literal["icons", "text", "both"]
Kind = Literal["share", "save"]


class Target(msgspec.Struct, frozen=True):
    """One link of a bar; `pattern` and `campaign` are for the script, "" without it."""

    network: Network
    href: str
    pattern: str = ""
    campaign: str = ""


class Bar(msgspec.Struct, frozen=True):
    """A bar to write.

    `plugin` is what `data-smoopt` says; `url` and `title` are the page's, for the script, ""
    without it; `buttons` adds copying and the system's share sheet; `last` says that the bar
    stands at the end of the body, outside the page's own margins.
    """

    plugin: str
    kind: Kind
    targets: tuple[Target, ...]
    spoken: Spoken
    look: Look = "icons"
    new_tab: bool = False
    url: str = ""
    title: str = ""
    buttons: bool = False
    last: bool = False


def written(bar: Bar) -> str:
    """Write a bar as one element."""
    words = bar.spoken.words
    attributes = {
        "class": "smoopt-bar smoopt-last" if bar.last else "smoopt-bar",
        "aria-label": words.share_page if bar.kind == "share" else words.save_page,
        "lang": bar.spoken.language or None,
        "data-smoopt": bar.plugin,
        # https://pagefind.app/docs/indexing/ (2026-11-21): left out of the text and of filters.
        "data-pagefind-ignore": "all",
        "data-url": bar.url or None,
        "data-title": bar.title if bar.url else None,
    }
    name = markup.text(words.share if bar.kind == "share" else words.save)
    parts = [markup.element("span", {"class": "smoopt-name"}, name)]
    parts += [_link(target, bar) for target in bar.targets]
    parts += _buttons(words) if bar.buttons else []
    # Blanks between the links keep them apart where there is no style sheet.
    return markup.element("nav", attributes, " ".join(parts))


def _link(target: Target, bar: Bar) -> str:
    network, words = target.network, bar.spoken.words
    name = spoken_name(network, words)
    attributes = {
        # A share link is no recommendation of the network, and every page has the same ones.
        "rel": "nofollow noopener" if bar.new_tab else "nofollow",
        "target": "_blank" if bar.new_tab else None,
        "aria-label": name,
        "title": name if bar.look == "icons" else None,
        "data-pattern": target.pattern or None,
        "data-campaign": target.campaign or None,
    }
    label = markup.text(visible_name(network, words))
    icon = [icons.svg(icons.of(network))] if bar.look != "text" else []
    text = [markup.element("span", {}, label)] if bar.look != "icons" else []
    return markup.anchor(target.href, attributes, *icon, *text)


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
    pattern = words.share_on if network.kind == "share" else words.save_to
    return pattern.replace("{name}", network.label)


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
