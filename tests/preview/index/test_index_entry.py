"""One page in short, found out in any process."""

from smoopt.build.memory.records import digest
from smoopt.model.finding import Finding, Place, Severity
from smoopt.plugin.registry import Registry
from smoopt.plugin.running_hook import Death
from smoopt.preview.index.index_entry import IndexEntry, IndexJob, counts_of
from smoopt.preview.state import PreviewState
from tests.support.runs import page


def test_of_several_severities_the_worst_counts() -> None:
    found = [
        Finding(severity, code, Place("a.html", 1, 1), "words")
        for code, severity in (("a", Severity.INFO), ("a", Severity.ERROR), ("b", Severity.WARNING))
    ]
    assert counts_of(found) == {"a": (Severity.ERROR, 2), "b": (Severity.WARNING, 1)}


def test_a_page_is_read_again_only_if_its_bytes_have_changed(state: PreviewState) -> None:
    file = state.site.root / "about.html"
    known = {"about.html": digest(file.read_bytes())}
    job = IndexJob(state.site, Registry(state.site.settings), {}, known, {})
    assert job("about.html") is None
    file.write_text(page("Changed"), "utf-8")
    entry = job("about.html")
    assert entry is not None
    assert (entry.title, entry.digest) == ("Changed", digest(file.read_bytes()))


def test_a_page_that_has_gone_has_failed(state: PreviewState) -> None:
    (state.site.root / "about.html").unlink()
    job = IndexJob(state.site, Registry(state.site.settings), {}, {}, {})
    assert (
        job("about.html") == IndexEntry("about.html", "failed") == job.lost("about.html", Death(-9))
    )
