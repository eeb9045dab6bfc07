"""`smoopt kit`: posts for networks about what is new or has changed."""

import csv
import io
import json
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from smoopt.model.version import __version__
from tests.support.measures import measured
from tests.support.runs import Run, smoopt, tree
from tests.support.sites import write_files

URL = "https://mill.example.org/"
ARTICLE = (
    "<!doctype html><html lang=en><head><title>{title}</title>"
    '<meta property=og:type content=article><meta name=description content="{about}">'
    '<meta property=article:published_time content="{day}">{head}</head><body><main><h1>{title}'
    "</h1><p>{text} and what else is to be said of it, in a sentence.</p></main></body></html>"
)
SETTINGS = f'[site]\nurl = "{URL}"\n'


def article(title: str, day: str, head: str = "", text: str = "Words") -> str:
    return ARTICLE.format(title=title, about=f"All about {title}.", day=day, head=head, text=text)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    noindex = "<meta name=robots content=noindex>"
    files = {
        "public/index.html": "<!doctype html><title>Mill</title><main><h1>Mill</h1></main>",
        "public/new.html": article("Gates", "2026-03-02"),
        "public/old.html": article("Wheels", "2026-01-02"),
        "public/draft.html": article("Draft", "2026-01-02", noindex),
        "public/about.html": "<!doctype html><title>About</title><main><h1>About</h1></main>",
        "smoopt.toml": SETTINGS,
    }
    write_files(tmp_path, dict(files))
    return tmp_path


def run(folder: Path, *arguments: object) -> Run:
    return smoopt("kit", "public", *arguments, cwd=folder)


def listed(folder: Path, *arguments: object) -> list[tuple[str, str]]:
    ended = run(folder, *arguments, "--format", "json")
    assert ended.code == 0, ended.err
    return [(each["title"], each["why"]) for each in json.loads(ended.out)]


def test_posts_are_written_for_articles_the_oldest_first(folder: Path) -> None:
    ended = run(folder, "--network", "hackernews")
    assert ended.code == 0, ended.err
    assert ended.out == (
        "Wheels (new)\n  old.html\n\n  Hacker News, title: 6 of 80\n    Wheels\n\n"
        f"  Hacker News, link\n    {URL}old.html\n\n"
        "Gates (new)\n  new.html\n\n  Hacker News, title: 5 of 80\n    Gates\n\n"
        f"  Hacker News, link\n    {URL}new.html\n"
    )
    assert ended.err == "2 posts for 2 articles; nothing was posted\n"


def test_what_is_alike_for_some_networks_is_said_once(folder: Path) -> None:
    out = run(folder, "--pages", "new.html", "--network", "reddit", "--network", "lobsters").out
    assert out == (
        "Gates (new)\n  new.html\n\n  Reddit, title: 5 of 300; Lobsters, title: 5 of 150\n"
        f"    Gates\n\n  Reddit, Lobsters, link\n    {URL}new.html\n"
    )


def test_what_is_done_is_left_out_until_it_changes(folder: Path) -> None:
    both = [("Wheels", "new"), ("Gates", "new")]
    assert listed(folder) == both
    assert listed(folder, "--done", "--pages", "old.html") == both[:1]
    assert listed(folder) == both[1:]
    assert listed(folder, "--done") == both[1:]
    assert listed(folder) == []
    assert "--all takes all" in run(folder).err
    assert listed(folder, "--all") == [("Wheels", ""), ("Gates", "")]
    write_files(folder, {"public/old.html": article("Wheels", "2026-01-02", text="New words")})
    assert listed(folder) == [("Wheels", "changed")]


def test_the_record_lies_beside_the_configuration_or_where_it_is_asked(folder: Path) -> None:
    run(folder, "--done")
    assert [file.name for file in (folder / ".smoopt").glob("*.kit.json")]
    assert listed(folder, "--record", folder / "other.json") == [
        ("Wheels", "new"),
        ("Gates", "new"),
    ]
    run(folder, "--record", folder / "other.json", "--done")
    assert listed(folder, "--record", folder / "other.json") == []
    (folder / "link.json").symlink_to("other.json")
    (folder / "other.json").unlink()
    run(folder, "--record", folder / "link.json", "--done")
    assert listed(folder, "--record", folder / "other.json") == []
    (folder / "other.json").write_text("{}")
    ended = run(folder, "--record", folder / "other.json")
    assert ended.code == 2
    assert "no record of announced articles" in ended.err


def test_nothing_is_written_into_the_site_nor_anywhere_unless_asked(folder: Path) -> None:
    before = tree(folder)
    for form in ("text", "json", "csv", "ics"):
        assert run(folder, "--format", form).code == 0
    assert tree(folder) == before
    site = tree(folder / "public")
    run(folder, "--done")
    assert tree(folder / "public") == site


