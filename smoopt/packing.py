"""Plain data as bytes: what pages say to each other, kept in records."""

import json

import msgspec

# https://github.com/msgpack/msgpack/blob/master/spec.md (2026-11-21): this byte is never used.
_NOT_MSGPACK = b"\xc1"


def packed(value: object) -> bytes:
    """Write plain data as msgpack; raises TypeError or ValueError for what is none.

    Text that is no UTF-8, such as the name of a file, goes as JSON, behind a byte of no msgpack.
    """
    try:
        return msgspec.msgpack.encode(value, order="deterministic")
    except UnicodeEncodeError:
        return _NOT_MSGPACK + json.dumps(msgspec.to_builtins(value)).encode()


def unpacked(data: bytes) -> object:
    """Read what `packed` wrote."""
    if data.startswith(_NOT_MSGPACK):
        return json.loads(data.removeprefix(_NOT_MSGPACK))
    return msgspec.msgpack.decode(data)
