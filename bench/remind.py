"""How fast reminders leave, and how long it takes to decide whom to remind.

Sending: ``dutrack remind`` over SMTP, from the plan of the run to its end, against a bare smtplib loop that builds and
sends the same messages to the same loopback server, a process of its own. Three pairs of runs, interleaved; the median.
Deciding: growing plans, then one plan for few and for many bodies; the time and the peak of memory it adds.
Run: ``python bench/remind.py [DIGESTS [TASKS]]``.
"""

from __future__ import annotations

import multiprocessing
import smtplib
import sys
import tempfile
import time
import tracemalloc
from datetime import UTC, date, datetime
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any, Self

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from mailserver import MailServer  # noqa: E402
from reminding import TODAY, make_workspace, smtp_settings  # noqa: E402

from dutrack.agenda import build_agenda  # noqa: E402
from dutrack.reminders.outbox import make_outbox  # noqa: E402
from dutrack.reminders.policy import concerns, planned  # noqa: E402
from dutrack.reminders.session import Wishes, remind  # noqa: E402
from dutrack.reminders.told import Told  # noqa: E402
from dutrack.workspace import load_workspace  # noqa: E402

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

    from dutrack.agenda import Agenda
    from dutrack.reminders.contracts import Mail, Refusal

PAIRS = 3


def serve(pipe: Connection) -> None:
    """Take mail until told to stop."""
    with MailServer() as server:
        pipe.send(server.port)
        pipe.recv()
        pipe.send(len(server.received))


def now() -> datetime:
    return datetime.now(UTC)


def open_agenda(root: Path) -> Agenda:
    return build_agenda(load_workspace(root), date.fromisoformat(TODAY))


class Keep:
    """A transport that keeps what it is given."""

    def __init__(self) -> None:
        self.mails: list[Mail] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def send(self, mail: Mail) -> tuple[Refusal, ...]:
        self.mails.append(mail)
        return ()


def time_dutrack(root: Path, agenda: Agenda) -> float:
    """Return the seconds of a run that sends everything, with an outbox of its own."""
    for file in (root / ".dutrack").glob("outbox*"):
        file.unlink()
    make_outbox(agenda.workspace.config.outbox, root, now, ())
    began = time.perf_counter()
    result = remind(agenda, now, Wishes(None))
    taken = time.perf_counter() - began
    assert result.good, result
    return taken


def time_bare(port: int, parts: list[tuple[Any, ...]]) -> float:
    """Return the seconds of a loop that builds and sends the same messages."""
    began = time.perf_counter()
    with smtplib.SMTP("127.0.0.1", port, local_hostname="localhost") as server:
        for headers, text, html in parts:
            message = EmailMessage(policy=SMTP)
            for name, value in headers:
                message[name] = value
            message.set_content(text, cte="base64")
            message.add_alternative(html, subtype="html", cte="base64")
            server.send_message(message)
    return time.perf_counter() - began


def take_apart(mail: Mail) -> tuple[Any, ...]:
    """Return what a message is built of."""
    plain, html = mail.message.iter_parts()
    made = {"content-type", "mime-version", "content-transfer-encoding"}
    headers = [(name, str(value)) for name, value in mail.message.items() if name.lower() not in made]
    return headers, plain.get_content(), html.get_content()


def sending(digests: int, folder: Path) -> None:
    ours, theirs = multiprocessing.Pipe()
    server = multiprocessing.get_context("spawn").Process(target=serve, args=(theirs,))
    server.start()
    port = ours.recv()
    root = make_workspace(folder / "sending", digests, smtp_settings(port), each=3)
    agenda = open_agenda(root)
    make_outbox(agenda.workspace.config.outbox, root, now, ())
    keep = Keep()
    remind(agenda, now, Wishes(None), keep)
    parts = [take_apart(mail) for mail in keep.mails]
    times: dict[str, list[float]] = {"bare": [], "dutrack": []}
    for _ in range(PAIRS):
        times["bare"].append(time_bare(port, parts))
        times["dutrack"].append(time_dutrack(root, agenda))
    ours.send(None)
    assert ours.recv() == 2 * PAIRS * digests
    server.join()
    bare, dutrack = (digests / median(times[name]) for name in ("bare", "dutrack"))
    print(f"{digests} digests: bare smtplib {bare:.0f}/s, dutrack {dutrack:.0f}/s, {dutrack / bare:.0%}")


def deciding(tasks: int, bodies: int, folder: Path) -> None:
    root = make_workspace(folder / f"deciding-{tasks}-{bodies}", bodies, "", each=tasks // bodies)
    agenda = open_agenda(root)
    taken = []
    for _ in range(PAIRS):
        began = time.perf_counter()
        planned(list(concerns(agenda)), Told(()))
        taken.append(time.perf_counter() - began)
    tracemalloc.start()
    mails = len(planned(list(concerns(agenda)), Told(())))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    each = 1e6 * median(taken) / tasks
    print(f"{tasks:7} tasks, {mails:6} mails: {median(taken):5.2f} s, {each:3.0f} µs a task, peak {peak / 1e6:3.0f} MB")


def main() -> None:
    digests, tasks = (int(word) for word in (*sys.argv[1:], *("2000", "100000")[len(sys.argv) - 1 :]))
    with tempfile.TemporaryDirectory() as folder:
        sending(digests, Path(folder))
        for share in (10, 4, 2, 1):
            deciding(tasks // share, 100, Path(folder))
        for bodies in (10, tasks // 10):
            deciding(tasks, bodies, Path(folder))


if __name__ == "__main__":
    main()
