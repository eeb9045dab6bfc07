"""What a built-in plugin says is the same however the records of pages are divided and combined."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from smoopt.build.memory.manifest import Manifest
from smoopt.build.memory.partitions import Surveys
from smoopt.build.memory.records import Record
from smoopt.build.memory.reduction import Values, combined, reduced_part
from smoopt.build.rebuild import Rebuilder
from smoopt.plugin.call import Failure, packed, unpacked
from smoopt.plugin.registry import Registry
from smoopt.site.settings import Settings, SiteSettings
from smoopt.site.site import Site
from tests.support.places import SITES
from tests.support.sites import URL, write_files

PLUGINS: dict[str, bool | dict[str, object]] = {
    "backlinks": {"most": 2},
    "feeds": {"entries": 2, "sections": ["posts", "none"], "tags": True},
    "follow": {"profiles": ["https://example.net/ann"], "selector": "nav"},
    "keywords": True,
    "robots": True,
    "share": {"selector": "body > header"},
}
HOOKS = ("gather", "site_files", "site_findings")
# Answers are what a plugin gives to each page, and what it says of the site.
Answers = tuple[dict[str, object], list[object]]


class Partition(NamedTuple):
    """Consecutive pages, and what a plugin said of those of them that it said anything about."""

    paths: Sequence[str]
    records: Mapping[str, object]


class Known:
    """A site that was built, and what its pages said."""

    def __init__(self, root: Path) -> None:
        options = Settings(site=SiteSettings(url=URL), plugins=PLUGINS)
        self.site = Site(root, options)
        self.registry = Registry(options)
        manifest = Manifest(None, root, None)
        builder = Rebuilder(self.site, self.registry, None, manifest, 1, dry=True)
        builder.build(lambda _: None)
        self.records: Mapping[str, Record] = builder.memory.records
        self.plugins = self.registry.base.having("combine")

    def parts(self, plugin: str, cuts: list[int]) -> list[Partition]:
        """Divide what a plugin said at some pages."""
        pages, said = self.site.pages, Surveys(self.records, self.site).of(plugin)
        ends = sorted(cut % (len(pages) + 1) for cut in cuts)
        parts = (pages[a:b] for a, b in zip([0, *ends], [*ends, len(pages)], strict=True))
        return [
            Partition(part, {path: said[path] for path in part if path in said}) for part in parts
        ]

    def reduced(self, plugin: str, part: Partition) -> Values:
        return known(reduced_part(plugin, part.records, self.site, self.registry))

    def joined(self, plugin: str, one: Values, other: Values) -> Values:
        return {**one, **known(combined(plugin, one, other, self.site, self.registry))}

    def answers(self, plugin: str, parts: list[Partition], reduced: Values) -> Answers:
        """Ask for shares part by part, and for all else at once."""
        shares: dict[str, object] = {}
        others: list[object] = []
        for hook in HOOKS:
            for part in parts if hook == "gather" else [Partition(self.site.pages, {})]:
                given = {"site": self.site, "reduced": reduced, **part._asdict()}
                answer = self.registry.base.call(plugin, hook, self.site.place, **given)
                assert not isinstance(answer, Failure)
                for item in [] if answer is None else answer.results:
                    if isinstance(item, Mapping):
                        shares |= {path: unpacked(packed(share)) for path, share in item.items()}
                    else:
                        others.append(item)
        return shares, others


def known(values: Values | Failure) -> Values:
    assert not isinstance(values, Failure), values
    return values


def read_back(values: Values) -> Values:
    return {key: unpacked(packed(value)) for key, value in values.items()}


def synthetic(root: Path) -> Path:
    """Write pages that have much to do with each other."""
    files: dict[str, str | bytes] = {"posts/index.html": "<!doctype html><title>Posts</title>"}
    for number in range(14):
        language, name = ("de", "Mühle") if number % 3 == 0 else ("en", "Mill")
        original = f'<link rel="canonical" href="{URL}posts/">' if number % 2 else ""
        head = (
            f"<title>{'Same' if number % 4 == 0 else f'Page {number}'} - {name}</title>{original}"
            f'<meta name="description" content="{"All" if number % 2 else f"Text {number}"}">'
            f'<meta property="og:title" content="{name}">'
            f'<meta property="article:published_time" content="2026-01-{number + 1:02}">'
            f'<meta property="article:tag" content="{"C++" if number % 2 else "Water wheels"}">'
            f'<meta property="og:type" content="{"article" if number % 5 else "website"}">'
            f'<meta name="smoopt:focus" content="wheel {number % 3}">'
        )
        links = "".join(f'<a href="{(number * step) % 14}.html">{step}</a>' for step in (2, 3, 5))
        text = f"<h1>Page {'abcdefghijklmn'[number]}</h1><p>Words of {number}: {links}.</p>"
        top = "<header>Top</header>" if number == 7 else ""
        body = f"<body>{top}<main><article>{text}</article></main></body>"
        html = f'<!doctype html><html lang="{language}"><head>{head}</head>{body}</html>'
        files[f"posts/{number}.html"] = html
    return write_files(root, files)


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> list[Known]:
    mill = synthetic(tmp_path_factory.mktemp("mill"))
    return [Known(mill), *(Known(SITES / name) for name in ("pelican", "docusaurus"))]


def test_the_pages_have_something_to_say_for_every_plugin(sites: list[Known]) -> None:
    (mill, *_) = sites
    silent = set()
    for plugin in mill.plugins:
        whole = mill.parts(plugin, [])
        reduced = mill.reduced(plugin, whole[0])
        assert reduced or plugin == "bookmarks"  # it has no selector
        silent |= {plugin} if mill.answers(plugin, whole, reduced) == ({}, []) else set()
    assert silent == {"bookmarks", "share"}  # of which the selector finds something


@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_records_may_be_divided_and_combined_in_any_way(
    sites: list[Known], data: st.DataObject
) -> None:
    at = data.draw(st.sampled_from(sites))
    cuts = data.draw(st.lists(st.integers(0, 100), max_size=6))
    order = data.draw(st.lists(st.integers(0, 100), min_size=6, max_size=6))
    is_read_back = data.draw(st.booleans())
    for plugin in at.plugins:
        (whole,), parts = at.parts(plugin, []), at.parts(plugin, cuts)
        values = [at.reduced(plugin, part) for part in parts]
        for place in order[: len(values) - 1]:
            if is_read_back:
                values = [
                    {key: unpacked(packed(one)) for key, one in each.items()} for each in values
                ]
            first = place % (len(values) - 1)
            values[first : first + 2] = [at.joined(plugin, *values[first : first + 2])]
        expected = at.answers(plugin, [whole], at.reduced(plugin, whole))
        assert at.answers(plugin, parts, values[0]) == expected, plugin
