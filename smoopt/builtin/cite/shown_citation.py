"""A citation as a page shows it: collapsed until a reader opens it."""

from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

import msgspec

from smoopt.builtin.cite.citation import Citation
from smoopt.builtin.cite.formats import bibtex
from smoopt.html import markup
from smoopt.html.pattern import Pattern
from smoopt.html.per_page import PerPage
from smoopt.model.plain_text import cut
from smoopt.plugin.translations import said_in
from smoopt.plugin.widget_templates import Templates

# The label that readers click, by language (BCP 47)
_HEADINGS = {
    "en": "Cite this page",
    "ar": "اقتبس هذه الصفحة",
    "cs": "Citovat tuto stránku",
    "da": "Citér denne side",
    "de": "Diese Seite zitieren",
    "es": "Citar esta página",
    "fa": "ارجاع به این صفحه",
    "fi": "Viittaa tähän sivuun",
    "fr": "Citer cette page",
    "he": "ציטוט דף זה",
    "id": "Kutip halaman ini",
    "it": "Cita questa pagina",
    "ja": "このページを引用",
    "ko": "이 페이지 인용하기",
    "nb": "Siter denne siden",
    "nl": "Deze pagina citeren",
    "pl": "Zacytuj tę stronę",
    "pt": "Citar esta página",
    "ru": "Цитировать эту страницу",
    "sv": "Citera denna sida",
    "tr": "Bu sayfayı kaynak göster",
    "uk": "Цитувати цю сторінку",
    "vi": "Trích dẫn trang này",
    "zh": "引用此页",
    "zh-Hant": "引用此頁",
}
# The most graphemes of a description in a quoting page
_QUOTE = 200
_LABELS = {"bibtex": "BibTeX", "ris": "RIS", "csl": "CSL-JSON"}


class Download(msgspec.Struct, frozen=True):
    """A link to a format of the citation."""

    label: str
    href: PerPage


class Wanted(NamedTuple):
    """Which parts of a citation are shown: the formats to download, and whether HTML is offered."""

    formats: tuple[str, ...]
    embed: bool


def shown(
    citation: Citation, hrefs: Mapping[str, str], wanted: Wanted, templates: Templates
) -> str:
    """Return the HTML of a citation; `hrefs` are how the page refers to its formats, by name."""
    pattern = _pattern(citation.language, len(citation.words), wanted, templates)
    given = {
        **{f"word{number}": word for number, word in enumerate(citation.words)},
        "bibtex": bibtex(citation).rstrip() if "bibtex" in pattern.names else "",
        "embed": markup.quoted_page(
            citation.url, citation.title, cut(citation.description, _QUOTE)
        ),
        **{f"href_{name}": href for name, href in hrefs.items()},
    }
    return pattern.fill(**given)


def try_out(wanted: Wanted, templates: Templates) -> None:
    """Render the template in all languages; raises ConfigError if it is wrong."""
    for tag in _HEADINGS:
        _pattern(tag, 2, wanted, templates)


@lru_cache(maxsize=256)
def _pattern(language: str, count: int, wanted: Wanted, templates: Templates) -> Pattern:
    """Render the template; `count` is the number of parts of the citation."""
    heading, foreign = said_in(language, _HEADINGS)
    downloads = tuple(Download(_LABELS[each], PerPage(f"href_{each}")) for each in wanted.formats)
    return templates.pattern(
        "cite.html.j2",
        heading=heading,
        language=foreign,
        words=tuple(PerPage(f"word{number}") for number in range(count)),
        has_bibtex="bibtex" not in wanted.formats,
        bibtex=PerPage("bibtex"),
        has_embed=wanted.embed,
        embed=PerPage("embed"),
        downloads=downloads,
    )
