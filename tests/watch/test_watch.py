"""`smoopt watch` as its users run it: real processes, real files, real generators' habits."""

import os
import re
import shlex
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.support.bars import article
from tests.support.pictures import png
from tests.support.runs import (
    PATIENCE,
    URL,
    command,
    environment,
    is_running,
    number_in,
    page,
    process,
    until,
)
from tests.support.sites import write_files

pytestmark = pytest.mark.skipif(os.name != "posix", reason="signals and shell commands")
PAGES = {f"{name}.html": page(name.title()) for name in ("index", "about", "blog/one", "blog/two")}


class Watching:
    """A running `smoopt watch` and what it has said so far."""

    def __init__(self, child: subprocess.Popen[str], project: Path, built: str) -> None:
        self.child = child
        self.site = project / "public"
        self.built = project / built
        self.lines: list[str] = []
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def heard_out(self) -> None:
        """Wait until all is read that it said before it ended."""
        self._reader.join(PATIENCE)

    def _read(self) -> None:
        for line in self.child.stderr or ():
            self.lines.append(line.rstrip())

    @property
    def said(self) -> str:
        return "\n".join(self.lines)

    @property
    def rebuilds(self) -> list[str]:
        """The lines about rebuilds."""
        return [line for line in self.lines if re.search(r", [\d,]+ ms$", line)]

    def says(self, words: str) -> None:
        assert until(lambda: words in self.said), self.said

    def save(self, path: str, title: str) -> None:
        write_files(self.site, {path: page(title)})

    def builds(self, path: str, title: str) -> None:
        """Wait until a page is built from its new source."""
        assert until(lambda: self.has(path, title)), f"{path}: {self.said}"

    def has(self, path: str, title: str) -> bool:
        """Tell whether a page is built, with this title."""
        try:
            text = (self.built / path).read_text()
        except OSError:
            return False
        return f"<title>{title}</title>" in text and "<!--smoopt " in text

    def loses(self, *paths: str) -> None:
        assert until(lambda: not any(os.path.lexists(self.built / path) for path in paths)), (
            self.said
        )

    def stays_as_it_is(self, seconds: float = 0.4) -> None:
        """Let so much time pass without any rebuild, once the last one has been told of."""
        time.sleep(0.1)
        before = len(self.rebuilds)
        time.sleep(seconds)
        assert len(self.rebuilds) == before, self.said

    def stop(self, number: signal.Signals = signal.SIGINT) -> int:
        """End it; gives its exit code."""
        self.child.send_signal(number)
        return self.child.wait(PATIENCE)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Make a site of four pages beside its configuration."""
    files: dict[str, str | bytes] = {f"public/{path}": text for path, text in PAGES.items()}
    toml = f'[site]\nurl = "{URL}"\n'
    return write_files(tmp_path, {**files, "public/style.css": "p {}", "smoopt.toml": toml})


@contextmanager
def started(words: list[str], project: Path, built: str) -> Iterator[Watching]:
    """Run a command line, and end it whatever happens."""
    with subprocess.Popen(
        words,
        cwd=project,
        env=environment(),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    ) as child:
        running = Watching(child, project, built)
        try:
            yield running
        finally:
            if child.poll() is None:
                child.terminate()
                child.wait(PATIENCE)
            running.heard_out()


@contextmanager
def watching(project: Path, *options: str, ready: bool = True) -> Iterator[Watching]:
    """Run `smoopt watch public`, and wait until it says that it watches."""
    built = options[options.index("-o") + 1] if "-o" in options else "public"
    with started(command("watch", "public", *options), project, built) as running:
        if ready:
            running.says("watching public")
        yield running


WAYS = pytest.mark.parametrize(
    "options",
    [(), ("-o", "out"), ("--poll",), ("--poll", "-o", "out")],
    ids=["in place", "apart", "polling in place", "polling apart"],
)
APART = pytest.mark.parametrize("options", [("-o", "out"), ("--poll", "-o", "out")])


# Saving


@WAYS
def test_a_page_that_is_saved_is_built(project: Path, options: tuple[str, ...]) -> None:
    with watching(project, *options) as running:
        assert "watching public (4 pages)" in running.said
        running.builds("about.html", "About")
        running.save("about.html", "Written over")
        running.builds("about.html", "Written over")
        write_files(running.site, {"blog/.one.new": page("In one step")})
        (running.site / "blog/.one.new").rename(running.site / "blog/one.html")
        running.builds("blog/one.html", "In one step")
        running.save("blog/2024/deep/new.html", "In new folders")
        running.builds("blog/2024/deep/new.html", "In new folders")
        running.save("blog/2024/deep/new.html", "Once more")
        running.builds("blog/2024/deep/new.html", "Once more")


def test_each_change_is_said_in_one_line(project: Path) -> None:
    with watching(project, "-o", "out") as running:
        running.save("about.html", "New")
        running.builds("about.html", "New")
        assert until(lambda: len(running.rebuilds) == 1)
        assert re.fullmatch(r"about\.html: 1 page changed, \d+ ms", running.rebuilds[0])
        write_files(running.site, {"style.css": "p { color: red }"})
        assert until(lambda: len(running.rebuilds) == 2)
        assert re.fullmatch(r"style\.css: 1 file copied, \d+ ms", running.rebuilds[1])


@pytest.mark.parametrize("options", [(), ("--poll",)])
def test_what_smoopt_writes_itself_is_no_change(project: Path, options: tuple[str, ...]) -> None:
    with watching(project, *options) as running:
        running.stays_as_it_is()
        assert running.rebuilds == []
        running.save("about.html", "New")
        running.builds("about.html", "New")
        assert until(lambda: len(running.rebuilds) == 1)
        running.stays_as_it_is(1.2 if options else 0.4)


def test_many_changes_in_place_are_built_once(project: Path) -> None:
    with watching(project) as running:
        many = {f"many/{number}.html": page(f"Page {number}") for number in range(400)}
        write_files(running.site, many)
        for path in many:
            running.builds(path, f"Page {Path(path).stem}")
        assert until(lambda: built_pages(running) >= len(many)), running.said
        running.stays_as_it_is()
        assert len(running.rebuilds) <= 8, running.said


def built_pages(running: Watching) -> int:
    """Count the pages that the lines about rebuilds speak of."""
    told = "\n".join(running.rebuilds)
    return sum(map(int, re.findall(r"(\d+) (?:page )?changed", told)))


def test_temporary_files_of_editors_leave_no_trace(project: Path) -> None:
    with watching(project, "-o", "out") as running:
        folder = running.site / "blog"
        for _ in range(3):  # as Vim saves
            (folder / ".one.html.swp").write_bytes(b"b0VIM" + bytes(4096))
            (folder / "4913").touch()
            (folder / "4913").unlink()
            (folder / "one.html").rename(folder / "one.html~")
            (folder / "one.html").write_text(page("By Vim"))
            (folder / "one.html~").unlink()
            (folder / ".one.html.swp").unlink()
        running.builds("blog/one.html", "By Vim")
        (folder / "#two.html#").write_text("x")  # as Emacs does
        (folder / ".#two.html").symlink_to("me@host.1:2")
        (folder / ".#two.html").unlink()
        (folder / "#two.html#").unlink()
        (folder / "___jb_tmp___").write_text(page("By an IDE"))
        (folder / "___jb_tmp___").rename(folder / "two.html")
        running.builds("blog/two.html", "By an IDE")
        assert until(lambda: names(running.built / "blog") == ["one.html", "two.html"])
        assert "error" not in running.said


def names(folder: Path) -> list[str]:
    return sorted(entry.name for entry in folder.iterdir())


@pytest.mark.parametrize("options", [(), ("-o", "out")])
def test_a_page_written_slowly_is_built_when_it_is_whole(
    project: Path, options: tuple[str, ...]
) -> None:
    with watching(project, *options) as running:
        text = page("Slow")
        with (running.site / "about.html").open("w") as file:
            for start in range(0, len(text), 40):
                file.write(text[start : start + 40])
                file.flush()
                time.sleep(0.02)
        running.builds("about.html", "Slow")
        assert len(running.rebuilds) <= 1 or sys.platform != "linux"


def test_a_page_that_is_emptied_and_filled_again_is_built(project: Path) -> None:
    with watching(project, "-o", "out") as running:
        (running.site / "about.html").write_bytes(b"")
        assert until(lambda: (running.built / "about.html").read_bytes() == b"")
        running.save("about.html", "Back")
        running.builds("about.html", "Back")


# Going away


@APART
def test_what_goes_away_goes_from_the_output(project: Path, options: tuple[str, ...]) -> None:
    with watching(project, *options) as running:
        (running.site / "about.html").unlink()
        (running.site / "style.css").unlink()
        running.loses("about.html", "style.css")
        (running.site / "blog").rename(running.site / "journal")
        running.builds("journal/one.html", "Blog/One")
        running.loses("blog")
        running.save("journal/one.html", "Still listened to")
        running.builds("journal/one.html", "Still listened to")
        shutil.rmtree(running.site / "journal")
        running.loses("journal")
        assert names(running.built) == ["index.html"]


@APART
def test_a_folder_that_comes_from_elsewhere_is_built(
    project: Path, options: tuple[str, ...]
) -> None:
    with watching(project, *options) as running:
        write_files(project / "new", {"deep/page.html": page("Moved in")})
        (project / "new").rename(running.site / "new")
        running.builds("new/deep/page.html", "Moved in")
        running.save("new/deep/page.html", "And listened to")
        running.builds("new/deep/page.html", "And listened to")
        (running.site / "new").rename(project / "old")
        running.loses("new")


@WAYS
def test_a_site_deleted_and_made_again_is_built_again(
    project: Path, options: tuple[str, ...]
) -> None:
    with watching(project, *options) as running:
        for title in ("First", "Second"):
            clear(running.site)
            write_files(running.site, {"index.html": page(title), "only.html": page(title)})
            running.builds("index.html", title)
            running.builds("only.html", title)
            running.loses("about.html")
            running.save("index.html", f"{title}, saved")
            running.builds("index.html", f"{title}, saved")


def clear(folder: Path) -> None:
    """Delete a folder, even if somebody is writing to it, as generators do."""

    def claim() -> bool:
        shutil.rmtree(folder, ignore_errors=True)
        return not folder.exists()

    assert until(claim)


@APART
def test_the_output_stays_while_the_site_is_away_or_empty(
    project: Path, options: tuple[str, ...]
) -> None:
    with watching(project, *options) as running:
        shutil.rmtree(running.site)
        running.says("public is not there; waiting for it")
        running.site.mkdir()
        time.sleep(0.4)
        assert running.has("about.html", "About")
        assert running.has("blog/one.html", "Blog/One")
        running.save("index.html", "Back")
        running.builds("index.html", "Back")
        running.loses("about.html", "blog")
        assert running.said.count("waiting for it") == 1


def test_a_site_that_is_swapped_for_another_is_noticed(project: Path) -> None:
    write_files(project / "next", {"index.html": page("Next"), "more.html": page("More")})
    with watching(project, "-o", "out") as running:
        running.site.rename(project / "last")
        (project / "next").rename(running.site)
        running.builds("more.html", "More")
        running.loses("about.html")


def test_an_output_that_goes_away_is_built_again(project: Path) -> None:
    with watching(project, "-o", "out") as running:
        shutil.rmtree(running.built)
        running.save("about.html", "New")
        running.builds("about.html", "New")
        running.builds("blog/one.html", "Blog/One")


def test_a_site_that_is_not_there_yet_is_waited_for(project: Path) -> None:
    (project / "public").rename(project / "later")
    with watching(project, "-o", "out", ready=False) as running:
        running.says("public is not there; waiting for it")
        (project / "later").rename(project / "public")
        running.says("watching public (4 pages)")
        running.builds("about.html", "About")


# Settings


def test_new_settings_are_taken_and_wrong_ones_are_not(project: Path) -> None:
    with watching(project, "-o", "out") as running:
        (project / "smoopt.toml").write_text('[site]\nurl = "https://new.example/"\n')
        assert until(lambda: "https://new.example/about.html" in text_of(running, "about.html"))
        (project / "smoopt.toml").write_text("[site]\nnot toml")
        running.says("smoopt: smoopt.toml: is not valid TOML")
        running.says("the previous settings stay in use")
        running.save("about.html", "Under old settings")
        running.builds("about.html", "Under old settings")
        assert "https://new.example/about.html" in text_of(running, "about.html")
        (project / "smoopt.toml").write_text("[plugins]\nnosuch = true\n")
        running.says("no plugin named 'nosuch' is installed")
        (project / "smoopt.toml").write_text(f'[site]\nurl = "{URL}"\n')
        assert until(lambda: f"{URL}about.html" in text_of(running, "about.html"))


def test_a_plugin_that_interrupts_as_it_is_loaded_ends_nothing(project: Path) -> None:
    toml = (project / "smoopt.toml").read_text()
    table = '[plugins.title-list]\nfile = "titles.py:Titles"\n'
    write_files(project, {"titles.py": TITLES, "smoopt.toml": toml + table})
    with watching(project, "-o", "out") as running:
        (project / "titles.py").write_text("raise KeyboardInterrupt\n")
        running.says("titles.py:1: KeyboardInterrupt")
        running.says("the previous settings stay in use")
        running.save("about.html", "Watched on")
        running.builds("about.html", "Watched on")


def test_a_template_is_taken_when_it_comes_changes_and_goes(project: Path) -> None:
    (project / "public/about.html").write_text(article("About"))
    template = project / "templates/share.html.j2"
    with watching(project, "-o", "out") as running:
        template.parent.mkdir()
        template.write_text('<p data-smoopt="share">first</p>')
        assert until(lambda: '<p data-smoopt="share">first' in text_of(running, "about.html"))
        template.write_text("{{ wrong }")
        running.says("smoopt: templates/share.html.j2:1: unexpected '}'")
        running.says("the previous settings stay in use")
        template.write_text('<p data-smoopt="share">second</p>')
        assert until(lambda: '<p data-smoopt="share">second' in text_of(running, "about.html"))
        template.rename(template.with_name("none.html.j2"))
        assert until(lambda: '<nav class="smoopt-bar' in text_of(running, "about.html"))


def text_of(running: Watching, path: str) -> str:
    try:
        return (running.built / path).read_text()
    except OSError:
        return ""


def test_settings_that_are_wrong_from_the_start_end_it(project: Path) -> None:
    (project / "smoopt.toml").write_text("[site]\nurl = 1")
    run = process("watch", "public", cwd=project)
    assert (run.code, run.out) == (2, "")
    assert "smoopt.toml: site.url" in run.err


def test_a_site_that_is_a_file_ends_it(project: Path) -> None:
    run = process("watch", "smoopt.toml", cwd=project)
    assert run.code == 2
    assert "smoopt.toml: is a file" in run.err


# What is remembered


@pytest.mark.parametrize("options", [(), ("-o", "out")])
def test_the_next_build_has_nothing_to_do(project: Path, options: tuple[str, ...]) -> None:
    with watching(project, *options) as running:
        running.save("about.html", "New")
        running.save("more.html", "More")
        running.builds("about.html", "New")
        running.builds("more.html", "More")
        assert until(lambda: built_pages(running) >= 2)
        assert running.stop() == 0
    run = process("build", "public", *options, cwd=project)
    assert "5 pages: 5 unchanged" in run.out


def test_what_changed_before_it_began_is_built(project: Path) -> None:
    process("build", "public", "-o", "out", cwd=project)
    write_files(project, {"public/about.html": page("Meanwhile")})
    (project / "public/blog/two.html").unlink()
    with watching(project, "-o", "out") as running:
        running.builds("about.html", "Meanwhile")
        running.loses("blog/two.html")


# Ending, and the generator's own command


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_it_ends_when_it_is_asked_to(project: Path, number: signal.Signals) -> None:
    with watching(project) as running:
        assert running.stop(number) == 0
        assert "Traceback" not in running.said


def test_the_command_ends_with_it(project: Path) -> None:
    file = project / "number"
    with watching(project, "--run", f"echo $$ > {file}; exec sleep 60") as running:
        number = number_in(file)
        assert running.stop() == 0
        assert not is_running(number)


@pytest.mark.parametrize("options", [(), ("-o", "out")])
def test_it_ends_with_the_command_after_its_last_changes(
    project: Path, options: tuple[str, ...]
) -> None:
    write_files(project, {"source.html": page("Generated")})
    script = "sleep 1; for n in 1 2 3; do cp source.html public/new$n.html; done; exit 3"
    with watching(project, *options, "--run", script) as running:
        assert running.child.wait(20) == 3
        for number in (1, 2, 3):
            assert running.has(f"new{number}.html", "Generated")
        running.says("the command has ended with exit code 3")


def test_a_command_makes_the_site_that_is_not_there_yet(project: Path) -> None:
    (project / "public").rename(project / "source")
    script = "sleep 0.3; mkdir public; cp -r source/* public; sleep 60"
    with watching(project, "-o", "out", "--run", script) as running:
        running.builds("blog/two.html", "Blog/Two")


def test_a_command_that_fails_before_there_is_a_site_ends_it(project: Path) -> None:
    shutil.rmtree(project / "public")
    with watching(project, "--run", "exit 4", ready=False) as running:
        assert running.child.wait(PATIENCE) == 4


def test_a_generator_that_cleans_first_and_writes_slowly_is_followed(project: Path) -> None:
    generator = (
        "import shutil, sys, time\nfrom pathlib import Path\n"
        "site, pages = Path('public'), Path('source')\n"
        "for turn in (1, 2):\n"
        "    shutil.rmtree(site)\n"
        "    time.sleep(0.1)\n"
        "    for page in sorted(pages.rglob('*.html')):\n"
        "        target = site / page.relative_to(pages)\n"
        "        target.parent.mkdir(parents=True, exist_ok=True)\n"
        "        target.write_text(page.read_text().replace('</h1>', f' {turn}</h1>'))\n"
        "        time.sleep(0.03)\n"
        "    time.sleep(1)\n"
    )
    shutil.copytree(project / "public", project / "source")
    write_files(project, {"generator.py": generator})
    with watching(project, "-o", "out", "--run", f"{sys.executable} generator.py") as running:
        assert running.child.wait(20) == 0
        for path in PAGES:
            assert " 2</h1>" in (running.built / path).read_text()
        assert not (running.built / "style.css").exists()


# The system's limits


LIMIT = """
import errno, sys
from watchdog.observers.api import BaseObserver
def schedule(*_, **__):
    raise OSError(errno.ENOSPC, "inotify watch limit reached")
