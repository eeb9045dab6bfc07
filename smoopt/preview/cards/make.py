"""Making a card: what a platform reads of a page, judged and cut by its row of the table."""

from collections.abc import Iterator, Mapping

from msgspec import structs

from smoopt.html.page import Page
from smoopt.model.facts import Image
from smoopt.preview.cards import texts
from smoopt.preview.cards.card import Card, Layout, Origin
from smoopt.preview.cards.destination import address, domain, icon, language
from smoopt.preview.cards.frame import KB, FramedPicture, frame_picture
from smoopt.preview.cards.layouts import SMALL, x_asks_for
from smoopt.preview.cards.platform import Platform
from smoopt.preview.cards.tags_read import TITLE, Head, Tag, read
from smoopt.preview.cards.texts import Part, day
from smoopt.site.site import Site

# No width or height has more digits.
_DIGITS = 6


def make(platform: Platform, page: Page, site: Site) -> Card:
    """Make the card of one platform."""
    head = read(page).within(platform.reads)
    url, address_notes = address(platform, head, page, site)
    title = texts.title(platform, head)
    found, framed = _picture(platform, head, page, site)
    layout, layout_notes = _layout(platform, head, title, framed)
    described = texts.description(platform, head) if layout in platform.describes else Part()
    parts = {"title": title, "description": described, "picture": found}
    notes = [*layout_notes, *(note for part in parts.values() for note in part.notes)]
    notes += [*framed.notes, *address_notes, *_reading_notes(platform, head)]
    shown = framed.shot if layout != "link" else None
    return structs.replace(
        _besides(platform, head, page, site),
        layout=layout,
        title=title.text or url,
        description=described.text,
        domain=domain(url),
        url=url,
        picture=shown,
        alt=platform.alt_length.shown(head.text(*platform.alts)) if shown else "",
        notes=tuple(dict.fromkeys(notes)),
        origins=origins({name: part.tag for name, part in parts.items()}),
    )


def origins(tags: Mapping[str, Tag | None]) -> tuple[Origin, ...]:
    """Say where the parts of a card came from."""
    return tuple(Origin(part, tag.key, tag.place) for part, tag in tags.items() if tag)


def _besides(platform: Platform, head: Head, page: Page, site: Site) -> Card:
    """Begin a card with what stands besides title, description and picture."""
    return Card(
        network=platform.network,
        label=platform.label,
        layout="text",
        title="",
        language=language(page),
        site_name=head.text(*platform.site_names),
        icon=icon(platform.icons, head, page, site),
        color=texts.color(head) if platform.color else "",
        author=head.text(*platform.authors),
        account=head.text(*platform.accounts),
        date=day(head.text(*platform.dates)),
        pairs=texts.pairs(platform, head),
        used=_is_used(platform, head),
    )


def _picture(platform: Platform, head: Head, page: Page, site: Site) -> tuple[Part, FramedPicture]:
    """Find the picture and judge it; declared sizes stand for files that are not the site's."""
    find = head.earliest if platform.written else head.first
    tag = find(*platform.images)
    if tag is None:
        return Part(notes=("The page names no picture.",)), FramedPicture()
    image = site.image(page, tag.text)
    if not image.file:
        width, height = (_number(head.text(f"og:image:{side}")) for side in ("width", "height"))
        image = Image(image.url, image.alt, width, height, missing=image.missing)
    return Part(tag.text, tag), frame_picture(platform.frame, image, tag.text, platform.name)


def _layout(
    platform: Platform, head: Head, title: Part, framed: FramedPicture
) -> tuple[Layout, tuple[str, ...]]:
    """Choose the layout, or none where the platform shows the bare link; and say why."""
    most = platform.site_name_most
    if not title.text and not platform.nameless:
        return "link", ()
    if most and len(head.text(*platform.site_names).encode()) > most:
        return "link", (f"The site's name has over {most} bytes: {platform.name} shows no card.",)
    layout, notes = platform.lay(head, framed)
    # Of X's two cards, the small one stands for none.
    return "link" if platform.card == SMALL and not x_asks_for(head) else layout, notes


def _is_used(platform: Platform, head: Head) -> bool:
    """Tell whether this is the card that the page gets; X has two."""
    return not platform.card or platform.card == (x_asks_for(head) or SMALL)


def _reading_notes(platform: Platform, head: Head) -> Iterator[str]:
    """Say what the reader could not see, or will look for elsewhere."""
    keys = {*platform.titles, *platform.descriptions, *platform.images} - {TITLE}
    far = dict.fromkeys(tag.key for tag in head.unread if tag.key in keys)
    if far:
        verb = "stand" if len(far) > 1 else "stands"
        yield (
            f"{texts.listed(far)} {verb} after the first {platform.reads // KB} KB, and"
            f" {platform.name} reads no more."
        )
    missing = [key for key in platform.asks if not head.text(key) and key not in far]
    if missing and head.text(*platform.titles):
        yield f"{platform.name} asks for {texts.listed(missing)}: it may show no card."
    if account := head.text(*platform.accounts):
        yield f"{platform.name} names {account} only if that account allows this site to."
    if platform.oembed and head.text("oembed"):
        yield f"The page offers oEmbed, which {platform.name} asks before the tags drawn here."
    if platform.color and (written := head.text("theme-color")) and not texts.color(head):
        yield f"theme-color is “{written}”: {platform.name} reads #rrggbb only."


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) <= _DIGITS else 0
