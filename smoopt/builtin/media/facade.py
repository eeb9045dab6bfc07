"""Replaces a frame by a link, which a script turns into a button."""

from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

import msgspec
from turbohtml import Element

from smoopt.builtin.media.waiting_frames import Frame
from smoopt.html.pattern import Pattern
from smoopt.html.per_page import PerPage
from smoopt.model.plain_text import tidy
from smoopt.model.web_address import host_of
from smoopt.plugin.translations import said_in
from smoopt.plugin.widget_templates import Templates

# Titles that generators and providers give to every frame
_CALLED_BY_ALL = frozenset(
    {
        *("", "embedded content", "iframe", "video", "video player", "embedded video", "player"),
        *("youtube video", "youtube video player", "youtube player", "youtube embed", "youtube"),
        *("vimeo-player", "vimeo video", "vimeo video player", "vimeo player", "vimeo"),
        *("dailymotion video player", "dailymotion video", "soundcloud player", "soundcloud"),
        *("spotify", "spotify embed", "codepen embed", "google maps", "map", "peertube video"),
    }
)


class FacadeWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The texts of a facade in one language: what pressing it does, and from where that loads."""

    video: str
    audio: str
    code: str
    map: str
    host: str


class Look(NamedTuple):
    """What facades of many pages share."""

    language: str
    kind: str
    box: str
    autoplay: str
    has_poster: bool
    has_title: bool


@cache
def languages() -> dict[str, FacadeWords]:
    """Read the texts, by language (BCP 47)."""
    data = (Path(__file__).parent / "facade_words.json").read_bytes()
    return msgspec.json.decode(data, type=dict[str, FacadeWords])


def facade(frame: Frame, language: str, poster: str, templates: Templates) -> str:
    """Return the facade of a frame; `poster` is how the page refers to its picture, or ""."""
    player, box, title = frame.player, frame.box, _title(frame.element)
    look = Look(language, player.kind, box.kind, player.autoplay, bool(poster), bool(title))
    return facade_pattern(look, templates).fill(
        href=player.page,
        host=host_of(frame.source).rpartition("@")[2].removeprefix("www."),
        width=str(box.width),
        height=str(box.height),
        poster=poster,
        title=title,
    )


@lru_cache(maxsize=256)
def facade_pattern(look: Look, templates: Templates) -> Pattern:
    """Render the template, with placeholders for the values of each frame."""
    words, foreign = said_in(look.language, languages())
    before, _, behind = words.host.partition("{host}")
    return templates.pattern(
        "media.html.j2",
        kind=look.kind,
        box=look.box,
        has_size=look.box != "fill",
        has_poster=look.has_poster,
        has_title=look.has_title,
        autoplay=look.autoplay,
        action=getattr(words, look.kind),
        language=foreign,
        loads_from=PerPage.joined(before, PerPage("host"), behind),
        **{name: PerPage(name) for name in ("href", "width", "height", "poster", "title")},
    )


def _title(frame: Element) -> str:
    """Return the frame's own title, which is often copied along with the frame."""
    title = tidy(frame.attr("title"))
    return "" if title.lower() in _CALLED_BY_ALL else title
