"""What names and words say about a date: published, changed, or the date of something else."""

import re

from turbohtml import Element

from smoopt.builtin.sources.shown.named_places import DATES, name_words
from smoopt.model.late_pattern import late

# How many characters before a date are searched for such words
_SAID = 40
# Words before a date that say which one it is
_SAYS_UPDATED = late(
    r"(?:\b(?:updated?|modified|changed|revised|edited|reviewed|revision|aktualisiert|geändert|stand:)"
    r"|mise? à jour|modifié|actualizado|actualización|modificado|atualizado|atualização"
    r"|aggiornato|aggiornamento|bijgewerkt|gewijzigd|uppdaterad|ändrad|opdateret|oppdatert"
    r"|päivitetty|muokattu|zaktualizowano|aktualizacja|aktualizováno|frissítve|actualizat"
    r"|обновлено|изменено|оновлено|ενημέρωση|güncelleme|güncellendi|更新|修改|수정|업데이트)"
    r"\W*(?:\w{1,4}\W*)?$",
    re.IGNORECASE,
)
# A paragraph that ends like a sentence is no dateline, unless it begins like one.
_BEGINS_DATELINE = late(
    r"\W*(?:(?:first |last |originally )?(?:posted|published|updated|modified|written|edited)"
    r"|by|on)\b",
    re.IGNORECASE,
)
# `This entry was posted on …, and is filed under …`: a sentence, but a system's
_ENTRY_WAS = late(
    r"(?:this|the) (?:entry|post|article) was (?:first |originally )?(?:posted|published|written)"
    r"|dieser (?:artikel|beitrag|eintrag) wurde\b"
    r"|(?:cet article|ce billet|cette entrée) a été (?:publiée?|postée?|écrit)"
    r"|(?:est[ea] (?:entrada|artículo)) (?:fue|ha sido) (?:publicad|escrit)"
    r"|questo (?:articolo|post) è stato (?:pubblicato|scritto)"
    r"|dit (?:bericht|artikel) (?:is|werd) (?:geplaatst|gepubliceerd)",
    re.IGNORECASE,
)
# Without any of these, the page has no such sentence.
ENTRY_HINTS = (
    *("entry was posted", "entry was published", "post was published", "article was published"),
    *("Beitrag wurde", "Artikel wurde", "Eintrag wurde", "article a été publié"),
    *("billet a été publié", "entrada fue publicada", "articolo è stato pubblicato"),
    *("bericht is geplaatst", "bericht werd geplaatst"),
)
# The beginning of a line that says when a page was published
LINE_HINTS = (
    *("Published on", "Published:", "First published", "Originally published", "Posted on"),
    *("Date published", "Erstellt am", "Veröffentlicht am", "Erschienen am", "Publié le"),
    *("Mis en ligne le", "Publicado el", "Publicado em", "Pubblicato il", "Gepubliceerd op"),
    *("Geplaatst op", "Publicerad", "Publisert", "Opublikowano"),
)
# Names that mark a date as the page's, and as another: by microformats, microdata and most themes.
# https://microformats.org/wiki/h-entry and https://schema.org/Article (2026-11-30)
_PUBLISHED = frozenset(
    {
        *("published", "pubdate", "pub", "posted", "publish", "publication", "postdate"),
        *("created", "publishdate"),
    }
)
_DATE_OF = frozenset({"post", "entry"})
_UPDATED = frozenset(
    ["updated", "update", "modified", "lastmod", "lastupdated", "edited", "revised"]
)
# hAtom wants an entry to have `updated`: themes give that name to the one day that they show, too.
# https://microformats.org/wiki/hatom (2026-12-01)
_DATE_UPDATED = late(r"(?:^|\s)(?:[\w-]*[-_])?date(?:\s|$)")
# A day that is called only so may be either: the one that the theme shows, or that of a change.
EITHER = "either"
_OTHER = frozenset(
    {
        *("event", "events", "start", "end", "birth", "birthday", "copyright", "current", "today"),
        *("expires", "expiry", "due", "deadline", "picker", "now", "comment", "countdown"),
    }
)
_SAYS_PUBLISHED = late(
    r"(?:\b(?:posted|published|publication|publi[ée]|parution|veröffentlicht|erschienen|erstellt"
    r"|mis en ligne)"
    r"|publicad[oa]|publicación|publicação|pubblicat[oa]|gepubliceerd|geplaatst|publicerad"
    r"|publiceret|udgivet|publisert|julkaistu|opublikowano|publikováno|közzétéve|publicat"
    r"|опубликовано|опубліковано|δημοσιεύτηκε|yayınlan\w*|発行|公開|投稿|发布|發佈|게시|작성"
    r"|\bwritten|\bcreated)\W*(?:\w{1,4}\W*)?$",
    re.IGNORECASE,
)
# Words before the date of something else
_SAYS_OTHER = late(
    r"(?:©|\(c\)|\b(?:copyright|born|died|event|held|since|joined|until|till|from|before|after|expires?"
    r"|deadline|due|starts?|ends?|begins?|valid|accessed|retrieved|visited|archived|version"
    r"|release|released|effective|next|seit|bis|abgerufen|consulté"
    r"|consultado))\W*(?:\w{1,4}\W*)?$",
    re.IGNORECASE,
)


def is_place(element: Element) -> bool:
    """Return whether an element is named as a place for the date of a page."""
    words = name_words(element)
    return not DATES.isdisjoint(words) and _OTHER.isdisjoint(words)


def marked_as(element: Element) -> str:
    """Return how a date is marked by the names of its element or of the one around it.

    `published`, `updated`, `either` if there is only hAtom's `updated`, or "".
    """
    if element.attr("pubdate") is not None:
        return "published"
    places = (place for place in (element, element.parent) if isinstance(place, Element))
    return next(filter(None, map(_named_as, places)), "")


def said_of(before: str, marked: str = "") -> str:
    """Return which date it is by the words before it, else by its mark; `other` for another's."""
    words = before.rstrip()[-_SAID:]
    if _SAYS_OTHER.search(words):
        return "other"
    if _SAYS_UPDATED.search(words):
        return "updated"
    return "published" if _SAYS_PUBLISHED.search(words) else marked


def begins_dateline(text: str) -> bool:
    """Return whether a line begins with words about who published when."""
    return _BEGINS_DATELINE.match(text) is not None


def says_of_entry(text: str) -> bool:
    """Return whether a text is the sentence in which a system says when it published a post."""
    return _ENTRY_WAS.match(text) is not None


def _is_the_date(place: Element) -> bool:
    """Return whether an element named `updated` is the date itself, as in `date updated`.

    The only date in a place for that of publication is so, too.
    """
    written = place.attr("class") or ""
    if "updated" not in written.split():
        return False
    if _DATE_UPDATED.search(written):
        return True
    around = place.parent
    return (
        isinstance(around, Element)
        and not _PUBLISHED.isdisjoint(name_words(around))
        and len(around.select("time, [class*=date], [class*=updated]")) == 1
    )


def _named_as(place: Element) -> str:
    words = name_words(place)
    # Themes mark a day as both if nothing has changed since.
    if not _PUBLISHED.isdisjoint(words) or _is_the_date(place):
        return "published"
    if not _UPDATED.isdisjoint(words):
        is_bare = "updated" in (place.attr("class") or "").split()
        return EITHER if is_bare and _UPDATED & words == {"updated"} else "updated"
    return "published" if "date" in words and not _DATE_OF.isdisjoint(words) else ""
