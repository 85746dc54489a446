"""A PostgreSQL server of the tests' own: in a folder of its own, on a socket, as a user without rights."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

_SETTINGS = "-c listen_addresses='' -c fsync=off -c synchronous_commit=off -c full_page_writes=off"


@contextmanager
def running() -> Iterator[str]:
    """Start a server and yield its URL; skip where PostgreSQL is not installed, fail there under CI."""
    programs = _programs()
    if programs is None:
        if os.environ.get("CI"):
            pytest.fail("CI needs PostgreSQL: apt-get install postgresql")
        pytest.skip("PostgreSQL is not installed")
    # Not below pytest's own folder: nobody else may enter that, and the name of a socket is at most 107 bytes long.
    folder = Path(tempfile.mkdtemp(prefix="pg-"))
    as_user = _unprivileged(folder)
    data = folder / "data"

    def call(program: str, *args: str) -> None:
        # Its output goes to a file: a server that is left running would keep a pipe open for good.
        with (folder / "log").open("ab") as log:
            subprocess.run([programs / program, *args], check=True, stdout=log, stderr=log, cwd=folder, **as_user)

    try:
        call("initdb", "-D", str(data), "-U", "dutrack", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync")
        call("pg_ctl", "-D", str(data), "-w", "-o", f"-k {folder} {_SETTINGS}", "start")
        try:
            yield f"postgresql+psycopg://dutrack@/postgres?host={folder}"
        finally:
            call("pg_ctl", "-D", str(data), "-w", "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _programs() -> Path | None:
    found = shutil.which("initdb")
    folders = [Path(found).resolve().parent] if found else []
    # Debian keeps the server's programs out of the path.
    folders += sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    return next((folder for folder in folders if (folder / "pg_ctl").exists()), None)


def _unprivileged(folder: Path) -> dict[str, Any]:
    """Return how to run a program as somebody who may own the folder: PostgreSQL refuses to run as root."""
    if os.name == "nt" or os.geteuid() != 0:
        return {}
    shutil.chown(folder, "nobody", "nogroup")
    return {"user": "nobody", "group": "nogroup", "extra_groups": []}
