"""The keep-unless-wrong rule for head tags: what an author wrote stays, unless it is wrong.

A missing tag is added. A right one is kept. A wrong one is replaced, reversibly, on a static
page; on a page that a framework hydrates it is only reported, because the framework would change
it back, or add its own beside it.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import Literal

import msgspec

from smoopt.html import markup
from smoopt.html.head import HeadTag
from smoopt.html.page import Page
from smoopt.html.slots import slot
from smoopt.model.edits import Edit, Span
from smoopt.model.facts import refuse_no_text
from smoopt.model.finding import Finding, Severity
from smoopt.model.rule import Fault, Rule
from smoopt.plugin.broken_tags import broken_fault
from smoopt.plugin.replaced_tags import Right, replaced

Attribute = Literal["property", "name", "rel"]
_OGP = "https://ogp.me/"

TAG_EMPTY = Rule(
    id="tag-empty",
    severity=Severity.WARNING,
    what="A tag of Open Graph, X or the fediverse has no content.",
    why="The first tag of a name counts, and an empty one keeps networks from using a fallback.",
    source=_OGP,
    fix="Fill the tag or leave it out.",
)
TAG_SEVERAL = Rule(
    id="tag-several",
    severity=Severity.WARNING,
    what="The page has several of a tag that is allowed only once.",
    why="Different networks read different ones.",
    source=_OGP,
    fix="Keep one; usually a theme and a plugin both write it.",
)
TAG_ATTRIBUTE = Rule(
    id="tag-attribute",
    severity=Severity.INFO,
    what="A tag has its name in the wrong attribute.",
    why="Open Graph uses `property`; X's cards and HTML's own tags use `name`. Not every "
    "network reads both.",
    source=_OGP,
    fix="Write `property` for og: and article:, `name` for twitter: and description.",
)
TAG_OVERRIDDEN = Rule(
    id="tag-overridden",
    severity=Severity.WARNING,
    what="A tag of the page differs from the value that its author gave to smoopt.",
    why='A value in smoopt.toml or in a `<meta name="smoopt:…">` overrides the theme\'s.',
    source="",
    fix="Nothing, if smoopt replaced the tag. Otherwise let the theme write the same value.",
    of_build=True,
)


def unjudged(_: str) -> Fault | None:
    """Find no fault with any value."""
    return None


class WantedTag(msgspec.Struct, frozen=True):
    """A head tag the page should have.

    Where `value` is "", nothing is added; a wrong tag that is there is reported. `fault` says what
    is wrong with the value of an existing tag; an empty tag breaks the rule `empty`, and one too
    many the rule `several`. `after` is the key of a tag that this one must follow (og:image for
    og:image:width); `single` says that a page may have only one; `stated` that the author gave the
    value to smoopt in words, so that a theme's other value is wrong.
    """

    attribute: Attribute
    key: str
    value: str
    because: str
    fault: Callable[[str], Fault | None] = unjudged
    empty: Rule = TAG_EMPTY
    several: Rule = TAG_SEVERAL
    after: str = ""
    single: bool = False
    stated: bool = False

    def __post_init__(self) -> None:
        """Raise TypeError if a value or reason is not text."""
        if type(self.value) is not str or type(self.because) is not str:
            refuse_no_text(self.value, f"WantedTag {self.key}: value")
            refuse_no_text(self.because, f"WantedTag {self.key}: because")


def reconcile(page: Page, wanted: Iterable[WantedTag]) -> Iterator[Edit | Finding]:
    """Compare wanted tags with existing ones; yield edits, or findings where none is allowed."""
    for tag in wanted:
        found = page.tags(tag.key)
        if found and (there := [each for each in found if _bears(each, tag)]):
            yield from _mend(page, tag, there)
        elif tag.value and (position := _position(page, tag)) is not None:
            yield Edit(Span(position, position), _write(page, tag), tag.key, tag.because)


def _position(page: Page, tag: WantedTag) -> int | None:
    """Find the place of a new tag: after the one it belongs to, else the head's slot."""
    if tag.after and (owner := page.tags(tag.after)):
        span = page.start_tag(owner[0].element)
        return None if span is None else span.end
    return slot(page, "head")


def _mend(page: Page, tag: WantedTag, there: list[HeadTag]) -> Iterator[Edit | Finding]:
    """Replace a wrong tag, and take out further ones where only one is allowed."""
    if len(there) > 1 and (right := _rightly_named(tag, there)):
        # Mended, a double in a wrong attribute would be the first of its name instead of the right.
        why = Fault(TAG_ATTRIBUTE, f"another bears it in {tag.attribute}=, as is right")
        for double in there:
            if double not in right and set(double.keys) == {tag.key}:
                yield from _replace(page, double, tag, "", why)
        there = right
    first, *others = there
    if (fault := _fault(tag, first)) is not None:
        yield from _replace(page, first, tag, _rewrite(page, tag, first), fault)
    if tag.single:
        for other in others:
            yield from _replace(
                page, other, tag, "", Fault(tag.several, "a page may have only one")
            )


def _rightly_named(tag: WantedTag, there: list[HeadTag]) -> list[HeadTag]:
    """Return the tags with the key in the attribute that consumers read, if any has a value."""
    right = [each for each in there if tag.key in _words(each, tag.attribute)]
    return right if any(each.value for each in right) else []


def _fault(tag: WantedTag, there: HeadTag) -> Fault | None:
    """Say what is wrong with a tag that is there."""
    if not there.value:
        return Fault(tag.empty, "it is empty")
    if fault := broken_fault(there):
        return fault
    if fault := attribute_fault(there, tag.attribute, tag.key):
        return fault
    if tag.stated and there.value != tag.value:
        return Fault(TAG_OVERRIDDEN, "its author asks for another")
    return tag.fault(there.value)


def attribute_fault(there: HeadTag, attribute: Attribute, key: str) -> Fault | None:
    """Say that a tag bears its name in the wrong attribute."""
    # https://ogp.me/ (2026-11-21) uses `property`; X's cards and HTML use `name`.
    if key in _words(there, attribute):
        return None
    return Fault(TAG_ATTRIBUTE, f"it is not written with the attribute {attribute}=")


def _replace(
    page: Page, there: HeadTag, tag: WantedTag, new: str, fault: Fault
) -> Iterator[Edit | Finding]:
    return replaced(page, there, Right(tag.key, tag.value, tag.because), new, fault)


def _bears(there: HeadTag, tag: WantedTag) -> bool:
    """Tell whether a tag has the key in `property`, `name` or `rel`: microdata does not count."""
    names = ("rel",) if tag.attribute == "rel" else ("property", "name")
    return any(tag.key in _words(there, name) for name in names)


def _words(there: HeadTag, attribute: str) -> list[str]:
    return (there.element.attr(attribute) or "").lower().split()


def _rewrite(page: Page, tag: WantedTag, there: HeadTag) -> str:
    """Rewrite an existing tag with the wanted value; it keeps its other keys."""
    kept = {name: there.element.attr(name) for name in ("property", "name", "itemprop")}
    if tag.attribute == "rel" or tag.key not in _words(there, tag.attribute):
        return _write(page, tag)
    attributes = {**kept, "content": tag.value}
    return markup.Markup(markup.start_tag("meta", attributes, void=True, xhtml=page.xhtml))


def _write(page: Page, tag: WantedTag) -> str:
    if tag.attribute == "rel":
        return markup.link(tag.key, tag.value, xhtml=page.xhtml)
    if tag.attribute == "property":
        return markup.meta(tag.value, property=tag.key, xhtml=page.xhtml)
    return markup.meta(tag.value, name=tag.key, xhtml=page.xhtml)
