"""An h-card: the site's publisher in the page, for people and for parsers of microformats.

https://microformats.org/wiki/representative-h-card-parsing (2026-12-01)
"""

import json
from functools import cache
from importlib.resources import files
from typing import NamedTuple

import msgspec

from smoopt.builtin.follow.profiles import profile_at
from smoopt.builtin.identity.card_parts import address_parts, rows
from smoopt.builtin.identity.contact import mailto, tel
from smoopt.builtin.identity.elsewhere import is_own
from smoopt.builtin.identity.identity_options import IdentityOptions
from smoopt.html.page import Page
from smoopt.html.pattern import Pattern
from smoopt.html.per_page import PerPage
from smoopt.model.facts import Image
from smoopt.model.web_address import are_equal
from smoopt.plugin.translations import said_in
from smoopt.plugin.widget_templates import Templates
from smoopt.site.site import Site

# The heading of the hours, and the text for a day when it is closed, by language (BCP 47)
_WORDS = {
    "en": ("Opening hours", "closed"),
    "ar": ("ساعات العمل", "مغلق"),
    "cs": ("Otevírací doba", "zavřeno"),
    "da": ("Åbningstider", "lukket"),
    "de": ("Öffnungszeiten", "geschlossen"),
    "es": ("Horario", "cerrado"),
    "fa": ("ساعات کاری", "بسته"),
    "fi": ("Aukioloajat", "suljettu"),
    "fr": ("Horaires d’ouverture", "fermé"),
    "he": ("שעות פתיחה", "סגור"),
    "id": ("Jam buka", "tutup"),
    "it": ("Orari di apertura", "chiuso"),
    "ja": ("営業時間", "定休日"),
    "ko": ("영업시간", "휴무"),
    "nb": ("Åpningstider", "stengt"),
    "nl": ("Openingstijden", "gesloten"),
    "pl": ("Godziny otwarcia", "zamknięte"),
    "pt": ("Horário de funcionamento", "fechado"),
    "ru": ("Часы работы", "закрыто"),
    "sv": ("Öppettider", "stängt"),
    "tr": ("Çalışma saatleri", "kapalı"),
    "uk": ("Години роботи", "зачинено"),
    "vi": ("Giờ mở cửa", "đóng cửa"),
    "zh": ("营业时间", "休息"),
    "zh-Hant": ("營業時間", "休息"),
}
# The options that a card may show, besides the name and the accounts
IN_CARD = (
    *("logo", "image", "description", "job_title", "works_for", "pronouns", "address", "geo"),
    *("telephone", "email", "opening_hours"),
)
_CLASSES = {"logo": "u-logo", "image": "u-photo"}
# The largest picture, in CSS pixels
_LARGEST = 96


class Account(msgspec.Struct, frozen=True):
    """A profile elsewhere: its address, its name, and whether it is the publisher's own."""

    url: str
    label: str
    is_own: bool


class Picture(NamedTuple):
    """The picture of a card: the option that names it, its file, and the page's reference."""

    option: str
    image: Image
    href: str


class Shown(NamedTuple):
    """The values of each page: its language, and how the card is shown.

    `is_home` means the page at the site's own address, not home pages in other languages.
    """

    language: str
    is_hidden: bool
    is_home: bool


def card(
    options: IdentityOptions,
    name: str,
    home: str,
    profiles: tuple[str, ...],
    shown: Shown,
    templates: Templates,
    picture: Picture | None = None,
) -> str:
    """Return the HTML of the card; `home` is the site's address."""
    pattern = _pattern(options, shown, profiles, picture, templates)
    given = {"name": name, "home": home, "picture": picture.href if picture else ""}
    return pattern.fill(**given)


def try_out(options: IdentityOptions, templates: Templates) -> None:
    """Render the template in all languages; raises ConfigError if it is wrong."""
    for tag in _WORDS:
        for is_hidden in (True, False):
            shown = Shown(tag, is_hidden, is_home=False)
            picture = Picture("logo", Image("logo.png", width=96, height=96), "logo.png")
            _pattern(options, shown, options.same_as, picture, templates)


def is_there(page: Page, site: Site) -> bool:
    """Return whether a page has an h-card of the site's publisher, recognised by its address."""
    if not page.source.has("card"):
        return False
    links = page.document.select(
        ".h-card a.u-url, a.h-card.u-url, .h-card link.u-url, .vcard a.url, a.vcard.url"
    )
    named = (site.resolve(page, link.attr("href") or "") for link in links)
    return any(are_equal(url, site.url) for url in named if url)


def _pattern(
    options: IdentityOptions,
    shown: Shown,
    profiles: tuple[str, ...],
    picture: Picture | None,
    templates: Templates,
) -> Pattern:
    (heading, closed), foreign = said_in(shown.language, _WORDS)
    day_names, _ = said_in(shown.language, _day_names())
    width, height = _size(picture.image) if picture else (0, 0)
    geo = options.geo
    return templates.pattern(
        "identity.html.j2",
        name=PerPage("name"),
        home=PerPage("home"),
        picture=PerPage("picture"),
        picture_class=_CLASSES[picture.option] if picture else "",
        width=width,
        height=height,
        is_person=options.is_person,
        hidden=shown.is_hidden,
        is_home=shown.is_home,
        language=foreign,
        note=options.description,
        job_title=options.job_title,
        works_for=options.works_for,
        pronouns=options.pronouns,
        address=tuple(address_parts(options.address)) if options.address else (),
        country=options.address.country if options.address else "",
        latitude=str(geo.latitude) if geo else "",
        longitude=str(geo.longitude) if geo else "",
        telephone=options.telephone,
        tel=tel(options.telephone) if options.telephone else "",
        email=options.email,
        mailto=mailto(options.email) if options.email else "",
        heading=heading,
        closed=closed,
        hours=tuple(rows(options.rules_of_hours, day_names)),
        accounts=tuple(Account(url, profile_at(url).label, is_own(url)) for url in profiles),
    )


@cache
def _day_names() -> dict[str, tuple[str, ...]]:
    """Read the names of days, which tools/make_day_names.py writes."""
    read = (files(__package__) / "day_names.json").read_text("utf-8")
    return {language: tuple(names) for language, names in json.loads(read).items()}


def _size(image: Image) -> tuple[int, int]:
    """Return the size at which a picture is shown, in CSS pixels; 0 and 0 if unknown."""
    if not (image.width and image.height):
        return 0, 0
    scale = min(1.0, _LARGEST / max(image.width, image.height))
    return max(1, round(image.width * scale)), max(1, round(image.height * scale))
