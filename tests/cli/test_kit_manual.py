"""The examples in docs/reference/commands/kit.md print what it says."""

import re
import tomllib
from pathlib import Path

import msgspec

from smoopt.kit.post_networks import table
from smoopt.kit.post_writer import PostWriter
from smoopt.site.settings import SettingsFile
from tests.support.console import assert_printed, shown
from tests.support.pictures import png
from tests.support.places import ROOT
from tests.support.shared_articles import article
from tests.support.sites import write_files

MANUAL = (ROOT / "docs/reference/commands/kit.md").read_text("utf-8")
PAGE = """<!doctype html><html lang=en><head><title>Reading the tide tables</title>
<meta property="og:type" content="article"><meta property="article:tag" content="tides">
<meta name="description" content="Four numbers a day say when the ferry can land, and when you \
should not swim."><meta property="og:image" content="/tides.jpg">
<meta property="og:image:alt" content="The harbour wall at low water"></head>
<body><main><h1>Reading the tide tables</h1><p>Tables have been printed since 1833.</main></body>
"""
SETTINGS = '[site]\nurl = "https://harbour.example/"\n[kit]\nhashtags = ["harbour life"]\n'


def test_the_examples_print_what_they_say(tmp_path: Path) -> None:
    files = {"public/tides/index.html": PAGE, "public/tides.jpg": png(1200, 630)}
    write_files(tmp_path, {**files, "smoopt.toml": SETTINGS})
    for example in shown("docs/reference/commands/kit.md"):
        assert_printed(example, tmp_path)


def test_the_settings_are_ones_that_can_be_used() -> None:
    block = re.search(r"```toml\n(.*?)```", MANUAL, re.DOTALL)
    assert block
    settings = msgspec.convert(tomllib.loads(block[1]), SettingsFile).kit
    posts = [*PostWriter(settings, "smoopt.toml").posts(article())]
    assert [post.network.name for post in posts] == ["mastodon", "bluesky", "x"]
    assert "utm_source=mastodon&utm_medium=social&utm_campaign=spring" in posts[0].link


def test_all_networks_are_in_the_table_with_their_limits() -> None:
    for network in table():
        assert network.label in MANUAL
        for limit in filter(None, (network.limit, network.caption, network.title)):
            assert f"{limit:,}" in MANUAL
