"""What a page shows unmistakably: questions with answers, the steps of a how-to, a video.

Google shows neither questions nor steps any more; assistants and other searches read them.
"""

import re
from collections.abc import Iterator

from turbohtml import Element

from smoopt.builtin.structured.described import Described, described
from smoopt.builtin.structured.main_node import Known
from smoopt.html.markup import JSON
from smoopt.html.own_text import own_text, text_of
from smoopt.html.page import Page

_FAQ = re.compile(r"\bFAQs?\b|\bfrequently[ -]asked questions\b", re.IGNORECASE)
# https://util.unicode.org/UnicodeJsps/list-unicodeset.jsp?a=[:name=/QUESTION MARK/:] (2026-12-01)
_QUESTION = ("?", "？", "؟", ";", "՞", "፧")
_FEWEST, _MOST = 2, 30
# More text than this is left to the page: what stands above a theme's own tags must be short.
_LONGEST = 3000
_HOW_TO = re.compile(r"how to\b", re.IGNORECASE)
_STEPS = re.compile(r"(?:steps|instructions|directions|method)\s*:?", re.IGNORECASE)
_HEADINGS = frozenset({"h2", "h3", "h4"})


def questions(known: Known) -> list[JSON]:
    """Give the questions of a page that calls itself a FAQ, where all that unfolds in it asks."""
    page, title = known.page, known.facts.title
    if known.kind != "page" or title is None or not _FAQ.search(title.value):
        return []
    if page.content is None:
        return []
    found: list[JSON] = []
    length = 0
    for unfolding in page.content.find_all("details", limit=_MOST + 1):
        asked, answer = _asked(unfolding)
        if not asked.endswith(_QUESTION) or not answer:
            return []
        length += len(asked) + len(answer)
        said: JSON = {"@type": "Answer", "text": answer}
        found.append({"@type": "Question", "name": asked, "acceptedAnswer": said})
    return found if _FEWEST <= len(found) <= _MOST and length <= _LONGEST else []


def _asked(unfolding: Element) -> tuple[str, str]:
    """Read a question and its answer."""
    summary = unfolding.find("summary")
    if summary is None or summary.parent != unfolding or unfolding.find("details") is not None:
        return "", ""
    rest = (child for child in unfolding.children if child != summary)
    return own_text(summary), text_of(rest)


def how_to(known: Known) -> Described | None:
    """Describe the steps of a page called "How to …": its one list under a heading "Steps"."""
    page, title = known.page, known.facts.title
    if known.kind != "page" or title is None or not _HOW_TO.match(title.value):
        return None
    if page.content is None:
        return None
    lists = [each for each in page.content.find_all("ol", limit=_MOST) if _is_headed(each)]
    if len(lists) != 1 or lists[0].find("ol") is not None:
        return None
    steps = [own_text(item) for item in lists[0].find_all("li", limit=_MOST + 1)]
    if not (_FEWEST <= len(steps) <= _MOST and all(steps)) or sum(map(len, steps)) > _LONGEST:
        return None
    origin = f"the list under “Steps” at {page.place(lists[0])}"
    written: list[JSON] = [{"@type": "HowToStep", "text": step} for step in steps]
    return described("HowTo", origin, name=title.value, step=written)


def _is_headed(numbered: Element) -> bool:
    """Tell a list right under a heading that announces steps."""
    before = (each for each in numbered.previous_siblings if isinstance(each, Element))
    heading = next(before, None)
    if heading is None or heading.tag not in _HEADINGS:
        return False
    return _STEPS.fullmatch(own_text(heading)) is not None


def video(known: Known) -> Described | None:
    """Describe the video that a page is about, by its `og:type`; all that Google needs is known.

    https://developers.google.com/search/docs/appearance/structured-data/video (2026-12-01): its
    name, the address of a picture, the day when it was first published.
    """
    facts = known.facts
    if facts.type is None or not facts.type.value.startswith("video.") or facts.videos is None:
        return None
    poster = next(_posters(known.page), "") if known.page.content is not None else ""
    picture = known.site.resolve(known.page, poster) if poster else ""
    if not picture and facts.images is not None:
        image = facts.images.value[0]
        picture = "" if image.missing or facts.images.plugin == "defaults" else image.url
    if facts.title is None or facts.published is None or "://" not in picture:
        return None
    found = described("VideoObject", facts.type.because)
    found.add("name", facts.title.value, facts.title.because)
    if facts.description is not None:
        found.add("description", facts.description.value, facts.description.because)
    found.add("thumbnailUrl", picture, "the video's poster" if poster else "the page's picture")
    found.add("uploadDate", facts.published.value, facts.published.because)
    media = facts.videos.value[0]
    if media.type.startswith("video/") and "://" in media.url:
        found.add("contentUrl", media.url, facts.videos.because)
    return found


def _posters(page: Page) -> Iterator[str]:
    if page.content is not None:
        players = page.content.find_all("video", limit=_FEWEST)
        if len(players) == 1:
            yield from filter(None, [players[0].attr("poster")])
