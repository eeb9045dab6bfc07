"""What is prose about the page's matter, and what labels the page, warns, sells or points away."""

import re
from collections import Counter
from collections.abc import Iterable
from functools import cache
from itertools import chain

from turbohtml import Element, Node, Text

from smoopt.html.class_words import is_named
from smoopt.model.plain_text import tidy

# A paragraph shorter than this is a label or a date line, unless it is one whole sentence of some
# length; others are used only where nothing else is there.
_REAL, _SENTENCE_LEAST, _LEAST = 60, 40, 20
# How themes and generators call what is no prose.
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
# A line of labels: links side by side, a reading time beside a date.
_LABELS = r"\s[|·•»›→↳⇒]\s"
_MOST_LABELS = 2
# Names of fields with what they hold: `Plugin: rst Author: Ada Included: yes`.
_FIELDS = re.compile(r"(?<![.!?,;] )\b[A-Z][\w ]{1,30}: (?=\S)")
_MOST_FIELDS = 3
_BETWEEN_NAMES = re.compile(r", (?:and |& )?| and | & ")
_MOST_WORDS_OF_NAME = 4
# What a generator left unfilled: {{< figure >}}, {% include %}, [[TOC]], :::note.
_UNFILLED = r"\{[{%]|\[\[|\[toc\]|:::"
# When and by whom: no sentence about the matter, unless it is a whole one.
_ABOUT_PAGE = (
    r"[\W_]*(?:(?:last )?(?:updated|modified|edited|revised)|posted|published|written|by"
    r"|filed under|reading time|estimated reading|zuletzt|aktualisiert|veröffentlicht"
    r"|mis à jour|publié|actualizado|publicado|atualizado|aggiornato|pubblicato|bijgewerkt)\b"
)
# What is said of the page itself, in a sentence or not.
_SAID_OF_PAGE = (
    r"[\W_]*(?:"
    r"(?:last )?(?:updated|modified|edited|revised|reviewed|posted|published)(?: on| at)?\W*\d"
    r"|(?:updated?|edit|note|tip|warning|caution|important|attention|correction)\b[^.:]{0,40}:"
    r"|(?:rights|licen[sc]e|authors?|date|version|keywords|status)\s*:"
    r"|all (?:other )?trademarks\b"
    r"|this (?:document|work|book|manual|page) is (?:copyright|licensed|released|distributed)\b"
    r"|(?:disclosure|disclaimer|affiliate|sponsored|copyright|all rights reserved|powered by)\b"
    r"|(?:subscribe|sign up) (?:to|now|for|here)\b|originally (?:published|posted)"
    r"|this (?:article|post|essay|story|piece|page|chapter|interview) (?:was|is|has been|first"
    r"|originally)\b[^.]{0,40}\b(?:published|appeared|posted|translated|adapted|archived|outdated"
    r"|deprecated|sponsored|reprinted)"
    r"|©|(?:please )?(?:enable|turn on) javascript|javascript is (?:disabled|required))"
)
# What sells, wherever in a paragraph it stands.
_SELLING = (
    r"\b(?:affiliate (?:links?|commission)|amazon associate|subscribe to (?:my|our|this)"
    r"|(?:sign up (?:for|to)|join) (?:my|our|the) (?:\w+ )?(?:newsletter|mailing list|list)"
    r"|(?:my|our) (?:\w+ )?newsletter|(?:support|follow) (?:me|us) on|buy me a coffee)\b"
)
# One of these is in it, which is soon told.
_SELLING_WORDS = (
    "affiliate",
    "associate",
    "subscribe",
    "letter",
    " list",
    "me on",
    "us on",
    "coffee",
)
_MOST_SELLING = 320
# A remark in brackets before the first sentence.
_REMARK = r"[\[(](?:last )?(?:updated?|edit(?:ed)?|correction|note|nb)\b[^\])]*[\])]\s*"
# What leads on to a list or an example, which is not there; and what stands before such a sentence.
_LEADS_ON = frozenset(":：")
_BEFORE_LAST = r"(.*[.!?…][\"'»”’)\]]*)\s[^.!?…]*\Z"
# The link to the rest, behind the last sentence.
_MORE = (
    r"(.*[.!?…][\"'»”’)\]]*)\s\W*(?:(?:(?:read|see|show|learn) )?more|continue reading|weiterlesen"
    r"|mehr|lire la suite|leer más|leia mais|ler mais|leggi tutto|lees verder|läs mer)"
    r"\s?(?:\.\.\.|[…→»›⟩>])+\W*\Z"
)
_ENDS_MORE = ("...", "…", "→", "»", "›", "⟩", ">")
# Of its text, how much may be links, or code, or small print.
_MOST_PART = 0.6
_LIGHT = ("a", "code", "small")
_CLOSING = "\"'»”’)]」』"
_ENDS = frozenset(".!?…。！？।؟۔")


