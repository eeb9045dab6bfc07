"""Completes a set of translations with the page itself and the default for other languages."""

from collections.abc import Iterator, Sequence

from smoopt.builtin.discovery.links import Link
from smoopt.model.facts import Alternate, Facts
from smoopt.model.web_address import are_equal, path_of

# https://developers.google.com/search/docs/specialty/international/localized-versions
# (2026-12-01): each page names itself, too, and `x-default` is for all other languages.
_DEFAULT = "x-default"


def missing_translations(facts: Facts) -> Iterator[Link]:
    """Yield the missing links of a set of `<link hreflang>`; a page without any gets none."""
    known = facts.alternates.value if facts.alternates is not None else ()
    named = {one.language for one in known}
    if not named - {_DEFAULT}:
        return
    own = _own(facts, known)
    if own is not None:
        why = "the page is missing among its translations"
        yield _link(own, "translation link", why)
    whole = [*known, *([own] if own is not None else [])]
    if _DEFAULT not in named and (other := _for_others(whole)) is not None:
        why = f"{other.language} is the language of the site's root"
        yield _link(Alternate(_DEFAULT, other.url), "x-default link", why)


def _own(facts: Facts, known: Sequence[Alternate]) -> Alternate | None:
    """Return the page itself, if it is missing from its translations and may be added."""
    if facts.address is None or facts.language is None:
        return None
    address, language = facts.address.value, facts.language.value
    if any(are_equal(one.url, address) or one.language == language for one in known):
        return None
    return Alternate(language, address)


def _for_others(known: Sequence[Alternate]) -> Alternate | None:
    """Return the only translation outside of a folder named after its language."""
    outside = [one for one in known if not _is_in_own_folder(one)]
    if len(known) > 1 and len(outside) == 1:
        return outside[0]
    return None


def _is_in_own_folder(one: Alternate) -> bool:
    names = {one.language.lower(), one.language.partition("-")[0].lower()}
    folders = path_of(one.url).lower().replace("_", "-").split("/")
    return not names.isdisjoint(folders)


def _link(one: Alternate, name: str, why: str) -> Link:
    return Link("alternate", one.url, name, why, {"hreflang": one.language})
