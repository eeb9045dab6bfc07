"""`PictureLook`: a picture of cards, requested as a browser and as the crawlers that show it."""

from collections.abc import Iterable, Iterator, Sequence
from io import BytesIO
from typing import NamedTuple

import msgspec

from smoopt.files.pictures import measured
from smoopt.model.facts import Image
from smoopt.model.web_address import path_of
from smoopt.preview.cards.card_pictures import MB
from smoopt.verify.crawlers import Crawler
from smoopt.verify.deployment import Deployment
from smoopt.verify.page_look import PageLook, crawler_manner
from smoopt.verify.seen import SeenPicture
from smoopt.verify.visits import Visit, Visitor
from smoopt.web.web_client import Manner

# More than any network with a known limit accepts
_MOST_BYTES = 10 * MB
# What is read for each crawler: the whole picture is known already from the browser's request.
_FIRST_BYTES = 16_384
_ACCEPTED = "image/avif,image/webp,image/*,*/*;q=0.8"


class PictureLook(NamedTuple):
    """A picture, the crawlers that show it, and their answers.

    `browser` is None if it is on another host; `image` is None if the body is not a picture.
    """

    picture: SeenPicture
    crawlers: tuple[Crawler, ...]
    browser: Visit | None = None
    image: Image | None = None
    visits: tuple[tuple[Crawler, Visit], ...] = ()

    @property
    def described(self) -> str:
        """A line on what is known of the picture."""
        url = self.picture.url or self.picture.written
        if self.browser is None:
            return f"{url} (not asked for)"
        if self.image is None:
            return f"{url} ({self.browser.outcome}, no picture)"
        size = f"{self.image.width}×{self.image.height}"
        return f"{url} ({size}, {self.image.type}, {self.image.size:,} bytes)"


def named_pictures(look: PageLook) -> dict[SeenPicture, list[Crawler]]:
    """Return the pictures that a page names, each with the crawlers whose cards show it."""
    found: dict[SeenPicture, list[Crawler]] = {}
    for one in look.crawlers:
        if one.seen is not None and one.seen.picture is not None:
            found.setdefault(one.seen.picture, []).append(one.crawler)
    return found


def look_at_picture(
    picture: SeenPicture,
    crawlers: Sequence[Crawler],
    deployment: Deployment,
    visitor: Visitor,
    browser: Manner,
) -> PictureLook:
    """Request a picture as a browser does, then as each crawler."""
    url = deployment.here(picture.url)
    shown_by = tuple(crawlers)
    if not visitor.is_own(url):
        return PictureLook(picture, shown_by)
    manner = msgspec.structs.replace(
        browser, accept=_ACCEPTED, only_pages=False, most_bytes=_MOST_BYTES
    )
    visit = visitor.visit(url, manner)
    if not visit.is_there:
        return PictureLook(picture, shown_by, visit)
    image = _measured(picture.url, visit)
    visits = tuple(_visits(url, shown_by, visitor, browser.seconds))
    return PictureLook(picture, shown_by, _without_body(visit), image, visits)


def _visits(
    url: str, crawlers: Iterable[Crawler], visitor: Visitor, seconds: float
) -> Iterator[tuple[Crawler, Visit]]:
    for crawler in crawlers:
        manner = msgspec.structs.replace(
            crawler_manner(crawler, seconds), only_pages=False, most_bytes=_FIRST_BYTES
        )
        yield crawler, _without_body(visitor.visit(url, manner))


def _without_body(visit: Visit) -> Visit:
    """Drop the body of a visit, which is not needed for judging: there may be many."""
    answer = visit.answer
    return visit if answer is None else visit._replace(answer=answer._replace(body=b""))


def _measured(url: str, visit: Visit) -> Image | None:
    """Measure the picture received; None if it is not one."""
    found = measured(BytesIO(visit.body), "", len(visit.body))
    kind = found.type or ("image/svg+xml" if b"<svg" in visit.body[:1000] else "")
    if not kind:
        return None
    return Image(url, "", found.width, found.height, kind, found.size, path_of(url))
