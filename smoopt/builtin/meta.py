"""Source 2: the meta and link tags that the page's theme wrote."""

import re
from collections.abc import Iterator

import msgspec

from smoopt.dates import iso
from smoopt.facts import Fact, Facts, Image, Media, Person, T
from smoopt.hookspecs import Plugin, hookimpl
from smoopt.page import HeadTag, Page
from smoopt.site import Site
from smoopt.site_name import without_site

# Each field's tags in the order asked. https://ogp.me/ and
# https://www.dublincore.org/specifications/dublin-core/dcmi-terms/ (2026-11-21)
_TEXTS = {
    "site_name": ("og:site_name", "application-name"),
    "type": ("og:type",),
    "section": ("article:section",),
    "fediverse_creator": ("fediverse:creator",),
}
_DESCRIPTIONS = ("description", "og:description", "twitter:description", "dc.description")
_TITLES = ("og:title", "twitter:title", "dcterms.title", "dc.title")
_DATES = {
    "published": ("article:published_time", "dcterms.created", "dc.date", "date"),
    "modified": ("article:modified_time", "og:updated_time", "dcterms.modified", "last-modified"),
}
_ACCOUNTS = {"x_site": "twitter:site", "x_creator": "twitter:creator"}
_AUTHORS = ("author", "dc.creator", "dcterms.creator", "article:author")
# https://help.x.com/en/managing-your-account/x-username-rules (2026-11-21)
_X_NAME = re.compile(r"@?(\w{1,15})", re.ASCII)


class Meta(Plugin, frozen=True):
    """Read Open Graph, X, Dublin Core and HTML's own metadata."""

    @hookimpl
    def facts(self, page: Page, site: Site) -> Facts:
        """Read every field; of several tags, the first that is not empty counts."""
        found: dict[str, Fact[object]] = {}
        for field, keys in _TEXTS.items():
            # Themes write og:type website on every page: it keeps no better source from speaking.
            if (tag := _first(page, *keys)) and (field, tag.value) != ("type", "website"):
                found[field] = _fact(page, tag.value, tag)
        for field, keys in _DATES.items():
            if (tag := _first(page, *keys)) and (date := iso(tag.value)):
                found[field] = _fact(page, date, tag)
        for field, key in _ACCOUNTS.items():
            if (tag := _first(page, key)) and (name := _X_NAME.fullmatch(tag.value)):
                found[field] = _fact(page, f"@{name[1]}", tag)
        found |= dict(_lists(page, site))
        return Facts(**found)  # type: ignore[arg-type]

    @hookimpl
    def derived(self, page: Page) -> Facts | None:
        """Fill the description by the home page's, which the theme copied: better than none."""
        tag = _first(page, *_DESCRIPTIONS)
        return Facts(description=_fact(page, tag.value, tag)) if tag else None


def _first(page: Page, *keys: str) -> HeadTag | None:
    return next((tag for key in keys for tag in page.tags(key) if tag.value), None)


def _fact(page: Page, value: T, tag: HeadTag) -> Fact[T]:
    return page.fact(value, f"{tag.element.tag} {tag.keys[0]}", tag.element)


def _lists(page: Page, site: Site) -> Iterator[tuple[str, Fact[object]]]:
    """Read what takes more than one tag, or a look at the site."""
    if title := _title(page, site):
        yield "title", title
    if tag := _description(page, site):
        yield "description", _fact(page, tag.value, tag)
    if tag := _address(page, site):
        yield "address", _fact(page, tag.value, tag)
    if tag := _first(page, "shortlink"):
        yield "shortlink", _fact(page, site.resolve(page, tag.value), tag)
    for field, root in (("images", "og:image"), ("videos", "og:video"), ("audios", "og:audio")):
        groups = list(_groups(page, root))
        values = [
            _image(page, site, *group) if root == "og:image" else _media(page, site, *group)
            for group in groups
        ]
        present = [value for value in values if value.url and not getattr(value, "missing", False)]
        if present:
            yield field, _fact(page, tuple(present), groups[0][0])
    if authors := [tag for key in _AUTHORS for tag in page.tags(key) if _is_name(tag.value)]:
        people = dict.fromkeys(tag.value for tag in authors)
        yield "authors", _fact(page, tuple(Person(name) for name in people), authors[0])
    if tags := page.tags("article:tag") or [tag for tag in page.tags("keywords") if tag.value]:
        words = [word.strip() for tag in tags for word in _split(tag)]
        yield "tags", _fact(page, tuple(dict.fromkeys(filter(None, words))), tags[0])


