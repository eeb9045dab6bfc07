"""`smoopt ping`, from a site's pages to those who are told, on this computer, and back."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from smoopt.ping import delivery, messages
from tests.support.receiver import Receiver, Reply, receiving
from tests.support.runs import Run, page, smoopt
from tests.support.sites import write_files

URL = "https://mill.example.org/"
KEY = "0123456789abcdef"
A, B, HOME = f"{URL}a.html", f"{URL}b/", URL
FEED = (
    "<feed xmlns='http://www.w3.org/2005/Atom'><title>Mill</title>"
    "<link rel='self' href='{url}feed.xml'/><link rel='hub' href='{hub}'/><entry>"
    "<title>{title}</title><link href='{url}a.html'/><updated>2026-01-01</updated></entry></feed>"
)


@pytest.fixture
def receiver(monkeypatch: pytest.MonkeyPatch) -> Iterator[Receiver]:
    monkeypatch.setattr(delivery, "_PAUSES", (0.0, 0.0))
    with receiving() as found:
        found.taking = Reply(status=200)
        yield found


class Pinging:
    """A site that tells a receiver."""

    def __init__(self, folder: Path, receiver: Receiver) -> None:
        self.receiver, self.folder = receiver, folder
        hidden = page("Hidden").replace("<head>", "<head><meta name=robots content=noindex>")
        files = {
            "index.html": page("Mill"),
            "a.html": page("A"),
            "b/index.html": page("B"),
            "hidden.html": hidden,
            "404.html": page("Not found"),
            "copy.html": page("Copy").replace("<head>", f"<head><link rel=canonical href='{A}'>"),
        }
        self.root = write_files(folder / "site", dict(files))
        (folder / "smoopt.toml").write_text(
            f'[site]\nurl = "{URL}"\n[plugins.indexnow]\nkey = "{KEY}"\n'
        )

    def run(self, *more: str) -> Run:
        to = ("--endpoint", f"{self.receiver.base}/indexnow")
        return smoopt("ping", self.root, "--config", self.folder / "smoopt.toml", *to, *more)

    def send(self, *more: str) -> Run:
        return self.run("--send", "--yes", "--allow-private", *more)

    def told(self) -> list[str]:
        """Give the addresses that were told since this was last asked."""
        found, self.receiver.posted = self.receiver.posted, []
        return [url for one in found for url in json.loads(one.data)["urlList"]]


@pytest.fixture
def site(tmp_path: Path, receiver: Receiver) -> Pinging:
    return Pinging(tmp_path, receiver)


def test_nothing_is_sent_unless_that_is_asked_for(site: Pinging) -> None:
    run = site.run("--all")
    assert run.code == 0
    listed = [line.split()[1] for line in run.out.splitlines()]
    assert sorted(listed) == sorted([HOME, A, B])
    assert site.receiver.posted == []
    assert site.run("--send", "--all").code == 2  # nobody is there to ask
    assert site.receiver.posted == []


def test_what_changes_from_the_beginning_on_is_told(site: Pinging) -> None:
    run = site.send()
    assert (run.code, site.told()) == (0, [])
    assert "notes 3 pages as known" in run.err
    (site.root / "a.html").write_text(page("A, again"))
    (site.root / "b/index.html").unlink()
    (site.root / "c.html").write_text(page("C"))
    run = site.run()
    assert sorted(line.partition(" ")[2] for line in run.out.splitlines()) == [
        f"{A} (changed)", f"{B} (gone)", f"{URL}c.html",
    ]  # fmt: skip
    run = site.send()
    assert sorted(site.told()) == [A, B, f"{URL}c.html"]
    assert run.out.splitlines() == [
        f"told: 3 changes: {site.receiver.base.removeprefix('http://')} answers 200 OK: taken"
    ]
    assert site.run().err.startswith("nothing has changed since the last --send\n")
    assert site.send().err.splitlines()[-1] == "changes: nothing to tell"
    assert site.told() == []


def test_what_a_template_says_on_every_page_is_no_news(site: Pinging) -> None:
    site.send("--all")
    assert len(site.told()) == 3
    for path in site.root.rglob("*.html"):
        path.write_text(path.read_text().replace("</main>", "</main><footer>2027</footer>"))
    site.send()
    assert site.told() == []


def test_a_site_that_is_built_tells_the_same(site: Pinging) -> None:
    site.send()
    smoopt("build", site.root, "--config", site.folder / "smoopt.toml")
    assert (site.root / f"{KEY}.txt").read_text() == KEY
    site.send()
    assert site.told() == []


def test_what_counts_is_what_was_built(site: Pinging) -> None:
    """Themes name the home page as the original of all; smoopt mends that."""
    wrong = page("A").replace("<head>", "<head><link rel=canonical href=https://mill.example.org/>")
    (site.root / "a.html").write_text(wrong)
    assert A not in site.run("--all").out
    smoopt("build", site.root, "--config", site.folder / "smoopt.toml")
    assert A in site.run("--all").out


def test_the_message_says_whose_the_key_is(site: Pinging) -> None:
    site.send("--all")
    (posted,) = site.receiver.posted
    said = json.loads(posted.data)
    assert {name: said[name] for name in ("host", "key", "keyLocation")} == {
        "host": "mill.example.org",
        "key": KEY,
        "keyLocation": f"{URL}{KEY}.txt",
    }
    assert posted.headers["Content-Type"] == "application/json; charset=utf-8"


def test_a_key_file_in_the_site_is_enough(site: Pinging) -> None:
    (site.folder / "smoopt.toml").write_text(f'[site]\nurl = "{URL}"\n')
    assert "no key in the site" in site.run("--all").err
    (site.root / "robots.txt").write_text("User-agent: *\n")
    (site.root / f"{KEY}.txt").write_text(f"{KEY}\n")
    assert len(site.run("--all").out.splitlines()) == 3


@pytest.mark.parametrize(
    ("status", "result", "says"),
    [
        (200, "told", "taken"),
        (202, "told", "the key is not yet verified"),
        (400, "refused", "it does not understand the message"),
        (403, "refused", f"it does not find the key in {URL}{KEY}.txt"),
        (422, "refused", "the addresses are not of this host"),
        (429, "kept for the next run", "too many messages"),
        (503, "kept for the next run", "503 Service Unavailable"),
    ],
)
def test_each_answer_is_explained(status: int, result: str, says: str, site: Pinging) -> None:
    site.receiver.taking = Reply(status=status)
    run = site.send("--all")
    assert run.code == 0
    assert run.out.startswith(f"{result}: 3 changes: ")
    assert says in run.out
    tried = len(site.told())
    assert tried == (9 if result.startswith("kept") else 3)
    # What was not taken is due again.
    site.receiver.taking = Reply(status=200)
    site.send("--all")
    assert len(site.told()) == (0 if result == "told" else 3)


def test_a_host_that_wants_time_is_given_it(site: Pinging, monkeypatch: pytest.MonkeyPatch) -> None:
    waited: list[float] = []
    monkeypatch.setattr(delivery.time, "sleep", waited.append)
    for value in ("7", "Wed, 21 Oct 2015 07:28:00 GMT", "0", "nonsense"):
        site.receiver.taking = Reply(status=429, headers=(("Retry-After", value),))
        site.send("--all")
    assert [seconds for seconds in waited if seconds] == [7, 7]
    site.told()
    site.receiver.taking = Reply(status=429, headers=(("Retry-After", "3600"),))
    run = site.send("--all")
    assert len(site.told()) == 3  # once
    assert "retry after 3600" in run.out


def test_many_addresses_go_in_several_messages(
    site: Pinging, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(messages, "_MOST_ADDRESSES", 2)
    site.send("--all")
    assert [len(json.loads(one.data)["urlList"]) for one in site.receiver.posted] == [2, 1]


def test_hubs_are_told_of_feeds_whose_entries_have_changed(site: Pinging) -> None:
    (site.folder / "smoopt.toml").write_text(f'[site]\nurl = "{URL}"\n')
    hub = f"{site.receiver.base}/hub"
    feed = site.root / "feed.xml"
    items = [{"id": "1", "title": "A"}]
    more = {"feed_url": f"{URL}feed.json", "hubs": [{"type": "WebSub", "url": hub}], "items": items}
    (site.root / "feed.json").write_text(json.dumps(more))
    feed.write_text(FEED.format(url=URL, hub=hub, title="One"))
    site.receiver.taking = Reply(status=204)
    site.send()
    (posted,) = site.receiver.posted
    urls = [f"{URL}feed.json", f"{URL}feed.xml"]
    assert posted.form == {"hub.mode": ["publish"], "hub.url": urls}
    feed.write_text(FEED.format(url=URL, hub=hub, title="One").replace("Mill", "The Mill"))
    site.send()
    assert len(site.receiver.posted) == 1
    feed.write_text(FEED.format(url=URL, hub=hub, title="Two"))
    site.send()
    assert site.receiver.posted[1].form["hub.url"] == [f"{URL}feed.xml"]


def test_a_feed_that_is_none_is_passed_over(site: Pinging) -> None:
    hub = f"{site.receiver.base}/hub"
    for number, text in enumerate(
        (
            "[",
            "[]",
            '{"hubs": 7}',
            '{"hubs": ["x"]}',
            "[" * 100_000,
            '{"hubs": [{"type": "WebSub"}]}',
        )
    ):
        (site.root / f"feed{number}.json").write_text(text)
    (site.root / "feed.xml").write_text("<feed")
    (site.root / "b.xml").write_text(f"<x><channel><link rel='hub' href='{hub}'/></channel></x>")
    assert site.run().code == 0


def test_an_empty_folder_tells_of_no_page_that_is_gone(site: Pinging) -> None:
    site.send("--all")
    site.told()
    for path in site.root.rglob("*.html"):
        path.unlink()
    run = site.send()
    assert (run.code, site.told()) == (2, [])
    assert "there are no pages in it" in run.err


def test_an_endpoint_that_is_no_address_is_refused_before_anything_is_sent(site: Pinging) -> None:
    run = site.run("--endpoint", "www.bing.com")
    assert run.code == 2
    assert "--endpoint: 'www.bing.com' is not an address; expected one like https://" in run.err


def test_a_new_key_is_one() -> None:
    run = smoopt("ping", "--new-key")
    assert run.code == 0
    table, key = run.out.splitlines()
    assert table == "[plugins.indexnow]"
    assert len(key) == len(f'key = "{KEY}{KEY}"')


def test_a_record_that_is_something_else_stops_it(site: Pinging, tmp_path: Path) -> None:
    (tmp_path / "x.json").write_text("[]")
    run = site.run("--sent", str(tmp_path / "x.json"))
    assert run.code == 2
    assert "is no record of pings: Expected `object`, got `array`" in run.err
    assert "; without it, all would be sent again: correct it, or remove it" in run.err
