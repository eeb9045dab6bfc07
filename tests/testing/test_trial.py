"""Each law has a plugin that breaks it, and is told what it broke and where."""

import itertools
import random
import re
from collections.abc import Iterator
from typing import ClassVar

import pytest

from smoopt import (
    Edit,
    Fact,
    Facts,
    File,
    FileEdit,
    Finding,
    Page,
    Place,
    Plugin,
    Rule,
    Severity,
    Site,
    Span,
    hookimpl,
    slot,
)
from smoopt.testing import build, check

PAGE = "<!doctype html>\n<title>A</title>\n<main><p>Hello.</p></main>\n</body>"
PAGES = {"a.html": PAGE, "b/index.html": PAGE.replace("Hello", "Welcome")}


def at_end(page: Page, text: str, name: str = "note", because: str = "a test") -> Edit:
    position = slot(page, "body-end")
    assert position is not None
    return Edit(Span(position, position), text, name, because)


def note(text: object) -> str:
    return f'<p data-smoopt="note">{text}</p>'


class Note(Plugin, frozen=True):
    """Keep all laws."""

    text: str = "Hi"

    @hookimpl
    def edits(self, page: Page) -> Edit:
        return at_end(page, note(self.text))


class Dice(Plugin, frozen=True):
    @hookimpl
    def edits(self, page: Page) -> Edit:
        return at_end(page, f"{note('the dice fell')}\n{note(random.random())}")


class Counter(Plugin, frozen=True):
    seen: ClassVar[list[str]] = []

    @hookimpl
    def edits(self, page: Page) -> Edit:
        self.seen.append(page.path)
        return at_end(page, note(len(self.seen)))


class Hoarder(Plugin, frozen=True):
    seen: list[str] = []  # noqa: RUF012 - msgspec copies it

    @hookimpl
    def survey(self, page: Page) -> str:
        if page.path not in self.seen:
            self.seen.append(page.path)
        return "same"


before: list[str] = [""]


class Follower(Plugin, frozen=True):
    """Remember the page before, outside of the class."""

    @hookimpl
    def edits(self, page: Page) -> Edit:
        if before[-1] != page.path:
            before.append(page.path)
        return at_end(page, note(f"after {before[-2]}"))


class Gardener(Plugin, frozen=True):
    @hookimpl
    def findings(self, page: Page) -> None:
        page.document.select_one("main").attrs["class"] = "mown"


class Unsigned(Plugin, frozen=True):
    @hookimpl
    def edits(self, page: Page) -> Edit:
        return at_end(page, "<p>Hi</p>")


class Nameless(Plugin, frozen=True):
    @hookimpl
    def edits(self, page: Page) -> Edit:
        return at_end(page, note("Hi"), name=" ")


class Groundless(Plugin, frozen=True):
    @hookimpl
    def edits(self, page: Page) -> Edit:
        return at_end(page, note("Hi"), because="")


class Unruled(Plugin, frozen=True):
    @hookimpl
    def facts(self, page: Page) -> Facts:
        return Facts(title=Fact("T", ""))


class Outside(Plugin, frozen=True):
    @hookimpl
    def edits(self, page: Page) -> Edit:
        return Edit(Span(5, 10_000), "x", "far", "a test")


class Divider(Plugin, frozen=True):
    @hookimpl
    def edits(self, page: Page) -> Edit:
        position = slot(page, "head")
        return Edit(Span(position, position), "<meta name=a><div></div>", "divider", "a test")


class Failing(Plugin, frozen=True):
    @hookimpl
    def edits(self, page: Page) -> None:
        raise KeyError("nothing there")


class FailingOnAll(Plugin, frozen=True):
    @hookimpl
    def site_files(self) -> None:
        raise KeyError("nothing there")


class Writer(Plugin, frozen=True):
    """Write a file by itself."""

    @hookimpl
    def edits(self, site: Site) -> None:
        (site.root / "own.txt").write_text("mine")


class Appender(Plugin, frozen=True):
    @hookimpl
    def edits(self, site: Site) -> None:
        with (site.root / "log.txt").open("a") as file:
            file.write("built\n")


