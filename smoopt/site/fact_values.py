"""Which words can be the value of a fact that an author sets."""

from smoopt.model.dates import iso_date
from smoopt.model.language_tags import is_locale
from smoopt.model.web_address import is_shown_whole
from smoopt.model.wording import near
from smoopt.site.url_checks import is_public

_KINDS = ("home", "error", "search", "list", "page")
# https://ogp.me/#types (2026-12-01); others may be made up, so that only a slip of these is wrong.
_TYPES = (
    *("website", "article", "book", "profile", "music.song", "music.album", "music.playlist"),
    *("music.radio_station", "video.movie", "video.episode", "video.tv_show", "video.other"),
)


def value_fault(name: str, value: str) -> str:
    """Return the reason why a fact cannot have a value, or ""."""
    if name in {"address", "shortlink"} and not is_public(value):
        return "expected an address like https://example.org/page"
    if name == "discuss" and not all(map(is_shown_whole, value.split())):
        return "expected addresses like https://example.org/thread, divided by blanks"
    if name in {"published", "modified"} and not iso_date(value):
        return "expected a date like 2026-11-21"
    if name == "kind" and value not in _KINDS:
        return f"expected one of {', '.join(_KINDS)}"
    if name == "locale" and not is_locale(value):
        return "expected a language and a territory like en_GB"
    if name == "type" and value not in _TYPES and (meant := near(value, _TYPES)):
        return f"did you mean {meant}?"
    return ""
