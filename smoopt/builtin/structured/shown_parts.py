"""What a page unmistakably contains: questions with answers, steps of a how-to, a video.

Google shows neither questions nor steps any more; assistants and other searches read them.
"""

from collections.abc import Iterator

from turbohtml import Element

from smoopt.builtin.structured.asked import Asked, all_asked
from smoopt.builtin.structured.described import Described, described
from smoopt.builtin.structured.main_node import Known
from smoopt.builtin.structured.part_words import PartWords, part_words
from smoopt.html.markup import JSON
from smoopt.html.own_text import own_text
from smoopt.html.page import Page
from smoopt.model.web_address import is_of_the_web
from smoopt.site.picture_fitness import first_picture

_FEWEST, _MOST = 2, 30
# More text than this is left to the page: what comes before a theme's own tags must be short.
_LONGEST = 3000
_HEADINGS = frozenset({"h2", "h3", "h4"})


def questions(known: Known) -> list[JSON]:
    """Return the questions of a page that calls itself a FAQ and consists of questions."""
    page, title = known.page, known.facts.title
    if known.kind != "page" or title is None or page.content is None:
        return []
    if not _words(known).names_faq(title.value):
        return []
    found = all_asked(page.content, _language(known), _MOST)
    length = sum(len(each.question) + len(each.answer) for each in found)
    return list(map(_question, found)) if len(found) >= _FEWEST and length <= _LONGEST else []


def _question(asked: Asked) -> JSON:
    answer: JSON = {"@type": "Answer", "text": asked.answer}
    return {"@type": "Question", "name": asked.question, "acceptedAnswer": answer}


def _language(known: Known) -> str:
    """Return the primary tag of the page's language, or ""."""
    language = known.facts.language
    return "" if language is None else language.value.partition("-")[0].lower()


def _words(known: Known) -> PartWords:
    return part_words(_language(known))


def how_to(known: Known) -> Described | None:
    """Describe the steps of a page titled "How to …": its only list under a heading "Steps".

    Both are matched in the page's language.
    """
    page, title = known.page, known.facts.title
    if known.kind != "page" or title is None or page.content is None:
        return None
    words = _words(known)
    if not words.how_to.fullmatch(title.value):
        return None
    found = page.content.find_all("ol", limit=_MOST)
    lists = [each for each in found if words.steps.fullmatch(_heading_above(each))]
    if len(lists) != 1 or lists[0].find("ol") is not None:
        return None
    steps = [own_text(item) for item in lists[0].find_all("li", limit=_MOST + 1)]
    if not (_FEWEST <= len(steps) <= _MOST and all(steps)) or sum(map(len, steps)) > _LONGEST:
        return None
    origin = f"the list under “{_heading_above(lists[0])}” at {page.place(lists[0])}"
    written: list[JSON] = [{"@type": "HowToStep", "text": step} for step in steps]
    return described("HowTo", origin, name=title.value, step=written)


def _heading_above(numbered: Element) -> str:
    """Return the text of the heading right above a list, or ""."""
    before = (each for each in numbered.previous_siblings if isinstance(each, Element))
    heading = next(before, None)
    return "" if heading is None or heading.tag not in _HEADINGS else own_text(heading)


def video(known: Known) -> Described | None:
    """Describe the video that a page is about, by its `og:type`, if all that Google needs is known.

    https://developers.google.com/search/docs/appearance/structured-data/video (2026-12-01): its
    name, the address of a picture, the day when it was first published.
    """
    facts = known.facts
    if facts.type is None or not facts.type.value.startswith("video.") or facts.videos is None:
        return None
    poster = next(_posters(known.page), "") if known.page.content is not None else ""
    picture = known.site.resolve(known.page, poster) if poster else ""
    if not picture and facts.images is not None and facts.images.plugin != "defaults":
        image = first_picture(facts)
        picture = "" if image is None else image.url
    if facts.title is None or facts.published is None or not is_of_the_web(picture):
        return None
    found = described("VideoObject", facts.type.because)
    found.add("name", facts.title.value, facts.title.because)
    if facts.description is not None:
        found.add("description", facts.description.value, facts.description.because)
    found.add("thumbnailUrl", picture, "the video's poster" if poster else "the page's picture")
    found.add("uploadDate", facts.published.value, facts.published.because)
    media = facts.videos.value[0]
    if media.type.startswith("video/") and is_of_the_web(media.url):
        found.add("contentUrl", media.url, facts.videos.because)
    return found


def _posters(page: Page) -> Iterator[str]:
    if page.content is not None:
        players = page.content.find_all("video", limit=_FEWEST)
        if len(players) == 1:
            yield from filter(None, [players[0].attr("poster")])
