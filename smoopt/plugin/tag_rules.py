"""The rules that hold for tags of any name."""

from smoopt.model.finding import Severity
from smoopt.model.rule import Rule

_OGP = "https://ogp.me/"

TAG_EMPTY = Rule(
    id="tag-empty",
    severity=Severity.WARNING,
    what="A tag of Open Graph, X or the fediverse has no content.",
    why="The first tag of a name wins, and an empty one keeps readers from what they would fall "
    "back to.",
    source=_OGP,
    fix="Fill the tag or leave it out.",
)
TAG_SEVERAL = Rule(
    id="tag-several",
    severity=Severity.WARNING,
    what="A tag of which a page may have only one is there several times.",
    why="Which of them counts differs from reader to reader.",
    source=_OGP,
    fix="Keep one; usually a theme and a plugin both write it.",
)
TAG_ATTRIBUTE = Rule(
    id="tag-attribute",
    severity=Severity.INFO,
    what="A tag bears its name in another attribute than its readers ask for.",
    why="Open Graph is read from `property`, X's cards and HTML's own tags from `name`; not every "
    "reader looks into both.",
    source=_OGP,
    fix="Write `property` for og: and article:, `name` for twitter: and description.",
)
TAG_OVERRIDDEN = Rule(
    id="tag-overridden",
    severity=Severity.WARNING,
    what="A tag of the page says something else than its author told smoopt.",
    why='What is set in smoopt.toml or in a `<meta name="smoopt:…">` goes before what a theme '
    "writes.",
    source="",
    fix="Nothing where smoopt replaced the tag; else let the theme write the same value.",
    of_build=True,
)
