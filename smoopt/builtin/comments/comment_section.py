"""The section that loads the comments: its markup, its style sheet, its script."""

from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

import msgspec

from smoopt.builtin.comments.system import System, comments_script
from smoopt.html.page import Page
from smoopt.html.pattern import Pattern
from smoopt.html.per_page import PerPage
from smoopt.model.edits import Edit, File, own_file
from smoopt.model.web_address import host_of, path_of
from smoopt.plugin.translations import said_in
from smoopt.plugin.widget_templates import Templates
from smoopt.site.own_assets import asset_edits
from smoopt.site.site import Site

_WHY = "readers may load the comments"


class CommentWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The texts of the section in one language."""

    comments: str
    show: str
    on_github: str
    host: str


class SectionLook(NamedTuple):
    """What sections of many pages share; `told` is what the script needs to know about a page."""

    language: str
    system_language: str
    host: str
    has_page: bool
    told: frozenset[str]


@cache
def comment_languages() -> Mapping[str, CommentWords]:
    """Read the texts, by language (BCP 47)."""
    data = (Path(__file__).parent / "comment_words.json").read_bytes()
    return msgspec.json.decode(data, type=dict[str, CommentWords])


def section(system: System, url: str, title: str, language: str, templates: Templates) -> str:
    """Return the section of a page by its address and title, each "" if unknown."""
    href = system.discussion(url, title)
    recipe = system.recipe()
    look = SectionLook(
        language, system.language(language), host_of(recipe.host), bool(href), recipe.asked
    )
    given = {"url": url, "path": path_of(url), "title": title, "href": href}
    return section_pattern(look, templates).fill(**given)


@lru_cache(maxsize=256)
def section_pattern(look: SectionLook, templates: Templates) -> Pattern:
    """Render the template, with placeholders for the values of each page."""
    words, foreign = said_in(look.language, comment_languages())
    return templates.pattern(
        "comments.html.j2",
        words=words,
        language=foreign,
        loads_from=words.host.replace("{host}", look.host),
        on_github=words.on_github,
        system_language=look.system_language,
        has_page=look.has_page,
        **{f"tells_{name}": name in look.told for name in ("url", "path", "title")},
        **{name: PerPage(name) for name in ("url", "path", "title", "href")},
    )


@cache
def comments_sheet() -> File:
    """Return the style sheet."""
    return own_file("comments", "css", (Path(__file__).parent / "comments.css").read_bytes())


def refused(page: Page, site: Site, system: System) -> str:
    """Return what the page's policy would have to allow; "" if it allows everything."""
    policy = site.policy(page)
    if not policy.policies:
        return ""
    recipe = system.recipe()
    needed = dict.fromkeys(recipe.directives, (f"{recipe.host}/", recipe.host))
    own = site.href(page, comments_script(system).path)
    needed["script-src"] = (recipe.script["src"], recipe.host)
    missing = [
        f"{name} {source}" for name, (url, source) in needed.items() if not policy.allows(name, url)
    ]
    if not policy.allows("script-src", own):
        missing.append("script-src 'self'")
    return ", ".join(missing)


def section_assets(page: Page, site: Site, system: System) -> Iterator[Edit]:
    """Yield the edits that load style sheet and script from the head."""
    yield from asset_edits(page, site, comments_sheet(), "style sheet", _WHY)
    yield from asset_edits(page, site, comments_script(system), "script", _WHY)
