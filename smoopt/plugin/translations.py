"""`Words`: what a bar says, in the language of the page it stands in."""

from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple, TypeVar

import msgspec

T = TypeVar("T")
DEFAULT = "en"
# Tags whose words stand under another one: the macrolanguage, Nynorsk, and the territories that
# write traditional Chinese.
SAME_WORDS = {"no": "nb", "nn": "nb", "iw": "he", "in": "id"}
SAME_WORDS |= dict.fromkeys(("zh-tw", "zh-hk", "zh-mo"), "zh-hant")


class Words(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The words of one language.

    `{name}` is a network's label, `{title}` a heading, `{minutes}` a number.

    An empty field is filled from the language that comes with smoopt, else from English.
    """

    share: str = ""
    share_page: str = ""
    share_on: str = ""
    save: str = ""
    save_page: str = ""
    save_to: str = ""
    email: str = ""
    by_email: str = ""
    by_sms: str = ""
    copy: str = ""
    copied: str = ""
    more: str = ""
    copy_markdown: str = ""
    markdown_copied: str = ""
    permalink: str = ""
    written_by: str = ""
    reading_time: str = ""
    minutes: str = ""

    def over(self, other: "Words") -> "Words":
        """Fill empty fields from `other`."""
        mine, theirs = msgspec.structs.astuple(self), msgspec.structs.astuple(other)
        return Words(*(word or spare for word, spare in zip(mine, theirs, strict=True)))


class LocalWords(NamedTuple):
    """Words, and the tag of the language they are in where that is not the page's, else ""."""

    words: Words
    language: str = ""


@cache
def languages() -> Mapping[str, Words]:
    """Read the words that come with smoopt, by lower-case language tag."""
    data = (Path(__file__).parent / "translations.json").read_bytes()
    read = msgspec.json.decode(data, type=dict[str, Words])
    return {tag.lower(): words for tag, words in read.items()}


def said_in(language: str, words: Mapping[str, T]) -> tuple[T, str]:
    """Return the words for a language, and "en" if they are English instead, else "".

    RFC 4647, section 3.4: the tag is shortened from its end until there are words.
    """
    tag = language
    while tag:
        if tag in words:
            return words[tag], ""
        if (same := SAME_WORDS.get(tag.lower())) is not None:
            named = next((key for key in words if key.lower() == same), "")
            if named:
                return words[named], ""
        tag = tag.rpartition("-")[0]
    return words[DEFAULT], DEFAULT


def every_language(more: Mapping[str, Words]) -> Iterator[LocalWords]:
    """Yield all words that `local_words` may find; those of `more`, the author's, go first."""
    for tag in ("", *dict.fromkeys((*more, *languages()))):
        yield local_words(tag, more)


def local_words(language: str, more: Mapping[str, Words]) -> LocalWords:
    """Find the words for a page's language; those of `more`, the author's, go first.

    The tag is shortened from its end until there are words for it (RFC 4647, section 3.4);
    English serves where there are none, and then says that it is English.
    """
    return _local_words(language, tuple(more.items()))


# Nearly all pages of a site speak one language, or a few.
@lru_cache(maxsize=256)
def _local_words(language: str, more: tuple[tuple[str, Words], ...]) -> LocalWords:
    own = {tag.lower(): words for tag, words in more}
    english = own.get(DEFAULT, Words()).over(languages()[DEFAULT])
    tag = language.lower().replace("_", "-")
    while tag:
        known = SAME_WORDS.get(tag, tag)
        if found := [
            table[key] for table in (own, languages()) for key in (tag, known) if key in table
        ]:
            words = found[0]
            for other in found[1:]:
                words = words.over(other)
            return LocalWords(words.over(english))
        tag = tag.rpartition("-")[0]
    return LocalWords(english, DEFAULT)
