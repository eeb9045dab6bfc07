"""Source 2: the meta and link tags that the page's theme wrote."""

import re
from collections.abc import Iterator
from typing import cast

import msgspec

from smoopt.builtin.structured import structured, tag_fact
from smoopt.dates import iso
from smoopt.facts import Fact, Facts, Person
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


# The first tag of each key that is not empty.
Tags = dict[str, HeadTag]


class Meta(Plugin, frozen=True):
    """Read Open Graph, X, Dublin Core and HTML's own metadata."""

    @hookimpl
    def facts(self, page: Page, site: Site) -> Facts | None:
        """Read every field; of several tags, the first that is not empty counts."""
        tags = _tags(page)
        found: dict[str, Fact[object]] = {}
        for field, keys in _TEXTS.items():
            # Themes write og:type website on every page: it keeps no better source from speaking.
            if (tag := _first(tags, keys)) and (field, tag.value) != ("type", "website"):
                found[field] = tag_fact(page, tag.value, tag)
        for field, keys in _DATES.items():
            if (tag := _first(tags, keys)) and (date := iso(tag.value)):
                found[field] = tag_fact(page, date, tag)
        for field, key in _ACCOUNTS.items():
            if (tag := tags.get(key)) and (name := _X_NAME.fullmatch(tag.value)):
                found[field] = tag_fact(page, f"@{name[1]}", tag)
        found |= _lists(page, site, tags)
        return Facts(**found) if found else None  # type: ignore[arg-type]

    @hookimpl
    def derived(self, page: Page) -> Facts | None:
        """Fill the description by the home page's, which the theme copied: better than none."""
        tag = _first(_tags(page), _DESCRIPTIONS)
        return Facts(description=tag_fact(page, tag.value, tag)) if tag else None


def _tags(page: Page) -> Tags:
    if "meta" not in page.memo:
        tags: Tags = {}
        for tag in page.head_tags:
            if tag.value:
                for key in tag.keys:
                    tags.setdefault(key, tag)
        page.memo["meta"] = tags
    return cast("Tags", page.memo["meta"])


def _first(tags: Tags, keys: tuple[str, ...]) -> HeadTag | None:
    for key in keys:
        if key in tags:
            return tags[key]
    return None


def _lists(page: Page, site: Site, tags: Tags) -> Iterator[tuple[str, Fact[object]]]:
    """Read what takes more than one tag, or a look at the site."""
    if title := _title(page, site, tags):
        yield "title", title
    if tag := _description(page, site, tags):
        yield "description", tag_fact(page, tag.value, tag)
    if tag := _address(page, site):
        yield "address", tag_fact(page, tag.value, tag)
    if tag := tags.get("shortlink"):
        yield "shortlink", tag_fact(page, site.resolve(page, tag.value), tag)
    yield from structured(page, site)
    if authors := _authors(page, tags):
        people = dict.fromkeys(tag.value for tag in authors)
        yield "authors", tag_fact(page, tuple(Person(name) for name in people), authors[0])
    if words := page.tags("article:tag") or [tag for tag in page.tags("keywords") if tag.value]:
        each = [word.strip() for tag in words for word in _split(tag)]
        yield "tags", tag_fact(page, tuple(dict.fromkeys(filter(None, each))), words[0])


def _authors(page: Page, tags: Tags) -> list[HeadTag]:
    if _first(tags, _AUTHORS) is None:
        return []
    return [tag for key in _AUTHORS for tag in page.tags(key) if _is_name(tag.value)]


def _title(page: Page, site: Site, tags: Tags) -> Fact[object] | None:
    """Read the title without the site's name.

    Some themes give every page the home page's tags: the site's name alone is no page's title.
    """
    tag, name = _first(tags, _TITLES), site.name.value if site.name else ""
    if tag is None or (tag.value == name and page.path != "index.html"):
        return None
    own = without_site(tag.value, name, "")
    fact = tag_fact(page, own, tag)
    if own == tag.value:
        return fact
    return msgspec.structs.replace(fact, rule=f"{fact.rule} without the site's name")


def _description(page: Page, site: Site, tags: Tags) -> HeadTag | None:
    """Find the page's description; the home page's is no other page's, though themes copy it."""
    home = site.learnt.home
    of_home = _first(_tags(home), _DESCRIPTIONS) if home and page.path != home.path else None
    tag = _first(tags, _DESCRIPTIONS)
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


def _is_name(value: str) -> bool:
    """Tell a person's name from the address of a profile, which article:author may hold."""
    return bool(value) and "://" not in value


def _split(tag: HeadTag) -> list[str]:
    """Give a tag's words: keywords are separated by commas, article:tag holds one."""
    return tag.value.split(",") if "keywords" in tag.keys else [tag.value]
