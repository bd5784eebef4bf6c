"""A zip archive with fixed times, of members that may have been deflated long before.

The standard `zipfile` costs more than the whole of a short report (PERFORMANCE 1) and stamps the clock on it;
the same contents must give the same bytes. zlib-ng deflates as the standard zlib does, in half its time.
"""

import struct
from collections.abc import Iterable
from dataclasses import dataclass

from zlib_ng import zlib_ng as zlib

_LOCAL = struct.Struct("<4sHHHHHIIIHH")
_CENTRAL = struct.Struct("<4sHHHHHHIIIHHHHHII")
_END = struct.Struct("<4sHHHHIIH")
_VERSION, _UTF8, _DEFLATED, _MIDNIGHT, _FIRST_OF_1980 = 20, 0x0800, 8, 0, 0x0021


@dataclass(frozen=True, slots=True)
class Member:
    """A file of the archive, deflated."""

    name: bytes
    crc: int
    size: int
    deflated: bytes


def member(name: str, content: bytes) -> Member:
    """Deflate a file, ready for any number of archives."""
    return streamed(name, (content,))


def streamed(name: str, pieces: Iterable[bytes]) -> Member:
    """Deflate a file that comes in pieces, without ever holding the whole of it."""
    deflate = zlib.compressobj(6, zlib.DEFLATED, -zlib.MAX_WBITS)
    deflated: list[bytes] = []
    crc = size = 0
    for piece in pieces:
        crc = zlib.crc32(piece, crc)
        size += len(piece)
        deflated.append(deflate.compress(piece))
    deflated.append(deflate.flush())
    return Member(name.encode(), crc, size, b"".join(deflated))


def archive(members: Iterable[Member]) -> bytes:
    """The archive of the members, in their order. Below 4 GiB, as every document of ours is."""
    files: list[bytes] = []
    directory: list[bytes] = []
    offset = 0
    for each in members:
        about = (
            *(_UTF8, _DEFLATED, _MIDNIGHT, _FIRST_OF_1980),
            *(each.crc, len(each.deflated), each.size, len(each.name)),
        )
        files += (_LOCAL.pack(b"PK\3\4", _VERSION, *about, 0), each.name, each.deflated)
        directory += (_CENTRAL.pack(b"PK\1\2", _VERSION, _VERSION, *about, 0, 0, 0, 0, 0, offset), each.name)
        offset += _LOCAL.size + len(each.name) + len(each.deflated)
    size = sum(map(len, directory))
    count = len(directory) // 2
    return b"".join((*files, *directory, _END.pack(b"PK\5\6", 0, 0, count, count, size, offset, 0)))
