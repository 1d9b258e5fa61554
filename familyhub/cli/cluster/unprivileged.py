"""Start a server that refuses to run as root, when we are root: in a user namespace of its own, or as `nobody`."""

from __future__ import annotations

import ctypes
import os
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

CLONE_NEWUSER = 0x10000000
NOBODY = 65534


def _enter_namespace() -> None:
    """Map this user to an ordinary one inside a new user namespace; files keep their owner outside."""
    uid, gid = os.getuid(), os.getgid()
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.unshare(CLONE_NEWUSER) != 0:
        raise OSError(ctypes.get_errno(), "unshare refused")
    Path("/proc/self/setgroups").write_text("deny")
    Path("/proc/self/uid_map").write_text(f"1000 {uid} 1")
    Path("/proc/self/gid_map").write_text(f"1000 {gid} 1")


def _namespace_works() -> bool:
    try:
        return subprocess.run(["true"], preexec_fn=_enter_namespace, check=False).returncode == 0
    except (OSError, subprocess.SubprocessError):
        return False


def spawn_options(*writable: Path) -> dict[str, Any]:
    """Arguments for `subprocess` that make a child run without root; `writable` folders are handed over if need be."""
    if os.getuid() != 0:
        return {}
    if _namespace_works():
        enter: Callable[[], None] = _enter_namespace
        return {"preexec_fn": enter}
    for folder in writable:
        for path in [folder, *folder.rglob("*")]:
            os.chown(path, NOBODY, NOBODY)
    return {"user": NOBODY, "group": NOBODY, "extra_groups": []}
