"""The frames of a page that a facade may replace."""

from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import parse_qs

from turbohtml import Element

from smoopt.builtin.media.facade_assets import refused_by_policy
from smoopt.builtin.media.frame_box import Box, box_of
from smoopt.builtin.media.players import Player, player_of
from smoopt.html.page import Page
from smoopt.model.finding import Finding, Severity
from smoopt.model.rule import Rule
from smoopt.model.web_address import parts_of
from smoopt.site.site import Site

KEPT = Rule(
    id="media-loaded",
    severity=Severity.INFO,
    what="A page loads a frame of another host at once, although the plugin `media` is on.",
    why="The host learns of every visit. A facade would not work for this frame.",
    source="",
    fix="Change what the message names, or link to the video instead.",
    of_build=True,
)
# Scripts that control players: https://developers.google.com/youtube/iframe_api_reference,
# https://github.com/vimeo/player.js, https://developers.soundcloud.com/docs/api/html5-widget and
# https://docs.joinpeertube.org/api-embed-player (2026-12-01)
_STEERING = (
    *("youtube.com/iframe_api", "youtube.com/player_api", "player.vimeo.com/api/"),
    *("w.soundcloud.com/player/api.js", "@peertube/embed-api", "api.dmcdn.net/all.js"),
)
# Checking that a page parses as before costs a parse for each facade.
_MOST = 100
_ON = frozenset({"1", "true"})
# Elements inside of which nothing can be pressed by itself
_PRESSED = "a, button, label, select"


class Frame(NamedTuple):
    """A frame that may have a facade: what it shows, and its size."""

    element: Element
    player: Player
    box: Box

    @property
    def source(self) -> str:
        """The absolute address that it would load."""
        return _source(self.element)


def frames_of(page: Page, site: Site, providers: frozenset[str]) -> Iterator[Frame | Finding]:
    """Yield the frames of these providers, and findings on why others stay as they are."""
    found = list(_known(page, site, providers))
    if not found:
        return
    needed = refused_by_policy(page, site)
    if needed:
        message = f"the page's Content-Security-Policy refuses the facade; it needs {needed}"
        yield KEPT.at(page.place(found[0][0]), message)
        return
    if len(found) > _MOST:
        message = f"the page has more than {_MOST} frames of this kind; this and all others stay"
        yield KEPT.at(page.place(found[_MOST][0]), message)
    for element, player in found[:_MOST]:
        why = _needed_at_once(page, element)
        box = None if why else box_of(page, site, element)
        if why:
            yield KEPT.at(page.place(element), f"{why}; it stays")
        elif box is not None:
            yield Frame(element, player, box)


def _known(page: Page, site: Site, providers: frozenset[str]) -> Iterator[tuple[Element, Player]]:
    """Yield the frames that would be loaded."""
    for element in page.document.find_all("iframe"):
        source = _source(element)
        player = None if "srcdoc" in element.attrs else player_of(source)
        if player is None or player.provider not in providers or element.closest("template"):
            continue
        policy = site.policy(page)
        if not policy.policies or policy.allows("frame-src", source):
            yield element, player


def _needed_at_once(page: Page, element: Element) -> str:
    """Return why a frame may not wait to be pressed; "" if it may."""
    parts = parts_of(_source(element))
    query = parse_qs(parts.query, max_num_fields=99) if parts else {}

    def is_on(*names: str) -> bool:
        return any(value in _ON for name in names for value in query.get(name, ()))

    if is_on("enablejsapi", "api") or any(sign in page.text for sign in _STEERING):
        return "a script of the page may steer this player"
    if is_on("background") or (is_on("autoplay") and is_on("mute", "muted")):
        return "this film plays silently by itself, as a background does"
    name = element.attr("name")
    if name and any(each.attr("target") == name for each in page.document.select("[target]")):
        return "links of the page open in this frame"
    if element.closest(_PRESSED) is not None:
        return "this frame stands in a link or a button"
    return ""


def _source(element: Element) -> str:
    source = (element.attr("src") or "").strip()
    return f"https:{source}" if source.startswith("//") else source
