"""All pages are read in the background."""

from smoopt.preview.state import PreviewState
from tests.support.previews import settled
from tests.support.runs import page


def test_all_pages_are_read_in_the_background_and_how_far_is_known(state: PreviewState) -> None:
    assert state.index.entries.keys() == set(state.site.pages)
    assert state.indexer.progress == (len(state.site.pages), len(state.site.pages))


def test_many_changes_at_once_are_read_in_the_background(state: PreviewState) -> None:
    names = {f"many-{number}.html" for number in range(40)}
    for name in names:
        (state.site.root / name).write_text(page(name), "utf-8")
    state.rebuild(None)
    settled(state)
    assert {state.index.entries[name].title for name in names} == names
