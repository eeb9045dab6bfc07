"""What the preview knows, and how it keeps up with what changes."""

import importlib.util
import json
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from smoopt.model.errors import ConfigError
from smoopt.preview.serving import Live
from smoopt.preview.state import PreviewState
from tests.support.pictures import png
from tests.support.previews import Preview, command_line, kept, some
from tests.support.runs import page, smoopt, tree


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return some(tmp_path / "public")


@pytest.fixture
def state(root: Path) -> Iterator[PreviewState]:
    with kept(root) as state:
        yield state


def settled(state: PreviewState) -> PreviewState:
    state.index.wait(lambda _: None)
    return state


def until(true: Callable[[], object], seconds: float = 10) -> bool:
    """Wait for something."""
    end = time.monotonic() + seconds
    while not (done := bool(true())) and time.monotonic() < end:
        time.sleep(0.01)
    return done


# What is known


def test_all_pages_are_read_in_the_background_and_how_far_is_known(state: PreviewState) -> None:
    assert state.index.entries.keys() == set(state.site.pages)
    assert state.index.progress == (len(state.site.pages), len(state.site.pages))


def test_a_list_counts_what_the_page_shows(root: Path) -> None:
    for name in ("same-1.html", "same-2.html"):
        (root / name).write_text(page("The same title"), "utf-8")
    with kept(root) as state:
        for path in state.site.pages:
            listed = sum(count for _, count in state.index.counts(path).values())
            assert listed == len(state.findings(state.look(path)))
        assert {"same-1.html", "same-2.html"} & set(state.index.across)


def test_smoopts_own_files_are_there_for_the_audit_though_nothing_was_written(
    state: PreviewState,
) -> None:
    codes = {finding.code for finding in state.look("about.html").findings}
    assert not {code for code in codes if "missing" in code and "link" in code}
    assert state.overlay.added
    assert not (state.site.root / "smoopt").exists()


def test_a_page_that_was_built_in_place_shows_what_was_added(root: Path, tmp_path: Path) -> None:
    with kept(root) as state:
        before = list(state.look("about.html").changes())
    assert before
    smoopt("build", root, "--url", "https://example.org/", "--no-manifest", cwd=tmp_path)
    with kept(root) as state:
        assert list(state.look("about.html").changes()) == before


def test_pages_that_cannot_be_handled_are_shown_with_the_reason(root: Path) -> None:
    (root / "binary.html").write_bytes(b"\0\1\2\xff" * 100)
    (root / "half.html").write_text("<html><!--smoopt 12345678--><p>x", "utf-8")
    (root / "empty.html").write_bytes(b"")
    with kept(root) as state:
        preview = Preview(state)
        for name in ("binary.html", "half.html", "empty.html"):
            assert preview.companion.get(f"/page/{name}").status_code == 200
            assert preview.site.get(f"/{name}").content == (root / name).read_bytes()
        assert preview.companion.get("/").status_code == 200


# What changes


def test_a_page_that_is_written_is_read_again(state: PreviewState) -> None:
    (state.site.root / "about.html").write_text(page("Changed"), "utf-8")
    assert state.rebuild({"about.html"})
    assert state.look("about.html").title == "Changed"
    assert state.index.entries["about.html"].title == "Changed"


def test_pages_that_come_and_go_come_and_go(state: PreviewState) -> None:
    (state.site.root / "new.html").write_text(page("New"), "utf-8")
    (state.site.root / "about.html").unlink()
    assert state.rebuild({"new.html", "about.html"})
    settled(state)
    assert state.index.entries.keys() == set(state.site.pages)
    assert "New" in Preview(state).text("/")
    assert Preview(state).companion.get("/page/about.html").status_code == 404


def test_what_did_not_change_tells_nobody(state: PreviewState) -> None:
    told: list[str] = []
    state.events.tell = lambda kind, _: told.append(kind)  # type: ignore[method-assign]
    assert not state.rebuild(None)
    assert told == []


def test_a_picture_that_comes_changes_the_pages_that_show_it(root: Path) -> None:
    shown = page("Shown").replace("<p>", '<img src="pic.png" alt="A picture"><p>')
    (root / "shown.html").write_text(shown, "utf-8")
    with kept(root) as state:
        (root / "pic.png").write_bytes(png(1200, 630))
        state.rebuild({"pic.png"})
        settled(state)
        images = state.look("shown.html").outcome.facts.images
        assert images is not None
        assert images.value[0].width == 1200
        fresh = state.index.counts("shown.html")
    with kept(root) as other:
        assert other.index.counts("shown.html") == fresh


def test_what_pages_say_to_each_other_follows_their_changes(root: Path) -> None:
    with kept(root) as state:
        for name in ("same-1.html", "same-2.html", "same-3.html"):
            (root / name).write_text(page("The same title"), "utf-8")
        state.rebuild({"same-1.html", "same-2.html", "same-3.html"})
        settled(state)
        changed = {path: state.index.counts(path) for path in state.site.pages}
    with kept(root) as other:
        assert {path: other.index.counts(path) for path in other.site.pages} == changed


