"""Workspaces whose every body has something due, and the program as a process that sends it."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

TODAY = "2026-03-31"
"""A Tuesday, on which a quarter ends."""

_PLAN = """[plan]
title = "Kế hoạch nhắc việc"
issuer = "Tỉnh ủy"
issued = {issued}
monitor = "Văn phòng Tỉnh ủy"
"""
_TASK = """
[[tasks]]
id = "{number}"
title = "Nhiệm vụ thứ {number}: rà soát, báo cáo kết quả thực hiện"
owner = "Cơ quan {body}"
deadline = {due}
"""
_BODY = """
[owners.co-quan-{number}]
name = "Cơ quan {number}"
email = "co-quan-{number}@example.org"
"""


def make_workspace(root: Path, bodies: int, settings: str, each: int = 1, due: str = TODAY) -> Path:
    """Write a plan with ``each`` tasks a body, all due on one day; the bodies are ``co-quan-0`` and so on."""
    issued = date.fromisoformat(due) - timedelta(days=85)
    (root / "plans").mkdir(parents=True, exist_ok=True)
    tasks = (_TASK.format(number=number, body=number % bodies, due=due) for number in range(bodies * each))
    (root / "plans" / "nhac-viec.toml").write_text(_PLAN.format(issued=issued) + "".join(tasks), encoding="utf-8")
    directory = (_BODY.format(number=number) for number in range(bodies))
    (root / "dutrack.toml").write_text(settings + "".join(directory), encoding="utf-8")
    return root


def smtp_settings(port: int, more: str = "") -> str:
    """Return settings that send to a server on this machine without protection."""
    return f"""[mail]
transport = "smtp"
host = "127.0.0.1"
port = {port}
security = "none"
from = "Văn phòng <vp@example.org>"
max = 100000
{more}"""


def recipients(bodies: int) -> set[str]:
    """Return the addresses of all bodies."""
    return {f"co-quan-{number}@example.org" for number in range(bodies)}


def start(root: Path, *args: str, **options: Any) -> subprocess.Popen[bytes]:
    """Start dutrack on a workspace."""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path)), "DUTRACK_LANG": "en"}
    command = (sys.executable, "-X", "utf8", "-m", "dutrack", *args, "-C", str(root))
    return subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, **options)


def ended(process: subprocess.Popen[bytes], seconds: float = 120) -> tuple[int, str]:
    """Wait for a process; return its status and all that it said."""
    out, err = process.communicate(timeout=seconds)
    return process.returncode, (out + err).decode()


def dutrack(root: Path, *args: str) -> tuple[int, str]:
    """Run dutrack on a workspace to its end."""
    return ended(start(root, *args))
