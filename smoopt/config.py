"""`Settings`: what smoopt.toml (or `[tool.smoopt]` in pyproject.toml) says, typed and checked.

Plugins' own tables are checked against their option classes when they are built (loading.py);
here they stay what TOML made of them.
"""

import re
from collections.abc import Collection
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal, TypeGuard, TypeVar, get_args
from urllib.parse import urlsplit

import msgspec

from smoopt.errors import ConfigError

# What costs time to load and is needed by few runs is imported where it is used.
if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

FILE_NAME = "smoopt.toml"
T = TypeVar("T")
Options = dict[str, object]
# How bad what a rule of the audit finds is; `off` leaves it unsaid.
Level = Literal["error", "warning", "info", "off"]


class SiteSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The `[site]` table: what is true of the whole site.

    `url` is the public address of the site's root folder. `index` says how a/index.html is
    addressed (`slash`: a/, `bare`: a, `keep`: a/index.html), `suffix` how a.html is (`keep`:
    a.html, `strip`: a); `auto` learns it from the sitemap and the links of the site.
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
        """Raise ValueError, which msgspec reports with its place, for what is no account."""
        if self.x and not re.fullmatch(r"@?\w{1,15}", self.x, re.ASCII):
            raise ValueError(f"x: {self.x!r} is no account; expected one like @example")
        if self.fediverse and not re.fullmatch(r"@?[\w.-]+@[\w.-]+", self.fediverse):
            raise ValueError(
                f"fediverse: {self.fediverse!r} is no account; expected one like @me@example.social"
            )


