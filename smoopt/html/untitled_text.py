"""The first paragraph of a text whose title is no heading, as Doxygen writes it."""

from turbohtml import Element

from smoopt.html.excerpt import Paragraph, first_paragraph
from smoopt.html.own_text import own_text
from smoopt.html.sentences import is_sentence
from smoopt.model.plain_text import alike

# Classes of titles that themes do not make a heading.
_TITLE = ".title, .page-title"


def paragraph_before(
    heading: Element,
    content: Element,
    around: Element,
    title: str,
    *,
    outside_articles: bool,
    topic: str = "",
) -> Paragraph | None:
    """Find the first sentences of a text before its first heading, if that entitles a section.

    So it does where the page's `title` does not name it, but something else that is called a title,
    before that text.
    """
    whole, begins = alike(title), heading.position or (0, 0)
    if alike(own_text(heading)) in whole:
        return None
    found = first_paragraph(content, outside_articles=outside_articles, topic=topic)
    if found is None or not is_sentence(found.text) or found.element in heading.ancestors:
        return None
    opens = found.element.position or begins
    titles = (alike(own_text(each)) for each in around.select(_TITLE) if _is_before(each, opens))
    return found if opens < begins and any(each and each in whole for each in titles) else None


def _is_before(element: Element, position: tuple[int, int]) -> bool:
    return (element.position or position) < position
