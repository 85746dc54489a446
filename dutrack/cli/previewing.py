"""What ``dutrack remind`` shows without sending: who would get what, and how it would look."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dutrack.cli.session import put, tell
from dutrack.files import make_folder
from dutrack.i18n import language, msg, plural
from dutrack.reminders.delivery import Desk
from dutrack.reminders.operator import operator_report
from dutrack.reminders.policy import Planned, concerns, planned, works
from dutrack.reminders.round import Job, plan_round, reader_name
from dutrack.reminders.session import open_if_there
from dutrack.reminders.told import Told
from dutrack.views.digest import bare_address, counts_line, subject
from dutrack.views.digest_html import digest_html
from dutrack.views.digest_text import digest_text
from dutrack.views.json_text import dump
from dutrack.views.operator_text import operator_text

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path

    from dutrack.agenda import Agenda
    from dutrack.reminders.contracts import Reader
    from dutrack.views.digest import Digest

    Clock = Callable[[], datetime]


def show_round(agenda: Agenda, clock: Clock, only: frozenset[str] | None, form: str) -> None:
    """Show who would get what; nothing is written. Without an outbox that is what ``--send-all`` would send."""
    with open_if_there(agenda, clock) as outbox:
        due = plan_round(agenda, outbox, only)
    desk = Desk(agenda, clock)
    digests = [(job, digest) for job in due.jobs if (digest := desk.digest(job)) is not None]
    if form == "json":
        rows = [_values(agenda, job, digest) for job, digest in digests]
        put(dump({"schema": 1, "today": agenda.today.isoformat(), "digests": rows}))
        return
    for job, digest in digests:
        address = bare_address(_address(agenda, job.reader) or "?")
        counts = counts_line(digest)
        put(str(msg("{name} <{address}>: {counts} ({new} new)",
                    name=digest.to, address=address, counts=counts, new=digest.new)))  # fmt: skip
    put(_conclusion(agenda, len(digests)))
    if outbox is None:
        tell(msg("There is no outbox yet: everything counts as new."))
    report = operator_report(agenda, due.operator)
    if only is None and not report.empty and works(agenda):
        tell(operator_text(report).rstrip())


def _conclusion(agenda: Agenda, count: int) -> str:
    if not works(agenda):
        return str(msg("{day} is a day off: nothing is sent.", day=agenda.today))
    limit = agenda.workspace.config.mail.limit
    text = plural("{count} digest would be sent.", "{count} digests would be sent.", count=count)
    if count > limit:
        return " ".join((str(text), str(msg("That is more than {limit}: it takes --yes.", limit=limit))))
    return str(text)


def _address(agenda: Agenda, reader: Reader) -> str | None:
    body = agenda.workspace.directory.body(reader.body)
    return None if body is None else body.leader if reader.leader else body.email


def _values(agenda: Agenda, job: Job, digest: Digest) -> dict[str, Any]:
    return {
        "body": job.reader.body,
        "leader": job.reader.leader,
        "name": digest.to,
        "address": _address(agenda, job.reader),
        "counts": {section.kind.value: section.units for section in digest.sections},
        "new": digest.new,
        "again": job.post is not None,
    }


def write_previews(agenda: Agenda, clock: Clock, bodies: frozenset[str], folder: Path) -> None:
    """Write the digests that bodies would get if one went out now, as HTML and text."""
    with open_if_there(agenda, clock) as outbox:
        told = Told(outbox.told() if outbox else (), agenda.workspace.plans)
    found = [concern for concern in concerns(agenda) if concern.reader.body in bodies]
    news = planned(found, told)
    desk = Desk(agenda, clock)
    written = 0
    for reader in sorted({concern.reader for concern in found}):
        mine = tuple(concern for concern in found if concern.reader == reader)
        job = Job(news.get(reader) or Planned(reader, mine, ()))
        with language(desk.language_of(reader)):
            digest = desk.digest(job)
            if digest is not None:
                written += _write(digest, desk.calendar(job), reader, folder)
    if not written:
        names = ", ".join(str(reader_name(agenda, reader)) for reader in sorted({c.reader for c in found}))
        tell(msg("There is nothing to tell {names}.", names=names or ", ".join(sorted(bodies))))


def _write(digest: Digest, calendar: bytes | None, reader: Reader, folder: Path) -> int:
    make_folder(folder)
    name = f"{reader.body}-leader" if reader.leader else reader.body
    files = {"html": digest_html(digest).encode(), "txt": f"{subject(digest)}\n\n{digest_text(digest)}".encode()}
    for suffix, data in (files | ({"ics": calendar} if calendar else {})).items():
        path = folder / f"{name}.{suffix}"
        path.write_bytes(data)
        put(str(path))
    return 1
