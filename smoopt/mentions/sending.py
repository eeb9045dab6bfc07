"""Sending webmentions: https://www.w3.org/TR/webmention/#sending-webmentions (2026-12-01)."""

from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple

from smoopt.mentions.due import Due
from smoopt.mentions.endpoint import endpoint_of
from smoopt.mentions.sent import Fate, SentMentions, Told
from smoopt.model.version import __version__
from smoopt.model.web_address import host_of
from smoopt.web.web_answer import Answer, Unreachable
from smoopt.web.web_client import Manner, WebClient

# https://www.w3.org/TR/webmention/#sender-discovers-receiver-webmention-endpoint-p-3 (2026-12-01)
MANNER = Manner(agent=f"smoopt/{__version__} Webmention")

_BUSY = 429
_CREATED = 201
_TAKEN = range(200, 300)
_FAULT_OF_SERVER = 500
_WRONG = 400


class Outcome(NamedTuple):
    """The result of a mention, final or `kept` for the next run, and what the host answered."""

    due: Due
    result: Fate | Literal["kept"]
    said: str = ""


class Sender:
    """Sends mentions one by one, and records the results."""

    def __init__(self, client: WebClient, sent: SentMentions) -> None:
        """Prepare to send with `client`, and to record in `sent`."""
        self._client = client
        self._sent = sent
        self._pages: dict[str, Answer] = {}
        # Hosts that are busy or do not answer, with what they said: they get no further requests.
        self._away: dict[str, str] = {}

    def send(self, everything: Iterable[Due]) -> Iterator[Outcome]:
        """Send mentions; raises ConfigError if what was sent cannot be recorded."""
        for one in everything:
            outcome = self._outcome(one)
            if outcome.result != "kept":
                told = Told(outcome.result, one.text) if one.why != "gone" else None
                self._sent.know(one.mention.source, {one.mention.target: told})
            yield outcome

    def _outcome(self, one: Due) -> Outcome:
        """Find the endpoint for a mention, and send it there."""
        try:
            page = self._page(one.mention.target)
            if refusal := _refusal(page):
                return Outcome(one, refusal, page.said)
            endpoint = endpoint_of(page)
            if not endpoint:
                return Outcome(one, "no endpoint")
            answer = self._asked(endpoint, one.mention._asdict())
            if answer.status in _TAKEN:
                status = answer.header("location") if answer.status == _CREATED else ""
                return Outcome(one, "sent", f"its status: {status}" if status else "")
            return Outcome(one, _refusal(answer) or "refused", answer.said)
        except Unreachable as error:
            return Outcome(one, "refused" if error.is_final else "kept", str(error))

    def _page(self, url: str) -> Answer:
        """Request a page once, however many mentions it has."""
        if url not in self._pages:
            self._pages[url] = self._asked(url)
        return self._pages[url]

    def _asked(self, url: str, form: dict[str, str] | None = None) -> Answer:
        """Send a request, unless the host was busy or did not answer before; raises Unreachable."""
        host = host_of(url)
        if host in self._away:
            raise Unreachable(self._away[host])
        try:
            answer = self._client.get(url) if form is None else self._client.post(url, form)
        except Unreachable as error:
            if not error.is_final:
                self._away[host] = str(error)
            raise
        if _refusal(answer) == "kept":
            self._away[host] = answer.said
        return answer


def _refusal(answer: Answer) -> Literal["kept", "refused"] | None:
    """Return whether a response refuses for now (`kept`) or for good; None if it does not."""
    if answer.status == _BUSY or answer.status >= _FAULT_OF_SERVER:
        return "kept"
    return "refused" if answer.status >= _WRONG else None
