"""A small disk and a read-only one, in a namespace of the calling process: no rights are needed where the kernel
lets users have namespaces. Only for a forked child: what it sees from then on is its own.
"""

import ctypes
import os
from pathlib import Path

_NEW_USER, _NEW_MOUNTS = 0x10000000, 0x00020000
_READ_ONLY, _REMOUNT, _BIND, _RECURSIVE, _PRIVATE = 1, 32, 4096, 16384, 1 << 18


def own_mounts() -> bool:
    """Give this process mounts of its own; False where the machine does not allow it."""
    libc, user, group = ctypes.CDLL(None, use_errno=True), os.geteuid(), os.getegid()
    if libc.unshare(_NEW_USER | _NEW_MOUNTS):
        return False
    try:
        Path("/proc/self/setgroups").write_text("deny")
        Path("/proc/self/uid_map").write_text(f"0 {user} 1")
        Path("/proc/self/gid_map").write_text(f"0 {group} 1")
    except OSError:
        return False
    return not libc.mount(b"none", b"/", None, _RECURSIVE | _PRIVATE, None)


def small_disk(folder: Path, megabytes: int) -> bool:
    """Mount a disk of that size there."""
    size = f"size={megabytes}m".encode()
    return not ctypes.CDLL(None).mount(b"tmpfs", os.fsencode(folder), b"tmpfs", 0, size)


def read_only(folder: Path) -> bool:
    """Let nothing be written in the folder by this process any more."""
    libc, name = ctypes.CDLL(None), os.fsencode(folder)
    if libc.mount(name, name, None, _BIND, None):
        return False
    kept = os.statvfs(folder).f_flag & (os.ST_NOSUID | os.ST_NODEV | os.ST_NOEXEC)  # nobody may take these off again
    return not libc.mount(None, name, None, _BIND | _REMOUNT | _READ_ONLY | kept, None)
