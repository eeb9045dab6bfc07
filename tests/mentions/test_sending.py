"""`smoopt mentions --send`, from a site's pages to a receiver on this computer and back."""

import json
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from tests.support.receiver import PAGE, Receiver, Reply, receiving
from tests.support.runs import Run, page, smoopt
from tests.support.sites import write_files

URL = "https://mill.example.org/"
HOST = "ann.example"
A, B = f"{URL}a.html", f"{URL}b.html"
TAKES = Reply(PAGE + '<link rel="webmention" href="/take?for=ann">')


@pytest.fixture
def receiver(monkeypatch: pytest.MonkeyPatch) -> Iterator[Receiver]:
    """Serve under a name, for an address of this computer is taken for a slip of the generator."""
    with receiving() as found:
        found.call(HOST, monkeypatch)
        found.pages |= {"/ann": TAKES, "/bob": TAKES, "/none": Reply(PAGE)}
        yield found


def linking(title: str, *urls: str) -> str:
    links = "".join(f"<p>See <a href='{url}'>this</a>.</p>" for url in urls)
    return page(title).replace("</main>", f"{links}</main>")


class Sending:
    """A site whose pages link to a receiver."""

    def __init__(self, folder: Path, receiver: Receiver) -> None:
        self.receiver = receiver
        self.ann, self.bob, self.none = (
            f"{receiver.base}/{name}" for name in ("ann", "bob", "none")
        )
        files = {
            "a.html": linking("A", self.ann, self.none),
            "b.html": linking("B", self.ann, self.bob),
        }
        self.root = write_files(folder / "site", dict(files))
        (folder / "smoopt.toml").write_text(f'[site]\nurl = "{URL}"\n')

    def send(self, *more: str) -> Run:
        words = ("--config", self.root.parent / "smoopt.toml", "--send", "--yes", *more)
        return smoopt("mentions", self.root, *words, "--allow-private")

    def write(self, path: str, *urls: str, title: str = "") -> None:
        (self.root / path).write_text(linking(title or path[0].upper(), *urls))

    def posted(self) -> list[tuple[str, str]]:
        """Give the pairs that were sent since this was last asked."""
        found, self.receiver.posted = self.receiver.posted, []
        return [(one.form["source"][0], one.form["target"][0]) for one in found]


@pytest.fixture
def site(tmp_path: Path, receiver: Receiver) -> Sending:
    return Sending(tmp_path, receiver)


def test_who_takes_mentions_is_told_once(site: Sending, receiver: Receiver) -> None:
    run = site.send()
    assert run.code == 0
    assert run.err.splitlines()[-1] == "webmentions: 3 sent, 1 to pages that take none"
    assert run.out.splitlines() == [
        f"sent: {A} {site.ann}", f"sent: {B} {site.ann}", f"sent: {B} {site.bob}",
    ]  # fmt: skip
    first = receiver.posted[0]
    assert (first.path, first.form) == ("/take?for=ann", {"source": [A], "target": [site.ann]})
    assert first.headers["Content-Type"] == "application/x-www-form-urlencoded"
    assert "Webmention" in first.headers["User-Agent"]
    assert site.posted() == [(A, site.ann), (B, site.ann), (B, site.bob)]
    # A page that several mention is asked for once.
    assert sorted(receiver.asked) == ["/ann", "/bob", "/none"]
    again = site.send()
    assert (again.out, again.err) == ("", "webmentions: nothing to send\n")
    assert not site.posted()
    assert len(receiver.asked) == 3


def test_new_links_are_sent_and_changed_pages_again(site: Sending) -> None:
    site.send()
    site.posted()
    site.write("c.html", site.bob)
    assert "new" not in site.send().err
    assert site.posted() == [(f"{URL}c.html", site.bob)]
    site.write("b.html", site.ann, site.bob, title="B anew")
    run = site.send()
    assert f"{B} {site.ann} (again: the page has changed)" in run.err
    assert site.posted() == [(B, site.ann), (B, site.bob)]
    smoopt("build", site.root, "--config", site.root.parent / "smoopt.toml")
    site.send()
    assert not site.posted()


