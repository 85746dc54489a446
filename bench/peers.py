"""Other programs that tell what is due, each with the tasks of a generated workspace in its own format.

They know no fixed "today", so the days are moved to where they stand as seen from the real one. Only what has a day and
is open is written as such; the rest, which none of them can express, as a task without a day, or not at all. Each file
is what the program itself would have written; taskwarrior gets its data file directly, as adding tasks one by one takes
hours. Caches and databases are filled before anything is measured.
"""

from __future__ import annotations

import re
import subprocess
import uuid
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from shutil import which
from typing import TYPE_CHECKING

from workspaces import TODAY, Generated

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@dataclass(frozen=True)
class Entry:
    """One unit."""

    text: str
    due: date | None
    open: bool


@dataclass(frozen=True)
class Peer:
    """A program: how to call it, with which environment, and its version."""

    name: str
    command: tuple[str, ...]
    environment: dict[str, str] = field(default_factory=dict)


def entries(made: list[Generated]) -> Iterator[Entry]:
    """Yield the units of a workspace."""
    moved = date.today() - TODAY  # noqa: DTZ011 - as the programs take it
    for number, plan in enumerate(made, 1):
        for item in plan.pattern.items:
            title = item.title.replace("{place}", plan.place).replace("{number}", str(number))
            due = None if item.due is None or item.due.year > 2090 else item.due + moved
            yield Entry(title, due, item.status.is_open)


def taskwarrior(made: list[Generated], folder: Path) -> tuple[Peer, ...]:
    """``task overdue``."""
    if which("task") is None:
        return ()
    folder.mkdir()
    entry = int(datetime(2022, 1, 1).timestamp())  # noqa: DTZ001 - taskwarrior thinks in local time
    lines: dict[bool, list[str]] = {True: [], False: []}
    for found in entries(made):
        text = found.text.replace('"', "&dquot;").replace("[", "&open;").replace("]", "&close;")
        due = f' due:"{_moment(found.due)}"' if found.due else ""
        status = "pending" if found.open else "completed"
        end = "" if found.open else f' end:"{entry}"'
        head = f'description:"{text}"{due}{end} entry:"{entry}" modified:"{entry}"'
        lines[found.open].append(f'[{head} status:"{status}" uuid:"{uuid.uuid4()}"]\n')
    (folder / "pending.data").write_text("".join(lines[True]), encoding="utf-8")
    (folder / "completed.data").write_text("".join(lines[False]), encoding="utf-8")
    (folder / "taskrc").write_text(f"data.location={folder}\nconfirmation=off\nnews.version=9\n", encoding="utf-8")
    settings = str(folder / "taskrc")
    return (
        Peer(f"taskwarrior {_said('task', '--version')}", ("task", f"rc:{settings}", "overdue"), {"TASKRC": settings}),
    )


def _moment(day: date) -> int:
    return int(datetime(day.year, day.month, day.day, 23, 59).timestamp())  # noqa: DTZ001 - likewise


def remind(made: list[Generated], folder: Path) -> tuple[Peer, ...]:
    """``remind``: what is due in the next seven days; it knows nothing of what is overdue."""
    if which("remind") is None:
        return ()
    folder.mkdir()
    with (folder / "tasks.rem").open("w", encoding="utf-8") as file:
        for found in entries(made):
            if found.open and found.due:
                text = found.text.replace("%", "%%").replace("[", "(").replace("]", ")")
                file.write(f"REM {found.due:%-d} {_MONTHS[found.due.month - 1]} {found.due.year} +7 MSG {text}%\n")
    version = re.search(r"REMIND ([\d.]+)", _said("remind", "-h"))
    return (Peer(f"remind {version[1]}" if version else "remind", ("remind", "-q", str(folder / "tasks.rem"))),)


_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def khal(made: list[Generated], folder: Path) -> tuple[Peer, ...]:
    """``khal list`` from its database: what is overdue or due in the next seven days, and the latter alone."""
    if which("khal") is None:
        return ()
    calendar = folder / "tasks"
    calendar.mkdir(parents=True)
    for number, found in enumerate(entries(made)):
        if found.open and found.due:
            lines = (
                "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//dutrack//bench//", "BEGIN:VEVENT", f"UID:{number}@bench",
                "DTSTAMP:20220101T000000Z", f"DTSTART;VALUE=DATE:{found.due:%Y%m%d}",
                f"DTEND;VALUE=DATE:{found.due + timedelta(1):%Y%m%d}", f"SUMMARY:{found.text}",
                "END:VEVENT", "END:VCALENDAR",
            )  # fmt: skip
            (calendar / f"{number}.ics").write_bytes("\r\n".join((*lines, "")).encode())
    config = folder / "config"
    config.write_text(
        f"[calendars]\n[[tasks]]\npath = {calendar}\n[sqlite]\npath = {folder / 'khal.db'}\n"
        "[locale]\ndateformat = %Y-%m-%d\nlongdateformat = %Y-%m-%d\n[default]\n",
        encoding="utf-8",
    )
    name, ask = f"khal {_said('khal', '--version').split()[-1]}", ("khal", "-c", str(config), "list")
    first = min((found.due for found in entries(made) if found.open and found.due), default=date.today())  # noqa: DTZ011
    until = date.today() + timedelta(7)  # noqa: DTZ011 - likewise
    week = Peer(f"{name}, next week only", (*ask, "today", "7d"))
    subprocess.run(week.command, check=True, capture_output=True)
    return Peer(name, (*ask, first.isoformat(), until.isoformat())), week


def todoman(made: list[Generated], folder: Path) -> tuple[Peer, ...]:
    """``todo list``: what is open and due within seven days or overdue, from its cache."""
    program = which("todo") or which("todoman")  # Debian's name
    if program is None:
        return ()
    tasks = folder / "tasks"
    tasks.mkdir(parents=True)
    for number, found in enumerate(entries(made)):
        due = (f"DUE;VALUE=DATE:{found.due:%Y%m%d}",) if found.due else ()
        lines = (
            "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//dutrack//bench//", "BEGIN:VTODO", f"UID:{number}@bench",
            "DTSTAMP:20220101T000000Z", *due, f"STATUS:{'NEEDS-ACTION' if found.open else 'COMPLETED'}",
            f"SUMMARY:{found.text}", "END:VTODO", "END:VCALENDAR",
        )  # fmt: skip
        (tasks / f"{number}.ics").write_bytes("\r\n".join((*lines, "")).encode())
    config = folder / "config.py"
    config.write_text(
        f"path = {str(folder / '*')!r}\ncache_path = {str(folder / 'cache.sqlite3')!r}\n", encoding="utf-8"
    )
    version = _said(program, "--version").split()[-1]
    peer = Peer(f"todoman {version}", (program, "--config", str(config), "list", "--due", "168"))
    subprocess.run(peer.command, check=True, capture_output=True)
    return (peer,)


def _said(*command: str) -> str:
    done = subprocess.run(command, check=False, capture_output=True, encoding="utf-8")
    return (done.stdout + done.stderr).strip()


PEERS = (taskwarrior, khal, todoman, remind)
SLOW = (khal, todoman)
"""Those that take minutes to read 100,000 files for the first time."""
