"""Content codings: reading a compressed copy of a file, and the settings that wrote it.

A copy tells little of how it was made, so likely settings are tried until some of them reproduce
its bytes. The order of trials depends only on the copy and the size of its content: a later search,
on a copy made in this way, finds the same settings.
"""

import zlib
from collections.abc import Hashable, Iterator, Mapping
from contextlib import suppress
from functools import cache
from importlib import import_module
from types import MappingProxyType, ModuleType
from typing import NamedTuple, Protocol

# Above this many bytes the slowest levels would take seconds a page, and are not tried.
_LARGE = 1_000_000


class Way(Hashable, Protocol):
    """One way to compress; equal ways give equal bytes."""

    def __call__(self, data: bytes) -> bytes:
        """Compress."""


class Coding(Protocol):
    """A content coding; `package` is the package to install, `module` the module that it needs."""

    package: str

    @property
    def ready(self) -> bool:
        """Whether its module is installed."""

    def read(self, copy: bytes, most: int) -> bytes | None:
        """Decompress hardly more than `most` bytes; None if the copy is not complete."""

    def ways(self, copy: bytes, size: int) -> Iterator[Way]:
        """Yield the ways that may have made a copy of `size` bytes, the likeliest first."""


class _GzipWay(NamedTuple):
    """Compress as zlib does, behind the header of another copy."""

    header: bytes
    level: int
    memory: int

    def __call__(self, data: bytes) -> bytes:
        packer = zlib.compressobj(self.level, zlib.DEFLATED, -zlib.MAX_WBITS, self.memory)
        body = packer.compress(data) + packer.flush()
        ends = (zlib.crc32(data), len(data) & 0xFFFFFFFF)
        return self.header + body + b"".join(end.to_bytes(4, "little") for end in ends)


class _Gzip:
    """RFC 1952, by zlib.

    GNU gzip is reproduced up to some 32 KB; Node, whose zlib is Chromium's, and zopfli are not.
    """

    package = ""
    ready = True
    # The header's XFL says whether the best or the fastest level was asked for.
    _LEVELS = MappingProxyType(
        {2: (9, 8, 7, 6, 5, 4, 3, 2, 1, 0), 4: (1, 2, 3, 4, 5, 6, 7, 8, 9, 0)}
    )
    _OTHER_LEVELS = (6, 9, 5, 4, 7, 8, 3, 2, 1, 0)

    def read(self, copy: bytes, most: int) -> bytes | None:
        parts, size = [], 0
        while copy and size < most:
            member = zlib.decompressobj(zlib.MAX_WBITS + 16)
            try:
                parts.append(member.decompress(copy, most - size))
            except zlib.error:
                return None
            if not member.eof:
                return None
            size, copy = size + len(parts[-1]), member.unused_data
        return b"".join(parts) if parts and not copy else None

    def ways(self, copy: bytes, size: int) -> Iterator[Way]:  # noqa: ARG002 - all are fast
        levels = self._LEVELS.get(copy[8], self._OTHER_LEVELS)
        header = _gzip_header(copy)
        yield from (_GzipWay(header, level, zlib.DEF_MEM_LEVEL) for level in levels)
        yield _GzipWay(header, zlib.Z_BEST_COMPRESSION, zlib.DEF_MEM_LEVEL + 1)


def _gzip_header(copy: bytes) -> bytes:
    """Return the header before the compressed data: https://www.rfc-editor.org/rfc/rfc1952."""
    flags, end = copy[3], 10
    if flags & 4:
        end += 2 + int.from_bytes(copy[end : end + 2], "little")
    for text in (8, 16):
        if flags & text:
            end = copy.index(0, end) + 1
    return copy[: end + 2 if flags & 2 else end]


class _BrotliWay(NamedTuple):
    quality: int
    window: int

    def __call__(self, data: bytes) -> bytes:
        module = _module("brotli")
        packed: bytes = module.compress(data, quality=self.quality, lgwin=self.window)
        return packed