def test_a_site_that_is_built_gets_the_same_posts(folder: Path) -> None:
    before = run(folder).out
    assert smoopt("build", "public", cwd=folder).code == 0
    assert run(folder).out == before


def test_articles_are_chosen_by_day_and_by_pattern(folder: Path) -> None:
    run(folder, "--done")
    assert listed(folder, "--since", "2026-02-01") == [("Gates", "")]
    assert listed(folder, "--pages", "about.html") == [("About", "new")]
    assert "--pages: 'a\\\\' is not a pattern" in run(folder, "--pages", "a\\").err
    (folder / "smoopt.toml").write_text(f'{SETTINGS}[kit]\npages = ["about.html"]\n')
    assert listed(folder) == [("About", "new")]


NOTHING = {
    ("--pages", "gone/**"): "no page of these patterns is new or has changed since",
    (): "no article is new or has changed since the last --done; --all takes all",
    ("--record", "other.json", "--pages", "gone/**"): "there is no page of these patterns to",
    ("--since", "2027-01-01"): "no article was published or has changed since 2027-01-01",
    ("--pages", "gone/**", "--all"): "there is no page of these patterns to write about",
}


@pytest.mark.parametrize("asked", NOTHING)
def test_why_nothing_is_written_is_said(folder: Path, asked: tuple[str, ...]) -> None:
    run(folder, "--done")
    ended = run(folder, *asked)
    assert (ended.code, ended.out) == (0, "")
    assert ended.err.startswith(NOTHING[asked])


def test_a_site_without_articles_is_said_to_have_none(folder: Path) -> None:
    for name in ("new.html", "old.html"):
        (folder / "public" / name).unlink()
    for options in ((), ("--all",)):
        ended = run(folder, *options)
        said = "there is no article to write about; --pages takes pages that are none\n"
        assert (ended.code, ended.out, ended.err) == (0, "", said)


def test_a_network_that_is_too_short_is_named_and_what_has_no_post_is_not_done(
    folder: Path,
) -> None:
    (folder / "smoopt.toml").write_text(f"{SETTINGS}[kit.network.x]\nlimit = 10\n")
    ended = run(folder, "--network", "x", "--done")
    assert ended.out.count("(no post for X: not even the link and a title fit)") == 2
    assert listed(folder) == [("Wheels", "new"), ("Gates", "new")]
    data = json.loads(run(folder, "--network", "x", "--format", "json").out)
    assert [(each["posts"], each["without"]) for each in data] == [([], ["X"])] * 2


def test_settings_are_followed_and_beaten_by_the_command_line(folder: Path) -> None:
    (folder / "smoopt.toml").write_text(
        f"{SETTINGS}[kit]\nnetworks = ['bluesky', 'x']\nhashtags = ['Old mill']\n"
        "utm = {campaign = 'spring'}\n[kit.network.x]\ntemplate = '{{ title }}: {{ link }}'\n"
    )
    kit = json.loads(run(folder, "--format", "json", "--pages", "old.html").out)
    bluesky, x = kit[0]["posts"]
    assert bluesky["hashtags"] == ["#OldMill"]
    link = f"{URL}old.html?utm_source=x&utm_medium=social&utm_campaign=spring"
    assert x["parts"][0]["text"] == f"Wheels: {link}"
    kit = json.loads(run(folder, "--format", "json", "--network", "x", "--campaign", "june").out)
    assert [each["posts"][0]["link"][-18:] for each in kit] == ["&utm_campaign=june"] * 2


WRONG = {
    "networks = ['blusky']": "kit.networks: no posts can be written for 'blusky'",
    "days = ['monday']": 'kit.days[0]: expected "mon", "tue", "wed"',
    "days = []": "kit.days",
    "times = ['9:00']": "times: '9:00' is no time of a day; expected one like 09:00",
    "pages = ['a\\']": "kit.pages: 'a\\\\' is not a pattern as in .gitignore",
    "zone = 'Mars/Crater'": "kit.zone: there is no time zone 'Mars/Crater'",
    "[kit.network.x]\nlimit = 0": "kit.network.x.limit: expected a whole number from 1",
    "[kit.network.x]\ntemplate = '''\na\n{{ titel }}'''": (
        "kit.network.x.template: line 2: 'titel' is undefined (did you mean `title`?)"
    ),
}