class PageRule(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One `[[pages]]` table: what is different for the pages whose path matches.

    `match` holds patterns as in .gitignore; `facts` sets facts by name; `plugins` turns plugins
    on or off (true, false) or changes single options of them; `rules` says how bad what the
    audit finds there is.
    """

    match: tuple[str, ...]
    skip: bool = False
    facts: dict[str, str | tuple[str, ...]] = {}
    plugins: dict[str, bool | Options] = {}
    rules: dict[str, Level] = {}

    def __post_init__(self) -> None:
        """Raise ValueError, which msgspec reports with its place, for a fact that is none."""
        from smoopt.facts import SETTABLE  # noqa: PLC0415

        for name in self.facts:
            if name not in SETTABLE:
                raise ValueError(f"no fact `{name}`{suggestion(name, SETTABLE)}")


class CheckSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The `[check]` table: `rules` says for each rule of the audit how bad what it finds is."""

    rules: dict[str, Level] = {}


class Settings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Everything smoopt.toml can say."""

    site: SiteSettings = SiteSettings()
    plugins: dict[str, bool | Options] = {}
    pages: tuple[PageRule, ...] = ()
    check: CheckSettings = CheckSettings()


def load(path: Path) -> Settings:
    """Read settings from `path`; raises ConfigError with the file and the exact setting."""
    settings = convert(_tables(path), Settings, str(path))
    if settings.site.url:
        return with_url(settings, check_url(settings.site.url, f"{path}: site.url"))
    return settings


def _tables(path: Path) -> object:
    """Read smoopt's tables from a file; raises ConfigError."""
    import tomllib  # noqa: PLC0415

    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise ConfigError(f"{path}: cannot be read: {error.strerror}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path}: is not valid TOML: {error}") from error
    return tables.get("tool", {}).get("smoopt") if path.name == "pyproject.toml" else tables


def find(*folders: Path) -> Path | None:
    """Look for a configuration in each folder: smoopt.toml, else a pyproject.toml that has one."""
    for folder in folders:
        own, project = candidates(folder)
        if own.is_file():
            return own
        if project.is_file() and _tables(project):
            return project
    return None


def candidates(folder: Path) -> tuple[Path, Path]:
    """Name the files of a folder that a configuration may stand in, the first before the second."""
    return folder / FILE_NAME, folder / "pyproject.toml"


def matching(settings: Settings, path: str) -> tuple[int, ...]:
    """Give the numbers of the `[[pages]]` rules that match a page's path."""
    return tuple(
        number for number, rule in enumerate(settings.pages) if _spec(rule.match).match_file(path)
    )


def matches(patterns: tuple[str, ...], path: str) -> bool:
    """Tell whether a path matches patterns as in .gitignore."""
    return bool(patterns) and _spec(patterns).match_file(path)


@cache
def _spec(patterns: tuple[str, ...]) -> "GitIgnoreSpec":
    from pathspec import GitIgnoreSpec  # noqa: PLC0415

    return GitIgnoreSpec.from_lines(patterns)


def convert(value: object, to: type[T], where: str, table: str = "") -> T:
    """Turn the values of a table into `to`; raises ConfigError naming the setting at fault."""
    try:
        return msgspec.convert(value, to)
    except msgspec.ValidationError as error:
        problem, _, at = str(error).partition(" - at `$")
        setting = ".".join(part for part in (table, at.rstrip("`").lstrip(".")) if part)
        hint = _hint(problem, _type_at(to, at), to)
        raise ConfigError(": ".join(filter(None, (where, setting, problem + hint)))) from error


def suggestion(name: str, known: Collection[str]) -> str:
    """Say what could have been meant by a name that is not known."""
    import difflib  # noqa: PLC0415

    near = difflib.get_close_matches(name, known, 1)
    return f" (did you mean `{near[0]}`?)" if near else f" (known: {', '.join(sorted(known))})"


def _hint(problem: str, here: object, whole: type) -> str:
    """Say what could stand in place of what is wrong; `here` is the type of its table or value."""
    if problem.startswith("Invalid enum value"):
        return f"; expected {' or '.join(map(repr, get_args(here)))}"
    unknown = re.search(r"unknown field `([^`]*)`", problem)
    if unknown is None or not _is_table(here):
        return ""
    from smoopt.installed import DEFAULTS  # noqa: PLC0415 - for a mistake only

    name, fields = unknown[1], {field.encode_name for field in msgspec.structs.fields(here)}
    if here is whole is Settings:
        if name in SiteSettings.__struct_fields__:
            return f" (did you mean `site.{name}`?)"
        if name in DEFAULTS:
            return f" (did you mean `plugins.{name}`?)"
    return suggestion(name, fields)


def _type_at(to: object, path: str) -> object:
    """Find the type of a setting by its path, as msgspec writes it: `.pages[0].rules[...]`."""
    for name, index in re.findall(r"\.(\w+)|(\[)", path.rstrip("`")):
        if index:
            to = next((kind for kind in reversed(get_args(to)) if kind is not ...), object)
        elif _is_table(to):
            types = {field.encode_name: field.type for field in msgspec.structs.fields(to)}
            to = types.get(name, object)
    return to


def _is_table(kind: object) -> TypeGuard[type[msgspec.Struct]]:
    return isinstance(kind, type) and issubclass(kind, msgspec.Struct)


def with_url(settings: Settings, url: str) -> Settings:
    """Give the settings with another site address."""
    return msgspec.structs.replace(settings, site=msgspec.structs.replace(settings.site, url=url))


def check_url(url: str, where: str) -> str:
    """Return the site's address with its closing slash; raises ConfigError if it cannot serve."""
    try:
        parts = urlsplit(url)
    except ValueError as error:
        raise ConfigError(f"{where}: {url!r} is no address: {error}") from error
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise ConfigError(f"{where}: {url!r} is no address; expected one like https://example.org/")
    if parts.query or parts.fragment or parts.username:
        raise ConfigError(f"{where}: {url!r} must have no user, query or fragment")
    if re.search(r"[\s\x00-\x1f]", url):
        raise ConfigError(f"{where}: {url!r} is no address: it has blanks")
    if re.search(r"\.x?html?$", parts.path, re.IGNORECASE):
        root = url.rpartition("/")[0]
        raise ConfigError(
            f"{where}: {url!r} is a page's address; expected that of the site's root folder, "
            f"like {root}/"
        )
    if is_local(url):
        raise ConfigError(
            f"{where}: {url!r} is this computer's own address, which nobody else can reach; "
            "give the address the site will be published at"
        )
    return url if url.endswith("/") else f"{url}/"


def is_public(url: str) -> bool:
    """Tell whether an address is absolute, of the web, and reachable by others."""
    try:
        parts = urlsplit(url)
        return parts.scheme in {"http", "https"} and bool(parts.hostname) and not is_local(url)
    except ValueError:
        return False


def is_local(url: str) -> bool:
    """Tell whether an address is reachable from this machine only."""
    import ipaddress  # noqa: PLC0415

    try:
        host = urlsplit(url).hostname or ""
        if host == "localhost" or host.endswith((".localhost", ".local")):
            return True
        address = ipaddress.ip_address(host)
    except ValueError:
        return False
    return address.is_loopback or address.is_unspecified
