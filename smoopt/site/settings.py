"""`Settings`: all that the configuration may say, typed."""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import TYPE_CHECKING, Annotated, Literal

import msgspec

from smoopt.model.wording import suggestion
from smoopt.site.kit_settings import KitSettings

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

Options = dict[str, object]
PluginTables = dict[str, bool | Options]
# A plugin in a single file: `tools/credit.py:Credit`.
PLUGIN_FILE = re.compile(r"^(.+\.py):(\w+)$")
# The severity of an audit rule's findings; `off` drops them.
Level = Literal["error", "warning", "info", "off"]
# The plugins that run unless their table turns them off. The order counts: the first source that
# knows a fact wins it, and tags are written in it.
SOURCES = (
    *("overrides", "meta", "jsonld", "microdata", "hentry", "feed"),
    *("content", "language", "boilerplate", "defaults"),
)
WRITERS = (
    *("canonical", "description", "opengraph", "x", "discovery", "structured", "icons"),
    *("share", "bookmarks"),
)
DEFAULTS = (*SOURCES, *WRITERS, "duplicates")
# Those that come with smoopt and run only where their table turns them on.
ON_REQUEST = (
    *("backlinks", "cards", "cite", "comments", "conversation", "feeds", "fold", "follow"),
    *("identity", "indexnow", "keywords", "licence", "markdown", "media", "oembed", "pictures"),
    *("qr", "robots", "signin", "sitemap", "titles"),
)
DEFAULT_TEMPLATES = "templates"
# Every page is matched against every rule.
_MOST_RULES = 1000


class SiteSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The `[site]` table: settings of the whole site.

    `url` is the public address of the site's root folder. `index` is the form of the address of
    a/index.html (`slash`: a/, `bare`: a, `keep`: a/index.html), `suffix` that of a.html (`keep`:
    a.html, `strip`: a). `auto` derives it from the sitemap and the links of the site.
    """

    url: str = ""
    name: str = ""
    language: str = ""
    author: str = ""
    image: str = ""
    image_alt: str = ""
    x: str = ""
    fediverse: str = ""
    index: Literal["auto", "slash", "bare", "keep"] = "auto"
    suffix: Literal["auto", "keep", "strip"] = "auto"

    def __post_init__(self) -> None:
        """Raise ValueError, which msgspec reports with its place, for what is not an account."""
        if self.x and not re.fullmatch(r"@?\w{1,15}", self.x, re.ASCII):
            raise ValueError(f"x: {self.x!r} is not an account; expected one like @example")
        if self.fediverse and not re.fullmatch(r"@?[\w.-]+@[\w.-]+", self.fediverse):
            raise ValueError(
                f"fediverse: {self.fediverse!r} is not an account; expected one like "
                "@me@example.social"
            )
        if self.language:
            from smoopt.model.language_tags import refuse_no_language  # noqa: PLC0415

            refuse_no_language(self.language, "language")


class PageRule(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One `[[pages]]` table: settings for the pages whose path matches.

    `match` has patterns as in .gitignore. `facts` sets facts by name. `plugins` turns plugins on
    or off (true, false) or changes some of their options. `rules` sets the severity of the audit's
    rules there.
    """

    match: tuple[str, ...]
    skip: bool = False
    facts: dict[str, str | tuple[str, ...]] = {}
    plugins: PluginTables = {}
    rules: dict[str, Level] = {}

    def __post_init__(self) -> None:
        """Raise ValueError, which msgspec reports with its place, for a fact that cannot be."""
        from smoopt.model.facts import SETTABLE  # noqa: PLC0415

        for name in self.facts:
            if name not in SETTABLE:
                raise ValueError(f"no fact `{name}`{suggestion(name, SETTABLE)}")
        if isinstance(language := self.facts.get("language"), str):
            from smoopt.model.language_tags import refuse_no_language  # noqa: PLC0415

            refuse_no_language(language, "facts.language")
        if self.facts:
            from smoopt.site.fact_values import value_fault  # noqa: PLC0415

            for name, value in self.facts.items():
                if isinstance(value, str) and (fault := value_fault(name, value.strip())):
                    raise ValueError(f"facts.{name}: {value!r}: {fault}")


class CheckSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The `[check]` table: `rules` says for each rule of the audit how bad what it finds is."""

    rules: dict[str, Level] = {}


class SettingsFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All settings of smoopt.toml.

    `hook_seconds` is the time limit for a hook of an installed plugin per page; 0: no limit.
    `templates` is the folder of the site's own templates, relative to this file.
    """

    hook_seconds: Annotated[float, msgspec.Meta(ge=0, le=86400)] = 10.0
    site: SiteSettings = SiteSettings()
    plugins: PluginTables = {}
    pages: tuple[PageRule, ...] = ()
    check: CheckSettings = CheckSettings()
    templates: str = DEFAULT_TEMPLATES
    kit: KitSettings = KitSettings()

    def __post_init__(self) -> None:
        """Raise ValueError, which msgspec reports, for too many rules."""
        if len(self.pages) > _MOST_RULES:
            raise ValueError(
                f"pages: found {len(self.pages):,} rules; expected at most {_MOST_RULES:,}, for "
                "every page is held against each: write patterns with the same settings in one "
                "`match`"
            )


class Settings(SettingsFile, frozen=True, forbid_unknown_fields=True):
    """The configuration: smoopt.toml, and what the author has laid beside it.

    That is templates and designs of cards by name, and fonts: versions by the paths of their files.
    `url_from` says who gives the site's address: the command line or a generator may.
    """

    own_templates: dict[str, bytes] = {}
    own_designs: dict[str, bytes] = {}
    own_fonts: dict[str, str] = {}
    url_from: str = "site.url in the configuration"


def plugin_files(settings: SettingsFile) -> dict[str, str]:
    """Find the plugins that stand in a single file, by name: `path/to/file.py:Class`.

    A rule's table may name one as well; the site's table takes precedence.
    """
    tables = [*(rule.plugins for rule in reversed(settings.pages)), settings.plugins]
    return {
        name: file
        for plugins in tables
        for name, table in plugins.items()
        if isinstance(table, dict) and isinstance(file := table.get("file"), str)
    }


def matching(settings: Settings, path: str) -> tuple[int, ...]:
    """Return the numbers of the `[[pages]]` rules that match a page's path."""
    if not settings.pages:
        return ()
    return _matching(tuple([rule.match for rule in settings.pages]), path)


# Several callers ask about the same page in a row.
@lru_cache(maxsize=64)
def _matching(rules: tuple[tuple[str, ...], ...], path: str) -> tuple[int, ...]:
    return tuple([number for number, patterns in enumerate(rules) if matches(patterns, path)])


def matches(patterns: tuple[str, ...], path: str) -> bool:
    """Tell whether a path matches patterns as in .gitignore."""
    return bool(patterns) and _spec(patterns).match_file(path)


def refuse_bad_patterns(patterns: Iterable[str]) -> None:
    """Raise ValueError for a pattern that cannot be one of .gitignore."""
    for pattern in patterns:
        try:
            _spec((pattern,))
        except ValueError as error:
            raise ValueError(
                f"{pattern!r} is not a pattern as in .gitignore; a backslash must precede a "
                "character"
            ) from error


def _spec(patterns: tuple[str, ...]) -> "GitIgnoreSpec":
    from smoopt.site.path_patterns import spec  # noqa: PLC0415 - 8 ms, and few sites need it

    return spec(patterns)
