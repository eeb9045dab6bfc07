"""Texts that label the page, warn, sell or point elsewhere, and are not about its topic."""

import re

from smoopt.html.sentences import ends_as_sentence, is_sentence
from smoopt.model.late_pattern import late

# A line of labels: links side by side, a reading time beside a date.
_LABELS = late(r"\s[|·•»›→↳⇒]\s", re.IGNORECASE)
_MOST_LABELS = 2
# Field names with values: `Plugin: rst Author: Ada Included: yes`.
_FIELDS = re.compile(r"(?<![.!?,;] )\b[A-Z][\w ]{1,30}: (?=\S)")
_MOST_FIELDS = 2
_BETWEEN_NAMES = re.compile(r", (?:and |& )?| and | & ")
_MOST_WORDS_OF_NAME = 4
_PARTICLES = frozenset(
    {"al", "bin", "da", "de", "del", "den", "der", "di", "dos", "la", "le", "ten", "van", "von"}
)
# Words that, in lower case, do not begin a sentence.
_HALF = late(
    r"(?:to|and|or|of|with|was|were|is|are|for|in|on|which|that|where|but|as|by|from|the|an?|it)\s",
    re.IGNORECASE,
)
# The photographer, at the end of a caption.
_CREDIT = late(
    r"(?:\b(?:photo(?:graph)?(?:er| by)?"
    r"|foto|image|bild|picture|illustration|crédit|credit|quelle)s?"
    r"\s*[:/]\s*[^.]{2,45}"
    r"|[(/|][^()/|]*\b(?:getty images|reuters|ap photo|afp|shutterstock|istock|dpa)"
    r"|\b(?:getty images|ap photo|shutterstock|istock)\b[^.]*)\)?\.?\s*\Z",
    re.IGNORECASE,
)
_CREDIT_LENGTH, _CREDIT_SIGNS = 80, (":", "/", "(", "|", "Images", "Photo", "stock")
# What only leads elsewhere.
_POINTER = late(
    r"(?:(?:please )?(?:see|refer to|check out|visit|read|consult)\b"
    r"|for (?:more|further|additional|a complete|a full|the full|details)\b[^.]*"
    r"\b(?:see|refer|visit|check|read)\b"
    r"|to (?:find out|learn|read|see) more\b|(?:view|share|submit|add) (?:reader|your)\b"
    r"|siehe\b|weitere informationen\b"
    r"|voir (?:aussi|la|le|l|les)\b|pour plus\b)",
    re.IGNORECASE,
)
_ENDING = late(r"[.!?。](?=\s|\Z)", re.IGNORECASE)
# What a generator left unfilled: {{< figure >}}, {% include %}, [[TOC]], :::note.
_UNFILLED = late(r"\{[{%]|\[\[|\[toc\]|:::", re.IGNORECASE)
# Date and author: not about the topic, unless it is a whole sentence.
_ABOUT_PAGE = late(
    r"[\W_]*(?:(?:last )?(?:updated|modified|edited|revised)|posted|published|written|by"
    r"|filed under|reading time|estimated reading|zuletzt|aktualisiert|veröffentlicht"
    r"|mis à jour|publié|actualizado|publicado|atualizado|aggiornato|pubblicato|bijgewerkt)\b",
    re.IGNORECASE,
)
# What is said of the page itself, in a sentence or not.
_SAID_OF_PAGE = late(
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
    r"|(?:new|changed|added|deprecated) (?:in|since) version"
    r"|we use cookies|this (?:web)?site (?:uses|requires) cookies"
    r"|(?:diese|unsere) (?:web)?seite (?:verwendet|nutzt|benutzt) cookies"
    r"|ce site utilise des cookies|your browser (?:does|is)\b"
    r"|alle (?:angaben ohne|rechte vorbehalten)|this (?:site|video|content|feature) (?:requires|is)"
    r"|(?:by|durch das) (?:clicking|klicken|continuing)\b|(?:many|special) thanks|vielen dank"
    r"|to view this (?:content|page|video)\b"
    r"|already a subscriber|(?:log|sign) in to\b|subscribers only|有料会員"
    r"|©|(?:please )?(?:enable|turn on) javascript|javascript is (?:disabled|required))",
    re.IGNORECASE,
)
# Advertising, anywhere in a paragraph.
_SELLING = late(
    r"\b(?:affiliate (?:links?|commission)|amazon associate|subscribe to (?:my|our|this)"
    r"|(?:sign up (?:for|to)|join) (?:my|our|the) (?:\w+ )?(?:newsletter|mailing list|list)"
    r"|(?:my|our) (?:\w+ )?newsletter|privacy policy|datenschutz(?:erklärung|bestimmungen)"
    r"|(?:support|follow) (?:me|us) on|buy me a coffee)\b",
    re.IGNORECASE,
)
# Each advertisement contains one of these, which is checked first because it is fast.
_SELLING_WORDS = (
    "affiliate",
    "associate",
    "subscribe",
    "letter",
    " list",
    "me on",
    "us on",
    "coffee",
    "privacy",
    "datenschutz",
)
_MOST_SELLING = 320


def is_label(text: str) -> bool:
    """Tell whether a text is a label or an unfilled template, not a sentence about the topic."""
    if _UNFILLED.match(text) or len(_LABELS.findall(text)) >= _MOST_LABELS:
        return True
    # A salutation, or what breaks off.
    if text[-1] == "," or _is_names(text):
        return True
    if text.count(": ") >= _MOST_FIELDS and not ends_as_sentence(text):
        fields = len(_FIELDS.findall(text))
        if fields > _MOST_FIELDS or (fields == _MOST_FIELDS and _FIELDS.match(text)):
            return True
    if _SAID_OF_PAGE.match(text) or _sells(text) or _is_fragment(text):
        return True
    return not is_sentence(text) and _ABOUT_PAGE.match(text) is not None


def _is_fragment(text: str) -> bool:
    """Tell whether a text is only a fragment: a menu path, a caption, a pointer, code."""
    is_whole = ends_as_sentence(text)
    if not is_whole and text.count(" > ") + text.count(" / ") >= _MOST_LABELS:
        return True
    if text[0] == "<" and text.count("<") >= _MOST_LABELS and not is_whole:
        return True
    if text[0].islower() and _HALF.match(text):
        return True
    end = text[-_CREDIT_LENGTH:]
    if any(sign in end for sign in _CREDIT_SIGNS) and _CREDIT.search(end):
        return True
    return bool(_POINTER.match(text)) and len(_ENDING.findall(text)) <= 1


def _is_names(text: str) -> bool:
    """Tell whether a text is only names of people."""
    if ", " not in text:
        return False
    names = [name.split() for name in _BETWEEN_NAMES.split(text.rstrip("."))]
    return all(
        1 < len(words) <= _MOST_WORDS_OF_NAME
        and all(word[0].isupper() or word in _PARTICLES for word in words)
        for words in names
    )


def _sells(text: str) -> bool:
    """Tell whether a short text advertises a newsletter or the like."""
    if len(text) >= _MOST_SELLING:
        return False
    small = text.casefold()
    return any(word in small for word in _SELLING_WORDS) and bool(_SELLING.search(text))
