"""What a reader of a page that smoopt built should see: the facts, or what the author wrote."""

import re
from typing import NamedTuple
from urllib.parse import urljoin

import extruct

from smoopt.build.outcome import Outcome
from smoopt.model.facts import Fact, Facts, Image
from tests.readers.consumers import EVERY, READS, Seen, by_html5lib, instant

Value = str | tuple[str, ...] | None
# By page and tag: what was seen, and what should have been.
Unequal = dict[str, tuple[Value, Value]]
_QUOTES = str.maketrans("“”‘’", "\"\"''")


class Page(NamedTuple):
    """A page that smoopt changed: as it was, as it is, and what smoopt knew of it."""

    before: bytes
    after: bytes
    outcome: Outcome

    @property
    def path(self) -> str:
        return self.outcome.path

    @property
    def url(self) -> str:
        """The address the page is read under; a reserved one where the site's is not known."""
        address = self.outcome.facts.address
        return address.value if address else f"https://unknown.example.org/{self.path}"

    @property
    def left_wrong(self) -> frozenset[str]:
        """The tags that smoopt found wrong but may not touch, with hyphens in their names."""
        kept = (item for item in self.outcome.findings if "smoopt left it" in item.message)
        return frozenset(item.message.partition(" ")[0].replace(":", "-") for item in kept)

    @property
    def is_error(self) -> bool:
        kind = self.outcome.facts.kind
        return kind is not None and kind.value == "error"


def wanted(page: Page) -> Seen:
    """Say what a page's tags should be: a fact where smoopt wrote the tag, else the author's."""
    author, stated = by_html5lib(page.before), stated_by(page.outcome.facts)
    written = {edit.name for edit in page.outcome.edits if edit.text}
    return {name: stated[name] if name in written else author[name] for name in EVERY}


def stated_by(facts: Facts) -> Seen:
    """Give the values that the facts ask for, by tag."""
    first = facts.images.value[0] if facts.images else Image("")
    # A picture whose public address is not known is nothing to others.
    image = first if "://" in first.url else Image("")
    article = _value(facts.type) == "article"
    address, description = _value(facts.address), _value(facts.description)
    return {
        "canonical": address,
        "description": description,
        "og:title": _value(facts.title),
        "og:type": _value(facts.type),
        "og:url": address,
        "og:description": description,
        "og:site_name": _value(facts.site_name),
        "og:locale": _value(facts.locale),
        "og:image": image.url or None,
        "og:image:type": image.type or None,
        "og:image:width": str(image.width or "") or None,
        "og:image:height": str(image.height or "") or None,
        "og:image:alt": image.alt or None,
        "article:published_time": _value(facts.published) if article else None,
        "article:modified_time": _value(facts.modified) if article else None,
        "article:tag": facts.tags.value if facts.tags and article else None,
        "twitter:card": _card(image),
    }


def unequal(reader: str, page: Page, seen: Seen) -> Unequal:
    """Give the tags that a reader sees otherwise: what it sees, and what it should.

    metascraper reads the page itself where a tag is missing, so there it may see anything.
    """
    found: Unequal = {}
    for name, value in wanted(page).items():
        if name not in READS[reader] or (reader == "metascraper" and value is None):
            continue
        saw, should = seen[name], as_read(reader, name, value, page)
        if reader == "metascraper":
            saw = _as_metascraper(name, str(saw))
        if saw != should:
            found[f"{page.path}: {name}"] = (saw, should)
    return found


def as_read(reader: str, name: str, value: Value, page: Page) -> Value:
    """Put a value as a reader does that changes what it reads.

    unfurl.js and metascraper make addresses absolute. metascraper believes JSON-LD before tags,
    curls quotation marks, writes dates in UTC and languages without their territory.
    """
    if name == "og:image" and isinstance(value, str) and reader in {"unfurl.js", "metascraper"}:
        return urljoin(page.url, value)
    if reader != "metascraper":
        return value
    if name == "og:site_name" and (publisher := _publisher(page.after)):
        return _as_metascraper(name, publisher)
    return _as_metascraper(name, str(value))


def _as_metascraper(name: str, value: str) -> str:
    if name.endswith("_time"):
        return instant(value)
    return value[:2] if name == "og:locale" else value.translate(_QUOTES)


def _publisher(data: bytes) -> str:
    """Read the publisher that a page's JSON-LD names, with extruct."""
    for node in extruct.extract(data.decode(), syntaxes=["json-ld"])["json-ld"]:
        publisher = node.get("publisher")
        if isinstance(publisher, dict) and isinstance(name := publisher.get("name"), str):
            return name
    return ""


def _card(image: Image) -> str:
    """Give the card that suits a picture: large if it is 600×315 at least, and wide."""
    if not image.url:
        return "summary"
    large = image.width >= 600 and image.height >= 315 and image.width / image.height >= 1.3
    return "summary_large_image" if large or not image.width else "summary"


def _value(fact: Fact[str] | None) -> str | None:
    return None if fact is None else re.sub(r"\s+", " ", fact.value).strip()
