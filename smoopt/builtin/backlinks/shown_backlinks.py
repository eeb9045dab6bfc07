"""The list of pages that link to a page, as the page shows it."""

import msgspec

from smoopt.html.per_page import PerPage
from smoopt.plugin.translations import said_in
from smoopt.plugin.widget_templates import Templates

# What stands above the list, by language (BCP 47).
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
    """A page that links to another: its path, its title, and the sentence that does, or ""."""

    path: str
    title: str
    sentence: str = ""


class _Item(msgspec.Struct, frozen=True):
    """A row of the list."""

    href: PerPage
    title: PerPage
    sentence: PerPage
    has_sentence: bool


def shown(linked: tuple[tuple[str, Backlink], ...], language: str, templates: Templates) -> str:
    """Write the list; `linked` has how the page refers to each page, and what it says."""
    given = {
        f"{name}{number}": value
        for number, (href, each) in enumerate(linked)
        for name, value in (("href", href), ("title", each.title), ("sentence", each.sentence))
    }
    has_sentences = tuple(bool(each.sentence) for _, each in linked)
    return _filled(has_sentences, language, given, templates)


def try_out(templates: Templates) -> None:
    """Fill the template in for all languages; raises ConfigError for one that is wrong."""
    given = {"href0": "https://example.com/", "title0": "", "sentence0": ""}
    for tag in _HEADINGS:
        _filled((True,), tag, given, templates)


def _filled(
    has_sentences: tuple[bool, ...], language: str, given: dict[str, str], templates: Templates
) -> str:
    heading, foreign = said_in(language, _HEADINGS)
    # All lists of one length are one pattern.
    items = tuple(
        _Item(
            PerPage(f"href{number}"),
            PerPage(f"title{number}"),
            PerPage(f"sentence{number}"),
            has_sentence,
        )
        for number, has_sentence in enumerate(has_sentences)
    )
    pattern = templates.pattern(
        "backlinks.html.j2",
        heading=heading,
        language=foreign,
        items=items,
    )
    return pattern.fill(**given)
