"""The section of a page that shows a conversation: a template around lists of responses."""

from collections.abc import Sequence
from typing import NamedTuple

import msgspec

from smoopt.builtin.conversation.responses import Kind, Place, Talk
from smoopt.builtin.conversation.shown_talk import Shown, listed, places_line
from smoopt.builtin.conversation.talk_words import talk_words
from smoopt.html.markup import Markup
from smoopt.html.pattern import Pattern
from smoopt.html.per_page import PerPage
from smoopt.plugin.translations import said_in
from smoopt.plugin.widget_templates import Templates

SIGN = "conversation"
# In the order of the page
_KINDS: tuple[Kind, ...] = ("like", "repost", "reply", "mention", "bookmark")


class Group(msgspec.Struct, frozen=True):
    """The responses of a kind for the template; `list` and `more` are finished HTML."""

    kind: str
    label: str
    count: PerPage
    list: PerPage
    more: PerPage
    has_list: bool
    has_more: bool


class _Form(NamedTuple):
    """Which parts a page's conversation has: for each kind, whether it is listed and has more."""

    groups: tuple[tuple[Kind, bool, bool], ...]
    has_places: bool


def shown(talk: Talk, places: Sequence[Place], how: Shown, templates: Templates) -> str:
    """Return the HTML of a conversation; `places` are where it goes on."""
    words, foreign = said_in(how.language, talk_words())
    if not talk.counts:
        attributes = {"data-smoopt": SIGN, "data-pagefind-ignore": "all", "lang": foreign or None}
        return Markup(places_line(words.discuss, places, attributes))
    given: dict[str, str] = {"places": Markup(places_line(words.discuss, places))}
    groups = []
    for kind in filter(talk.counts.get, _KINDS):
        is_cut = kind == "reply" and talk.counts[kind] > len(talk.of(kind))
        inner = listed(talk, kind, how)
        more = places_line(words.more, talk.places) if is_cut else ""
        groups.append((kind, bool(inner), bool(more)))
        given |= {f"{kind}_list": Markup(inner), f"{kind}_more": Markup(more)}
        given[f"{kind}_count"] = str(talk.counts[kind])
    form = _Form(tuple(groups), bool(given["places"]))
    return _pattern(form, how.language, templates, is_last=how.last).fill(**given)


def try_out(templates: Templates) -> None:
    """Render the template in all languages; raises ConfigError or ValueError if it is wrong."""
    given: dict[str, str] = {"places": Markup("<p>A</p>")}
    for kind in _KINDS:
        given |= {f"{kind}_{name}": Markup("<ul><li>A</li></ul>") for name in ("list", "more")}
        given[f"{kind}_count"] = "2"
    form = _Form(tuple((kind, True, True) for kind in _KINDS), has_places=True)
    for language in talk_words():
        for is_last in (False, True):
            _pattern(form, language, templates, is_last=is_last).fill(**given)


def _pattern(form: _Form, language: str, templates: Templates, *, is_last: bool) -> Pattern:
    words, foreign = said_in(language, talk_words())
    groups = tuple(
        Group(
            kind,
            words.kind(kind),
            PerPage(f"{kind}_count"),
            PerPage(f"{kind}_list"),
            PerPage(f"{kind}_more"),
            has_list,
            has_more,
        )
        for kind, has_list, has_more in form.groups
    )
    return templates.pattern(
        "conversation.html.j2",
        heading=words.heading,
        language=foreign,
        last=is_last,
        places=PerPage("places"),
        has_places=form.has_places,
        groups=groups,
    )
