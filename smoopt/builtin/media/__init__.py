"""Third-party videos, audio and maps that load only on request, and pictures that shift no text."""

from collections.abc import Iterator
from typing import Annotated, ClassVar, NamedTuple, cast, get_args

import msgspec
from msgspec import Meta

from smoopt.builtin.media.facade import Look, facade, facade_pattern, languages
from smoopt.builtin.media.facade_assets import facade_edits, facade_script, facade_sheet
from smoopt.builtin.media.film_tags import film_edits, player
from smoopt.builtin.media.image_attributes import ImageGain, image_edits
from smoopt.builtin.media.players import Kind, ProviderName
from smoopt.builtin.media.posters import poster_of
from smoopt.builtin.media.waiting_frames import KEPT, Frame, frames_of
from smoopt.html.page import Page
from smoopt.model.edits import Edit, File
from smoopt.model.facts import Facts
from smoopt.model.finding import Finding
from smoopt.model.rule import Rule
from smoopt.plugin.hooks import Plugin, hookimpl
from smoopt.plugin.networks import Network
from smoopt.plugin.widget_templates import Templates
from smoopt.site.site import Site

_MEMO = "media"


class _Made(NamedTuple):
    """The frames of a page that may wait, the edits that replace them, and why others stay."""

    frames: list[Frame]
    edits: list[Edit]
    findings: list[Finding]


def _has_any(page: Page) -> bool:
    """Return whether there is a frame or a picture, before costlier questions."""
    find = page.document.find_all
    return bool(find("iframe", limit=1) or find("img", limit=1))


class Media(Plugin, frozen=True):
    """Load third-party videos only on a click, and pictures only when they come into view."""

    templates: ClassVar[str] = "smoopt.builtin.media"

    providers: Annotated[
        tuple[ProviderName, ...], Meta(description="The providers whose frames get a facade.")
    ] = get_args(ProviderName)
    poster: Annotated[
        str,
        Meta(
            description="The path of a video's picture in the site, without its suffix; `{id}` "
            "is the provider's id of the video."
        ),
    ] = "posters/{id}"
    posters: Annotated[
        dict[str, str],
        Meta(description="Pictures of videos in other places of the site: paths by id."),
    ] = msgspec.field(default_factory=dict)
    images: Annotated[
        tuple[ImageGain, ...],
        Meta(
            description="What to add to pictures in the text that lack it: `size` (width and "
            "height, from the file), `lazy` (lazy loading, except for a page's first pictures), "
            "`decoding` (together with these)."
        ),
    ] = get_args(ImageGain)
    film_tags: Annotated[
        bool,
        Meta(
            description="Whether a page whose og:type is that of a video gets og:video tags for "
            "the one video that it shows."
        ),
    ] = True
    x_player: Annotated[
        bool,
        Meta(
            description="Whether such a page gets a Player Card, which plays the video in a "
            "post on X. X requires a player on the site's own server."
        ),
    ] = False

    def check_options(self, networks: tuple[Network, ...], templates: Templates) -> None:  # noqa: ARG002
        """Raise ConfigError for a template that is wrong."""
        if templates.replaced:
            for language in languages():
                for kind in get_args(Kind):
                    for has in (False, True):
                        look = Look(language, kind, "fixed", "", has_poster=has, has_title=has)
                        facade_pattern(look, templates)

    @hookimpl
    def rules(self) -> Rule:
        """Describe the rule on what may keep a frame as it is."""
        return KEPT

    @hookimpl
    def worded(self, page: Page, site: Site, facts: Facts) -> Facts | None:
        """Return the player of the page's film, if X should get it."""
        if not self.x_player or page.framework or page.amp:
            return None
        frames = frames_of(page, site, frozenset(self.providers))
        return Facts(player=player(facts, (each for each in frames if isinstance(each, Frame))))

    @hookimpl
    def edits(
        self, page: Page, site: Site, facts: Facts, templates: Templates
    ) -> Iterator[Edit | Finding]:
        """Insert the facades, add what they need to the head, and add attributes to pictures."""
        if not _has_any(page) or page.framework or page.amp:
            return
        made = self._facades(page, site, facts, templates)
        yield from made.findings
        yield from made.edits
        if made.edits:
            yield from facade_edits(page, site)
        if self.film_tags:
            yield from film_edits(page, facts, made.frames)
        yield from image_edits(page, site, self.images)

    @hookimpl
    def files(self, page: Page, site: Site, facts: Facts, templates: Templates) -> Iterator[File]:
        """Yield the style sheet and the script."""
        if not _has_any(page) or page.framework or page.amp:
            return
        if self._facades(page, site, facts, templates).edits:
            yield facade_sheet()
            yield facade_script()

    def _facades(self, page: Page, site: Site, facts: Facts, templates: Templates) -> _Made:
        """Make the facades of a page, cached for both hooks."""
        if _MEMO not in page.memo:
            language = facts.language.value if facts.language else ""
            made = _Made([], [], [])
            for each in frames_of(page, site, frozenset(self.providers)):
                if isinstance(each, Finding):
                    made.findings.append(each)
                    continue
                made.frames.append(each)
                poster = poster_of(page, site, each.player, self.poster, self.posters)
                new = facade(each, language, poster, templates)
                because = f"{each.player.provider} is asked for nothing before it is pressed"
                try:
                    edit = page.replace(each.element, new, name="media", because=because)
                except ValueError as error:
                    made.findings.append(KEPT.at(page.place(each.element), str(error)))
                else:
                    made.edits.append(edit)
            page.memo[_MEMO] = made
        return cast("_Made", page.memo[_MEMO])