class Census(Plugin, frozen=True):
    """Tell of all pages what smoopt is not asked for."""

    @hookimpl
    def edits(self, page: Page, site: Site) -> Edit:
        return at_end(page, note(f"{len(list(site.root.rglob('*.html')))} pages"))


numbers = itertools.count()


class Shuffled(Plugin, frozen=True):
    @hookimpl
    def site_files(self) -> File:
        return File.at("number.txt", str(next(numbers)).encode())


BROKEN = [
    (
        Dice,
        r"a.html: the plugin 'dice' in its hook 'edits': it is not deterministic: asked twice, it "
        r'gave two answers: line 3 was `<p data-smoopt="note">0.\d+</p>`, and is `<p .*0.\d+</p>`',
    ),
    (
        Counter,
        r"a.html: the plugin 'counter' in its hook 'edits': it keeps state: Counter.seen changed "
        r"from \[\] to \['a.html'\]; what it answers must follow from its arguments and options",
    ),
    (
        Hoarder,
        r"a.html: the plugin 'hoarder' in its hook 'survey': it keeps state: its options changed "
        r"from Hoarder\(seen=\[\]\) to Hoarder\(seen=\['a.html'\]\)",
    ),
    (
        Follower,
        r"a.html: the plugin 'follower' in its hook 'edits': it answered otherwise when the pages "
        r"came in another order, .*: line 2 was `.*after <.*`, and is `.*after b/index.html<",
    ),
    (
        Gardener,
        r"a.html: the plugin 'gardener' in its hook 'findings': it changed the page's tree, which "
        r'all plugins share; expected an Edit: line 10 was `<main>`, and is `<main class="mown">`',
    ),
    (
        Unsigned,
        r"a.html: error: the plugin 'unsigned' failed in its hook 'edits': it adds 'note' to the "
        r"body without data-smoopt on the outermost elements",
    ),
    (
        Nameless,
        r"a.html: the plugin 'nameless' in its hook 'edits': an edit at 4:8 has no name; expected",
    ),
    (
        Groundless,
        r"a.html: the plugin 'groundless' in its hook 'edits': the edit 'note' at 4:8 has no "
        r"reason; expected `because`",
    ),
    (
        Unruled,
        r"a.html: the plugin 'unruled' in its hook 'facts': Facts.title has no rule; expected",
    ),
    (
        Outside,
        r"a.html: error: the plugin 'outside' failed in its hook 'edits': it edits characters 5 "
        r"to 10000 of a page that has 67",
    ),
    (
        Divider,
        r"a.html: the plugin 'divider' in its hook 'edits': the edit 'divider' puts <div> into "
        r"the head, where a browser begins the body; expected meta",
    ),
    (
        Failing,
        r"(?s)a.html: error: the plugin 'failing' failed in its hook 'edits': KeyError: 'nothing "
        r"there' \(test_trial.py:\d+\).*raise KeyError\(\"nothing there\"\)",
    ),
    (
        FailingOnAll,
        r"error: the plugin 'failingonall' failed in its hook 'site_files': KeyError",
    ),
    (Writer, r"undo did not give the site back: own.txt: it was not there"),
    (Appender, r"a second build changed log.txt: line \d+ was not there, and is `built`"),
    (
        Census,
        r"as pages came one after another, the last first, the site is another, in b/index.html: "
        r"line 4 was `.*2 pages.*`, and is `.*1 pages",
    ),
    (
        Shuffled,
        r"the site: the plugin 'shuffled' in its hook 'site_files': it is not deterministic: .*"
        r"line 2 was `File.content: b'1'`, and is `File.content: b'2'`",
    ),
]


@pytest.mark.parametrize(
    ("plugin", "said"), BROKEN, ids=lambda case: case.__name__ if isinstance(case, type) else ""
)
def test_a_law_that_is_broken_is_told(plugin: type[Plugin], said: str) -> None:
    with pytest.raises(AssertionError) as raised:
        build(PAGES, [plugin])
    assert re.search(said, str(raised.value)), raised.value
    build(PAGES, [Note])


