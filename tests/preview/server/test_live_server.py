"""What is written to a site is followed."""

from pathlib import Path

from smoopt.preview.server.live_server import Follower
from smoopt.preview.state import PreviewState
from tests.support.previews import command_line, settled
from tests.support.runs import page, tree, until


def test_what_is_written_is_followed(root: Path, tmp_path: Path) -> None:
    state = PreviewState(root, command_line(root))
    sent: list[tuple[str, dict[str, object]]] = []
    state.events.send = lambda kind, data: sent.append((kind, data))  # type: ignore[method-assign]
    said: list[str] = []
    follower = Follower(root, command_line(root, say=said.extend), state)
    before = tree(root)
    follower.start()
    try:
        settled(state)
        assert until(lambda: any("watching" in line for line in said))
        (root / "about.html").write_text(page("Followed"), "utf-8")
        assert until(lambda: state.index.entries["about.html"].title == "Followed")
        saved = (root / "about.html").stat().st_mtime_ns // 1_000_000
        assert until(lambda: ("change", {"paths": ["about.html"], "saved": saved}) in sent)
        (tmp_path / "smoopt.toml").write_text('[site]\nname = "Lamps"\n', "utf-8")
        assert until(lambda: state.site.settings.site.name == "Lamps")
        (root / "about.html").unlink()
        assert until(lambda: "about.html" not in state.index.entries)
    finally:
        follower.stop()
        state.stop()
    assert set(before) - set(tree(root)) == {"about.html"}
