"""JUnit's XML, as continuous integration reads it."""

from pathlib import Path
from xml.etree import ElementTree

from hypothesis import given

from smoopt.check.audit_result import Audited
from tests.support.audits import audited, finding, some, written


@given(some)
def test_junit_is_xml_that_counts_right(result: Audited) -> None:
    root = ElementTree.fromstring(written("junit", result).encode("utf-8", "strict"))
    assert int(root.attrib["failures"]) == sum(map(result.counts, result.findings))
    assert int(root.attrib["failures"]) == len(root.findall(".//failure"))
    assert int(root.attrib["tests"]) == len(root.findall(".//testcase"))
    for suite in root:
        assert int(suite.attrib["tests"]) == len(suite)
        assert int(suite.attrib["failures"]) == len(suite.findall("./testcase/failure"))


def test_junit_fails_what_fails_the_audit_and_passes_the_rest(site: Path) -> None:
    root = ElementTree.fromstring(written("junit", audited(finding(), finding("dull"))))
    (failure,) = root.iter("failure")
    assert failure.attrib == {"type": "error", "message": "m"}
    assert failure.text == "m\nWhy & how.\nFix.\nhttps://e.org/?a&b"
    (said,) = root.iter("system-out")
    assert said.text == "warning: m"
    assert [suite.attrib["name"] for suite in root] == ["bad", "dull", "fine", "note"]
