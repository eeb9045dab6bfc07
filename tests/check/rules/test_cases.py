"""Every rule, by a page that breaks it alone and a twin that does not."""

from pathlib import Path

import msgspec
import pytest

from smoopt.build.derived import compression
from smoopt.check.rules import RULES, TOPICS
from tests.support.laboratory import EVERY_RULE, Case, Laboratory, broken, check, mended

CASES = Path(__file__).parent / "cases"


def read(name: str) -> Case:
    path = CASES / f"{name}.toml"
    assert path.is_file(), f"the rule {name} has no case: write {path}"
    return msgspec.toml.decode(path.read_bytes(), type=Case)


def test_the_faultless_site_has_no_fault(tmp_path: Path) -> None:
    assert check(Laboratory(tmp_path).site()) == []


@pytest.mark.parametrize("name", EVERY_RULE)
def test_a_rule_finds_its_fault_and_nothing_else_does(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = read(name)
    if case.without:
        monkeypatch.setattr(compression, "_installed", lambda package: package != case.without)
    found = check(broken(case, tmp_path))
    assert [(finding.code, str(finding.place)) for finding in found] == [(name, case.at)]
    assert case.says in found[0].message
    assert found[0].severity == EVERY_RULE[name].severity


@pytest.mark.parametrize("name", EVERY_RULE)
def test_a_mended_page_has_no_fault(name: str, tmp_path: Path) -> None:
    assert check(mended(read(name), tmp_path)) == []


def test_every_case_is_of_a_rule() -> None:
    assert {path.stem for path in CASES.iterdir()} == set(EVERY_RULE)


def test_no_two_rules_have_one_id() -> None:
    assert len(RULES) == sum(len(topic.RULES) for topic in TOPICS)


@pytest.mark.parametrize("name", EVERY_RULE)
def test_a_rule_says_what_why_and_how(name: str) -> None:
    rule = EVERY_RULE[name]
    for words in (rule.what, rule.why, rule.fix):
        assert words[0] == words[0].upper() or words.startswith(("og:", "twitter:", "`"))
        assert words.endswith(".")
    assert not rule.source or rule.source.startswith("https://")
    assert name == name.lower()
    assert set(name) <= set("abcdefghijklmnopqrstuvwxyz-")