BaseObserver.schedule = schedule
from smoopt.cli import main
sys.argv = ["smoopt", "watch", "public", "-o", "out"]
main()
"""


def test_where_the_system_watches_no_more_folders_files_are_looked_at(project: Path) -> None:
    with started([sys.executable, "-c", LIMIT], project, "out") as running:
        running.says("fs.inotify.max_user_watches")
        running.says("--poll")
        running.says("watching public (4 pages)")
        running.save("about.html", "Found")
        running.builds("about.html", "Found")
        (running.site / "blog/one.html").unlink()
        running.loses("blog/one.html")


@pytest.mark.skipif(sys.platform != "linux", reason="a limit of Linux")
def test_the_real_limit_is_met_in_the_same_way(project: Path) -> None:
    watch = shlex.join(command("watch", "public"))
    few = f"echo 1 > /proc/sys/user/max_inotify_watches && exec {watch}"
    words = ["unshare", "-Ur", "sh", "-c", few]
    if (
        shutil.which("unshare") is None
        or subprocess.run([*words[:4], "true"], check=False).returncode
    ):
        pytest.skip("no user namespaces here")
    with started(words, project, "public") as running:
        running.says("fs.inotify.max_user_watches")
        running.says("watching public (4 pages)")
        running.save("blog/one.html", "Found")
        running.builds("blog/one.html", "Found")


def altered(change: str) -> list[str]:
    """Write the command that watches into another folder with something changed in smoopt."""
    words = ["smoopt", "watch", "public", "-o", "out"]
    run = f"import sys\nfrom smoopt.cli import main\nsys.argv = {words}\nmain()\n"
    return [sys.executable, "-c", change + run]


def test_what_no_event_tells_of_is_found_in_the_end(project: Path) -> None:
    deaf = (
        "from smoopt.watch import events, watch\n"
        "events._Handler.on_any_event = lambda *_: None\n"
        "watch._ROUND = 0.5\n"
    )
    with started(altered(deaf), project, "out") as running:
        running.says("watching public")
        running.save("about.html", "Unheard")
        running.builds("about.html", "Unheard")


def test_what_could_not_be_built_is_tried_again(project: Path) -> None:
    failing = (
        "from pathlib import Path\nfrom smoopt.build import builder\n"
        "from smoopt.watch import watch\n"
        "from smoopt.model.errors import SiteError\n"
        "watch._ROUND = 0.5\nrender = builder.Builder._render\n"
        "def fails(*arguments, **named):\n"
        "    if Path('broken').exists():\n"
        "        raise SiteError('the disk is away')\n"
        "    return render(*arguments, **named)\n"
        "builder.Builder._render = fails\n"
    )
    with started(altered(failing), project, "out") as running:
        running.says("watching public")
        (project / "broken").touch()
        running.save("about.html", "In vain")
        running.says("smoopt: the disk is away")
        (project / "broken").unlink()
        running.builds("about.html", "In vain")


# What belongs to pages


def test_a_picture_that_changes_changes_the_pages_that_show_it(project: Path) -> None:
    shown = page("Shown").replace("<h1>", '<img src="pic.png" alt="A picture"><h1>')
    write_files(project, {"public/shown.html": shown, "public/pic.png": png(1200, 630)})
    with watching(project, "-o", "out") as running:
        running.builds("shown.html", "Shown")
        assert 'content="1200"' in text_of(running, "shown.html")
        write_files(running.site, {"pic.png": png(1000, 500)})
        assert until(lambda: 'content="1000"' in text_of(running, "shown.html")), running.said


@pytest.mark.parametrize("options", [(), ("-o", "out")])
def test_a_compressed_copy_written_after_its_page_holds_what_is_built(
    project: Path, options: tuple[str, ...]
) -> None:
    import gzip

    with watching(project, *options) as running:
        running.save("about.html", "Packed")
        running.builds("about.html", "Packed")
        (running.site / "about.html.gz").write_bytes(gzip.compress(page("Packed").encode()))
        assert until(lambda: unpacked(running) == text_of(running, "about.html")), running.said
        running.stays_as_it_is()


def unpacked(running: Watching) -> str:
    import gzip

    try:
        return gzip.decompress((running.built / "about.html.gz").read_bytes()).decode()
    except OSError:
        return ""


RACES: dict[str, Callable[[Path, str], object]] = {
    "over": lambda file, text: file.write_text(text),
    "in one step": lambda file, text: (
        file.with_suffix(".new").write_text(text),
        file.with_suffix(".new").replace(file),
    ),
}


@pytest.mark.parametrize("way", RACES)
def test_a_page_saved_again_and_again_ends_with_its_last_version(project: Path, way: str) -> None:
    with watching(project) as running:
        for turn in range(60):
            RACES[way](running.site / "about.html", page(f"Turn {turn}"))
            time.sleep(turn % 9 * 0.005)
        running.builds("about.html", "Turn 59")
        running.stays_as_it_is()
        assert running.has("about.html", "Turn 59")


# Files that plugins add

TITLES = """
import json
from smoopt import File, FileEdit, Plugin, hookimpl

