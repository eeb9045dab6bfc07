"""`og:video` of a page about a film that another host plays.

https://ogp.me/#structured (2026-12-01). It is not a fact: feeds and JSON-LD describe a page's own
film, with its file and its date of publication, which would be wrong for this one.
"""

from collections.abc import Iterable, Iterator

from smoopt.builtin.media.waiting_frames import Frame
from smoopt.html.page import Page
from smoopt.model.edits import Edit
from smoopt.model.facts import Fact, Facts, Media
from smoopt.model.finding import Finding
from smoopt.plugin.head_tags import WantedTag, reconcile

_KEY = "og:video"


def film_edits(page: Page, facts: Facts, frames: Iterable[Frame]) -> Iterator[Edit | Finding]:
    """Write the tags if the page calls itself a film by its `og:type`, and shows only one."""
    film = _film(facts, frames)
    if film is not None and facts.type is not None:
        yield from reconcile(page, _wanted(film, facts.type.because))


def player(facts: Facts, frames: Iterable[Frame]) -> Fact[Media] | None:
    """Return the player for the page's one film in a card; None if its size is not known."""
    film = _film(facts, frames)
    if film is None or film.box.kind != "fixed":
        return None
    value = Media(film.source, "text/html", film.box.width, film.box.height)
    return Fact(value, "the one film of the page")


def _film(facts: Facts, frames: Iterable[Frame]) -> Frame | None:
    """Return the film that the page is about, if another host plays it."""
    if facts.type is None or not facts.type.value.startswith("video.") or facts.videos is not None:
        return None
    films = [frame for frame in frames if frame.player.kind == "video"]
    is_one = len(films) == 1 and films[0].source.startswith("https://")
    return films[0] if is_one else None


def _wanted(film: Frame, because: str) -> Iterator[WantedTag]:
    yield WantedTag("property", _KEY, film.source, because)
    yield WantedTag("property", f"{_KEY}:type", "text/html", because, after=_KEY)
    if film.box.kind == "fixed":
        for part, pixels in (("width", film.box.width), ("height", film.box.height)):
            yield WantedTag("property", f"{_KEY}:{part}", str(pixels), because, after=_KEY)
