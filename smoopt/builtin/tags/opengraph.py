"""Open Graph: all properties of https://ogp.me/ (2026-11-21) that facts provide."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import chain
from typing import Annotated

from msgspec import Meta

from smoopt.builtin.tags.opengraph_image import image_tags, other_pictures, square_picture
from smoopt.builtin.tags.rules.address_tags import (
    OG_URL_CANONICAL,
    OG_URL_FORM,
    og_url_fault,
    padded_fault,
)
from smoopt.builtin.tags.rules.repeated_tags import text_judge
from smoopt.builtin.tags.rules.site_names import site_name_judge, with_site_name
from smoopt.builtin.tags.rules.tag_values import OG_TYPE_WRONG, locale_fault, time_fault
from smoopt.html.page import Page
from smoopt.html.page_kind import why_no_article
from smoopt.model.edits import Edit
from smoopt.model.facts import ARTICLE_BY_DATE, Fact, Facts
from smoopt.model.finding import Finding
from smoopt.model.language_tags import locale
from smoopt.model.rule import Fault, Rule
from smoopt.model.web_address import are_equal
from smoopt.plugin.head_tags import TAG_OVERRIDDEN, WantedTag, reconcile, unjudged
from smoopt.plugin.hooks import Plugin, Shares, hookimpl
from smoopt.plugin.unquoted_tags import quoted
from smoopt.site.site import Site


class OpenGraph(Plugin, frozen=True):
    """Write `og:` and `article:` tags; correct those that are empty, relative or another page's."""

    site_name_in_title: Annotated[
        bool,
        Meta(description="Whether to append the site's name to an og:title that smoopt writes."),
    ] = False

    @hookimpl
    def edits(
        self, page: Page, site: Site, facts: Facts, shares: Shares
    ) -> Iterator[Edit | Finding]:
        """Compare the tags that follow from the facts with those in the head."""
        title = with_site_name(facts) if self.site_name_in_title else facts.title
        title = facts.share_title or title
        found = reconcile(page, _wanted(page, site, facts, shares, title))
        others = chain(other_pictures(page, site, facts), square_picture(page, facts))
        yield from quoted(page, "og:", chain(found, others))

    @hookimpl
    def rules(self) -> tuple[Rule, ...]:
        """Describe the rules that only a comparison with the facts can check."""
        return OG_TYPE_WRONG, TAG_OVERRIDDEN


def _wanted(
    page: Page, site: Site, facts: Facts, shares: Shares, title: Fact[str] | None
) -> Iterator[WantedTag]:
    """Yield the tags in order: ogp.me's required ones first, structured ones after their root."""
    judge = partial(text_judge, page, site, shares)
    yield from _text(page, "og:title", title, judge("og:title", title))
    yield from _type(page, facts)
    yield from _url(page, site, facts)
    yield from image_tags(page, site, facts, shares)
    described = facts.share_description or facts.description
    fault = judge("og:description", described)
    yield from _text(page, "og:description", described, fault)
    if facts.fediverse_creator is not None:
        # https://blog.joinmastodon.org/2024/07/ (2026-11-21)
        account, why = facts.fediverse_creator.value, facts.fediverse_creator.because
        yield WantedTag("name", "fediverse:creator", account, why)
    fault = site_name_judge(page, site, shares, facts.site_name)
    yield from _text(page, "og:site_name", facts.site_name, fault)
    if facts.locale is not None:
        yield from _locales(page, site, facts, facts.locale)
    yield from _media("og:video", facts.videos)
    yield from _media("og:audio", facts.audios)
    kind = facts.type.value if facts.type else ""
    if kind == "article":
        yield from _article(page, facts)
    else:
        yield from _wrong_times(page, facts)
    if kind == "profile" and facts.x_creator:
        name = facts.x_creator.value.removeprefix("@")
        yield WantedTag("property", "profile:username", name, facts.x_creator.because)


