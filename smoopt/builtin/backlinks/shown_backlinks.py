"""The list of pages that link to a page, as the page shows it."""

from typing import NamedTuple

import msgspec

from smoopt.html.per_page import PerPage
from smoopt.plugin.translations import said_in
from smoopt.plugin.widget_templates import Templates

# The heading of the list, by language (BCP 47)
_HEADINGS = {
    "en": "Pages that link here",
    "ar": "صفحات تصل إلى هنا",
    "cs": "Stránky, které sem odkazují",
    "da": "Sider der henviser hertil",
    "de": "Seiten, die hierher verweisen",
    "es": "Páginas que enlazan aquí",
    "fa": "صفحه‌هایی که به این‌جا پیوند دارند",
    "fi": "Tänne linkittävät sivut",
    "fr": "Pages qui renvoient ici",
    "he": "דפים המקושרים לכאן",
    "id": "Halaman yang menaut ke sini",
    "it": "Pagine che rimandano qui",
    "ja": "このページへのリンク",
    "ko": "이 페이지로 연결된 페이지",
    "nb": "Sider som lenker hit",
    "nl": "Pagina’s die hierheen verwijzen",
    "pl": "Strony, które tu linkują",
    "pt": "Páginas que apontam para aqui",
    "ru": "Страницы, ссылающиеся сюда",
    "sv": "Sidor som länkar hit",
    "tr": "Buraya bağlantı veren sayfalar",
    "uk": "Сторінки, що посилаються сюди",
    "vi": "Các trang liên kết đến đây",
    "zh": "链接到此页的页面",
    "zh-Hant": "連結至此頁的頁面",
}


class Backlink(msgspec.Struct, frozen=True):
    """A page that links to another: its place, its title, and the linking sentence, or "".

    `path` is the path of a page of the site; for a page elsewhere it is "", `url` is its
    address, and `site` the name of its site. `by_stranger` means that somebody unknown sent it.
    """

    path: str
    title: str
    sentence: str = ""
    url: str = ""
    site: str = ""
    by_stranger: bool = False


class _Item(msgspec.Struct, frozen=True):
    """A row of the list."""

    href: PerPage
    title: PerPage
    site: PerPage
    sentence: PerPage
    has_site: bool
    has_sentence: bool
    by_stranger: bool


class _Form(NamedTuple):
    """Which parts a row has."""

    has_site: bool
    has_sentence: bool
    by_stranger: bool


def shown(linked: tuple[tuple[str, Backlink], ...], language: str, templates: Templates) -> str:
    """Return the HTML of the list; `linked` has how the page refers to each page, and its data."""
    given = {
        f"{name}{number}": value
        for number, (href, each) in enumerate(linked)
        for name, value in (
            *(("href", href), ("title", each.title)),
            *(("site", each.site), ("sentence", each.sentence)),
        )
    }
    forms = tuple(
        _Form(bool(each.site), bool(each.sentence), each.by_stranger) for _, each in linked
    )
    return _filled(forms, language, given, templates)


def try_out(templates: Templates) -> None:
    """Render the template in all languages; raises ConfigError if it is wrong."""
    forms = (_Form(False, True, False), _Form(True, True, True))
    given = {
        f"{name}{number}": "https://example.com/" if name == "href" else ""
        for number in range(len(forms))
        for name in ("href", "title", "site", "sentence")
    }
    for tag in _HEADINGS:
        _filled(forms, tag, given, templates)


def _filled(
    forms: tuple[_Form, ...], language: str, given: dict[str, str], templates: Templates
) -> str:
    heading, foreign = said_in(language, _HEADINGS)
    # Lists of equal rows share a pattern.
    items = tuple(
        _Item(
            PerPage(f"href{number}"),
            PerPage(f"title{number}"),
            PerPage(f"site{number}"),
            PerPage(f"sentence{number}"),
            *form,
        )
        for number, form in enumerate(forms)
    )
    pattern = templates.pattern(
        "backlinks.html.j2",
        heading=heading,
        language=foreign,
        items=items,
    )
    return pattern.fill(**given)