class Judge(Plugin, frozen=True):
    """Find something under a code that may be described, or another's."""

    code: str = "judge-found"
    describes: bool = False

    @hookimpl
    def rules(self) -> Iterator[Rule]:
        if self.describes:
            yield Rule(self.code, Severity.WARNING, "Found.", "It is there.", "", "Nothing.")

    @hookimpl
    def findings(self, page: Page) -> Finding:
        return Finding(Severity.WARNING, self.code, page.place(), "found")


def test_a_code_is_described_or_begins_with_the_plugins_name() -> None:
    for judge in (Judge(), Judge(code="found", describes=True)):
        found = build(PAGES, [judge]).findings
        assert [finding.place for finding in found] == [Place("a.html"), Place("b/index.html")]
        assert check(PAGES, [judge]) == found
    said = "a.html: the plugin 'judge' finds 'found', which its hook 'rules' does not describe"
    for run in (build, check):
        with pytest.raises(AssertionError, match=said):
            run(PAGES, [Judge(code="found")])


class Generous(Plugin, frozen=True):
    """Give files of all kinds."""

    @hookimpl
    def files(self, page: Page) -> File:
        return File.at(f"{page.path}.txt", b"beside")

    @hookimpl
    def site_files(self, site: Site) -> Iterator[File | FileEdit]:
        yield File.at("added.html", b"<p>Added</p>")
        yield FileEdit("robots.txt", len(site.read("robots.txt") or ""), "# more")


def test_what_was_added_is_given() -> None:
    built = build(PAGES, [Generous], files={"robots.txt": "# old\n", "a.css": "p {}"})
    assert built.pages == PAGES
    assert sorted(built.files) == ["a.html.txt", "added.html", "b/index.html.txt", "robots.txt"]
    assert built.files["robots.txt"].startswith(b"# old\n")
    assert built.facts["a.html"].title is not None
    assert built.facts["a.html"].title.value == "A"


def test_a_file_that_is_refused_is_a_finding() -> None:
    built = build(PAGES, [Generous], files={"robots.txt": "", "a.html.txt": "the author's"})
    (found,) = built.findings
    assert (found.code, found.place.path) == ("file-refused", "a.html")


class Outside(Plugin, frozen=True):
    """Give a file for the site at any path."""

    file: str

    @hookimpl
    def site_files(self) -> File:
        return File.at(self.file, b"x") if self.file else File("smoopt/x.css", b"x")


@pytest.mark.parametrize(
    ("file", "said"),
    [
        ("/humans.txt", "expected a path within the site .* but none at its start"),
        ("../humans.txt", r"expected a path within the site .* no '\.\.'"),
        ("", "name it with `own_file`"),
    ],
)
def test_a_file_that_no_site_can_have_fails(file: str, said: str) -> None:
    with pytest.raises(
        AssertionError, match=f"'outside' in its hook 'site_files': the file .*{said}"
    ):
        build(PAGES, [Outside(file=file)])


def test_a_page_that_cannot_be_read_is_told() -> None:
    with pytest.raises(AssertionError, match=r"a\.html: the mark at line 1, column 1 cannot be"):
        build({"a.html": "<!--smoopt 00000000--><p>x</p><!--/smoopt-->"}, [Note])


def test_pages_and_the_author_turn_plugins_off() -> None:
    off = PAGE.replace("<title>", '<meta name="smoopt:note" content="off"><title>')
    assert note("Hi") not in build({"a.html": off}, [Note]).pages["a.html"]
    rule = {"pages": [{"match": ["a.html"], "plugins": {"note": False}}]}
    built = build(PAGES, [Note], settings=rule)
    assert built.pages["a.html"] == PAGE
    assert note("Hi") in built.pages["b/index.html"]


def test_a_page_that_is_left_alone_is_given_with_the_reason() -> None:
    built = build({**PAGES, "c.html": "<p>A fragment.</p>"}, [Note])
    assert built.pages["c.html"] == "<p>A fragment.</p>"
    assert [*built.skipped] == ["c.html"]
