"""Sends messages, again if a host asks to wait, and reports the result of each."""

import time
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Literal, NamedTuple

from smoopt.model.version import __version__
from smoopt.ping.messages import Message
from smoopt.ping.told_before import ToldPings, digests
from smoopt.web.web_answer import Answer, Unreachable
from smoopt.web.web_client import Manner, WebClient

MANNER = Manner(agent=f"smoopt/{__version__} ping", accept="*/*", only_pages=True)
_TAKEN = range(200, 300)
_BUSY = 429
_FAULT_OF_SERVER = 500
# Seconds before each further attempt if a host names none; and the longest wait
_PAUSES = (2.0, 8.0)
_LONGEST = 60.0


class Delivery(NamedTuple):
    """The result of a message: accepted, refused, or kept for the next run; and the answer."""

    message: Message
    result: Literal["sent", "refused", "kept"]
    said: str


def delivered(
    messages: Iterable[Message], client: WebClient, told: ToldPings
) -> Iterator[Delivery]:
    """Send messages, and record those accepted; raises ConfigError if that fails.

    A host that asks for patience or does not answer gets no other message in this run.
    """
    away: dict[str, str] = {}
    for message in messages:
        if message.to in away:
            yield Delivery(message, "kept", away[message.to])
            continue
        delivery = _delivery(message, client)
        if delivery.result == "sent":
            told.know(message.to, digests(message.changes))
        elif delivery.result == "kept":
            away[message.to] = delivery.said
        yield delivery


def _delivery(message: Message, client: WebClient) -> Delivery:
    """Send a message, again after a while if the host asks for that."""
    for wait in (*_PAUSES, None):
        try:
            answer = client.send(message.to, message.data, message.kind)
        except Unreachable as error:
            return Delivery(message, "refused" if error.is_final else "kept", str(error))
        if answer.status in _TAKEN:
            return Delivery(message, "sent", _said(message, answer))
        if answer.status != _BUSY and answer.status < _FAULT_OF_SERVER:
            return Delivery(message, "refused", _said(message, answer))
        asked = _retry_after(answer)
        seconds = asked if asked is not None else wait
        if wait is None or seconds is None or seconds > _LONGEST:
            break
        time.sleep(seconds)
    return Delivery(message, "kept", _said(message, answer))


def _said(message: Message, answer: Answer) -> str:
    meaning = message.meanings.get(answer.status, "")
    return f"{answer.said}: {meaning}" if meaning else answer.said


def _retry_after(answer: Answer) -> float | None:
    """Return the seconds that a host asks to wait; None where it does not say.

    https://www.rfc-editor.org/rfc/rfc9110#section-10.2.3 (2026-12-01)
    """
    value = answer.header("retry-after").strip()
    if value.isascii() and value.isdigit():
        return float(value[:9])
    try:
        until = parsedate_to_datetime(value)
    except (ValueError, TypeError):
        return None
    if until.tzinfo is None:
        until = until.replace(tzinfo=UTC)
    return max((until - datetime.now(UTC)).total_seconds(), 0.0)
