"""What the index knows is what the pages show, and what they say to each other."""

from pathlib import Path

from tests.support.previews import opened, settled
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
