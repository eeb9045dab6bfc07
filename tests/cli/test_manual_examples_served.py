"""The manual's console examples print what it shows: those of commands that ask, tell or serve."""

import mimetypes
import re
import shlex
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest

from tests.support.console import Example, assert_printed, is_printed, shown
from tests.support.pictures import png
from tests.support.places import SITES
from tests.support.receiver import Receiver, Reply, receiving
from tests.support.runs import command, environment, page, smoopt, until
from tests.support.sites import write_files

# Everything is waited for, on busy machines too; only what never comes takes so long, in seconds.
PATIENCE = 60.0
URL = "https://example.org/"
SETTINGS = f'[site]\nurl = "{URL}"\n'
FEED = (
    "<feed xmlns='http://www.w3.org/2005/Atom'><title>Mill</title><link rel='hub' href='{hub}'/>"
    f"<link rel='self' href='{URL}feed.xml'/><entry><title>{{title}}</title>"
    f"<link href='{URL}'/><updated>2026-01-01</updated></entry></feed>"
)


def linking(title: str, url: str) -> str:
    return page(title).replace("</main>", f"<p>See <a href='{url}'>this</a>.</p></main>")


def host(receiver: Receiver, name: str, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """Have a name for a receiver; gives what stands in the place of its addresses, and of it."""
    receiver.call(name, monkeypatch)
    return {f"https://{name}": receiver.base, name: receiver.base.removeprefix("http://")}


def test_what_those_see_who_draw_previews(tmp_path: Path) -> None:
    (example,) = shown("docs/reference/commands/verify.md")
    text = "Lantern turns a short Python script into a sheet you can print, cut and fold."
    picture = f'<meta property="og:image" content="{URL}images/evening.png">'
    home = page("Lantern – paper lampshades from Python").replace("</title>", f"</title>{picture}")
    home = re.sub("<p>.+</p>", f"<p>{text}</p>", home)
    others = {
        f"{name}/index.html": page(name.title()) for name in ("fold", "cut", "print", "light")
    }
    root = write_files(tmp_path / "public", {"index.html": home, **others})
    write_files(tmp_path, {"public/images/evening.png": png(1200, 630), "smoopt.toml": SETTINGS})
    assert smoopt("build", "public", cwd=tmp_path).code == 0
    with receiving() as receiver:
        for path in filter(Path.is_file, root.rglob("*")):
            name = path.relative_to(root).as_posix()
            kind = mimetypes.guess_type(name)[0] or "text/plain"
            reply = Reply(path.read_bytes(), kind=kind)
            receiver.pages[f"/{name.removesuffix('index.html')}"] = reply
        home_page = receiver.pages["/"]

        def refuse_x(asked: BaseHTTPRequestHandler) -> None:
            is_x = "Twitterbot" in asked.headers["User-Agent"]
            receiver.answer(asked, Reply(status=403) if is_x else home_page)

        receiver.pages["/"] = refuse_x
        assert_printed(
            example,
            tmp_path,
            *("--allow-private", "--rate", 100),
            code=1,
            names={URL: f"{receiver.base}/"},
        )


def test_search_engines_and_hubs_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    send, new_key = shown("docs/reference/commands/ping.md")
    assert_printed(new_key, tmp_path)
    with receiving() as engine, receiving() as hub:
        names = host(engine, "api.indexnow.org", monkeypatch)
        names |= host(hub, "hub.example.org", monkeypatch)
        engine.taking, hub.taking = Reply(status=200), Reply(status=204)
        feed = FEED.replace("{hub}", f"{hub.base}/")
        key = '[plugins.indexnow]\nkey = "0123456789abcdef"\n'
        pages = {
            name: page(name.title())
            for name in ("index.html", "guide/index.html", "old/index.html")
        }
        write_files(tmp_path, {"smoopt.toml": f"{SETTINGS}{key}"})
        write_files(tmp_path / "public", {**pages, "feed.xml": feed.replace("{title}", "One")})
        to = ("--allow-private", "--endpoint", f"{engine.base}/indexnow")
        assert smoopt("ping", "public", "--send", "--yes", *to, cwd=tmp_path).code == 0
        (tmp_path / "public/old/index.html").unlink()
        changed = {
            "guide/index.html": page("A new guide"),
            "feed.xml": feed.replace("{title}", "Two"),
        }
        write_files(tmp_path / "public", dict(changed))
        assert_printed(send, tmp_path, *to, names=names)


def test_webmentions_are_sent(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (example,) = shown("docs/reference/plugins/backlinks.md")
    with receiving() as ann, receiving() as bob:
        names = host(ann, "ann.example", monkeypatch) | host(bob, "bob.example", monkeypatch)
        for receiver, path in ((ann, "/on-gates"), (bob, "/water")):
            receiver.pages[path] = Reply('<link rel="webmention" href="/take">')
        files = {
            "public/index.html": page("Mill"),
            "public/wheel/index.html": linking("The wheel", f"{bob.base}/water"),
            "smoopt.toml": SETTINGS,
        }
        write_files(tmp_path, dict(files))
        send = ("mentions", "public", "--send", "--yes", "--allow-private")
        assert smoopt(*send, cwd=tmp_path).code == 0
        wheel = linking("The great wheel", f"{bob.base}/water")
        gates = linking("Gates", f"{ann.base}/on-gates")
        write_files(tmp_path / "public", {"wheel/index.html": wheel, "gates/index.html": gates})
        bob.taking = Reply(status=503)
        assert_printed(example, tmp_path, "--allow-private", names=names)


def test_a_preview_says_where_it_is(tmp_path: Path) -> None:
    (example,) = shown("docs/reference/commands/preview.md")
    shutil.copytree(SITES / "hugo", tmp_path / "public")
    with running(example, tmp_path) as said:
        assert until(lambda: is_printed(example, said()), PATIENCE), said()


def test_a_watch_says_what_it_builds(tmp_path: Path) -> None:
    (example,) = shown("docs/reference/commands/watch.md")
    pages = {
        f"public/{name}.html": page(name.title())
        for name in ("index", "blog/one", "blog/two", "rye")
    }
    write_files(tmp_path, {**pages, "smoopt.toml": SETTINGS})
    with running(example, tmp_path) as said:
        assert until(lambda: "Ctrl-C ends it" in said(), PATIENCE), said()
        (tmp_path / "public/blog/one.html").write_text(page("Another"), "utf-8")
        assert until(lambda: is_printed(example, said()), PATIENCE), said()


@contextmanager
def running(example: Example, folder: Path) -> Iterator[Callable[[], str]]:
    """Run a command that does not end by itself; gives how what it has said so far is read."""
    screen = folder.with_name(f"{folder.name}.screen")
    words = command(*shlex.split(example.line)[1:])
    with screen.open("wb") as written:
        child = subprocess.Popen(
            words,
            cwd=folder,
            env=environment(PYTHONUNBUFFERED="1"),
            stdin=subprocess.DEVNULL,
            stdout=written,
            stderr=written,
        )
    try:
        yield lambda: screen.read_text("utf-8")
    finally:
        child.terminate()
        child.wait()