@pytest.mark.parametrize("setting", WRONG)
def test_what_is_wrong_with_a_setting_is_said(folder: Path, setting: str) -> None:
    (folder / "smoopt.toml").write_text(f"{SETTINGS}[kit]\n{setting}\n")
    ended = run(folder, "--start", "2026-12-01")
    assert ended.code == 2
    assert f"smoopt: smoopt.toml: {WRONG[setting]}" in ended.err.replace("kit: times", "times")


REFUSED = {
    ("--network", "blusky"): "--network: no posts can be written for 'blusky'",
    ("--zone", "Mars/Crater"): "--zone: there is no time zone 'Mars/Crater'",
    ("--start", "9999-12-31"): "--start: articles cannot be spread from 9999-12-31 on",
}


@pytest.mark.parametrize("option", REFUSED)
def test_what_is_wrong_with_an_option_is_said_by_its_name(
    folder: Path, option: tuple[str, ...]
) -> None:
    (folder / "smoopt.toml").write_text(f"{SETTINGS}[kit]\ndays = ['mon', 'tue', 'fri']\n")
    ended = run(folder, *option)
    assert ended.code == 2
    assert f"smoopt: {REFUSED[option]}" in ended.err


def test_a_site_without_an_address_is_refused(folder: Path) -> None:
    (folder / "smoopt.toml").write_text("")
    ended = run(folder)
    assert ended.code == 2
    assert "public address is not known" in ended.err


def rows(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline="")))


def test_a_scheduler_is_given_one_network_and_times(folder: Path) -> None:
    assert run(folder, "--format", "buffer").code == 2
    ended = run(folder, "--format", "buffer", "--network", "bluesky", "--start", "2026-12-05")
    # A Saturday; Tuesday and Wednesday follow it.
    assert rows(ended.out) == [
        ["Text", "Image URL", "Tags", "Posting Time"],
        [f"Wheels\n\nAll about Wheels.\n\n{URL}old.html", "", "", "2026-12-08 09:00"],
        [f"Gates\n\nAll about Gates.\n\n{URL}new.html", "", "", "2026-12-09 09:00"],
    ]
    ended = run(folder, "--format", "hootsuite", "--network", "reddit", "--start", "2026-12-05")
    assert rows(ended.out) == [
        ["12/08/2026 09:00", "Wheels", f"{URL}old.html"],
        ["12/09/2026 09:00", "Gates", f"{URL}new.html"],
    ]


def test_posts_are_written_to_a_file(folder: Path) -> None:
    ended = run(folder, "--format", "csv", "-o", folder / "posts.csv", "--network", "x")
    assert (ended.code, ended.out) == (0, "")
    table = rows((folder / "posts.csv").read_bytes().decode())
    assert table[0] == ["network", "date", "title", "text", "link", "picture", "alt", "page"]
    assert [row[-1] for row in table[1:]] == ["old.html", "new.html"]
    assert run(folder, "-o", folder / "none" / "posts.txt").code == 2
    run(folder, "-o", folder / "posts.txt")
    assert (folder / "posts.txt").read_text() == run(folder).out


@pytest.mark.node
def test_another_program_reads_the_calendar(folder: Path) -> None:
    (folder / "smoopt.toml").write_text(
        f"{SETTINGS}[kit]\nnetworks = ['x', 'reddit']\ndays = ['sat', 'sun']\n"
        "times = ['02:30', '18:00']\nzone = 'Europe/Berlin'\n"
    )
    # On 2027-03-28, 02:30 is passed over in Berlin.
    first = run(folder, "--format", "ics", "--start", "2027-03-28").out
    assert f"smoopt {__version__}" in first
    events = measured(calendar=first).events
    assert [event["start"] for event in events] == [
        *("2027-03-28T01:30:00Z", "2027-03-28T01:30:00Z"),
        *("2027-03-28T16:00:00Z", "2027-03-28T16:00:00Z"),
    ]
    zone = ZoneInfo("Europe/Berlin")
    local = [datetime.fromisoformat(event["start"]).astimezone(zone).hour for event in events]
    assert local == [3, 3, 18, 18]
    assert [event["summary"] for event in events] == [
        *("X: Wheels", "Reddit: Wheels", "X: Gates", "Reddit: Gates")
    ]
    assert events[0]["description"] == f"Wheels\n\nAll about Wheels.\n\n{URL}old.html"
    assert events[1]["url"] == f"{URL}old.html"
    later = measured(calendar=run(folder, "--format", "ics", "--start", "2027-05-01").out).events
    assert [event["uid"] for event in later] == [event["uid"] for event in events]
    assert len({event["uid"] for event in events}) == 4


def test_without_a_zone_the_calendar_has_the_reader_s_time(folder: Path) -> None:
    written = run(folder, "--format", "ics", "--network", "x", "--start", "2026-12-05").out
    assert "DTSTART:20261208T090000\r\n" in written