def _text(
    page: Page, key: str, fact: Fact[str] | None, fault: Callable[[str], Fault | None] = unjudged
) -> Sequence[WantedTag]:
    """Return a tag for a fact; if the fact is unknown, only an empty tag is reported."""
    if fact is not None:
        why, stated = fact.because, fact.is_stated
        return [WantedTag("property", key, fact.value, why, fault, stated=stated)]
    return [WantedTag("property", key, "", "", fault)] if page.tags(key) else []


def _type(page: Page, facts: Facts) -> Sequence[WantedTag]:
    """Return the type, if the page's is wrong.

    That is `website` on a page that calls itself an article elsewhere, and `article` on a list,
    a home page or an error page.
    """
    fact = facts.type
    guessed = fact is None or (
        fact.rule == ARTICLE_BY_DATE and page.first_tag("article:published_time") is None
    )
    stated = fact is not None and fact.value == "article" and not guessed

    def fault(value: str) -> Fault | None:
        if fact is None:
            return None
        if stated and value == "website":
            return Fault(OG_TYPE_WRONG, f"the page is an article: {fact.rule}")
        none = value == "article" and fact.value == "website" and why_no_article(page)
        return Fault(OG_TYPE_WRONG, none) if none else None

    return _text(page, "og:type", fact, fault)


def _url(page: Page, site: Site, facts: Facts) -> Iterator[WantedTag]:
    """Yield the page's address, except for an error page, which answers at every address."""
    if facts.address is not None and facts.kind_or_page != "error":
        address, why = facts.address.value, facts.address.because

        def fault(value: str) -> Fault | None:
            if are_equal(value, address):
                return padded_fault(page.tags("og:url")[0], OG_URL_FORM)
            other = Fault(OG_URL_CANONICAL, "not this page's address")
            return og_url_fault(page, site, value, address) or other

        yield WantedTag("property", "og:url", address, why, fault, single=True)


def _locales(page: Page, site: Site, facts: Facts, written: Fact[str]) -> Iterator[WantedTag]:
    yield from _text(page, "og:locale", written, locale_fault)
    if facts.alternates is not None:
        own = facts.address.value if facts.address else ""
        others = dict.fromkeys(
            locale(other.language)
            for other in facts.alternates.value
            if other.url != own and _is_there(site, other.url)
        )
        for other in others:
            if other and other != written.value:
                yield WantedTag("property", "og:locale:alternate", other, facts.alternates.because)


def _is_there(site: Site, url: str) -> bool:
    """Return whether a translation exists, as far as that can be known."""
    place = site.file(None, url)
    return place is None or site.behind(place) is not None or site.passes_on(place)


def _media(key: str, fact: Fact | None) -> Iterator[WantedTag]:  # type: ignore[type-arg]
    if fact is None:
        return
    media = fact.value[0]
    yield WantedTag("property", key, media.url, fact.because)
    for part in ("type", "width", "height"):
        if value := getattr(media, part):
            yield WantedTag("property", f"{key}:{part}", str(value), fact.because, after=key)


def _wrong_times(page: Page, facts: Facts) -> Iterator[WantedTag]:
    """Yield those dates of an article that a page has although it is none."""
    times = (("article:published_time", facts.published), ("article:modified_time", facts.modified))
    for key, fact in times:
        if page.tags(key):
            yield from _text(page, key, fact, time_fault)


def _article(page: Page, facts: Facts) -> Iterator[WantedTag]:
    """Yield an article's tags; authors only by address, as the tag holds a profile."""
    yield from _text(page, "article:published_time", facts.published, time_fault)
    yield from _text(page, "article:modified_time", facts.modified, time_fault)
    if facts.authors is not None:
        for person in facts.authors.value:
            if person.url:
                yield WantedTag("property", "article:author", person.url, facts.authors.because)
    yield from _text(page, "article:section", facts.section)
    if facts.tags is not None:
        for word in facts.tags.value:
            yield WantedTag("property", "article:tag", word, facts.tags.because)
