"""Which process holds a claim, told apart from every other one, and whether it still runs."""

from __future__ import annotations

import os
import platform
import sys
from functools import cache
from pathlib import Path


@cache
def host() -> str:
    """Return what tells this machine from others: its name, and its id where the system has one."""
    try:
        machine = Path("/etc/machine-id").read_text(encoding="ascii").strip()
    except (OSError, ValueError):
        machine = ""
    return f"{platform.node() or '?'} {machine}".strip()


def claim() -> str:
    """Return the claim of this process: machine, processes that see each other, number and start."""
    return _claim(os.getpid())


@cache
def _claim(number: int) -> str:
    return "|".join((host(), _world(), str(number), _started(number) or ""))


def is_gone(text: str) -> bool:
    """Tell whether the process of a claim has surely ended: of one on another machine nobody knows."""
    if text == claim():
        return False
    parts = text.split("|")
    if len(parts) != 4 or parts[0] != host() or not parts[2].isdecimal():
        return False
    _, world, number, started = parts
    if world != _world():
        # Another boot ends every process; another container of the same boot cannot be looked into.
        return world.partition(" ")[0] != _world().partition(" ")[0]
    if sys.platform == "win32":
        return not _runs_on_windows(int(number))
    try:
        os.kill(int(number), 0)
    except ProcessLookupError:
        return True
    except OSError:  # it runs, and belongs to somebody else
        pass
    now = _started(int(number))
    return bool(started) and now is not None and now != started


@cache
def _world() -> str:
    """Return the boot and, in containers, the processes one can see: numbers mean something only within both."""
    try:
        boot = Path("/proc/sys/kernel/random/boot_id").read_text(encoding="ascii").strip()
        return f"{boot} {Path('/proc/self/ns/pid').readlink()}"
    except (OSError, ValueError):
        return "?"


def _started(number: int) -> str | None:
    """Return when a process started, in ticks since boot; None where the system does not say. See proc(5)."""
    try:
        line = Path(f"/proc/{number}/stat").read_text(encoding="utf-8", errors="replace")
        fields = line.rpartition(")")[2].split()
        return "ended" if fields[0] in ("Z", "X") else fields[19]
    except (OSError, IndexError):
        return None


def _runs_on_windows(number: int) -> bool:
    import ctypes  # noqa: PLC0415 - only there

    kernel = ctypes.WinDLL("kernel32", use_last_error=True)  # type: ignore[attr-defined, unused-ignore]
    query, still_active, no_such_process = 0x1000, 259, 87
    handle = kernel.OpenProcess(query, False, number)
    if not handle:
        return bool(ctypes.get_last_error() != no_such_process)  # type: ignore[attr-defined, unused-ignore]
    status = ctypes.c_ulong()
    kernel.GetExitCodeProcess(handle, ctypes.byref(status))
    kernel.CloseHandle(handle)
    return status.value == still_active
