"""Packings of bodies (``Content-Encoding``): gzip, deflate, brotli and zstd, undone a part at a time up to a limit.

A few kilobytes can unpack to gigabytes, in each layer anew where packings stand in packings. So no layer ever gives
more than the largest page: what would is refused while it unpacks.
"""

from __future__ import annotations

import sys
import zlib
from collections.abc import Iterable
from typing import Any, Protocol

import brotli

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

__all__ = ["ACCEPTED", "BombError", "PackingError", "Unpacking", "first_bytes", "packings_of", "unpack", "zstd"]

#: What is asked for in ``Accept-Encoding``.
ACCEPTED = "gzip, deflate, br, zstd"
#: So many packings of one in another are undone.
DEEPEST = 2
#: More streams one behind the other are no page: each costs time, also one that holds nothing.
_STREAMS_MOST = 1000
#: The largest window of zstd, as a power of two: 8 MB, which RFC 9659 sets for the web.
_WINDOW = 23
_GZIP, _ZSTD = b"\x1f\x8b", b"\x28\xb5\x2f\xfd"
_DAMAGED = (zlib.error, brotli.error, zstd.ZstdError, EOFError)


class PackingError(ValueError):
    """A body that does not unpack: of a packing nobody knows, or damaged."""


class BombError(PackingError):
    """A body that is, or unpacks to, more than a page may have."""

    def __init__(self, limit: int) -> None:
        super().__init__(f"the body has more than {limit / 1e6:.1f} MB: a decompression bomb, or no page")


class _Stream(Protocol):
    """One packed stream, under the names that ``zlib`` gives things."""

    @property
    def eof(self) -> bool: ...

    @property
    def unused_data(self) -> bytes: ...

    def decompress(self, data: bytes, max_length: int) -> bytes: ...


class _Brotli:
    """A stream of brotli; anything behind its end is an error."""

    unused_data = b""

    def __init__(self) -> None:
        self._stream = brotli.Decompressor()

    @property
    def eof(self) -> bool:
        return bool(self._stream.is_finished())

    def decompress(self, data: bytes, max_length: int) -> bytes:
        found: bytes = self._stream.process(data, output_buffer_limit=max_length)
        return found


def _inflate(data: bytes) -> _Stream:
    """Gzip and zlib tell themselves; else it is the bare stream some servers send as deflate."""
    if data.startswith(_GZIP):
        return zlib.decompressobj(31)
    zlib_head = data[0] & 0x0F == 8 and (len(data) < 2 or (data[0] * 256 + data[1]) % 31 == 0)
    return zlib.decompressobj(15 if zlib_head else -15)


def _zstd(_: bytes) -> _Stream:
    found: Any = zstd.ZstdDecompressor(options={zstd.DecompressionParameter.window_log_max: _WINDOW})
    return found  # type: ignore[no-any-return]


_STREAMS = {
    "gzip": _inflate,
    "x-gzip": _inflate,
    "deflate": _inflate,
    "br": lambda _: _Brotli(),
    "zstd": _zstd,
}
#: What the next stream begins with where several follow each other; what does not is padding.
_NEXT = {"gzip": _GZIP, "x-gzip": _GZIP, "deflate": _GZIP, "zstd": _ZSTD}


def packings_of(headers: Iterable[str]) -> list[str]:
    """The packings that the values of ``Content-Encoding`` name, in the order they were made in.

    >>> packings_of(["identity, GZIP", "br"])
    ['gzip', 'br']
    """
    names = [name.strip().lower() for value in headers for name in value.split(",")]
    return [name for name in names if name not in ("", "identity", "none")]


class Unpacking:
    """Undoes the packings of one body, the last made first.

    Args:
        packings: As :func:`packings_of` gives them.
        limit: How many bytes the body may have, packed and unpacked.

    Raises:
        PackingError: If one of them is not known, or too many stand in one another.

    >>> Unpacking(["gzip"], 100).feed(b"no gzip at all")
    Traceback (most recent call last):
    ...
    khabar.pages.packings.PackingError: the gzip body is damaged: ...
    """

    def __init__(self, packings: list[str], limit: int) -> None:
        if len(packings) > DEEPEST or not all(name in _STREAMS for name in packings):
            raise PackingError(f"the body is packed as '{', '.join(packings)[:60]}', which was not asked for")
        self._layers = [_Layer(name, limit) for name in reversed(packings)]
        self._packed, self._limit = 0, limit

    def feed(self, data: bytes) -> bytes:
        """The next part of the body, unpacked.

        Raises:
            BombError: If the body or a layer of it has more than the limit.
            PackingError: If a layer is damaged.
        """
        self._packed += len(data)
        if self._packed > self._limit:
            raise BombError(self._limit)
        for layer in self._layers:
            data = layer.feed(data)
        return data

    @property
    def ended(self) -> bool:
        """Whether each packed stream came to its end, or there was none."""
        return all(layer.ended for layer in self._layers)


def unpack(data: bytes, packings: list[str], limit: int) -> bytes:
    """A whole body, unpacked.

    Raises:
        PackingError: As :class:`Unpacking`, and if the body breaks off.
    """
    unpacking = Unpacking(packings, limit)
    found = unpacking.feed(data)
    if not unpacking.ended:
        raise PackingError("the body breaks off")
    return found


def first_bytes(data: bytes, most: int = 16) -> bytes:
    """What gzip or zstd bytes begin with, unpacked; nothing if they are neither, or damaged."""
    stream: Any = zlib.decompressobj(31) if data.startswith(_GZIP) else zstd.ZstdDecompressor()
    try:
        found: bytes = stream.decompress(data, most)
    except _DAMAGED:
        return b""
    return found


class _Layer:
    """One packing: a stream, or several one behind the other."""

    def __init__(self, name: str, limit: int) -> None:
        self._name, self._limit, self._size, self._count = name, limit, 0, 0
        self._stream: _Stream | None = None
        self._rest = b""

    def feed(self, data: bytes) -> bytes:
        """The next part, unpacked."""
        out: list[bytes] = []
        data, self._rest = self._rest + data, b""
        while data:
            if self._stream is None or self._stream.eof:
                if self._is_too_short(data):
                    self._rest = data
                    break
                if self._stream is not None and not self._goes_on(data):
                    break  # padding behind the last stream
                self._stream = self._begin(data)
            out.append(self._unpack(self._stream, data))
            data = self._stream.unused_data if self._stream.eof else b""
        return b"".join(out)

    def _is_too_short(self, data: bytes) -> bool:
        """Whether more bytes are needed to tell what begins here."""
        if self._stream is None:
            return len(data) < 2
        start = _NEXT.get(self._name, b"")
        return data != start and start.startswith(data)

    def _goes_on(self, data: bytes) -> bool:
        """Whether another stream begins here."""
        start = _NEXT.get(self._name)
        return start is not None and data.startswith(start)

    def _begin(self, data: bytes) -> _Stream:
        self._count += 1
        if self._count > _STREAMS_MOST:
            raise PackingError(f"the body is packed in more than {_STREAMS_MOST} pieces: it is no page")
        return _STREAMS[self._name](data)

    def _unpack(self, stream: _Stream, data: bytes) -> bytes:
        try:
            part = stream.decompress(data, self._limit + 1 - self._size)
        except _DAMAGED as error:
            raise PackingError(f"the {self._name} body is damaged: {error}") from error
        self._size += len(part)
        if self._size > self._limit:
            raise BombError(self._limit)
        return part

    @property
    def ended(self) -> bool:
        """Whether nothing is missing."""
        return bool(self._stream.eof) if self._stream is not None else not self._rest
