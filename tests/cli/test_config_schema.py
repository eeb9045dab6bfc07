"""The schema for editors: it takes what smoopt takes, and describes it."""

import tomllib
from pathlib import Path
from typing import cast

import jsonschema
import pytest

from smoopt.cli.config_schema import schema
from smoopt.model.errors import CannotRun
from smoopt.plugin.installed import OWN
from smoopt.plugin.registry import Registry
from smoopt.site.config import load
from smoopt.site.settings import Settings
from tests.support.places import ROOT
from tests.support.runs import smoopt

GOOD = {
    "nothing": "",
    "an address": '[site]\nurl = "https://example.org/"\n',
    "everything of the site": (
        '[site]\nurl = "https://example.org/"\nname = "N"\nlanguage = "en"\nauthor = "A"\n'
        'image = "/i.png"\nimage_alt = "I"\nx = "@n"\nfediverse = "@n@example.org"\n'
        'index = "bare"\nsuffix = "strip"\n'
    ),
    "plugins on and off": "[plugins]\nshare = false\nx = true\n",
    "options": '[plugins.x]\nreading_speed = 200\n[plugins.share]\nnetworks = ["email"]\n',
    "levels": "[check.rules]\nog-image-missing = 'error'\nwebring-gone = 'off'\n",
    "levels of a rule": "[[pages]]\nmatch = ['a/**']\nrules = { og-image-missing = 'off' }\n",
    "rules": '[[pages]]\nmatch = ["a/**"]\nskip = true\n[[pages]]\nmatch = ["*"]\n',
    "a rule's plugins and facts": (
        '[[pages]]\nmatch = ["a/**"]\nfacts = { type = "article", tags = ["a", "b"] }\n'
        "plugins = { share = false, x = { labels = false } }\n"
    ),
}
BAD = {
    "a table that is none": "[sites]\n",
    "a setting that is none": '[site]\nadress = "https://example.org/"\n',
    "a wrong type": "[site]\nname = 7\n",
    "a wrong choice": '[site]\nindex = "slashes"\n',
    "a plugin that is none": "[plugins]\nshares = true\n",
    "an option that is none": "[plugins.share]\nnetwork = []\n",
    "an option of a wrong type": '[plugins.x]\nreading_speed = "fast"\n',
    "an option out of bounds": "[plugins.x]\nreading_speed = 0\n",
    "an option out of bounds in a list": "[plugins.bookmarks]\nlevels = [0]\n",
    "a plugin that is a number": "[plugins]\nx = 1\n",
    "a rule without a pattern": "[[pages]]\nskip = true\n",
    "a pattern that is no list": '[[pages]]\nmatch = "a/**"\n',
    "a rule with a wrong option": '[[pages]]\nmatch = ["*"]\nplugins.share.network = []\n',
    "a level that is none": "[check.rules]\nog-image-missing = 'fatal'\n",
    "a level of a rule that is none": "[[pages]]\nmatch = ['a']\nrules.title-long = true\n",
    "a fact that is none": '[[pages]]\nmatch = ["*"]\nfacts = { titel = "T" }\n',
}


@pytest.fixture(scope="module")
def validator() -> jsonschema.Draft202012Validator:
    return jsonschema.Draft202012Validator(schema(Settings(), ""))


def test_the_schema_in_the_manual_is_current() -> None:
    run = smoopt("plugins", "--schema")
    assert run.code == 0
    assert (ROOT / "docs/smoopt.schema.json").read_text("utf-8") == run.out, (
        "write it anew: smoopt plugins --schema > docs/smoopt.schema.json"
    )


def test_the_schema_is_a_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(schema(Settings(), ""))


def _loads(tmp_path: Path, toml: str) -> bool:
    (tmp_path / "smoopt.toml").write_text(toml)
    try:
        Registry(load(tmp_path / "smoopt.toml"))
    except CannotRun:
        return False
    return True


@pytest.mark.parametrize("toml", GOOD.values(), ids=GOOD)
def test_the_schema_takes_what_smoopt_takes(
    validator: jsonschema.Draft202012Validator, tmp_path: Path, toml: str
) -> None:
    assert _loads(tmp_path, toml)
    validator.validate(tomllib.loads(toml))


@pytest.mark.parametrize("toml", BAD.values(), ids=BAD)
def test_the_schema_refuses_what_smoopt_refuses(
    validator: jsonschema.Draft202012Validator, tmp_path: Path, toml: str
) -> None:
    assert not _loads(tmp_path, toml)
    with pytest.raises(jsonschema.ValidationError):
        validator.validate(tomllib.loads(toml))


def test_every_setting_is_described_by_name_in_the_schema() -> None:
    parts = cast("dict[str, dict[str, dict[str, object]]]", schema(Settings(), "")["$defs"])
    assert set(parts["SiteSettings"]["properties"]) >= {"url", "name", "index", "suffix"}
    assert set(parts["Plugins"]["properties"]) == set(OWN)