class Titles(Plugin, frozen=True):
    @hookimpl
    def survey(self, page):
        return page.document.find("title").text

    @hookimpl
    def site_files(self, site, records):
        yield File.at("titles.json", json.dumps(sorted(records.values())).encode())
        robots = site.read("robots.txt")
        if robots is not None:
            yield FileEdit("robots.txt", len(robots), f"# {len(records)} pages")
"""


@WAYS
def test_what_plugins_add_beside_the_pages_follows_them(
    project: Path, options: tuple[str, ...]
) -> None:
    toml = (project / "smoopt.toml").read_text()
    table = '[plugins.title-list]\nfile = "titles.py:Titles"\n'
    files = {"titles.py": TITLES, "public/robots.txt": "User-agent: *\n"}
    write_files(project, {**files, "smoopt.toml": toml + table})
    with watching(project, *options) as running:
        titles, robots = running.built / "titles.json", running.built / "robots.txt"
        assert until(lambda: titles.exists() and "About" in titles.read_text()), running.said
        running.stays_as_it_is()
        running.save("about.html", "Written over")
        assert until(lambda: "Written over" in titles.read_text()), running.said
        running.save("new.html", "New")
        assert until(lambda: "# 5 pages" in robots.read_text()), running.said
        write_files(running.site, {"robots.txt": "User-agent: me\n"})
        assert until(lambda: "User-agent: me\n# smoopt " in robots.read_text()), running.said
        running.stays_as_it_is()
        assert running.stop() == 0
