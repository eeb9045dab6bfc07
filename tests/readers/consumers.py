"""What each reader sees of a page, under the names of the tags that it reads.

Every reader is a function to `Seen`; one that does not look at a tag leaves its name out of
`READS`. Blanks are folded, for readers differ in whether they do.
"""

import json
import subprocess
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import NamedTuple

import extruct
import html5lib

from tests.readers.install import FOLDER, node

Seen = dict[str, str | tuple[str, ...] | None]
Tree = Mapping[str, object]
Reader = Callable[["Built"], Seen]

_XHTML = "{http://www.w3.org/1999/xhtml}"
_PICTURE = ("og:image", "og:image:type", "og:image:width", "og:image:height", "og:image:alt")
_GRAPH = ("og:title", "og:type", "og:url", "og:description", "og:site_name", "og:locale", *_PICTURE)
_ARTICLE = ("article:published_time", "article:modified_time")
EVERY = ("canonical", "description", *_GRAPH, *_ARTICLE, "article:tag", "twitter:card")
READS: dict[str, tuple[str, ...]] = {
    "html5lib": EVERY,
    "extruct": (*_GRAPH, *_ARTICLE, "article:tag"),
    "open-graph-scraper": (*_GRAPH, *_ARTICLE, "twitter:card"),
    "unfurl.js": EVERY,
    "metascraper": (
        *("og:title", "og:description", "og:url", "og:image", "og:site_name", "og:locale"),
        *_ARTICLE,
    ),
}
# Where several stand, ogp.me lets the first win, and X the last.
_LAST = frozenset({"twitter:card"})


class Built(NamedTuple):
    """A page that smoopt built: its file, its public address, and what Node's readers say."""

    file: Path
    url: str
    by_node: Tree


class Tag(NamedTuple):
    """A `<meta>` or canonical `<link>`: the words that name it, and its value."""

    keys: tuple[str, ...]
    value: str


def folded(value: object) -> str:
    """Fold the blanks of a value, as people see it."""
    return " ".join(str(value).split())


def instant(value: object) -> str:
    """Write a point of time in UTC, for metascraper turns every date into that."""
    moment = datetime.fromisoformat(str(value))
    aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return aware.astimezone(UTC).isoformat()


@cache
def head_tags(data: bytes) -> tuple[Tag, ...]:
    """Read the head's metas and canonical links in order, with html5lib."""
    head = html5lib.parse(data, transport_encoding="utf-8").find(f"{_XHTML}head")
    found = []
    for element in [] if head is None else head:
        get = element.get
        if element.tag == f"{_XHTML}meta":
            keys = {*(get("property") or "").split(), *(get("name") or "").split()}
            found.append(Tag(tuple(sorted(keys)), folded(get("content") or "")))
        elif element.tag == f"{_XHTML}link" and "canonical" in (get("rel") or "").split():
            found.append(Tag(("canonical",), get("href") or ""))
    return tuple(found)


def by_html5lib(data: bytes) -> Seen:
    """Read a page by the rules of the platforms: the first of a tag wins, but X's last card."""
    tags, seen = head_tags(data), Seen()
    for name in EVERY:
        values = [tag.value for tag in tags if name in tag.keys]
        seen[name] = _only(name, values)
    return seen


def by_extruct(data: bytes, url: str) -> Seen:
    """Read the Open Graph as extruct gives it: pairs of a property and its value."""
    found = extruct.extract(data.decode(), base_url=url, syntaxes=["opengraph"])["opengraph"]
    pairs = [pair for graph in found for pair in graph["properties"]]
    seen = Seen()
    for name in READS["extruct"]:
        seen[name] = _only(name, [folded(value) for key, value in pairs if key == name])
    return seen


def by_open_graph_scraper(found: Tree) -> Seen:
    """Read what npm's open-graph-scraper says; of several article:tag it keeps only the last."""
    picture = _first(found.get("ogImage"))
    simple = {"published_time": "PublishedTime", "modified_time": "ModifiedTime"}
    seen: dict[str, object] = {f"article:{k}": found.get(f"article{v}") for k, v in simple.items()}
    seen |= {"twitter:card": found.get("twitterCard"), "og:site_name": found.get("ogSiteName")}
    for name in ("title", "type", "url", "description", "locale"):
        seen[f"og:{name}"] = found.get(f"og{name.title()}")
    return _texts(seen | _picture(picture))


def by_unfurl(found: Tree) -> Seen:
    """Read what npm's unfurl.js says."""
    graph, card = _table(found.get("open_graph")), _table(found.get("twitter_card"))
    article = _first(graph.get("articles"))
    seen: dict[str, object] = {"canonical": found.get("canonical_url")}
    seen |= {"description": found.get("description"), "twitter:card": card.get("card")}
    seen |= {f"og:{name}": graph.get(name) for name in ("title", "type", "url", "description")}
    seen |= {f"og:{name}": graph.get(name) for name in ("site_name", "locale")}
    seen |= {name: article.get(name.removeprefix("article:")) for name in _ARTICLE}
    tags = article.get("tags")
    words = tuple(map(folded, tags)) if isinstance(tags, list) else None
    return _texts(seen | _picture(_first(graph.get("images")))) | {"article:tag": words}


def by_metascraper(found: Tree) -> Seen:
    """Read what npm's metascraper says; it falls back on the page itself where no tag is."""
    names = {"og:title": "title", "og:description": "description", "og:url": "url"}
    names |= {"og:image": "image", "og:site_name": "publisher", "og:locale": "lang"}
    names |= {"article:published_time": "datePublished", "article:modified_time": "dateModified"}
    return _texts({name: found.get(key) for name, key in names.items()})


def see(reader: str, built: Built) -> Seen:
    """Read a built page with one reader."""
    match reader:
        case "html5lib":
            return by_html5lib(built.file.read_bytes())
        case "extruct":
            return by_extruct(built.file.read_bytes(), built.url)
        case "open-graph-scraper":
            return by_open_graph_scraper(_table(built.by_node.get("ogs")))
        case "unfurl.js":
            return by_unfurl(_table(built.by_node.get("unfurl")))
    return by_metascraper(_table(built.by_node.get("metascraper")))


def read_by_node(pages: Iterable[tuple[Path, str]]) -> dict[str, Tree]:
    """Let the JavaScript readers read pages (file and address) in one process; by file."""
    asked = [{"file": str(file), "url": url} for file, url in pages]
    command = [*node(), str(FOLDER / "read.mjs")]
    done = subprocess.run(
        command, input=json.dumps(asked).encode(), capture_output=True, check=False
    )
    if done.returncode:
        raise AssertionError(f"the readers failed: {done.stderr.decode()[-2000:]}")
    found: dict[str, Tree] = json.loads(done.stdout)
    return found


def _only(name: str, values: list[str]) -> str | tuple[str, ...] | None:
    if name == "article:tag":
        return tuple(values) or None
    return (values[-1 if name in _LAST else 0] or None) if values else None


def _picture(found: Tree) -> dict[str, object]:
    parts = {f"og:image:{part}": found.get(part) for part in ("type", "width", "height", "alt")}
    return {"og:image": found.get("url"), **parts}


def _texts(found: Mapping[str, object]) -> Seen:
    return {name: folded(value) if value else None for name, value in found.items()}


def _first(value: object) -> Tree:
    return _table(value[0]) if isinstance(value, list) and value else {}


def _table(value: object) -> Tree:
    return value if isinstance(value, dict) else {}
