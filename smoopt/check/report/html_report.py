"""A self-contained HTML page to keep or pass on: scores, trends, the worst pages and all rules.

Opening it makes no request and runs no script. All text from pages and names is made printable and
escaped. Its size is limited, however many findings there are.
"""

from collections import Counter
from collections.abc import Iterator
from functools import cache
from itertools import chain
from pathlib import Path
from urllib.parse import quote

import jinja2
from markupsafe import Markup, escape

from smoopt.check.audit_result import Audited
from smoopt.check.report import digest, scores
from smoopt.check.report.course import courses
from smoopt.check.report.focus_table import focus_table
from smoopt.check.report.rules_by_platform import CONCERNS, EVERY, Platform
from smoopt.check.report.scores import Score
from smoopt.html import templates
from smoopt.model.finding import Severity
from smoopt.model.plain_text import plain
from smoopt.model.version import __version__
from smoopt.model.wording import counted, signed

# A page may contain an address of a megabyte; only this many characters of a text are shown.
_MOST = 400
# Plugins may report any number of codes.
_RULES = 150


def written(audited: Audited, root: Path) -> Iterator[str]:
    """Yield the page."""
    template = _environment().get_template("report.html")
    stream = template.stream(
        audited=audited,
        folder=root.resolve().name or str(root),
        version=__version__,
        verdict=_verdict(audited),
        sums=Counter(one.severity for one in chain(audited.findings, audited.known)),
        skips=sorted(audited.skips.items(), key=lambda item: -item[1]),
        scores=scores.scores(audited),
        scored=scores.scored_pages(audited),
        focus=focus_table(audited.focus),
        courses=[*courses(audited.history)],
        **_digests(audited),
    )
    stream.enable_buffering(64)
    yield from stream


def _digests(audited: Audited) -> dict[str, object]:
    """Return the summaries of the findings and of their changes."""
    groups = digest.by_rule(audited)
    worst, more = digest.worst_pages(audited)
    trends = digest.trends(groups, audited)
    fixed = sum(trend.fixed for trend in trends)
    change = len(audited.findings) - fixed
    return {
        "compared": _compared(audited),
        "trends": trends,
        "fixed": fixed,
        "change": signed(change),
        "groups": groups,
        "quiet": sorted(audited.rules.keys() - {group.rule.id for group in groups}),
        "worst": worst,
        "more": more,
        "most": _RULES,
    }


@cache
def _environment() -> jinja2.Environment:
    base = templates.environment("smoopt.check.report")
    environment = base.overlay(keep_trailing_newline=True, finalize=_shown)
    environment.filters |= {
        "counted": counted,
        "anchor": _anchor,
        "bar": _bar,
        "number": "{:,}".format,
        "signed": signed,
        "coded": _coded,
        "concerns": _concerns,
    }
    environment.tests["address"] = _is_address
    sheets = (base.get_template(name).render() for name in ("palette.css", "report.css"))
    styles = Markup("".join(sheets))  # noqa: S704
    environment.globals |= {
        "severities": tuple(reversed(Severity)),
        "styles": styles,
        "style_source": templates.source_of(styles),
    }
    return environment


def _shown(value: object) -> object:
    """Make a value that a template prints printable and short."""
    if not isinstance(value, str) or isinstance(value, Markup):
        return value
    return plain(value if len(value) <= _MOST else f"{value[:_MOST]}…")


def _coded(text: str) -> Markup:
    """Return a rule's text, with what stands between backticks as code."""
    parts = [escape(_shown(part)) for part in text.split("`")]
    if len(parts) % 2 == 0:
        return escape(_shown(text))
    parts[1::2] = [Markup("<code>{}</code>").format(part) for part in parts[1::2]]
    return Markup("").join(parts)


def _is_address(text: str) -> bool:
    """Return whether a text that a plugin may have given is a web address, and may be linked."""
    return text.startswith(("https://", "http://"))


def _anchor(code: str) -> str:
    """Return the fragment that leads to a rule."""
    return quote(f"rule-{plain(code)}")


def _compared(audited: Audited) -> bool:
    """Return whether the baseline lists any finding."""
    return bool(audited.known or audited.fixed)


def _verdict(audited: Audited) -> str:
    """Return a sentence on whether the check passes, and why."""
    if audited.threshold is None:
        return "No finding makes this check fail."
    new = "new " * _compared(audited)
    if failing := sum(map(audited.counts, audited.findings)):
        found = counted(failing, f"{new}finding")
        return f"The check fails by {found} (--fail-on {audited.threshold.name.lower()})."
    worse = " or worse" * (audited.threshold < Severity.ERROR)
    return f"The check passes: there is no {new}{audited.threshold.name.lower()}{worse}."


def _concerns(code: str) -> str:
    """Return the platforms that a rule concerns, in words, or ""."""
    platforms = CONCERNS.get(code, frozenset())
    if platforms == EVERY:
        return "every platform"
    return ", ".join(platform for platform in Platform if platform in platforms)


def _bar(score: Score) -> list[tuple[str, float, float]]:
    """Return a bar's parts: kind, start and width in percent."""
    parts, start = [], 0.0
    counts = {"clean": score.clean, "warning": score.warnings, "error": score.errors}
    for kind, count in counts.items():
        width = round(100 * count / score.pages, 2)
        parts.append((kind, round(start, 2), width))
        start += width
    return parts
