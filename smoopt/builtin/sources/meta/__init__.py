"""Source 2: the meta and link tags that the page's theme wrote."""

import re
from collections.abc import Iterator
from typing import cast

import msgspec

from smoopt.builtin.sources.boilerplate.repeats import (
    DESCRIBED,
    commonness,
    has_home_s_card,
    is_believed,
    is_own_title,
    name_of,
    own_part,
    told_style,
)
from smoopt.builtin.sources.meta.media import structured, tag_fact
from smoopt.builtin.sources.meta.stated_dates import stated_dates, stray_dates
from smoopt.html.head import HeadTag
from smoopt.html.page import Page
from smoopt.html.page_kind import why_no_article
from smoopt.html.stated_text import meant, stated
from smoopt.model.facts import ARTICLE_BY_DATE, Fact, Facts, Image, Person
from smoopt.model.stated_names import stated_names
from smoopt.model.web_address import are_equal, normal
from smoopt.plugin.hooks import Plugin, Shares, hookimpl
from smoopt.site.generic_names import is_placeholder
from smoopt.site.site import Site
from smoopt.site.stated_address import HOME, address_fault, leads_to, own_addresses
from smoopt.site.titles import DESCRIPTIONS, TITLES

# The tags of each field in order of precedence. https://ogp.me/ and
# https://www.dublincore.org/specifications/dublin-core/dcmi-terms/ (2026-11-21)
_TEXTS: dict[str, tuple[str, ...]] = {
    "type": ("og:type",),
    "section": ("article:section",),
    "fediverse_creator": ("fediverse:creator",),
}
_ACCOUNTS = {"x_site": "twitter:site", "x_creator": "twitter:creator"}
_AUTHORS = (*("author", "dc.creator", "dcterms.creator", "article:author", "citation_author"),)
# Tags for services count if nothing else names the author.
_AUTHORS_FOR_SERVICES = ("parsely-author", "sailthru.author")
# https://help.x.com/en/managing-your-account/x-username-rules (2026-11-21)
_X_NAME = re.compile(r"@?(\w{1,15})", re.ASCII)


class Meta(Plugin, frozen=True):
    """Read Open Graph, X, Dublin Core and HTML's own metadata."""

    @hookimpl
    def facts(self, page: Page, site: Site, shares: Shares) -> Facts | None:
        """Read every field; of several tags, the first that is not empty counts."""
        found: dict[str, Fact[object]] = {}
        for field, keys in _TEXTS.items():
            if (tag := page.first_tag(*keys)) and not _is_everywhere(page, shares, tag):
                found[field] = tag_fact(page, stated(page, tag), tag)
        found |= stated_dates(page)
        for field, key in _ACCOUNTS.items():
            if (tag := page.first_tag(key)) and (name := _X_NAME.fullmatch(tag.value)):
                found[field] = tag_fact(page, f"@{name[1]}", tag)
        found |= _site_name(page, site, shares)
        found |= _own(page, site, shares)
        found |= _lists(page, site, shares)
        if "images" in found and has_home_s_card(page, site, shares):
            del found["images"]  # it belongs to the rest of the home page's card
        return Facts(**found) if found else None  # type: ignore[arg-type]

    @hookimpl
    def derived(self, page: Page, site: Site, facts: Facts, shares: Shares) -> Facts | None:
        """Fill gaps with what is better than nothing.

        That is the title, description and picture that most pages have, authors and dates
        stated for services, dates in stray metas, and a picture that few networks show.
        """
        stray = dict(stray_dates(page) if facts.published is None else ())
        day = stray.get("published")
        pictures = {} if facts.images else dict(structured(page, site, unfit=True))
        return Facts(
            title=None if facts.title else next(_titles(page, site, shares), None),
            description=_description(page) if facts.description is None else None,
            images=cast("Fact[tuple[Image, ...]] | None", pictures.get("images")),
            authors=None if facts.authors else _authors(page, _AUTHORS_FOR_SERVICES),
            published=day,
            modified=stray.get("modified"),
            type=None if day is None else Fact("article", ARTICLE_BY_DATE, day.place),
        )


def _is_everywhere(page: Page, shares: Shares, tag: HeadTag) -> bool:
    """Return whether themes write a type on every page, so that it must not hide a better source.

    That is `website`, unless the theme distinguishes articles, and `article` on what is none.
    """
    if "og:type" not in tag.keys:
        return False
    if tag.value == "website":
        return not is_believed(shares)
    return tag.value == "article" and bool(why_no_article(page))


