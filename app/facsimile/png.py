"""A picture in sixteen greys as PNG: a page of text needs no more, and this needs no library."""

from __future__ import annotations

import struct
import zlib

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_BITS, _GREY = 4, 0
# Half a grey more, so that white stays white.
_HIGH = bytes(min(15, (value + 8) // 17) << 4 for value in range(256))
_LOW = bytes(min(15, (value + 8) // 17) for value in range(256))


def grey_png(width: int, height: int, rows: bytes) -> bytes:
    """The PNG of ``width`` by ``height`` dots, one byte each from black to white, top row first."""
    body = b"".join(
        b"\x00" + _packed(rows[at : at + width]) for at in range(0, width * height, width)
    )
    header = struct.pack(">IIBBBBB", width, height, _BITS, _GREY, 0, 0, 0)
    return (
        _SIGNATURE
        + _chunk(b"IHDR", header)
        + _chunk(b"IDAT", zlib.compress(body, 9))
        + _chunk(b"IEND", b"")
    )


def _packed(row: bytes) -> bytes:
    """Two dots a byte."""
    left, right = row[0::2].translate(_HIGH), row[1::2].translate(_LOW).ljust((len(row) + 1) // 2)
    if len(row) % 2:
        right = right[:-1] + b"\x00"
    both = int.from_bytes(left, "big") | int.from_bytes(right, "big")
    return both.to_bytes(len(left), "big")


def _chunk(name: bytes, data: bytes) -> bytes:
    return (
        struct.pack(">I", len(data))
        + name
        + data
        + struct.pack(">I", zlib.crc32(name + data) & 0xFFFFFFFF)
    )
