"""Single articles of many sites, each as a site of its own: what one page alone tells.

smoopt cannot compare such a page with others, so this is the harder half. Articles of which no
address is known are left out, and so are those that another package ships as well.
"""

import re
import sys
import tempfile
import unicodedata
from collections.abc import Iterable, Iterator
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

import msgspec
import turbohtml
from annotations import Note, notes
from cells import SILENT, Verdict
from packages import unpack
from registries import Registry, fetched_archive, opened
from said import Page, said_of
from sites import MODES
from statements import Stated, stated
from stripper import hidden

from smoopt.model.errors import PageError

sys.path.insert(0, str(Path(__file__).parent.parent))
from corpus import ram_folder

_LIST = Path(__file__).with_name("articles.toml")
# What is judged of an article; its address is given to smoopt.
FIELDS = (
    *("title", "description", "published", "modified", "authors", "site_name", "image"),
    *("language", "locale", "kind"),
)
# Whose answer it is where the package says what is right.
ANNOTATED = "annotated"
_NO_NOTE = Note("", {})
_NAMED = frozenset({".html", ".htm"})


class Source(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A package that ships articles: `pages` matches their files within `folder`."""

    name: str
    registry: Registry
    version: str
    sha256: str
    folder: str
    pages: str
    answers: str

    @property
    def key(self) -> str:
        """Name the source."""
        return self.name.rpartition("/")[2]


class Article(NamedTuple):
    """A page: where it comes from, its address, the name of its file as that says, its bytes."""

    source: str
    name: str
    address: str
    path: str
    data: bytes
    note: Note


class _Sources(msgspec.Struct, frozen=True):
    source: tuple[Source, ...]


def listed(only: list[str]) -> list[Source]:
    """Read the list, or those of it that are named."""
    every = msgspec.toml.decode(_LIST.read_bytes(), type=_Sources).source
    return [source for source in every if not only or source.key in only]


def articles(sources: Iterable[Source], cache: Path) -> list[Article]:
    """Give the articles of all sources, each address once; those that are missing are fetched."""
    found: dict[str, Article] = {}
    for source in sources:
        if root := _fetched(source, cache):
            for article in _read(source, root):
                found.setdefault(re.sub(r"^https?://(?:www\.)?", "", article.address), article)
    return list(found.values())


def measured(article: Article) -> Iterator[Verdict]:
    """Judge an article by what it states, and by what its package says."""
    found = _without_the_site(stated(article.data), article.address)
    for mode in MODES:
        page = _said(article, mode)
        if page is None:
            continue
        yield from _verdicts(article, mode, page, found)
        if mode == "given":
            yield from _verdicts(article, ANNOTATED, page, _annotated(article, found))


def _without_the_site(found: Stated, address: str) -> Stated:
    """Leave out authors that are the site itself: who states these names no person."""
    host = (urlsplit(address).hostname or "").removeprefix("www.").split(".")
    names = [*filter(None, map(_letters, (*found.get("site_name", ()), max(host, key=len))))]
    people = tuple(
        author
        for author in found.get("authors", ())
        if not author.startswith("@")
        and not any(name in _letters(author) for name in names)
        and _letters(author) not in _letters("".join(host))
    )
    rest = {field: values for field, values in found.items() if field != "authors"}
    return {**rest, "authors": people} if people else rest


def _letters(text: str) -> str:
    """Give a name as addresses write it."""
    spelled = text.casefold().translate({0xE4: "ae", 0xF6: "oe", 0xFC: "ue", 0xDF: "ss"})
    plain = unicodedata.normalize("NFKD", spelled)
    return "".join(filter(str.isalnum, plain))


def _annotated(article: Article, found: Stated) -> Stated:
    """Give what the package says; of several days, the page may state the one of publication."""
    right = dict(article.note.right)
    if "published" in right:
        right["published"] += found.get("published", ())
    return right


def _verdicts(article: Article, by: str, page: Page, right: Stated) -> Iterator[Verdict]:
    for field in FIELDS:
        if field in right:
            said = page.get(field, SILENT)
            yield Verdict(by, article.source, article.name, field, said, right[field])


def _said(article: Article, mode: str) -> Page | None:
    parts = urlsplit(article.address)
    with ram_folder() as folder:
        site = folder / "site"
        file = site / article.path
        file.parent.mkdir(parents=True)
        try:
            file.write_bytes(article.data if mode == "given" else hidden(article.data))
        except PageError:
            return None
        url = f"{parts.scheme}://{parts.netloc}/"
        return dict(said_of(site, url, [article.path])).get(article.path)


def _fetched(source: Source, cache: Path) -> Path | None:
    place = cache / "articles" / f"{source.key}-{source.version}"
    if place.is_dir():
        return place
    place.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=place.parent) as fresh:
        file = fetched_archive(source.registry, source.name, source.version, Path(fresh))
        if file is None:
            return None
        if (digest := sha256(file.read_bytes()).hexdigest()) != source.sha256:
            sys.exit(f"{source.name} {source.version}: SHA-256 is {digest}, not {source.sha256}")
        with opened(file) as archive:
            unpack(archive, source.folder, Path(fresh, "articles"))
        Path(fresh, "articles").rename(place)
    return place


def _read(source: Source, root: Path) -> Iterator[Article]:
    files = sorted(root.glob(source.pages))
    said = notes(source.answers, root, files)
    for file in files:
        note, data = said.get(file, _NO_NOTE), file.read_bytes()
        address = note.address or _stated_address(data)
        if path := path_of(address):
            name = file.relative_to(root).as_posix()
            yield Article(source.key, name, address, path, data, note)


def path_of(address: str) -> str:
    """Name the file that a site would have at an address; "" where this is none."""
    parts = urlsplit(address)
    path = PurePosixPath(unquote(parts.path).lstrip("/"))
    if parts.scheme not in {"http", "https"} or not parts.netloc or ".." in path.parts:
        return ""
    if not path.parts and parts.query:  # the system shows a page by its number
        return re.sub(r"[^\w-]+", "-", parts.query) + ".html"
    is_file = path.suffix.lower() in _NAMED and not parts.path.endswith("/")
    return str(path if is_file else path / "index.html")


def _stated_address(data: bytes) -> str:
    document = turbohtml.parse(data)
    links = document.select("link[rel~=canonical][href]")
    metas = document.select("meta[property='og:url'][content]")
    found = [link.attr("href") or "" for link in links]
    found += [meta.attr("content") or "" for meta in metas]
    return next((address for address in found if path_of(address)), "")
