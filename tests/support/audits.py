"""Audits made up of a few findings, and such as nobody would wish for."""

from pathlib import Path

from hypothesis import strategies as st

from smoopt.check.audit_result import Audited
from smoopt.check.formats import format_named
from smoopt.model.finding import Finding, Place, Severity
from smoopt.model.rule import Rule

RULES = {
    "bad": Rule("bad", Severity.ERROR, "Bad <it> is.", "Why & how.", "https://e.org/?a&b", "Fix."),
    "dull": Rule("dull", Severity.WARNING, "Dull it is.", "", "", ""),
    "note": Rule("note", Severity.INFO, "Noted.", "", "", ""),
    "fine": Rule("fine", Severity.ERROR, "Fine it is.", "", "", ""),
}
NASTY = "a%b\r\n::error::x\x1b[31m<b>\u202e\udce9\0]]>&\"' ##[add-mask]y"
SEVERITIES = {"bad": Severity.ERROR, "dull": Severity.WARNING, "note": Severity.INFO}


def finding(
    code: str = "bad", path: str = "a.html", line: int = 1, column: int = 1, message: str = "m"
) -> Finding:
    return Finding(SEVERITIES[code], code, Place(path, line, column), message)


def audited(*findings: Finding, **given: object) -> Audited:
    return Audited(findings, RULES, pages=3, **given)  # type: ignore[arg-type]


def written(name: str, result: Audited, root: Path = Path("public")) -> str:
    """Write an audit in a form."""
    return "".join(format_named(name)(result, root))


nasty = st.text(st.characters(codec=None), max_size=40) | st.just(NASTY)
some = st.lists(
    st.builds(
        finding,
        st.sampled_from([*SEVERITIES]),
        nasty.map(lambda text: text.replace("/", "").replace("\0", "") or "a.html"),
        st.integers(0, 3),
        st.integers(0, 3),
        nasty,
    ),
    max_size=6,
).map(lambda found: audited(*found))
