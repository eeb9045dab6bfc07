"""The companion of a page: its cards, facts, findings and changes, and the page itself."""

from collections.abc import Iterator
from typing import NamedTuple

import xxhash
from markupsafe import Markup

from smoopt.build.explain import shown
from smoopt.model.edits import once_each
from smoopt.model.faults import guarded
from smoopt.model.finding import Finding
from smoopt.preview.cards.card import Card, CardPicture
from smoopt.preview.cards.make_cards import make_cards
from smoopt.preview.rendering import RenderedPage
from smoopt.preview.state import PreviewState
from smoopt.preview.urls import Urls
from smoopt.preview.views.base_view import badges_of, base_values, fill, fill_card

_STATUS = {
    "changed": "smoopt adds to this page",
    "unchanged": "nothing to add, or added already",
    "failed": "left as it was: see the findings",
}
# X's two cards share a template.
_SHARED_TEMPLATES = {"x-large": "x", "x-small": "x"}
# Longer lines and diffs are cut: a page without line ends is a single line.
_LONGEST_LINE, _MOST_LINES = 2000, 2000


class FactRow(NamedTuple):
    """A fact of the page: its name, its value, and its source."""

    name: str
    value: str
    rule: str
    plugin: str
    place: str


class ChangeRow(NamedTuple):
    """One change that smoopt makes to the page."""

    sign: str
    name: str
    plugin: str
    because: str


class Design(NamedTuple):
    """A card design: its name, the address of the page's card in it, and whether it is set."""

    name: str
    url: str
    is_set: bool


class DiffLine(NamedTuple):
    """A line of the diff: `head`, `add`, `take`, `at` or `same`; and how much was cut off."""

    kind: str
    text: str
    cut: int = 0


def draw_page(state: PreviewState, urls: Urls, rendered: RenderedPage) -> str:
    """Draw the companion of a page; never raises because of the page."""
    return guarded(
        lambda: _drawn(state, urls, rendered),
        lambda error: _drawn(state, urls, rendered.failing(error)),
    )


def _drawn(state: PreviewState, urls: Urls, rendered: RenderedPage) -> str:
    outcome = rendered.outcome
    address = outcome.facts.address
    findings = state.findings(rendered)
    diff = list(rendered.diff_lines())
    return fill(
        "page.html",
        **base_values(state, urls),
        path=outcome.path,
        title=rendered.title,
        address=address.value if address else "",
        status=_status(rendered),
        cards=list(_cards(state, urls, rendered)),
        designs=list(_designs(state, urls, rendered)),
        facts=list(_facts(rendered)),
        findings=sorted(findings, key=_order),
        badges=badges_of(findings),
        rules=state.rules,
        changes=list(_changes(rendered)),
        diff=[_diff_line(line) for line in diff[:_MOST_LINES]],
        left_out=max(0, len(diff) - _MOST_LINES),
        kit=urls.kit(outcome.path),
        frame=urls.page(outcome.path),
        digest=xxhash.xxh3_64_hexdigest(outcome.data),
    )


def draw_card(card: Card, picture_url: str | None, icon_url: str | None = None) -> str:
    """Draw a card; the addresses are those at which its pictures are served.

    A placeholder is drawn for a picture without an address (it is on another host). The style
    sheet is static/cards.css; no script is needed.
    """
    name = _SHARED_TEMPLATES.get(card.network, card.network)
    return fill_card(f"cards/{name}.html", card=card, image_url=picture_url, icon_url=icon_url)


def _status(rendered: RenderedPage) -> str:
    """Return what smoopt does with a page, in words."""
    skip = rendered.outcome.skip
    return f"skipped: {skip.value}" if skip else _STATUS[rendered.outcome.status]


def _cards(state: PreviewState, urls: Urls, rendered: RenderedPage) -> Iterator[Markup]:
    if rendered.page is None:
        return
    for card in make_cards(rendered.page, state.overlay.site):
        picture, icon = (served(urls, each) for each in (card.picture, card.icon))
        # Its values are escaped by the card's own template.
        yield Markup(draw_card(card, picture, icon))  # noqa: S704


def _designs(state: PreviewState, urls: Urls, rendered: RenderedPage) -> Iterator[Design]:
    """Yield the page's card in all designs, if there is a server to draw them."""
    path = rendered.outcome.path
    if not urls.live or rendered.outcome.facts.title is None:
        return
    # A card that changes gets another address, so browsers can cache it.
    version = xxhash.xxh3_64_hexdigest(rendered.outcome.data)
    names, chosen = state.designs(rendered)
    for name in names:
        yield Design(name, f"{urls.card(path, name)}?{version}", name == chosen)


def served(urls: Urls, picture: CardPicture | None) -> str | None:
    """Return the address of a picture of the site; None for others, which are not fetched."""
    return (urls.picture(picture.file) or None) if picture and picture.file else None


def _facts(rendered: RenderedPage) -> Iterator[FactRow]:
    facts = rendered.outcome.facts
    for name in facts.__struct_fields__:
        fact = getattr(facts, name)
        if fact is not None:
            place = str(fact.place) if fact.place else ""
            title = name.replace("_", " ")
            yield FactRow(title, shown(fact.value), fact.rule, fact.plugin or "smoopt", place)


def _order(finding: Finding) -> tuple[int, int, int, str]:
    return -finding.severity, finding.place.line, finding.place.column, finding.code


def _changes(rendered: RenderedPage) -> Iterator[ChangeRow]:
    for edit in once_each(rendered.outcome.edits):
        yield ChangeRow(edit.sign.replace("-", "−"), edit.name, edit.plugin, edit.because)


def _diff_line(line: str) -> DiffLine:
    kinds = {"+": "add", "-": "take", "@": "at"}
    kind = "head" if line.startswith(("--- ", "+++ ")) else kinds.get(line[:1], "same")
    return DiffLine(kind, line[:_LONGEST_LINE], max(0, len(line) - _LONGEST_LINE))