def test_a_link_or_a_page_that_is_gone_is_told_once_more(site: Sending) -> None:
    site.send()
    site.posted()
    site.write("b.html", site.ann)
    run = site.send()
    assert f"{B} {site.bob} (the link is gone)" in run.err
    assert site.posted() == [(B, site.ann), (B, site.bob)]
    (site.root / "b.html").unlink()
    site.send()
    assert site.posted() == [(B, site.ann)]
    site.send()
    assert not site.posted()


@pytest.mark.parametrize("status", [429, 500, 503, 599])
def test_what_cannot_be_taken_now_is_kept_for_the_next_run(
    status: int, site: Sending, receiver: Receiver
) -> None:
    receiver.taking = Reply(status=status, headers=(("Retry-After", "60"),))
    run = site.send()
    assert run.code == 0
    names = {429: "429 Too Many Requests", 500: "500 Internal Server Error"}
    name = {**names, 503: "503 Service Unavailable"}.get(status, str(status))
    host = receiver.base.removeprefix("http://")
    said = f"({host} answers {name}, retry after 60)"
    assert run.out.splitlines()[0] == f"kept: {A} {site.ann} {said}"
    assert run.err.splitlines()[-1] == "webmentions: 4 kept for the next run"
    # Who has no time now is left alone until then.
    assert site.posted() == [(A, site.ann)]
    receiver.taking = Reply(status=201, headers=(("Location", "{base}/status/1"),))
    run = site.send()
    assert run.out.splitlines()[0] == f"sent: {A} {site.ann} (its status: {receiver.base}/status/1)"
    assert len(site.posted()) == 3


def test_a_change_that_could_not_be_told_is_told_the_next_time(
    site: Sending, receiver: Receiver
) -> None:
    site.send()
    site.posted()
    site.write("b.html", site.ann, title="B anew")
    receiver.taking = Reply(status=503)
    site.send()
    assert len(site.posted()) == 1
    receiver.taking = Reply()
    site.send()
    assert site.posted() == [(B, site.ann), (B, site.bob)]


def test_what_is_refused_is_not_tried_until_the_page_changes(
    site: Sending, receiver: Receiver
) -> None:
    receiver.taking = Reply(status=400)
    site.write("b.html", f"{receiver.base}/gone")
    run = site.send()
    host = receiver.base.removeprefix("http://")
    assert run.out.splitlines() == [
        f"refused: {A} {site.ann} ({host} answers 400 Bad Request)",
        f"refused: {B} {receiver.base}/gone ({host} answers 404 Not Found)",
    ]
    assert run.err.splitlines()[-1] == "webmentions: 2 refused, 1 to pages that take none"
    receiver.taking = Reply()
    site.send()
    assert site.posted() == [(A, site.ann)]
    site.write("a.html", site.ann, title="A anew")
    site.send()
    assert site.posted() == [(A, site.ann)]


@pytest.mark.parametrize(("status", "is_sent_on"), [(307, True), (308, True), (302, False)])
def test_an_endpoint_that_leads_on(
    status: int, is_sent_on: bool, site: Sending, receiver: Receiver
) -> None:
    receiver.pages["/take?for=ann"] = Reply(status=status, headers=(("Location", "/taken"),))
    run = site.send()
    assert ("/taken" in {one.path for one in receiver.posted}) == is_sent_on
    assert ("sent:" in run.out) == is_sent_on


def test_this_computer_is_told_only_where_that_is_asked_for(
    site: Sending, receiver: Receiver
) -> None:
    settings = site.root.parent / "smoopt.toml"
    run = smoopt("mentions", site.root, "--config", settings, "--send", "--yes")
    assert "not a public host, but this computer or its network" in run.out
    assert run.err.splitlines()[-1] == "webmentions: 4 kept for the next run"
    assert receiver.asked == receiver.posted == []
    assert "3 sent" in site.send().err


