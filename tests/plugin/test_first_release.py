"""A plugin that was written for the first release works as it did, and finds all that it used."""

import inspect
import json
import re
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest

import smoopt
from smoopt import testing
from smoopt.plugin import renamed
from smoopt.plugin.hooks import HOOKS
from smoopt.testing import Built, build, check
from smoopt.testing.given_case import Around
from tests.plugin.first_release import First
from tests.support.pictures import png

FOLDER = Path(__file__).parent / "first_release"
SOURCE = (FOLDER / "__init__.py").read_text("utf-8")
API = json.loads((FOLDER / "api.json").read_text("utf-8"))
# These files are as they were: what no longer fits them is wrong elsewhere.
DIGESTS = {
    "__init__.py": "e92d6e9d6b668e5d4801cb7c390549a370940941d9abeabcb1e18228e9ace71c",
    "api.json": "b27e9616ad76b6e0f789e7df3cdf69615923f8c8d0f799fe53b4dd7276a3aaac",
    "templates/first.html.j2": "da2819c35da2d59471b19636488fc258605b913793a3c043833a1fab8eb310c3",
}
OWNERS = {
    "page": smoopt.Page,
    "site": smoopt.Site,
    "policy": smoopt.Policy,
    "markup": smoopt.markup,
    "rule": smoopt.Rule,
    "File": smoopt.File,
    "templates": smoopt.Templates,
    "pattern": smoopt.Pattern,
}
A = """<!doctype html>
<html lang="en">
<head><title>A</title><meta name="description" content="Of gates.">
<meta name="smoopt:kind" content="page"><meta name="first-date" content="soon">
<script type="application/ld+json">{"@type": "Article", "name": "A"}</script>
<script type="application/ld+json">{"@type": "Thing", "url": "http://wrong.example/"}</script>
</head>
<body><main><h1>Gates</h1><p>Of gates and wheels, and of the water that moves them.</p>
<table><tr><td>1</td></tr></table>
<p><img src="pixel.png" alt=""></p>
<iframe src="https://film.example/1"></iframe>
</main></body></html>
"""
B = """<!doctype html>
<html lang="en"><head><title>B</title></head>
<body><main><h1>Bee</h1><p>Of bees.</p></main></body></html>
"""
PAGES = {"a.html": A, "b.html": B, "moved.html": B}
SEARCH = "<OpenSearchDescription xmlns='http://a9.com/-/spec/opensearch/1.1/'>{}"
FILES: dict[str, str | bytes] = {
    "robots.txt": "User-agent: *\nDisallow:\n",
    "pixel.png": png(2, 3),
    "search.xml": SEARCH.format("<ShortName>Find</ShortName></OpenSearchDescription>"),
}


@pytest.fixture(scope="module")
def built() -> Built:
    """Build a small site with it."""
    return build(PAGES, [First], files=FILES)


@pytest.mark.parametrize("name", DIGESTS)
def test_what_was_written_then_is_not_changed(name: str) -> None:
    assert sha256((FOLDER / name).read_bytes()).hexdigest() == DIGESTS[name]


def test_what_it_gives_for_a_page_is_what_it_was(built: Built) -> None:
    page = built.pages["a.html"]
    for said in (
        '<link rel="help" href="https://example.org/help" title="Help">',
        '<link rel="first-rel" href="https://example.org/">',
        '<meta name="first-date" content="2026-01-02"><!--/smoopt-->',
        '<meta property="first:after" content="Section"><!--/smoopt-->',
        '{"@type":"Article","name":"A","author":"Ann"}</script>',
        '{"@type": "Thing", "url": "https://example.org/"}</script>',
        '<p data-smoopt="first">A, B, B &amp; all</p><!--/smoopt--><h1>Gates</h1>',
        '<div data-smoopt="first" class="wide"><!--/smoopt--><table><tr><td>1</td></tr></table>',
        '<img data-smoopt="first" loading="lazy" src="pixel.png" alt="">',
        '<a data-smoopt="first" href="https://example.org/">film</a><template data-smoopt="kept">',
        '<p data-smoopt="first" title="First">By Ann <a href="b.html">First</a></p>',
        '<a href="https://example.org/" data-smoopt="first">&lt;a&gt;</a><!--/smoopt--></body>',
    ):
        assert said in page
    assert built.pages["b.html"] == B
    facts = built.facts["a.html"]
    assert facts.share_title == smoopt.Fact("A!", "JSON-LD headline", plugin="first")
    assert facts.focus == smoopt.Fact("derived False", "first at a.html:8:13", plugin="first")
    moved = built.facts["moved.html"].address
    assert moved is not None
    assert moved.value == "https://example.org/elsewhere/"


