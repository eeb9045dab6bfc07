"""The box as its template renders it."""

from functools import lru_cache

from smoopt.html.markup import Markup
from smoopt.html.per_page import PerPage
from smoopt.plugin.translations import said_in
from smoopt.plugin.widget_templates import Templates

# The label that readers click, by language (BCP 47)
_HEADINGS = {
    "en": "About this page",
    "ar": "حول هذه الصفحة",
    "cs": "O této stránce",
    "da": "Om denne side",
    "de": "Zu dieser Seite",
    "es": "Acerca de esta página",
    "fa": "دربارهٔ این صفحه",
    "fi": "Tietoja tästä sivusta",
    "fr": "À propos de cette page",
    "he": "על דף זה",
    "id": "Tentang halaman ini",
    "it": "Informazioni su questa pagina",
    "ja": "このページについて",
    "ko": "이 페이지 정보",
    "nb": "Om denne siden",
    "nl": "Over deze pagina",
    "pl": "O tej stronie",
    "pt": "Sobre esta página",
    "ru": "Об этой странице",
    "sv": "Om den här sidan",
    "tr": "Bu sayfa hakkında",
    "uk": "Про цю сторінку",
    "vi": "Về trang này",
    "zh": "关于此页",
    "zh-Hant": "關於此頁",
}
# Stands for the parts, where the rendered box is cut in two
_PARTS = "smoopt-parts"


def try_out(templates: Templates, *, is_open: bool) -> None:
    """Render the template in all languages; raises ConfigError or ValueError if it is wrong."""
    for tag in _HEADINGS:
        box(tag, templates, is_open=is_open)


@lru_cache(maxsize=256)
def box(language: str, templates: Templates, *, is_open: bool) -> tuple[str, str]:
    """Return what goes before the parts, and what goes after them.

    Both are `Markup` if they come from smoopt's own template: whole parts between them make one
    whole element.
    """
    heading, foreign = said_in(language, _HEADINGS)
    pattern = templates.pattern(
        "fold.html.j2", heading=heading, language=foreign, is_open=is_open, parts=PerPage("parts")
    )
    begins, *ends = pattern.fill(parts=_PARTS).split(_PARTS)
    if len(ends) != 1 or not begins.rstrip().endswith(">"):
        raise ValueError("fold.html.j2: expected {{ parts }} once, between two tags")
    if templates.replaced:
        return begins, ends[0]
    return Markup(begins), Markup(ends[0])
