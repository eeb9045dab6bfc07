"""robots.txt as text: the crawlers that it names, and the group that excludes crawlers.

https://www.rfc-editor.org/rfc/rfc9309.html (2026-12-01)
"""

import re
from collections.abc import Iterable, Iterator

_LINE = re.compile(r"[^\S\n]*([a-z][a-z -]{0,30}?)[^\S\n]*:[^\S\n]*([^#\n]*)", re.IGNORECASE)
# As Google parses it: https://github.com/google/robotstxt (2026-12-01)
_AGENT = frozenset({"user-agent", "useragent", "user agent"})
_RULES = frozenset({"allow", "disallow"})


def group(text: str, names: Iterable[str]) -> str:
    """Return a group that excludes crawlers, to append to a text; "" if that names all of them.

    A crawler that has a group already is left out.
    """
    named = {value.lower() for key, value in _lines(text) if key in _AGENT}
    missing = sorted((name for name in names if name.lower() not in named), key=str.lower)
    if not missing:
        return ""
    lines = [*(f"User-agent: {name}" for name in missing), "Disallow: /"]
    # A group without rules would continue up to the next rule; an empty Disallow ends it.
    return "\n".join(["Disallow:", "", *lines] if _ends_open(text) else lines)


def _ends_open(text: str) -> bool:
    """Return whether the last group has no rule yet, so that following lines would belong to it."""
    keys = [key for key, _ in _lines(text) if key in _AGENT | _RULES]
    return bool(keys) and keys[-1] in _AGENT


def _lines(text: str) -> Iterator[tuple[str, str]]:
    for line in re.split(r"\r\n|\r|\n", text.lstrip("\ufeff")):
        found = _LINE.match(line)
        if found is not None:
            yield found[1].lower(), found[2].strip()
