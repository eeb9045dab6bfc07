"""Gather what the site of the manual is built from: docs/, and the files that its pages link to.

Usage: python tools/make_manual.py FOLDER

FOLDER gets the pages, smoopt.toml, and zensical.toml with a navigation by the folders. What lies
outside docs/ becomes pages below source/, so that every link leads somewhere.
"""

import json
import os
import re
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
# In the order of the navigation; pages of a folder stand in that of its index, others behind them.
_SECTIONS = {
    "tutorial": "Tutorial",
    "how-to": "How-to",
    "reference": "Reference",
    "explanation": "Explanation",
}
_LAST = ("design.md", "changelog.md")
_SETTINGS = "smoopt.toml"
_CHANGELOG = ROOT / "CHANGELOG.md"
# A link, unless it stands in code.
_LINK = re.compile(
    r"^(?P<blanks> *)(?P<fence>`{3,})[^\n]*\n.*?^(?P=blanks)(?P=fence)$"
    r"|(?P<ticks>`+)(?:(?!(?P=ticks))[^\n])+(?P=ticks)"
    r"|\]\((?P<path>[^()\s#]+)(?P<anchor>#[^()\s]*)?\)",
    re.MULTILINE | re.DOTALL,
)
_HEADING = re.compile(r"^# (.+)$", re.MULTILINE)
_LANGUAGES = {".j2": "jinja", ".mjs": "js"}
_KNOWN = {".css", ".html", ".js", ".json", ".py", ".toml", ".xml", ".yml"}
# A search finds what the manual says, not the code that it names.
_UNLISTED = "---\ntitle: {name}\nsearch:\n  exclude: true\n---\n\n"


def gather(folder: Path) -> None:
    """Write the pages and both configurations into a folder."""
    docs = folder / "docs"
    shutil.rmtree(docs, ignore_errors=True)
    shutil.copytree(DOCS, docs, ignore=shutil.ignore_patterns(_SETTINGS))
    todo = [*sorted(DOCS.rglob("*.md")), _CHANGELOG]
    known = set(todo)
    for file in todo:  # it grows
        text = _page(file)
        linked = {path for path in _linked(file, text) if DOCS not in path.parents} - known
        todo += sorted(linked)
        known |= linked
        target = docs / _place(file)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(_relinked(file, text), "utf-8")
    shutil.copy(DOCS / _SETTINGS, folder)
    table = (ROOT / "zensical.toml").read_text("utf-8")
    nav = f"[project]\nnav = {_toml([{'Home': 'index.md'}, *_navigation(docs)])}\n"
    (folder / "zensical.toml").write_text(table.replace("[project]\n", nav, 1), "utf-8")


def _place(file: Path) -> str:
    """Say where the page of a file, or of a list of a folder's files, lies."""
    if file == _CHANGELOG:
        return _LAST[-1]
    if DOCS in file.parents:
        return file.relative_to(DOCS).as_posix()
    path = f"source/{file.relative_to(ROOT).as_posix()}"
    return f"{path}/index.md" if file.is_dir() else f"{path.removesuffix('.md')}.md"


def _page(file: Path) -> str:
    """Give the page of a file."""
    name = file.relative_to(ROOT).as_posix()
    unlisted = _UNLISTED.format(name=name)
    if file.is_dir():
        paths = (path.relative_to(file).as_posix() for path in _texts(file))
        return f"{unlisted}# {name}/\n\n" + "".join(f"- [{path}]({path})\n" for path in paths)
    text = file.read_text("utf-8")
    if file.suffix == ".md":
        return unlisted + text if _place(file).startswith("source/") else text
    kind = file.suffix if file.suffix in _KNOWN else ""
    fence = "`" * (3 + max(map(len, re.findall("`+", text)), default=0))
    language = _LANGUAGES.get(file.suffix, kind.removeprefix(".")) or "text"
    return f"{unlisted}# {name}\n\n{fence}{language}\n{text.rstrip()}\n{fence}\n"


def _texts(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.rglob("*")):
        is_hidden = any(part.startswith((".", "__pycache")) for part in path.parts)
        if path.is_file() and not is_hidden and b"\0" not in path.read_bytes()[:1000]:
            yield path


def _linked(file: Path, text: str) -> set[Path]:
    """Find the files of the repository that a page links to."""
    links = (found["path"] for found in _LINK.finditer(text) if found["path"])
    return {_target(file, link) for link in links if "://" not in link and "mailto:" not in link}


def _target(file: Path, link: str) -> Path:
    base = file if file.is_dir() else file.parent
    target = Path(os.path.normpath(base / link))
    if not target.exists() or ROOT not in target.parents:
        raise FileNotFoundError(f"{file.relative_to(ROOT)}: it links to {link}, which is not there")
    return target


def _relinked(file: Path, text: str) -> str:
    """Let the links of a page lead to the pages of files that lie outside docs/."""

    def relinked(found: re.Match[str]) -> str:
        link, here = found["path"], Path(_place(file)).parent
        if link is None or "://" in link or "mailto:" in link:
            return found[0]
        place = os.path.relpath(_place(_target(file, link)), here)
        return f"]({place}{found['anchor'] or ''})"

    return _LINK.sub(relinked, text)


def _navigation(docs: Path) -> list[dict[str, object]]:
    """Give the folders and pages in their order."""
    sections = [{title: _section(docs, docs / name)} for name, title in _SECTIONS.items()]
    return [*sections, *({_title(docs / name): name} for name in _LAST)]


def _section(docs: Path, folder: Path) -> list[object]:
    index = folder / "index.md"
    order = [found["path"] for found in _LINK.finditer(index.read_text("utf-8"))]

    def rank(page: Path) -> tuple[int, str]:
        link = page.relative_to(folder).as_posix()
        return order.index(link) if link in order else len(order), _title(page).casefold()

    items: list[object] = [index.relative_to(docs).as_posix()]
    inner = {path / index.name for path in folder.iterdir() if path.is_dir()}
    pages = {*folder.glob("*.md")} - {index} | inner
    for page in sorted(pages, key=rank):
        is_folder = page.name == index.name
        place = page.relative_to(docs).as_posix()
        items.append({_title(page): _section(docs, page.parent) if is_folder else place})
    return items


def _title(page: Path) -> str:
    found = _HEADING.search(page.read_text("utf-8"))
    if found is None:
        raise ValueError(f"{page}: it has no heading")
    return found[1].replace("`", "")


def _toml(value: object) -> str:
    """Write lists, tables and text on one line, as TOML has them."""
    if isinstance(value, list):
        return f"[{', '.join(map(_toml, value))}]"
    if isinstance(value, dict):
        return f"{{ {', '.join(f'{json.dumps(key)} = {_toml(of)}' for key, of in value.items())} }}"
    return json.dumps(value, ensure_ascii=False)


if __name__ == "__main__":
    gather(Path(sys.argv[1]))