def test_many_changes_at_once_are_read_in_the_background(state: PreviewState) -> None:
    names = {f"many-{number}.html" for number in range(40)}
    for name in names:
        (state.site.root / name).write_text(page(name), "utf-8")
    state.rebuild(None)
    settled(state)
    assert {state.index.entries[name].title for name in names} == names


def test_new_settings_are_taken_up_and_wrong_ones_leave_those_from_before(
    state: PreviewState, tmp_path: Path
) -> None:
    file = tmp_path / "smoopt.toml"
    file.write_text('[site]\nname = "Lamps"\n', "utf-8")
    state.renew()
    assert "Lamps" in Preview(state).text("/page/about.html")
    for wrong in (
        "[site\n",
        '[site]\nnmae = "x"\n',
        "[plugins.nothing]\n",
        '[check.rules]\nx="off"\n',
    ):
        file.write_text(wrong, "utf-8")
        state.renew()
        text = Preview(state).text("/page/about.html")
        assert "cannot be used" in text
        assert "Lamps" in text
    file.write_text('[site]\nname = "Candles"\n', "utf-8")
    state.renew()
    text = Preview(state).text("/page/about.html")
    assert "cannot be used" not in text
    assert "Candles" in text


def test_rules_that_are_turned_off_are_silent_here_too(state: PreviewState, tmp_path: Path) -> None:
    codes = {finding.code for finding in state.look("about.html").findings}
    assert codes
    rules = "".join(f'"{code}" = "off"\n' for code in codes)
    (tmp_path / "smoopt.toml").write_text(f"[check.rules]\n{rules}", "utf-8")
    state.renew()
    settled(state)
    assert state.look("about.html").findings == ()
    assert state.index.counts("about.html") == {}


def test_wrong_settings_at_the_start_end_it(root: Path, tmp_path: Path) -> None:
    (tmp_path / "smoopt.toml").write_text("[site\n", "utf-8")
    with pytest.raises(ConfigError, match="not valid TOML"):
        PreviewState(root, command_line(root))


def test_what_is_written_is_followed(root: Path, tmp_path: Path) -> None:
    state = PreviewState(root, command_line(root))
    told: list[dict[str, object]] = []
    state.events.tell = lambda kind, what: told.append({"kind": kind, **what})  # type: ignore[method-assign]
    live = Live(root, command_line(root), state)
    before = tree(root)
    live.start()
    try:
        settled(state)
        time.sleep(0.3)  # it begins to listen
        (root / "about.html").write_text(page("Followed"), "utf-8")
        assert until(lambda: state.index.entries["about.html"].title == "Followed")
        change = next(one for one in told if one["kind"] == "change")
        assert change["paths"] == ["about.html"]
        saved = (root / "about.html").stat().st_mtime_ns // 1_000_000
        assert change["saved"] == saved
        (tmp_path / "smoopt.toml").write_text('[site]\nname = "Lamps"\n', "utf-8")
        assert until(lambda: state.site.settings.site.name == "Lamps")
        (root / "about.html").unlink()
        assert until(lambda: "about.html" not in state.index.entries)
    finally:
        live.stop()
        state.stop()
    assert set(before) - set(tree(root)) == {"about.html"}


# The command


def test_without_its_packages_the_preview_says_how_to_get_them(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("smoopt.model.extras.find_spec", lambda name: None)
    run = smoopt("preview", root)
    assert run.code == 2
    assert "pip install 'smoopt[preview]'" in run.err
    assert importlib.util.find_spec("starlette")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("nowhere",), "does not exist"),
        (("--pages", "*.html"), "--export"),
        (("--host", "no.such.host.invalid"), "no address of this computer"),
        (("--port", "70000"), "0<=x<=65535"),
        (("--url", "ftp://x"), "expected one like"),
    ],
)
def test_what_cannot_be_served_is_said(words: tuple[str, ...], said: str, root: Path) -> None:
    site = root.parent / words[0] if words == ("nowhere",) else root
    run = smoopt("preview", site, *(words if site is root else ()))
    assert run.code == 2
    assert said in run.err


def test_a_port_that_is_taken_is_said(root: Path) -> None:
    from smoopt.preview.listening import Ports

    ports = Ports("127.0.0.1", 0)
    try:
        run = smoopt("preview", root, "--port", ports.port)
    finally:
        ports.close()
    assert run.code == 2
    assert "another program may have it" in run.err


def test_events_are_written_as_browsers_read_them(state: PreviewState) -> None:
    import asyncio

    async def heard() -> list[str]:
        stream = state.events.listen()
        first = [await anext(stream)]
        state.events.tell("change", {"paths": ["a\nb"], "saved": 1})
        first.append(await anext(stream))
        state.events.end()
        return [*first, *[message async for message in stream]]

    retry, change = asyncio.run(heard())
    assert retry == "retry: 1000\n\n"
    kind, _, told = change.partition("\n")
    assert kind == "event: change"
    assert json.loads(told.removeprefix("data: ")) == {"paths": ["a\nb"], "saved": 1}