def test_the_files_that_it_gives_are_what_they_were(built: Built) -> None:
    assert built.files["first.txt"] == b"3 pages\n"
    assert b"# First: yes\n" in built.files["robots.txt"]
    own = sorted(path for path in built.files if path.startswith("smoopt/"))
    assert [re.sub(r"\.[0-9a-f]{16}\.", ".*.", path) for path in own] == [
        *("smoopt/first-kept.*.txt", "smoopt/first.*.txt"),
    ]
    asked = built.files["first/a.txt"].decode().splitlines()
    assert asked == [
        "tag Of gates. ('description',) meta Span(start=61, end=79)",
        "tags 3 1 ['kind']",
        "text Gates <!doctype '' False",
        "spans Span(start=374, end=378) Span(start=383, end=388)",
        "place a.html 8 13",
        "site https://example.org/  3",
        "files True",
        "address https://example.org/b.html '' a%20b.png",
        "resolve https://example.org/b.html b.html",
        "behind b.html True False",
        "read 'User-agent: *\\nDisallow:\\n' True",
        "feeds []",
        "title B Bee",
        "icons 0 None '' ''",
        "config '' 'Find'",
        "color ''",
        "image https://example.org/pixel.png '' 2x3 image/png",
        "image True pixel.png False",
        "policy True",
        "inline True",
        "version True",
    ]


def test_what_it_finds_is_what_it_was(built: Built) -> None:
    whole = ["first-rule: 3 pages", "first-rule: a finding"]
    found = check(PAGES, [First], files=FILES)
    assert sorted(f"{one.code}: {one.message}" for one in found) == whole
    mended = 'first-rule: first-date "soon": expected a date; "2026-01-02" is written in its place'
    said = [f"{one.code}: {one.message}" for one in built.findings]
    assert sorted(said) == sorted(["first-gathered: 3 gathered", mended, *whole])


@pytest.mark.parametrize(
    ("table", "error"),
    [
        ({"label": "wrong"}, smoopt.ConfigError),
        ({"label": ""}, smoopt.ConfigError),
        ({"words": ["wrong"]}, smoopt.ConfigError),
        ({"words": ["broken"]}, smoopt.PluginError),
    ],
)
def test_its_options_are_checked_as_they_were(
    table: dict[str, object], error: type[Exception]
) -> None:
    with pytest.raises(error, match=r"plugins\.first|words: "):
        build(PAGES, [First], settings={"plugins": {"first": table}})


def _parameters(function: Callable[..., object]) -> list[str]:
    return [name for name in inspect.signature(function).parameters if name != "self"]


def test_every_name_is_there_and_the_plugin_uses_it() -> None:
    assert not [name for name in API["names"] if getattr(smoopt, name, None) is None]
    assert not [name for name in API["names"] if not re.search(rf"\b{name}\b", SOURCE)]
    assert not [name for name in API["plugin"] if not hasattr(smoopt.Plugin, name)]
    assert not [name for name in API["testing"] if not hasattr(testing, name)]
    assert not [name for name in API["built"] if name not in testing.Built.__struct_fields__]
    assert Around.__annotations__.keys() >= {*API["around"]}


@pytest.mark.parametrize("hook", API["hooks"])
def test_every_hook_is_there_and_the_plugin_takes_all_of_it(hook: str) -> None:
    arguments = set(API["hooks"][hook])
    assert set(_parameters(getattr(First, hook))) == arguments
    now = renamed.current(hook, renamed.HOOKS)
    known = _parameters(HOOKS[now])
    assert {renamed.current(one, renamed.ARGUMENTS) for one in arguments} <= set(known)


@pytest.mark.parametrize("kind", API["fields"])
def test_fields_stand_where_they_stood(kind: str) -> None:
    """What is new comes behind them, with a default, so that all can still be given by position."""
    struct, fields = getattr(smoopt, kind), API["fields"][kind]
    there = getattr(struct, "__struct_fields__", None) or struct._fields
    assert [*there[: len(fields)]] == fields
    required = [
        one
        for one in inspect.signature(struct).parameters.values()
        if one.default is one.empty and one.name not in fields
    ]
    assert not required


@pytest.mark.parametrize(
    ("owner", "name"), [(owner, name) for owner in API["asked"] for name in API["asked"][owner]]
)
def test_all_that_is_asked_is_there_and_the_plugin_asks_it(owner: str, name: str) -> None:
    kind = OWNERS[owner]
    assert hasattr(kind, name) or name in inspect.get_annotations(kind) or _is_set(kind, name)
    assert re.search(rf"\b{owner}\.{name}\b", SOURCE)


def _is_set(kind: object, name: str) -> bool:
    """Tell whether it is one of those that an object gets when it is made."""
    above = kind.__mro__ if isinstance(kind, type) else ()
    return any(name in inspect.get_annotations(each) for each in above)


@pytest.mark.parametrize("call", API["calls"])
def test_what_is_called_takes_what_it_took(call: str) -> None:
    owner, _, name = call.rpartition(".")
    kind = OWNERS[owner] if owner else (smoopt if hasattr(smoopt, name) else smoopt.Plugin)
    known, then = inspect.signature(getattr(kind, name)).parameters, API["calls"][call]
    assert [one for one in known if one != "self"][: len(then)] == then
    assert not [
        one
        for one in [*known][len(then) :]
        if one not in ("self", *then)
        and known[one].default is inspect.Parameter.empty
        and known[one].kind not in (inspect.Parameter.VAR_KEYWORD, inspect.Parameter.VAR_POSITIONAL)
    ]


def test_an_old_name_is_served_until_the_next_major_release() -> None:
    """docs/reference/plugin-api.md promises that of all that is renamed."""
    for table in (renamed.HOOKS, renamed.ARGUMENTS, renamed.NAMES):
        for old, each in table.items():
            assert old == each.old
            assert each.until == f"{int(each.since.partition('.')[0]) + 1}.0"
