"""Which text is prose about the topic of the page, and not a label, warning or pointer."""

import re
from collections import Counter
from collections.abc import Iterable
from itertools import chain, islice

from turbohtml import Element, Node, Text

from smoopt.html.class_words import is_named
from smoopt.html.labels import is_label
from smoopt.html.sentences import COLONS
from smoopt.model.late_pattern import late
from smoopt.model.plain_text import tidy

# What is shorter says nothing.
_LEAST = 20
# Class names that themes and generators give to what is not prose.
_NOTICES = frozenset(
    {
        *("cookie", "cookies", "consent", "gdpr", "banner", "breadcrumb", "breadcrumbs"),
        *("byline", "dateline", "caption", "meta", "metadata", "toc", "pager", "pagination"),
        *("admonition", "callout", "alert", "notice", "notices", "hint", "infobox", "pageinfo"),
        *("messagebox", "disclaimer", "disclosure", "newsletter", "subscribe", "advert"),
        *("note", "tip", "info", "important", "warning", "caution", "danger", "deprecated"),
        *("tags", "share", "related", "field-list", "copyright", "epigraph", "sidebar"),
    }
)
# What opens over a page, and what is said of a film or pictures in it.
_APART = _NOTICES | {
    *("flyout", "modal", "popup", "popover", "tooltip", "pulldown", "dropdown", "lightbox"),
    *("video", "audio", "player", "gallery", "slideshow"),
}
# Class names for descriptions in references; where there are several, none is the page's.
_OF_MEMBERS = frozenset({"desc", "description", "summary"})
_MEMBERS = 3
# A remark in brackets before the first sentence.
_REMARK = late(
    r"[\[(](?:last )?(?:updated?|edit(?:ed)?|correction|note|nb)\b[^\])]*[\])]\s*", re.IGNORECASE
)
# What a generator of references writes behind a description.
_TRAILING = late(
    r"(?<=[.!?,])\s(?:defined in|extends|inherits|since|source)\s*:\s.*\Z", re.IGNORECASE
)
# What stands before a last sentence that leads on to a list or an example, which is not there.
_BEFORE_LAST = late(r"(.*[.!?…][\"'»”’)\]]*)\s[^.!?…]*\Z", re.IGNORECASE)
# The link to the rest, behind the last sentence.
_MORE = late(
    r"(.*[.!?…][\"'»”’)\]]*)\s\W*(?:(?:(?:read|see|show|learn) )?more|continue reading|weiterlesen"
    r"|mehr|lire la suite|leer más|leia mais|ler mais|leggi tutto|lees verder|läs mer)"
    r"\s?(?:\.\.\.|[…→»›⟩>])+\W*\Z",
    re.IGNORECASE,
)
_ENDS_MORE = ("...", "…", "→", "»", "›", "⟩", ">")
# TeX, which a script of the page draws. A letter or a sum of numbers is read as it stands.
_SIMPLE_FORMULA = late(r"\\\(([\w\s+\-=<>.,*/|']{1,40})\\\)", re.IGNORECASE)
_FORMULA = late(
    r"\\[(\[]|\$\$|\\begin\{|\$[^$]{0,60}\\[a-z]+|\\(?:frac|sum|alpha|beta|mathbf?|text)\b",
    re.IGNORECASE,
)
# Of its text, how much may be links, or code, or small print.
_MOST_PART = 0.6
_LIGHT = ("a", "code", "small")


def said_in(nodes: Iterable[Node], text: str) -> str:
    """Return the prose in `text`, which is the text of `nodes`; or "".

    A remark before it is left out, a last sentence that leads on to something else, and the link to
    the rest.
    """
    said = _REMARK.sub("", text, count=1) if text[:1] in {"[", "("} else text
    if "\\" in said or "$$" in said:
        said = _without_formulas(said)
    if ": " in said:
        said = _TRAILING.sub("", said)
    last = _BEFORE_LAST if said[-1:] in COLONS else _MORE if said.endswith(_ENDS_MORE) else None
    if last and (whole := last.match(said)):
        said = whole[1]
    return said if len(said) >= _LEAST and not is_label(said) and _is_weighty(nodes, said) else ""


def _without_formulas(text: str) -> str:
    """Leave out the source of formulas: simple ones are words; a sentence with another ends it."""
    said = _SIMPLE_FORMULA.sub(r"\1", text)
    found = _FORMULA.search(said)
    if found is None:
        return said
    whole = _BEFORE_LAST.match(f"{said[: found.start()]} x")
    return whole[1] if whole else ""


def is_notice(element: Element) -> bool:
    """Tell by class, id or role whether an element is a cookie notice, breadcrumb or byline."""
    return is_named(element, _NOTICES, ("class", "id", "role"))


def is_apart(element: Element) -> bool:
    """Tell whether an element is a notice, an overlay, or part of a film or gallery."""
    return is_named(element, _APART, ("class", "id", "role"))


def is_of_member(block: Element, content: Element) -> bool:
    """Tell whether a block is one of several descriptions in the content, by its class."""
    if not is_named(block, _OF_MEMBERS, ("class",)):
        return False
    called = block.attr("class")
    members = (1 for each in content.iter_elements(block.tag) if each.attr("class") == called)
    return sum(islice(members, _MEMBERS)) >= _MEMBERS


def begins_with_icon(paragraph: Element) -> bool:
    """Tell whether a paragraph begins with an icon, as notices and buttons do."""
    for node in paragraph.children:
        if isinstance(node, Element):
            return node.tag == "svg"
        if isinstance(node, Text) and node.data.strip():
            break
    return False


def _is_weighty(nodes: Iterable[Node], text: str) -> bool:
    """Tell whether a text is not mostly links, or code, or small print."""
    most = len(text) * _MOST_PART
    found = chain.from_iterable(map(_light_parts, nodes))
    parts = [(part.tag, part.text) for part in found]
    if sum(len(said) for _, said in parts) <= most:
        return True
    sizes = Counter[str]()
    for tag, said in parts:
        sizes[tag] += len(tidy(said))
    return max(sizes.values()) <= most


def _light_parts(node: Node) -> list[Element]:
    if not isinstance(node, Element):
        return []
    return [node] if node.tag in _LIGHT else node.select("a, code, small")