def _site_name(page: Page, site: Site, shares: Shares) -> Iterator[tuple[str, Fact[object]]]:
    """Read the site's name, except for placeholders and the page's own title."""
    for key in ("og:site_name", "application-name"):
        tag = page.first_tag(key)
        if (
            tag
            and not is_placeholder(tag.value)
            and not is_own_title(page, site, shares, tag.value)
        ):
            yield "site_name", tag_fact(page, stated(page, tag), tag)
            break


def _own(page: Page, site: Site, shares: Shares) -> Iterator[tuple[str, Fact[object]]]:
    """Read title and description, if they are the page's own."""
    if title := next(_titles(page, site, shares, common=False), None):
        yield "title", title
    for key in DESCRIPTIONS:
        tag = page.first_tag(key)
        if tag and not commonness(page, site, shares, key) and (said := stated(page, tag)):
            page.memo[DESCRIBED] = True  # later sources need not look for another
            yield "description", tag_fact(page, said, tag)
            break


def _lists(page: Page, site: Site, shares: Shares) -> Iterator[tuple[str, Fact[object]]]:
    """Read fields that need several tags, or other files of the site."""
    if address := _address(page, site, shares):
        yield "address", address
    if tag := page.first_tag("shortlink"):
        yield "shortlink", tag_fact(page, site.resolve(page, tag.value), tag)
    yield from structured(page, site)
    if authors := _authors(page, _AUTHORS):
        yield "authors", authors
    if words := page.tags("article:tag") or [tag for tag in page.tags("keywords") if tag.value]:
        each = [word.strip() for tag in words for word in _split(tag)]
        yield "tags", tag_fact(page, tuple(dict.fromkeys(filter(None, each))), words[0])


def _authors(page: Page, names: tuple[str, ...]) -> Fact[tuple[Person, ...]] | None:
    if page.first_tag(*names) is None:
        return None
    tags = (tag for key in names for tag in page.tags(key) if tag.element.tag == "meta")
    found = [tag for tag in tags if _is_name(tag.value)]
    said = [meant(page, tag.value) for tag in found]
    people = dict.fromkeys(name for text in said for name in stated_names(text))
    return tag_fact(page, tuple(map(Person, people)), found[0]) if people else None


def _titles(page: Page, site: Site, shares: Shares, *, common: bool = True) -> Iterator[Fact[str]]:
    """Read titles without the site's name, or what most titles share; `common` ones, too.

    Some themes give every page the home page's tags: the site's name alone is not a page's
    title.
    """
    found = [(key, tag) for key in TITLES if (tag := page.first_tag(key))]
    name = name_of(page, site, shares) if found else ""
    for key, tag in found:
        if (tag.value == name and page.path != HOME) or (
            not common and commonness(page, site, shares, key)
        ):
            continue
        if value := stated(page, tag):
            fact = tag_fact(page, value, tag)
            own = own_part(page, site, shares, value)
            yield msgspec.structs.replace(fact, value=own.text, rule=f"{fact.rule}{own.without}")


def _description(page: Page) -> Fact[str] | None:
    """Return the first description that is not empty."""
    tags = filter(None, map(page.first_tag, DESCRIPTIONS))
    return next((tag_fact(page, said, tag) for tag in tags if (said := stated(page, tag))), None)


def _address(page: Page, site: Site, shares: Shares) -> Fact[str] | None:
    """Return the address that the page states as its own, normalized.

    1. the canonical link, unless it is wrong (see `address_fault`), or shared by several pages
    that differ (see `suspects`); 2. og:url, if it leads to this very page.
    """
    is_suspect = shares.get("canonical") in {"mend", "own"}
    tags = [*(() if is_suspect else page.tags("canonical")), *page.tags("og:url")]
    right = own_addresses(site, page.path, told_style(shares)) if tags else ()
    for tag in tags:
        value = tag.value
        if (
            value
            and not address_fault(site, page, value, right)
            and ("canonical" in tag.keys or leads_to(site, page, value))
        ):
            own = next((own for own in right if are_equal(value, own)), None)
            return tag_fact(page, own or normal(value), tag)
    return None


def _is_name(value: str) -> bool:
    """Return whether a value is a person's name, not a profile's address as in article:author."""
    is_address = value.lower().startswith(("www.", "mailto:", "tel:"))
    return bool(value) and not is_address and not any(map(value.count, "/@"))


def _split(tag: HeadTag) -> list[str]:
    """Return a tag's words: keywords are separated by commas, article:tag holds one."""
    return tag.value.split(",") if "keywords" in tag.keys else [tag.value]
