"""What open pages are told, as browsers read it."""

import asyncio
import json

from smoopt.preview.event_stream import EventStream


def test_events_are_written_as_browsers_read_them() -> None:
    async def heard() -> list[str]:
        events = EventStream()
        stream = events.listen()
        first = [await anext(stream)]
        events.send("change", {"paths": ["a\nb"], "saved": 1})
        first.append(await anext(stream))
        events.end()
        return [*first, *[message async for message in stream]]

    retry, change = asyncio.run(heard())
    assert retry == "retry: 1000\n\n"
    kind, _, data = change.partition("\n")
    assert kind == "event: change"
    assert json.loads(data.removeprefix("data: ")) == {"paths": ["a\nb"], "saved": 1}
