"""Whether a paragraph is about the page as a whole, or only about a part, or leads on elsewhere."""

import re

from turbohtml import Element

from smoopt.html.sentences import COLONS, ends_as_sentence
from smoopt.model.late_pattern import late
from smoopt.model.plain_text import alike

# What a sentence leads on to, if it does not end.
_SHOWN = frozenset({"pre", "ul", "ol", "dl", "table", "figure", "math", "blockquote"})
_SHOWING = "pre, table"
# What takes up something that was said before.
_DANGLING = late(
    r"(?:using (?:the|this|these)|note|notice|however|also|but|and|or|so|then|therefore|thus|hence"
    r"|otherwise|additionally"
    r"|furthermore|moreover|similarly|likewise|alternatively|finally|next|instead|again|besides"
    r"|for (?:example|instance|more|further|details|a )|in addition|in this case"
    r"|as (?:a result|you can see|before|above|mentioned)|these|those|this|that|such|it|they|its"
    r"|their|he|she|the (?:above|following|previous|preceding|first|second|third|next|last|latter"
    r"|former|result|output|example|other)|see|assuming|here|now|both|each|another|one|after that"
    r"|außerdem|dabei|diese[rsmn]?|dann|hier|ferner|zudem|cela|ces?|cette|ensuite|ici|puis)\b",
    re.IGNORECASE,
)
# What is no opening, however whole the sentence.
_NO_OPENING = late(
    r"(?:photos?|images?|pictures?|credits?|source|advert\w*|click|loading|share|read|download|listen"
    r"|watch|by|skip|sign|log|subscribe|follow|updated?|published|posted|see|note|page|please)\b",
    re.IGNORECASE,
)
_FEWEST_WORDS = 3
_WORD = re.compile(r"[^\W\d_]{4,}")
# Two words count as related if they share so many first letters.
_STEM = 5


def leads_on(element: Element, text: str) -> bool:
    """Tell whether a paragraph leads on to what is below it: a list, a table, code."""
    if text[-1] in COLONS:
        return True
    if ends_as_sentence(text):
        return False
    shown = next_element(element)
    if shown is None:
        return False
    return shown.tag in _SHOWN or (shown.tag == "div" and shown.select_one(_SHOWING) is not None)


def next_element(element: Element) -> Element | None:
    """Return the next sibling element, whatever text is between."""
    node = element.next_sibling
    while node is not None and not isinstance(node, Element):
        node = node.next_sibling
    return node


def is_about(text: str, topic: str) -> bool:
    """Tell whether a sentence from inside a text makes sense by itself and is about the topic."""
    return not topic or (_DANGLING.match(text) is None and shares_words(text, topic))


def is_opening(text: str) -> bool:
    """Tell whether a short sentence may open a text, and is not a label with a full stop."""
    if not ends_as_sentence(text) or text[-1] == "…" or len(text.split()) < _FEWEST_WORDS:
        return False
    return ": " not in text and _NO_OPENING.match(text) is None


def repeats(text: str, topic: str) -> bool:
    """Tell whether a text only repeats the title."""
    said = alike(text)
    return bool(topic) and said in alike(topic)


def shares_words(text: str, topic: str) -> bool:
    """Tell whether a text has a word of some length in common with what the page is called."""
    return not _stems(text).isdisjoint(_stems(topic))


def _stems(text: str) -> set[str]:
    return {word[:_STEM] for word in _WORD.findall(text.casefold())}
