"""Source 1: the author's statements for smoopt, for one page or for pages by path."""

from collections.abc import Iterator

from smoopt.html.added_attributes import OWN_ATTRIBUTE
from smoopt.html.head import OVERRIDE, HeadTag
from smoopt.html.page import OFF, Page
from smoopt.model.dates import iso_date
from smoopt.model.edits import Edit, Span
from smoopt.model.facts import SETTABLE, Fact, Facts, Person
from smoopt.model.finding import Finding, Severity
from smoopt.model.plain_text import tidy
from smoopt.model.rule import Rule
from smoopt.plugin.hooks import Plugin, hookimpl
from smoopt.site.fact_values import value_fault
from smoopt.site.settings import matching
from smoopt.site.site import Site

_WRONG = Rule(
    "override-wrong",
    Severity.WARNING,
    'smoopt does not understand a `<meta name="smoopt:…">` of the page.',
    "smoopt ignores it, so the value that the author wants is not set.",
    "",
    "Write it as docs/reference/configuration.md and docs/reference/facts.md describe.",
)


class Overrides(Plugin, frozen=True):
    """Read `<meta name="smoopt:FACT">` and the facts of `[[pages]]` rules; take the former out.

    Lists (authors, tags, images) are separated by commas in a meta, and are arrays in TOML.
    """

    @hookimpl
    def facts(self, page: Page, site: Site) -> Facts | None:
        """1. a meta of the page; 2. the last `[[pages]]` rule that matches its path."""
        given: dict[str, Fact[object]] = {}
        for number in matching(site.settings, page.path):
            for name, value in site.settings.pages[number].facts.items():
                rule = f"[[pages]] rule {number + 1}"
                given[name] = Fact(_read(name, value, page, site), rule)
        for name, tag in _settable(page):
            if tag.value and not value_fault(name, tag.value):
                stated = _read(name, tag.value, page, site)
                given[name] = page.fact(stated, f"meta {OVERRIDE}{name}", tag.element)
        return Facts(**given) if given else None  # type: ignore[arg-type]

    @hookimpl
    def rules(self) -> Rule:
        """Describe the rule on such a meta."""
        return _WRONG

    @hookimpl
    def findings(self, page: Page) -> Iterator[Finding]:
        """Report metas of the author without effect."""
        for name, tag in _settable(page):
            if fault := value_fault(name, tag.value):
                message = f'{OVERRIDE}{name} "{tag.value}": {fault}; it is passed over'
                yield _WRONG.at(page.place(tag.element), message)
        for tag in _addressed(page):
            for key in tag.keys:
                name = key.removeprefix(OVERRIDE)
                # Any plugin may be turned off by its name.
                if key != name and name not in SETTABLE and tag.value.lower() not in OFF:
                    message = f"{key}: there is no such fact; see docs/reference/facts.md"
                    yield _WRONG.at(page.place(tag.element), message)

    @hookimpl
    def edits(self, page: Page) -> Iterator[Edit]:
        """Remove smoopt's own metas and attributes from a static page."""
        metas = _addressed(page)
        attributes = page.source.names_smoopt and OWN_ATTRIBUTE in page.text
        if not (metas or attributes) or page.framework:
            return
        for tag in metas:
            if span := page.start_tag(tag.element):
                yield Edit(span, "", tag.keys[0], "it is addressed to smoopt only")
        if attributes:
            yield from _without_attributes(page)


def _settable(page: Page) -> list[tuple[str, HeadTag]]:
    """Return the metas that name a fact, the first of each name."""
    return [(name, tag) for name, tag in page.overrides.items() if name in SETTABLE]


def _addressed(page: Page) -> list[HeadTag]:
    """Return the metas that are meant for smoopt."""
    if not page.overrides:
        return []
    return [tag for tag in page.head_tags if any(key.startswith(OVERRIDE) for key in tag.keys)]


def _without_attributes(page: Page) -> Iterator[Edit]:
    for element in page.document.iter_elements():
        names = [name for name in element.attrs if name.startswith(OWN_ATTRIBUTE)]
        span = page.start_tag(element)
        if not names or span is None:
            continue
        kept, last = [], span.start
        spans = page.attributes(element)
        for start, end in sorted(spans[name] for name in names if name in spans):
            kept.append(page.text[last:start].rstrip())
            last = end
        text = "".join([*kept, page.text[last : span.end]])
        yield Edit(Span(*span), text, names[0], "it is addressed to smoopt only")


def _read(name: str, value: str | tuple[str, ...], page: Page, site: Site) -> object:
    """Convert the text of an override to the type of its fact."""
    words = tuple(tidy(word) for word in (value.split(",") if isinstance(value, str) else value))
    words = tuple(word for word in words if word)
    whole = tidy(value) if isinstance(value, str) else ", ".join(value)
    match name:
        case "tags":
            return words
        case "authors":
            return tuple(Person(word) for word in words)
        case "images":
            return tuple(site.image(page, word) for word in words)
        case "published" | "modified":
            return iso_date(whole)
        case "discuss":
            return tuple(whole.split()) if isinstance(value, str) else words
    return whole
