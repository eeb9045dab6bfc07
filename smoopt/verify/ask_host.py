"""The entry to `smoopt verify`: limits, the requested pages, and the client for the host."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from smoopt.check.audit_result import Audited
from smoopt.model.errors import ConfigError
from smoopt.model.web_address import host_of, joined, normal
from smoopt.model.wording import suggestion
from smoopt.site.levels import Choice
from smoopt.site.url_checks import is_local
from smoopt.verify.crawlers import BROWSER
from smoopt.verify.deployment import Deployment
from smoopt.verify.pace import Pace
from smoopt.verify.page_look import browser_manner
from smoopt.verify.rules import RULES
from smoopt.verify.verified import verified
from smoopt.verify.visits import Visitor
from smoopt.web.web_client import WebClient


class Limits(NamedTuple):
    """Limits: the number of pages, requests per second, seconds for an answer and bytes in all.

    `allow_private` allows hosts that are not public; a base address on this computer is always
    allowed.
    """

    pages: int
    rate: float
    seconds: float
    most_bytes: int
    allow_private: bool = False


def ask_host(
    deployment: Deployment,
    pages: Sequence[str],
    limits: Limits,
    choice: Choice,
    pages_done: Callable[[int], object],
) -> Audited:
    """Verify pages; raises ConfigError for a page on another host, SiteError for too many bytes."""
    host = host_of(deployment.base)
    named = [normal(joined(deployment.base, page) or page) for page in pages]
    for page in named:
        if host_of(page) != host:
            raise ConfigError(f"--page: {page!r} is on another host; expected one of {host}")
    browser = browser_manner(BROWSER, limits.seconds)
    is_near = limits.allow_private or is_local(deployment.base)
    pace = Pace(limits.rate, limits.most_bytes)
    with WebClient(browser, allow_private=is_near) as client:
        visitor = Visitor(client, host, pace)
        return verified(deployment, visitor, browser, named, limits.pages, choice, pages_done)


def refuse_unknown(choice: Choice) -> None:
    """Raise ConfigError for ids of unknown rules."""
    for option, given in (("--select", choice.select), ("--ignore", choice.ignore)):
        for code in sorted(given - RULES.keys()):
            raise ConfigError(f"{option}: no rule `{code}`{suggestion(code, RULES)}")