def said_in(nodes: Iterable[Node], text: str) -> str:
    """Give what prose some nodes hold, whose text that is; or "".

    A remark before it is left out, a last sentence that leads on to something else, and the link to
    the rest.
    """
    said = _of(_REMARK).sub("", text, count=1) if text[:1] in {"[", "("} else text
    last = _BEFORE_LAST if said[-1:] in _LEADS_ON else _MORE if said.endswith(_ENDS_MORE) else ""
    if last and (whole := _of(last).match(said)):
        said = whole[1]
    return said if len(said) >= _LEAST and not _is_label(said) and _is_weighty(nodes, said) else ""


def is_real(text: str) -> bool:
    """Tell whether a text is long enough, and whole enough, to describe a page."""
    if text[-1] in _LEADS_ON:
        return False
    return len(text) >= _REAL or _is_dense(text) or is_sentence(text)


def is_sentence(text: str) -> bool:
    """Tell whether a text is one sentence or more, and long enough to say something."""
    return len(text) >= _SENTENCE_LEAST and ends_as_sentence(text)


def ends_as_sentence(text: str) -> bool:
    """Tell whether a text ends as sentences do."""
    return text.rstrip(_CLOSING)[-1:] in _ENDS


def is_notice(element: Element) -> bool:
    """Tell a cookie notice, breadcrumb or byline by a class, id or role."""
    return is_named(element, _NOTICES, ("class", "id", "role"))


def begins_with_icon(paragraph: Element) -> bool:
    """Tell a notice or a button by the icon ahead of its words, for sentences begin with words."""
    for node in paragraph.children:
        if isinstance(node, Element):
            return node.tag == "svg"
        if isinstance(node, Text) and node.data.strip():
            break
    return False


def _is_dense(text: str) -> bool:
    """Tell whether the text is in a script that says much in few characters."""
    return sum(character > "\u2e7f" for character in text) > len(text) / 2


def _is_label(text: str) -> bool:
    """Tell what labels the page, or was never filled in, from a sentence about its matter."""
    if _of(_UNFILLED).match(text) or len(_of(_LABELS).findall(text)) >= _MOST_LABELS:
        return True
    if _is_names(text):
        return True
    if text.count(": ") >= _MOST_FIELDS and not ends_as_sentence(text):
        return len(_FIELDS.findall(text)) >= _MOST_FIELDS
    if _of(_SAID_OF_PAGE).match(text) or _sells(text):
        return True
    return not is_sentence(text) and _of(_ABOUT_PAGE).match(text) is not None


def _is_names(text: str) -> bool:
    """Tell names of people, and nothing else."""
    if ", " not in text:
        return False
    names = [name.split() for name in _BETWEEN_NAMES.split(text.rstrip("."))]
    return all(
        1 < len(words) <= _MOST_WORDS_OF_NAME and all(word[0].isupper() for word in words)
        for words in names
    )


def _sells(text: str) -> bool:
    """Tell a plea for a newsletter and the like, which is not long."""
    if len(text) >= _MOST_SELLING:
        return False
    small = text.casefold()
    return any(word in small for word in _SELLING_WORDS) and bool(_of(_SELLING).search(text))


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


# Made when it is first needed: to compile all takes 2 ms.
@cache
def _of(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)
