"""Open Graph: everything of https://ogp.me/ (2026-11-21) that the facts can fill."""

from collections.abc import Callable, Iterator, Sequence

from smoopt.builtin.tags.rules.address_tags import (
    OG_URL_CANONICAL,
    OG_URL_FORM,
    og_url_fault,
    padded_fault,
)
from smoopt.builtin.tags.rules.picture_tags import (
    OG_IMAGE,
    declared_fault,
    picture_fault,
    unfit_fault,
)
from smoopt.builtin.tags.rules.tag_values import (
    OG_TYPE_WRONG,
    locale_fault,
    text_fault,
    time_fault,
)
from smoopt.html.page import Page
from smoopt.model.edits import Edit
from smoopt.model.facts import ARTICLE_BY_DATE, Fact, Facts, Image
from smoopt.model.finding import Finding
from smoopt.model.language_tags import locale
from smoopt.model.rule import Fault, Rule
from smoopt.model.web_address import are_equal
from smoopt.plugin.head_tags import TAG_OVERRIDDEN, WantedTag, reconcile
from smoopt.plugin.hooks import Plugin, hookimpl
from smoopt.site.site import Site


class OpenGraph(Plugin, frozen=True):
    """Write `og:` and `article:` tags; mend those that are empty, relative or another page's."""

    @hookimpl
    def edits(self, page: Page, site: Site, facts: Facts) -> Iterator[Edit | Finding]:
        """Compare the tags that the facts ask for with those that are there."""
        yield from reconcile(page, _wanted(page, site, facts))

    @hookimpl
    def rules(self) -> tuple[Rule, ...]:
        """Describe what only a comparison with the facts can find."""
        return OG_TYPE_WRONG, TAG_OVERRIDDEN


def _wanted(page: Page, site: Site, facts: Facts) -> Iterator[WantedTag]:
    """Give the tags in their order: ogp.me's required ones first, structured ones after theirs."""

    def said(value: str) -> Fault | None:
        return text_fault(page, value)

    yield from _text(page, "og:title", facts.title, said)
    yield from _type(page, facts)
    yield from _url(page, site, facts)
    yield from _image(page, site, facts)
    yield from _text(page, "og:description", facts.description, said)
    if facts.fediverse_creator is not None:
        # https://blog.joinmastodon.org/2024/07/ (2026-11-21)
        account, why = facts.fediverse_creator.value, facts.fediverse_creator.because
        yield WantedTag("name", "fediverse:creator", account, why)
    yield from _text(page, "og:site_name", facts.site_name, said)
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


def _right(_: str) -> Fault | None:
    return None


def _text(
    page: Page, key: str, fact: Fact[str] | None, fault: Callable[[str], Fault | None] = _right
) -> Sequence[WantedTag]:
    """Want a tag with a fact's value; where nothing is known, only an empty tag is reported."""
    if fact is not None:
        why, stated = fact.because, fact.is_stated
        return [WantedTag("property", key, fact.value, why, fault, stated=stated)]
    return [WantedTag("property", key, "", "", fault)] if page.tags(key) else []


def _type(page: Page, facts: Facts) -> Sequence[WantedTag]:
    """Want the type; `website` on a page that calls itself an article elsewhere is wrong."""
    fact = facts.type
    guessed = fact is None or (
        fact.rule == ARTICLE_BY_DATE and page.first_tag("article:published_time") is None
    )
    stated = fact is not None and fact.value == "article" and not guessed

    def fault(value: str) -> Fault | None:
        if fact is None or not stated or value != "website":
            return None
        return Fault(OG_TYPE_WRONG, f"the page is an article: {fact.rule}")

    return _text(page, "og:type", fact, fault)


def _url(page: Page, site: Site, facts: Facts) -> Iterator[WantedTag]:
    """Want the page's address; an error page has none, for it answers at every one."""
    if facts.address is not None and not (facts.kind and facts.kind.value == "error"):
        address, why = facts.address.value, facts.address.because

        def fault(value: str) -> Fault | None:
            if are_equal(value, address):
                return padded_fault(page.tags("og:url")[0], OG_URL_FORM)
            other = Fault(OG_URL_CANONICAL, "not this page's address")
            return og_url_fault(page, site, value, address) or other

        yield WantedTag("property", "og:url", address, why, fault, single=True)


def _image(page: Page, site: Site, facts: Facts) -> Iterator[WantedTag]:
    """Want one image (several would be shown side by side) and what its file says of it."""
    there = page.tags("og:image")
    if facts.images is None and not there:
        return
    image, why = (facts.images.value[0], facts.images.because) if facts.images else (Image(""), "")
    public = image.url if "://" in image.url else ""

    def fault(value: str) -> Fault | None:
        found = picture_fault(page, site, value, OG_IMAGE)
        return found or (unfit_fault(page, site, value, image) if public else None)

    stated = bool(public) and facts.images is not None and facts.images.is_stated
    yield WantedTag("property", "og:image", public, why, fault, stated=stated)
    for key in ("og:image:url", "og:image:secure_url"):
        if page.tags(key):
            yield WantedTag("property", key, public, why, fault, stated=stated)
    # Properties of a picture that the author chose and smoopt keeps must be that picture's.
    if (
        not public
        or len(there) > 1
        or (there and not stated and not fault(there[0].value) and there[0].value != public)
    ):
        return
    for key, value in _structured(image):
        yield WantedTag(
            "property",
            f"og:image:{key}",
            value,
            f"{key} of {image.file or public}",
            _differs(value) if key != "alt" and image.file else _right,
            after="og:image",
            stated=stated,
        )


def _structured(image: Image) -> Iterator[tuple[str, str]]:
    values = {
        "type": image.type,
        "width": str(image.width or ""),
        "height": str(image.height or ""),
        "alt": image.alt,
    }
    return ((key, value) for key, value in values.items() if value)


def _differs(real: str) -> Callable[[str], Fault | None]:
    return lambda value: declared_fault(value, real)


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
    """Tell whether there is such a translation, as far as that can be known."""
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
    """Want only those dates of an article that a page has for which it is none."""
    times = (("article:published_time", facts.published), ("article:modified_time", facts.modified))
    for key, fact in times:
        if page.tags(key):
            yield from _text(page, key, fact, time_fault)


def _article(page: Page, facts: Facts) -> Iterator[WantedTag]:
    """Want what an article has; authors only by address, for the tag holds a profile."""
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
