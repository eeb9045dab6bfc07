"""Settings that do not fit the site: pictures that it lacks, patterns that match no page."""

from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import NamedTuple

from smoopt.model.errors import ConfigError
from smoopt.model.finding import Finding, Place, Severity
from smoopt.model.rule import Rule
from smoopt.model.wording import near
from smoopt.site.config import FILE_NAME
from smoopt.site.settings import Settings, matches
from smoopt.site.site import Site

_PICTURES = frozenset({".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif", ".svg"})

MATCH_UNUSED = Rule(
    id="match-unused",
    severity=Severity.WARNING,
    what="The `match` of a `[[pages]]` rule, the `show` or `hide` of a bar, or the `pages` of "
    "`identity` or `signin` match no page.",
    why="It has no effect on the pages that it was meant for.",
    source="",
    fix="Write the pattern to match paths in the site's folder, or remove it.",
)
# The plugins that choose their pages by patterns, and the options that have these.
_CHOOSING = {
    "share": ("show", "hide"),
    "bookmarks": ("show", "hide"),
    "follow": ("hide",),
    "identity": ("pages",),
    "signin": ("hide", "pages"),
}
# The characters that make a pattern more than a name.
_SIGNS = frozenset("*?[!\\")


class _Written(NamedTuple):
    """A value of the configuration, and the setting that it stands in."""

    setting: str
    value: str


def refuse_missing(site: Site, where: str) -> None:
    """Raise ConfigError for a picture that the configuration, `where`, names and the site lacks."""
    for setting, value in _pictures(site):
        path = site.file(None, value)
        if path is None or site.passes_on(path) or _is_there(site, path):
            continue
        meant = near(f"/{path}", (f"/{name}" for name in site.files if _is_picture(name)))
        hint = f"did you mean {meant}?" if meant else "write the path as seen from the site's root"
        raise ConfigError(
            f"{where}: {setting}: there is no picture “{value}” in {site.root} ({hint})"
        )


def _pictures(site: Site) -> Iterator[_Written]:
    """Yield the pictures set for the site, and those set for pages from the site's root."""
    settings = site.settings
    if settings.site.image:
        yield _Written("site.image", settings.site.image)
    for number, rule in enumerate(settings.pages):
        given = rule.facts.get("images", ())
        for value in given.split(",") if isinstance(given, str) else given:
            if value.strip().startswith("/") or "://" in value:  # else each page reads it by itself
                yield _Written(f"pages[{number}].facts.images", value.strip())


def _is_picture(name: str) -> bool:
    return PurePosixPath(name).suffix.lower() in _PICTURES


def _is_there(site: Site, path: str) -> bool:
    """Tell whether a file, or a link to one, has a path."""
    opened = site.opened
    return bool(path) and (opened.status(path) is not None or opened.is_behind_link(path))


def unmatched(site: Site) -> Iterator[Finding]:
    """Report patterns that match no page, with their key."""
    for key, patterns in _patterns(site.settings) if site.pages else ():
        if not any(matches(patterns, path) for path in site.pages):
            written = ", ".join(f"“{pattern}”" for pattern in patterns)
            meant = _meant(site, patterns)
            hint = f" (did you mean “{meant}”?)" if meant else ""
            found = f"{key}: {written or 'no pattern'} matches no page{hint}"
            yield MATCH_UNUSED.at(Place(FILE_NAME), found)


def _patterns(settings: Settings) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the page patterns in the configuration, each list with its key."""
    for number, rule in enumerate(settings.pages):
        yield f"pages[{number}].match", rule.match
    for name, choices in _CHOOSING.items():
        table = settings.plugins.get(name)
        options = table if isinstance(table, dict) else {}
        for option in choices:
            given = options.get(option)
            if given and isinstance(given, list | tuple):
                yield f"plugins.{name}.{option}", tuple(map(str, given))


def _meant(site: Site, patterns: tuple[str, ...]) -> str:
    """Find a pattern that matches pages and is near to one that does not."""
    folders = dict.fromkeys(path.partition("/")[0] for path in site.pages if "/" in path)
    for pattern in patterns:
        first, slash, rest = pattern.lstrip("/").partition("/")
        if slash and first not in folders:
            # Seen from above the site's folder, or from the host's root.
            if rest.partition("/")[0] in folders or rest in site.pages:
                return rest
            if folder := near(first, folders):
                return f"{folder}/{rest}"
    names = dict.fromkeys(path.rpartition("/")[2] for path in site.pages)
    plain = (pattern.lstrip("/") for pattern in patterns if _SIGNS.isdisjoint(pattern))
    return next(filter(None, (near(pattern, names) for pattern in plain)), "")