def test_json_has_every_outcome(site: Sending) -> None:
    found = json.loads(site.send("--json").out)
    assert found[1] == {
        "source": A, "target": site.none, "why": "new", "result": "no endpoint", "said": "",
    }  # fmt: skip
    assert [one["result"] for one in found].count("sent") == 3


def test_what_was_listed_before_is_left_out(site: Sending, tmp_path: Path) -> None:
    before = tmp_path / "before.txt"
    before.write_text(f"{A} {site.ann}\n{B} {site.bob}\n")
    site.send("--since", str(before))
    assert site.posted() == [(B, site.ann)]


def test_nothing_is_sent_unless_somebody_says_so(site: Sending, receiver: Receiver) -> None:
    arguments = ("mentions", "site", "--send", "--allow-private")
    run = smoopt(*arguments, cwd=site.root.parent)
    assert run.code == 2
    assert "--send asks before it sends; where nobody can answer, add --yes" in run.err
    assert f"{A} {site.ann}" in run.err
    assert receiver.asked == receiver.posted == []
    for options in (("--yes",), ("--allow-private",), ("--sent", "a.json")):
        run = smoopt("mentions", "site", *options, cwd=site.root.parent)
        assert (run.code, "say how to --send" in run.err) == (2, True)


@pytest.mark.parametrize("answer", ["y", "n"])
def test_on_a_terminal_it_asks(
    answer: str, site: Sending, receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def confirm(text: str, **_: object) -> None:
        asked.append(text)
        if answer == "n":
            raise click.Abort

    monkeypatch.setattr("click.confirm", confirm)
    monkeypatch.setattr("sys.stdin.isatty", lambda: True)
    run = smoopt("mentions", "site", "--send", "--allow-private", cwd=site.root.parent)
    assert asked == ["Send 4 webmentions?"]
    assert (run.code, bool(receiver.posted)) == ((0, True) if answer == "y" else (1, False))


def test_what_was_sent_is_kept_where_it_is_asked_to(site: Sending, tmp_path: Path) -> None:
    file = tmp_path / "kept" / "sent.json"
    site.send("--sent", str(file))
    kept = json.loads(file.read_text())
    assert kept["version"] == 1
    assert kept["told"][A][site.none]["fate"] == "no endpoint"
    assert not list(tmp_path.rglob("*.mentions.json"))
    file.write_text("{}")
    run = site.send("--sent", str(file))
    assert (run.code, "no record of webmentions: Object missing" in run.err) == (2, True)


def test_without_it_it_lies_beside_the_configuration(site: Sending, tmp_path: Path) -> None:
    site.send()
    (kept,) = tmp_path.rglob("*.mentions.json")
    assert kept.parent == tmp_path / ".smoopt"
    assert (kept.parent / ".gitignore").read_text() == "*\n"


def test_what_cannot_be_written_down_is_not_sent(site: Sending, receiver: Receiver) -> None:
    (site.root.parent / ".smoopt").write_text("no folder")
    run = site.send()
    assert run.code == 2
    assert receiver.posted == []


def test_a_site_without_pages_has_not_lost_them_all(site: Sending, receiver: Receiver) -> None:
    site.send()
    site.posted()
    for path in site.root.iterdir():
        path.unlink()
    run = site.send()
    assert (run.code, "there are no pages in it" in run.err) == (2, True)
    assert not site.posted()


def test_another_site_is_no_concern_of_this_one(site: Sending) -> None:
    """A site that is tried out at another address has not lost the pages of the published one."""
    site.send()
    site.posted()
    assert site.send("--url", "https://trial.example/").code == 0
    assert {source.partition("/a")[0] for source, _ in site.posted()} >= {"https://trial.example"}
    site.send()
    assert not site.posted()
