"""An article's entry in a feed."""

from datetime import UTC, datetime

import msgspec

from smoopt.html.own_copy import own_copy
from smoopt.html.page import Page
from smoopt.model.facts import Facts, Person
from smoopt.model.web_address import is_of_the_web
from smoopt.site.picture_fitness import first_picture
from smoopt.site.site import Site


class Article(msgspec.Struct, frozen=True, omit_defaults=True):
    """An entry of a feed; `published` and `updated` are in RFC 3339, `content` is HTML.

    `image` and `licence` are addresses; `sounds` are addresses of sounds and videos, each with
    its media type.
    """

    url: str
    title: str
    published: str
    updated: str
    summary: str = ""
    content: str = ""
    authors: tuple[Person, ...] = ()
    tags: tuple[str, ...] = ()
    language: str = ""
    image: str = ""
    sounds: tuple[tuple[str, str], ...] = ()
    licence: str = ""


def article_of(page: Page, site: Site, facts: Facts, *, whole: bool) -> Article | None:
    """Return the entry of a page; None unless it is an article with a date and an address."""
    if facts.published is None or facts.title is None or facts.address is None:
        return None
    if facts.kind_or_page != "page":
        return None
    published = rfc3339(facts.published.value)
    modified = rfc3339(facts.modified.value) if facts.modified else ""
    if not published:
        return None
    picture = first_picture(facts)
    media = (facts.audios.value if facts.audios else ()) + (
        facts.videos.value if facts.videos else ()
    )
    return Article(
        url=facts.address.value,
        title=facts.title.value,
        published=published,
        updated=max(published, modified or published, key=datetime.fromisoformat),
        summary=facts.description.value if facts.description else "",
        content=_content(page, site) if whole else "",
        authors=facts.authors.value if facts.authors else (),
        tags=facts.tags.value if facts.tags else (),
        language=facts.language.value if facts.language else "",
        image=picture.url if picture else "",
        sounds=tuple(
            (each.url, each.type) for each in media if each.type and is_of_the_web(each.url)
        ),
        licence=facts.licence.value if facts.licence else "",
    )


def rfc3339(date: str) -> str:
    """Convert an ISO 8601 date to RFC 3339: a day begins at midnight, with a time zone; or "".

    https://www.rfc-editor.org/rfc/rfc4287#section-3.3 (2026-12-01)
    """
    try:
        read = datetime.fromisoformat(date)
    except ValueError:
        return ""
    return (read if read.tzinfo else read.replace(tzinfo=UTC)).isoformat(timespec="seconds")


def _content(page: Page, site: Site) -> str:
    copy = own_copy(page, lambda reference: site.resolve(page, reference))
    if copy is None:
        return ""
    # Feed readers have neither the style sheets nor the scripts that these are for.
    for element in copy.iter_elements("*"):
        for name in list(element.attrs):
            if name in {"class", "id", "style", "srcset", "sizes"} or name.startswith("on"):
                del element.attrs[name]
    inner: str = copy.inner_html
    return inner.strip()
