"""Makes the cards of a page: what each platform reads of it, within its limits."""

from collections.abc import Iterator

from msgspec import structs

from smoopt.html.page import Page
from smoopt.model.facts import Image
from smoopt.preview.cards import card_pictures, card_texts
from smoopt.preview.cards.card import Card, Layout, origins
from smoopt.preview.cards.card_address import address, domain
from smoopt.preview.cards.card_pictures import KB, JudgedPicture
from smoopt.preview.cards.card_texts import CardPart
from smoopt.preview.cards.google_result import google_result
from smoopt.preview.cards.layouts import SMALL, x_card
from smoopt.preview.cards.page_tags import TITLE, PageTags, listed, read_tags
from smoopt.preview.cards.platform import Platform
from smoopt.preview.cards.platform_table import PLATFORMS
from smoopt.site.site import Site

# No width or height has more digits.
_DIGITS = 6


def make_cards(page: Page, site: Site) -> tuple[Card, ...]:
    """Return what every platform shows for a finished page (read with `built=True`)."""
    cards = (_make(platform, page, site) for platform in PLATFORMS)
    return (*cards, google_result(page, site))


def _make(platform: Platform, page: Page, site: Site) -> Card:
    """Make the card of one platform."""
    tags = read_tags(page).within(platform.reads)
    url, address_notes = address(platform, tags, page, site)
    title = card_texts.title(platform, tags)
    named, judged = _picture(platform, tags, page, site)
    layout, layout_notes = _layout(platform, tags, title, judged)
    described = layout in platform.describes
    description = card_texts.description(platform, tags) if described else CardPart()
    parts = {"title": title, "description": description, "picture": named}
    notes = [*layout_notes, *(note for part in parts.values() for note in part.notes)]
    notes += [*judged.notes, *address_notes, *_reading_notes(platform, tags)]
    picture = judged.picture if layout != "link" else None
    return structs.replace(
        _besides(platform, tags, page, site),
        layout=layout,
        title=title.text or url,
        description=description.text,
        domain=domain(url),
        url=url,
        picture=picture,
        alt=platform.alt_length.cut(tags.text(*platform.alts)) if picture else "",
        notes=tuple(dict.fromkeys(notes)),
        origins=origins({name: part.tag for name, part in parts.items()}),
    )


def _besides(platform: Platform, tags: PageTags, page: Page, site: Site) -> Card:
    """Return a card with everything but title, description and picture."""
    return Card(
        network=platform.network,
        label=platform.label,
        layout="text",
        title="",
        language=card_texts.language(page),
        site_name=tags.text(*platform.site_names),
        icon=card_pictures.icon(platform.icons, tags, page, site),
        color=card_texts.color(tags) if platform.shows_color else "",
        author=tags.text(*platform.authors),
        account=tags.text(*platform.accounts),
        date=card_texts.day(tags.text(*platform.dates)),
        pairs=card_texts.pairs(platform, tags),
        used=_is_used(platform, tags),
    )


def _picture(
    platform: Platform, tags: PageTags, page: Page, site: Site
) -> tuple[CardPart, JudgedPicture]:
    """Find the picture and judge it; for files elsewhere, the declared size is used."""
    find = tags.earliest if platform.takes_earliest else tags.first
    tag = find(*platform.images)
    if tag is None:
        return CardPart(notes=("The page names no picture.",)), JudgedPicture()
    image = site.image(page, tag.text)
    if not image.file:
        width, height = (_number(tags.text(f"og:image:{side}")) for side in ("width", "height"))
        image = Image(image.url, image.alt, width, height, missing=image.missing)
    judged = card_pictures.judge(platform.pictures, image, tag.text, platform.name)
    return CardPart(tag.text, tag), judged


def _layout(
    platform: Platform, tags: PageTags, title: CardPart, judged: JudgedPicture
) -> tuple[Layout, tuple[str, ...]]:
    """Choose the layout, or the bare link, with the reasons."""
    most = platform.longest_site_name
    if not title.text and not platform.needs_no_title:
        return "link", ()
    if most and len(tags.text(*platform.site_names).encode()) > most:
        return "link", (f"The site's name has over {most} bytes: {platform.name} shows no card.",)
    layout, notes = platform.layout(tags, judged)
    # Of X's two cards, the small one stands for the bare link.
    return "link" if platform.x_card == SMALL and not x_card(tags) else layout, notes


def _is_used(platform: Platform, tags: PageTags) -> bool:
    """Return whether the page gets this card; X has two."""
    return not platform.x_card or platform.x_card == (x_card(tags) or SMALL)


def _reading_notes(platform: Platform, tags: PageTags) -> Iterator[str]:
    """Yield notes on what the platform could not read, or reads elsewhere."""
    keys = {*platform.titles, *platform.descriptions, *platform.images} - {TITLE}
    far = dict.fromkeys(tag.key for tag in tags.unread if tag.key in keys)
    if far:
        verb = "stand" if len(far) > 1 else "stands"
        yield (
            f"{listed(far)} {verb} after the first {platform.reads // KB} KB, and"
            f" {platform.name} reads no more."
        )
    missing = [key for key in platform.asks_for if not tags.text(key) and key not in far]
    if missing and tags.text(*platform.titles):
        yield f"{platform.name} asks for {listed(missing)}: it may show no card."
    if account := tags.text(*platform.accounts):
        yield f"{platform.name} names {account} only if that account allows this site to."
    if platform.asks_oembed and tags.text("oembed"):
        yield f"The page offers oEmbed, which {platform.name} asks before the tags drawn here."
    written = tags.text("theme-color")
    if platform.shows_color and written and not card_texts.color(tags):
        yield f"theme-color is “{written}”: {platform.name} reads #rrggbb only."


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) <= _DIGITS else 0