class _Brotli:
    """RFC 7932, by Google's own encoder, which nearly everybody uses."""

    package = "brotli"
    _SLOW = 10
    _QUALITIES = (11, 9, 6, 5, 4, 8, 7, 10, 3, 2, 1, 0)

    @property
    def ready(self) -> bool:
        return _installed("brotli")

    def read(self, copy: bytes, most: int) -> bytes | None:
        module = _module("brotli")
        unpacker = module.Decompressor()
        try:
            data: bytes = unpacker.process(copy, output_buffer_limit=most)
            while len(data) < most and not unpacker.is_finished():
                more: bytes = unpacker.process(b"", output_buffer_limit=most - len(data))
                if not more:
                    return None
                data += more
        except module.error:
            return None
        return data if unpacker.is_finished() else None

    def ways(self, copy: bytes, size: int) -> Iterator[Way]:
        window = _brotli_window(copy[0])
        for quality in self._QUALITIES:
            if quality < self._SLOW or size <= _LARGE:
                yield _BrotliWay(quality, window)


def _brotli_window(first: int) -> int:
    """Read the window's size from a stream: https://www.rfc-editor.org/rfc/rfc7932#section-9.1."""
    if not first & 1:
        return 16
    if high := first >> 1 & 7:
        return 17 + high
    low = first >> 4 & 7
    # 1 would mean a larger window than browsers accept: take Node's default.
    return {0: 17, 1: 22}.get(low, 8 + low)


class _ZstdWay(NamedTuple):
    """Compress as zstd does; `sized` copies state their content's size, streamed ones do not."""

    level: int
    checksum: bool
    sized: bool

    def __call__(self, data: bytes) -> bytes:
        module = _module("zstd")
        asked = module.CompressionParameter
        packer = module.ZstdCompressor(
            options={asked.compression_level: self.level, asked.checksum_flag: int(self.checksum)}
        )
        if self.sized:
            whole: bytes = packer.compress(data, packer.FLUSH_FRAME)
            return whole
        pieces: bytes = packer.compress(data) + packer.flush()
        return pieces


class _Zstd:
    """RFC 8878, by Python's own module from 3.14 on, or its backport."""

    package = "backports.zstd"
    _LEVELS = (19, 3, 22, 1, 6, 9, 12, 10, 15, 5, 7, 8, 11, 2, 4, 13, 14, 16, 17, 18, 20, 21)
    _SLOW = 16

    @property
    def ready(self) -> bool:
        return _installed("zstd")

    def read(self, copy: bytes, most: int) -> bytes | None:
        module = _module("zstd")
        parts, size = [], 0
        while copy and size < most:
            frame = module.ZstdDecompressor()
            try:
                part: bytes = frame.decompress(copy, most - size)
            except module.ZstdError:
                return None
            if not frame.eof:
                return None
            parts.append(part)
            size, copy = size + len(part), frame.unused_data
        return b"".join(parts) if parts and not copy else None

    def ways(self, copy: bytes, size: int) -> Iterator[Way]:
        describes = copy[4]  # https://www.rfc-editor.org/rfc/rfc8878#section-3.1.1.1.1
        checksum, sized = bool(describes & 4), bool(describes & 0xE0)
        for level in self._LEVELS:
            if level < self._SLOW or size <= _LARGE:
                yield _ZstdWay(level, checksum, sized)


# By the suffix that a copy adds to the name of its file.
CODINGS: Mapping[str, Coding] = MappingProxyType(
    {".gz": _Gzip(), ".br": _Brotli(), ".zst": _Zstd()}
)
_MODULES = {"brotli": ("brotli",), "zstd": ("compression.zstd", "backports.zstd")}


def _installed(name: str) -> bool:
    try:
        _module(name)
    except ImportError:
        return False
    return True


@cache
def _module(name: str) -> ModuleType:
    """Import the first of a name's modules that is installed; raises ImportError."""
    for module in _MODULES[name]:
        with suppress(ImportError):
            return import_module(module)
    raise ImportError(name)
