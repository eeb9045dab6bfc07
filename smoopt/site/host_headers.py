"""Which headers a site's host sends with a page, by the file `_headers`.

https://docs.netlify.com/manage/routing/headers/ and
https://developers.cloudflare.com/pages/configuration/headers/ (2026-11-30)
"""

import re
from urllib.parse import unquote

import msgspec

FILE_NAME = "_headers"
# Headers by their names in lower case.
POLICY, ROBOTS = "content-security-policy", "x-robots-tag"
_WILD = re.compile(r"(\*)|:[a-zA-Z]\w*")


class HeaderRule(msgspec.Struct, frozen=True):
    """Headers for some paths: each with its name in lower case and its value; None takes it back.

    `host` is the only host it holds for, "" where it holds for each.
    """

    host: str
    paths: re.Pattern[str]
    headers: tuple[tuple[str, str | None], ...]


def read_rules(text: str) -> tuple[HeaderRule, ...]:
    """Read the rules of such a file."""
    blocks: list[list[str]] = []
    for line in map(str.strip, text.splitlines()):
        if line.startswith(("/", "https://")):
            blocks.append([line])
        elif line and not line.startswith("#") and blocks:
            blocks[-1].append(line)
    return tuple(_rule(*block) for block in blocks)


def sent(rules: tuple[HeaderRule, ...], name: str, host: str, place: str) -> tuple[str, ...]:
    """Return all values of a header that are sent with a site path; `name` is in lower case.

    Every rule that matches counts, as at Cloudflare; this includes all that Netlify sends.
    """
    values: list[str] = []
    for rule in rules:
        if rule.host not in {"", host} or not rule.paths.fullmatch(f"/{place}"):
            continue
        for written, value in rule.headers:
            if written == name and value is None:
                values.clear()
            elif written == name and value:
                values.append(value)
    return tuple(values)


def _rule(where: str, *lines: str) -> HeaderRule:
    """Read a rule: for which paths it is, with or without a closing slash, and its headers."""
    host, _, path = where.removeprefix("https://").partition("/")
    pieces: list[str] = []
    end = 0
    for found in _WILD.finditer(path):
        pieces += [re.escape(unquote(path[end : found.start()])), ".*" if found[1] else "[^/]+"]
        end = found.end()
    pieces.append(re.escape(unquote(path[end:])).removesuffix("/"))
    paths = re.compile(f"/{''.join(pieces)}/?", re.DOTALL)
    return HeaderRule(host, paths, tuple(map(_header, lines)))


def _header(line: str) -> tuple[str, str | None]:
    """Read `Name: value`, or Cloudflare's `! Name`, which takes back what others say."""
    if line.startswith("!"):
        return line[1:].strip().lower(), None
    name, _, value = line.partition(":")
    return name.strip().lower(), value.strip()
