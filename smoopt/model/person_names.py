"""Names of people, as bylines give them: `By Ann Lee, Bob Roe and Cy Doe | 4 March 2021`.

What may be no person is refused: a category, a date, a role, a desk, `admin`.
"""

import re
from collections.abc import Iterator

from smoopt.model.late_pattern import late
from smoopt.model.written_dates import written_dates

# What precedes the names, with or without a verb such as "written".
_BY = late(
    r"(?:(?:written|posted|published|words|text|story|article|created|reported|submitted|post"
    r"|geschrieben|veröffentlicht|écrit|publié|rédigé|escrito|publicado|scritto|pubblicato"
    r"|geschreven|geplaatst|skriven|skrevet|napisane|opublikowane)\s+)?"
    r"(?:by|von|par|por|di|door|av|af|przez|od|от|від)\s*:?\s+",
    re.IGNORECASE,
)
_LABEL = late(
    r"(?:(?:the )?authors?|by|written by|posted by|writer|autor(?:in|en|es|a|zy|i)?|auteure?s?"
    r"|autor[ei]|författare|forfatter|kirjoittaja|szerző|yazar|penulis|tác giả|автори?|автор[аы]?"
    r"|συγγραφέας|作者|著者|撰文|文|글쓴이|작성자|저자)\s*(?:\(s\))?\s*[:：]\s*",
    re.IGNORECASE,
)
_SEPARATORS = late(r"\s*[|·•\n/\\<>(\[{]\s*|\s+[-–—]+\s+|\s*\d|https?:")
# A note's number after a name, and a reporter's title after it.
_MARKS = late(r"[⁰¹²³⁴-⁹*†‡]|(?<=\w) ?(?:기자|記者|记者)$")
_NEXT_LABEL = late(r"\s+[^\W\d_]+\s?[:：]")
# After the names: where, when, for whom.
_AFTER = late(
    r"[\s,]+(?:(?:on|in|at|for|from|via|updated|posted|published|last|about|is|was|has|im|für|dans)"
    r"(?:\s.*)?|am|le|el|il|op|den|em|en|à|um|au|the|às|a las)$",
    re.IGNORECASE,
)
_AND = late(r"\s+(?:and|und|et|och|og|with|mit|и|та|και|ve|és|oraz)\s+|\s*[&;、，،]\s*")
# Words that join two names, and stand within one as well: Ortega y Gasset.
_OR_WITHIN = late(r"\s+(?:y|e|i|en|ja|a)\s+")
_WORD = late(r"[\"“„]?[^\W\d_](?:[^\W\d_]|[.'’\u0300-\u036f‑-])*\.?[\"”“]?")
_DENSE = late(
    "[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]{2,4}(?:[ ・][\u3040-\u30ff\u3400-\u9fff]{1,8})?"
)
_HOST = late(r"[^\W\d_]\.[a-z]{2,}$")
_PARTICLES = frozenset(
    {
        *("af", "al", "av", "bin", "bint", "da", "das", "de", "del", "dela", "della", "den", "der"),
        *("di", "do", "dos", "du", "el", "ibn", "la", "le", "och", "of", "ten", "ter", "van"),
        *("vom", "von", "y", "e", "zu", "zum", "zur", "ben", "und"),
    }
)
# Words in place of a person's name.
_NO_PERSON = frozenset(
    {
        *("admin", "administrator", "anonymous", "author", "authors", "webmaster", "staff", "team"),
        *("editor", "editors", "editorial", "redaktion", "rédaction", "redacción", "redazione"),
        *("guest", "contributor", "contributors", "unknown", "user", "root", "writer", "writers"),
        *(
            "reporter",
            "reporters",
            "reporting",
            "correspondent",
            "columnist",
            "producer",
            "director",
            "desk",
        ),
        *("senior", "junior", "chief", "executive", "manager", "professor", "phd", "md", "ceo"),
        *("cto", "founder", "co-founder", "president", "assistant", "associate", "analyst"),
        *("engineer", "developer", "designer", "photographer", "photography", "intern", "fellow"),
        *("news", "press", "agency", "service", "university", "institute", "department", "school"),
        *("magazine", "blog", "blogs", "inc", "ltd", "llc", "gmbh", "foundation", "company"),
        *("corporation", "corp", "consortium", "society", "association", "committee", "council"),
        *("project", "group", "community", "times", "post", "journal", "daily", "default"),
        *("comment", "comments", "category", "categories", "tag", "tags", "share", "read", "more"),
        *("view", "all", "posts", "articles", "about", "contact", "home", "follow", "email"),
        *("updated", "published", "posted", "date", "written", "photo", "photos", "image", "video"),
        *("the", "this", "our", "your", "his", "her", "we", "you", "it"),
        *(
            "e-mail",
            "mail",
            "none",
            "null",
            "undefined",
            "test",
            "subscribe",
            "newsletter",
            "twitter",
        ),
        *("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "today"),
        *("january", "february", "july", "september", "october", "november", "december"),
        *(
            "by",
            "from",
            "to",
            "in",
            "on",
            "at",
            "for",
            "with",
            "and",
            "or",
            "us",
            "here",
            "profile",
        ),
        *("design", "development", "science", "technology", "business", "politics", "travel"),
        *("sports", "culture", "opinion", "lifestyle", "health", "music", "marketing", "security"),
        *("publisher", "translator", "illustrator", "reviewer", "moderator", "member", "owner"),
    }
)
_MOST_WORDS, _LONGEST, _ACRONYM = 6, 60, 4


def names_in(text: str, *, handles: bool = False) -> tuple[str, ...]:
    """Return the names in a byline, without what precedes and follows them.

    `handles` lets a single word in small letters be one, where the place says that it is.
    """
    said = _said(text)
    parts = [part for half in _AND.split(said) for part in _commas(half, said)]
    found = [each for part in parts for each in _joined(part)]
    return tuple(dict.fromkeys(name for name in found if is_name(name, handles=handles)))


def after_by(text: str) -> str:
    """Return what follows `By`, `Written by`, `Author:` at the beginning of a line, or ""."""
    match = _LABEL.match(text) or _BY.match(text)
    return "" if match is None else text[match.end() :]


def in_byline(text: str) -> str:
    """Return what follows `By` at the beginning of a line, or after a date, or ""."""
    if match := _BY.match(text):
        return text[match.end() :]
    dates = written_dates(text)
    match = _BY.search(text, dates[-1].end) if dates else None
    return "" if match is None else text[match.end() :]


def after_label(text: str) -> str | None:
    """Return the text after a label such as `Author:` at the start of a line; None without one."""
    match = _LABEL.match(text)
    return None if match is None else text[match.end() :]


def is_name(text: str, *, handles: bool = False) -> bool:
    """Tell whether a text may be the name of a person, and hardly of anything else."""
    if not text.isascii() and _DENSE.fullmatch(text):
        return True
    words = text.split()
    if not 0 < len(words) <= _MOST_WORDS or len(text) > _LONGEST:
        return False
    if not all(map(_WORD.fullmatch, words)) or _HOST.search(text):
        return False
    plain = [word.casefold().strip(".") for word in words]
    if not _NO_PERSON.isdisjoint(plain):
        return False
    if len(words) == 1:
        is_acronym = text.isupper() and len(text) <= _ACRONYM
        is_month = plain[0] in {"march", "april", "may", "june", "august"}
        is_by = plain[0] in _PARTICLES or _BY.fullmatch(f"{text} ") is not None
        is_word = len(text) > 1 and not is_acronym and not is_month and not is_by
        return is_word and (handles or not text.islower())
    capital = [not word[:1].islower() or word[:2] in {"d'", "d’"} for word in words]
    pairs = zip(capital, plain, strict=True)
    return capital[-1] and all(large or word in _PARTICLES for large, word in pairs)


def _said(text: str) -> str:
    """Cut a byline down to its names."""
    text = _MARKS.sub("", text).strip()
    text = _NEXT_LABEL.split(after_by(text) or in_byline(text) or text)[0]
    for found in written_dates(text)[:1]:
        text = text[: found.start]
    first = next(filter(None, (part.strip() for part in _SEPARATORS.split(text))), "")
    return _AFTER.sub("", first).strip(" ,;:.-–—")


def _commas(part: str, whole: str) -> Iterator[str]:
    """Split at commas; single words count only where an `and` says that it is a list of names."""
    pieces = [piece.strip() for piece in part.split(",")]
    is_list = _AND.search(whole) is not None
    for number, piece in enumerate(pieces):
        if number == 0 or is_list or " " in piece:
            yield piece


def _joined(part: str) -> list[str]:
    """Split at words that may stand within a name, where both sides are names of two words."""
    halves = _OR_WITHIN.split(part)
    is_two = len(halves) > 1 and all(" " in half and is_name(half) for half in halves)
    return halves if is_two else [part]
