"""The bar of profiles, in the style of the share bar."""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

import msgspec

from smoopt.builtin.follow.profiles import Profile
from smoopt.builtin.share.bar import icons
from smoopt.builtin.share.bar.bar_markup import Look
from smoopt.html.pattern import Pattern
from smoopt.html.per_page import PerPage
from smoopt.plugin.translations import said_in
from smoopt.plugin.widget_templates import Templates

# The label of the bar, by language (BCP 47)
_NAMES = {
    "en": "Follow",
    "ar": "متابعة",
    "cs": "Sledovat",
    "da": "Følg",
    "de": "Folgen",
    "es": "Seguir",
    "fa": "دنبال کردن",
    "fi": "Seuraa",
    "fr": "Suivre",
    "he": "מעקב",
    "id": "Ikuti",
    "it": "Segui",
    "ja": "フォロー",
    "ko": "팔로우",
    "nb": "Følg",
    "nl": "Volgen",
    "pl": "Obserwuj",
    "pt": "Seguir",
    "ru": "Подписаться",
    "sv": "Följ",
    "tr": "Takip et",
    "uk": "Стежити",
    "vi": "Theo dõi",
    "zh": "关注",
    "zh-Hant": "追蹤",
}
# The name of the feed's icon
_FEED = "rss"


class FeedLink(msgspec.Struct, frozen=True):
    """The site's feed, as a page refers to it."""

    href: str


class Link(msgspec.Struct, frozen=True):
    """A link of the bar, as templates see it."""

    href: str | PerPage
    label: str
    icon: str
    rel: str
    icon_class: str


class Shown(NamedTuple):
    """How the links look, and whether the style sheet draws their icons."""

    look: Look
    drawn: bool


def followed(
    profiles: tuple[Profile, ...],
    feed: FeedLink | None,
    language: str,
    shown: Shown,
    templates: Templates,
    *,
    last: bool,
) -> str:
    """Return the HTML of the bar; `last` means the end of the body, outside its margins."""
    pattern = _pattern(profiles, feed is not None, language, shown, templates, last)
    return pattern.fill(feed=feed.href) if feed else pattern.fill()


def try_out(profiles: tuple[Profile, ...], shown: Shown, templates: Templates) -> None:
    """Render the template in all languages; raises ConfigError if it is wrong."""
    for tag in _NAMES:
        followed(profiles, FeedLink("feed.xml"), tag, shown, templates, last=True)


def icons_of(profiles: Iterable[Profile], *, feed: bool) -> Iterator[str]:
    """Return the path data of the icons that a bar shows; with `feed`, also that of a feed."""
    names = (*(each.icon for each in profiles), *([_FEED] if feed else []))
    return (icons.paths()[name] for name in names)


@lru_cache(maxsize=256)
def _pattern(
    profiles: tuple[Profile, ...],
    has_feed: bool,
    language: str,
    shown: Shown,
    templates: Templates,
    last: bool,
) -> Pattern:
    name, foreign = said_in(language, _NAMES)
    links = [_link(each.url, each.label, each.icon, "me") for each in profiles]
    if has_feed:
        links.append(_link(PerPage("feed"), "RSS", _FEED, "alternate"))
    return templates.pattern(
        "follow.html.j2",
        name=name,
        language=foreign,
        links=tuple(links),
        look=shown.look,
        last=last,
        drawn=shown.drawn,
    )


def _link(href: str | PerPage, label: str, icon: str, rel: str) -> Link:
    data = icons.paths()[icon]
    return Link(href, label, icons.svg(data), rel, icons.class_of(data))