def _title(page: Page, site: Site) -> Fact[object] | None:
    """Read the title without the site's name.

    Some themes give every page the home page's tags: the site's name alone is no page's title.
    """
    tag, name = _first(page, *_TITLES), site.name.value if site.name else ""
    if tag is None or (tag.value == name and page.path != "index.html"):
        return None
    own = without_site(tag.value, name, "")
    fact = _fact(page, own, tag)
    if own == tag.value:
        return fact
    return msgspec.structs.replace(fact, rule=f"{fact.rule} without the site's name")


def _description(page: Page, site: Site) -> HeadTag | None:
    """Find the page's description; the home page's is no other page's, though themes copy it."""
    home = site.learnt.home
    of_home = _first(home, *_DESCRIPTIONS) if home and page.path != home.path else None
    tag = _first(page, *_DESCRIPTIONS)
    return None if tag and of_home and tag.value == of_home.value else tag


def _address(page: Page, site: Site) -> HeadTag | None:
    """Find the address the page gives itself.

    1. the canonical link, unless it is wrong (see `Site.address_fault`);
    2. og:url, if it leads to this very page.
    """
    for tag in page.tags("canonical"):
        if tag.value and not site.address_fault(page, tag.value):
            return tag
    for tag in page.tags("og:url"):
        if tag.value and not site.address_fault(page, tag.value) and site.leads_to(page, tag.value):
            return tag
    return None


def _groups(page: Page, root: str) -> Iterator[tuple[HeadTag, dict[str, str]]]:
    """Join structured properties to their root: a new root closes the previous one (ogp.me)."""
    current: tuple[HeadTag, dict[str, str]] | None = None
    roots = {root, f"{root}:url", f"{root}:secure_url"}
    for tag in page.head_tags:
        key = next((key for key in tag.keys if key == root or key.startswith(f"{root}:")), "")
        if not key:
            continue
        if key == root or (current is None and key in roots):
            if current is not None:
                yield current
            current = tag, {}
        elif current is not None:
            current[1].setdefault(key.removeprefix(f"{root}:"), tag.value)
    if current is not None:
        yield current


def _image(page: Page, site: Site, tag: HeadTag, more: dict[str, str]) -> Image:
    """Describe an image: what its file says beats what the tags declare."""
    image = site.image(page, tag.value, more.get("alt", ""))
    if image.width or image.missing:
        return image
    sizes = _number(more.get("width")), _number(more.get("height"))
    return Image(image.url, image.alt, *sizes, more.get("type", ""))


def _media(page: Page, site: Site, tag: HeadTag, more: dict[str, str]) -> Media:
    url = site.resolve(page, tag.value) or tag.value
    sizes = _number(more.get("width")), _number(more.get("height"))
    return Media(url, more.get("type", ""), *sizes)


def _number(value: str | None) -> int:
    return int(value) if value and value.isascii() and value.isdigit() else 0


def _is_name(value: str) -> bool:
    """Tell a person's name from the address of a profile, which article:author may hold."""
    return bool(value) and "://" not in value


def _split(tag: HeadTag) -> list[str]:
    """Give a tag's words: keywords are separated by commas, article:tag holds one."""
    return tag.value.split(",") if "keywords" in tag.keys else [tag.value]
