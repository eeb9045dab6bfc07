"""What the index knows is what the pages show, and what they say to each other."""

from pathlib import Path

from tests.support.previews import Preview, opened, settled
from tests.support.runs import page


def test_a_list_counts_what_the_page_shows(root: Path) -> None:
    for name in ("same-1.html", "same-2.html"):
        (root / name).write_text(page("The same title"), "utf-8")
    with opened(root) as state:
        for path in state.site.pages:
            listed = sum(count for _, count in state.index.counts(path).values())
            assert listed == len(state.findings(state.render(path)))
        assert {"same-1.html", "same-2.html"} & set(state.index.across)


def test_what_pages_say_to_each_other_follows_their_changes(root: Path) -> None:
    with opened(root) as state:
        for name in ("same-1.html", "same-2.html", "same-3.html"):
            (root / name).write_text(page("The same title"), "utf-8")
        state.rebuild({"same-1.html", "same-2.html", "same-3.html"})
        settled(state)
        changed = {path: state.index.counts(path) for path in state.site.pages}
    with opened(root) as other:
        assert {path: other.index.counts(path) for path in other.site.pages} == changed


GATHERER = """
from smoopt import Finding, Place, Plugin, Severity, hookimpl

class Gatherer(Plugin, frozen=True):
    @hookimpl
    def survey(self, page):
        return "lantern" if "lantern" in page.text else None

    @hookimpl
    def gather(self, records):
        for path in records:
            said = f"one of {len(records)} lanterns"
            yield Finding(Severity.WARNING, "lanterns", Place(path), said)
"""


def test_what_is_found_where_pages_are_brought_together_is_shown(root: Path) -> None:
    (root.parent / "gatherer.py").write_text(GATHERER)
    table = '[plugins.gatherer]\nfile = "gatherer.py:Gatherer"\n'
    (root.parent / "smoopt.toml").write_text(table)
    (root / "lantern.html").write_text(page("A lantern"), "utf-8")
    with opened(root) as state:
        assert "one of 1 lanterns" in Preview(state).text("/page/lantern.html")
        assert "lanterns" in state.index.counts("lantern.html")
        assert "lanterns" not in state.index.counts("index.html")
        (root / "lantern.html").write_text(page("A candle"), "utf-8")
        state.rebuild({"lantern.html"})
        settled(state)
        assert "lanterns" not in state.index.counts("lantern.html")
