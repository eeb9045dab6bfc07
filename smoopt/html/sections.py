"""In which section of a page a paragraph stands: some say nothing of the page as a whole."""

import re
from enum import Enum, auto
from itertools import islice

from turbohtml import Element

from smoopt.html.own_text import own_text
from smoopt.html.relevance import shares_words
from smoopt.model.late_pattern import late

# Parts of a page that say nothing of its matter.
_FORMALITIES = late(
    r"[\W\d_]*(?:(?:the )?(?:copyrights?|licen[cs]es?|licensing|feedback|trademarks?|credits?"
    r"|contributors?|acknowledge?ments?|disclaimers?|legal notices?|reader rights|rights"
    r"|(?:table of )?contents|comments?|(?:about the )?authors?|see also|related(?: \w+)?"
    r"|references"
    r"|lizenz(?:en)?|danksagung(?:en)?|rückmeldung(?:en)?|mitwirkende|urheberrecht|impressum"
    r"|droits? d.auteur|licences?|remerciements|retours?|contributeurs"
    r"|derechos de autor|licencias?|agradecimientos|colaboradores|diritti del lettore|licenza"
    r"|ringraziamenti)(?: (?:and|&|und|et|y|e) [\w ]{1,20})?)\W*",
    re.IGNORECASE,
)
# Parts of a reference that list what a thing is made of.
_MEMBERS = late(
    r"(?:(?:all|inherited|public|protected|private|static|instance|class|abstract|concrete|default"
    r"|provided|required|trait|auto|blanket|type|nested|module|global|object|borrowed|member)\s+)*"
    r"(?:constructors?|methods?|fields?|members?|attributes?|propert(?:y|ies)|functions?|types?"
    r"|constants?|events?|enum\w*|class(?:es)?|implementations|implementors|variants?|parameters"
    r"|arguments|traits?|typedefs?|variables?|signals?|modules?|macros?|structs?)"
    r"(?:\s+(?:details?|summary|documentation|index|reference|list|functions?))*\W*",
    re.IGNORECASE,
)
# The heading of a member, in code: `Prism.cut(pattern)`, `std::cut`, `cut_all`.
_CODE = late(r"(?:\w+ )?[\w$.:~<>-]+\(.*\)\W*|\S*\w(?:_|::|\.)\w\S*", re.IGNORECASE)
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_BOLD = _HEADINGS | {"strong", "b"}
_FEW = 4
_HOLDERS = frozenset({"header", "div", "p"})
_MOST_BEFORE = 40


class Place(Enum):
    """Where a paragraph stands: in the text, in a part about a member, or in one about rights."""

    TEXT = auto()
    PART = auto()
    FORMAL = auto()


def place_of(element: Element, content: Element, topic: str) -> Place:
    """Return the place of a paragraph, by the heading above it or the list it is in."""
    heading = _section_heading(element, content)
    if heading and _FORMALITIES.fullmatch(heading):
        return Place.FORMAL
    if heading and (_MEMBERS.fullmatch(heading) or _CODE.fullmatch(heading)):
        return Place.PART
    item = element.closest("dd")
    if item is None or content not in item.ancestors:
        return Place.TEXT
    return Place.TEXT if shares_words(element.text, topic) else Place.PART


def _section_heading(element: Element, content: Element) -> str:
    """Read the heading under which a paragraph stands in the content, but for the first h1."""
    for node in (element, *element.ancestors):
        if node == content or not isinstance(node, Element):
            return ""
        before = node.previous_sibling
        for _ in range(_MOST_BEFORE):
            if before is None:
                break
            if isinstance(before, Element) and (said := _heading_of(before, content)) is not None:
                return said
            before = before.previous_sibling
    return ""


def _heading_of(element: Element, content: Element) -> str | None:
    """Return the text of a heading, "" for the page's own; None for other elements."""
    if element.tag in _HEADINGS:
        return "" if element.tag == "h1" and element == content.find("h1") else own_text(element)
    return (_heading_in(element) or None) if element.tag in _HOLDERS else None


def _heading_in(holder: Element) -> str:
    """Read the heading that an element holds and nothing else, or a line that is as bold as one."""
    inner = [child for child in islice(holder.children, _FEW) if isinstance(child, Element)]
    if len(inner) == 1 and inner[0].tag in _HOLDERS:
        return _heading_in(inner[0])
    if len(inner) != 1 or inner[0].tag not in _BOLD:
        return ""
    text = holder.text.strip()
    return text if text == inner[0].text.strip() else ""
