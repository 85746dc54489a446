"""What the recording commands share: who records, what is doubtful, the record itself, and what follows from it."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Annotated, TypeAlias

import typer

from dutrack.agenda import build_agenda
from dutrack.agenda.effects import effects, with_records
from dutrack.cli import options
from dutrack.cli.ask import agrees
from dutrack.cli.session import announce, put, tell
from dutrack.errors import DutrackError
from dutrack.i18n import Message, msg, plural
from dutrack.progress import Happened, Kind, TaskRecord, effective, read_progress
from dutrack.progress.append import append
from dutrack.progress.commit import CannotCommitError, commit, git_user
from dutrack.progress.entry import entry, progress_path
from dutrack.progress.keys import KeyMaker

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from dutrack.agenda import Agenda
    from dutrack.agenda.effects import Change
    from dutrack.plan.model import Plan
    from dutrack.progress import Record
    from dutrack.progress.entry import Entry, Value


_CLOSING = (Kind.DONE, Kind.SKIPPED, Kind.CANCELLED)


class RefusedError(DutrackError):
    """What was asked for cannot be recorded; nothing was written."""


class Recording:
    """One call of a recording command: doubts are collected, then what is recorded is written at once."""

    def __init__(self, agenda: Agenda, by: str | None, *, yes: bool, dry_run: bool) -> None:
        self.agenda = agenda
        self.by = by or who(agenda.workspace.root)
        self.yes = yes
        self.dry_run = dry_run
        self.doubts: list[Message] = []

    def doubt(self, message: Message) -> None:
        """Note, once, what must be asked before anything is recorded."""
        if message not in self.doubts:
            self.doubts.append(message)

    def doubt_day(self, plan: Plan, on: date) -> None:
        """Doubt a day that is still ahead, or before the plan was issued."""
        if on > self.agenda.today:
            self.doubt(msg("{day} is still ahead; the record counts only from that day on.", day=on))
        if plan.issued is not None and on < plan.issued:
            self.doubt(msg("{day} is before {issued}, when the plan was issued.", day=on, issued=plan.issued))

    def entry(self, plan: str, kind: Kind, **values: Value | None) -> Entry:
        """Make an entry by whoever records.

        Raises RefusedError for a plan or a task whose id is made up, and for a body that acts before its day.
        """
        if "?" in plan:
            raise RefusedError(msg("Two plans have the same id."), msg("See: dutrack check"))
        if "?" in str(values.get("task")):
            raise RefusedError(msg("The task has no id of its own."), msg("See: dutrack check"))
        owner, member, on = values.get("owner"), str(values.get("unit")).partition("@")[2], values.get("on")
        if isinstance(owner, str) and isinstance(on, date) and member and member != owner:
            self._refuse_early(owner, member, on)
        return entry(plan, kind, **values, by=self.by)

    def _refuse_early(self, owner: str, member: str, on: date) -> None:
        """Refuse what a body did in another's place before it took over. Raises RefusedError."""
        directory = self.agenda.workspace.directory
        body, before = directory.body(owner), directory.body(member)
        if body is None or before is None:
            return
        ends = sorted({each.valid_to for each in directory.bodies if each.valid_to and each.valid_to < date.max})
        days = (end + timedelta(days=1) for end in ends)
        since = next((day for day in days if body in directory.answering(before, day)), None)
        if since is not None and on < since:
            raise RefusedError(
                msg("{name} answers for {body} only from {day} on.", name=body.name, body=before.name, day=since),
                msg("Who acted before: --owner {id}", id=before.id),
            )

    def previews(self, entries: Iterable[Entry], today: date | None = None) -> tuple[Change, ...]:
        """Return the units that the entries would change, as of today or another day."""
        return effects(self.agenda, self._as_read(entries), today)

    def agenda_after(self, entries: Iterable[Entry], day: date) -> Agenda:
        """Return the agenda with the entries, as of today or of a later day from which they count."""
        after = with_records(self.agenda.workspace, self._as_read(entries))
        return build_agenda(after, max(day, self.agenda.today))

    def ask(self, question: Message) -> None:
        """Ask a question, and end the command with status 1 where the answer is no."""
        if not self.dry_run and not agrees(question, self.doubts, yes=self.yes):
            tell(msg("Nothing was recorded."))
            raise typer.Exit(1)

    def record(self, entries: Sequence[Entry], told: Message, follows: Iterable[Message] = ()) -> tuple[Record, ...]:
        """Settle the doubts, write the entries, say so in one line and what follows from it below.

        Raises DutrackError where they cannot be written.
        """
        self.refuse_repeated(entries)
        if self.dry_run:
            for doubt in self.doubts:
                tell(doubt)
            self._as_read(entries)
            for line in _lines(msg("Would be recorded: {what}", what=told), follows):
                put(line)
            return ()
        if self.doubts:
            self.ask(msg("Record it all the same?"))
        workspace = self.agenda.workspace
        records = append(
            workspace.root,
            entries,
            datetime.now(UTC),
            workspace.config.timezone,
            lambda: self._refuse_closed_since(entries),
        )
        announce(_lines(msg("Recorded: {what}", what=told), follows))
        if workspace.config.git_commit:
            self._commit(entries, records, told)
        self.doubts.clear()
        return records

    def _refuse_closed_since(self, entries: Iterable[Entry]) -> None:
        """Refuse to close what somebody has closed since the workspace was read. Raises RefusedError."""
        workspace = self.agenda.workspace
        for plan, record in self._as_read([each for each in entries if each.kind in _CLOSING]):
            path = progress_path(plan)
            try:
                data = (workspace.root / path).read_bytes()
            except OSError:  # not there yet; else append says so
                continue
            known = {each.key for each in workspace.records.get(plan, ())}
            for other in effective(read_progress(path, data, workspace.config.timezone)[0]):
                if other.key not in known and other.kind in _CLOSING and _same_unit(other, record):
                    raise RefusedError(
                        msg(
                            "{unit} was closed just now, by {by}; nothing was recorded.",
                            unit=f"{plan}/{getattr(record, 'unit', None) or getattr(record, 'task', '')}",
                            by=other.by or msg("somebody"),
                        ),
                        _see(plan, record),
                    )

    def _commit(self, entries: Sequence[Entry], records: Sequence[Record], told: Message) -> None:
        paths = tuple(dict.fromkeys(progress_path(each.plan) for each in entries))
        keys = frozenset(record.key for record in records)
        try:
            others = commit(self.agenda.workspace.root, paths, str(told), keys)
        except CannotCommitError as error:
            tell(error.message)
            if error.hint is not None:
                tell(msg("Hint: {hint}", hint=error.hint))
            return
        if others:
            tell(
                plural(
                    "The commit also holds {count} record that was not committed before.",
                    "The commit also holds {count} records that were not committed before.",
                    count=others,
                )
            )

    def _as_read(self, entries: Iterable[Entry]) -> list[tuple[str, Record]]:
        workspace = self.agenda.workspace
        after = max((record.key for records in workspace.records.values() for record in records), default=None)
        given = list(entries)
        keys = KeyMaker().make(datetime.now(UTC), len(given), after)
        zone = workspace.config.timezone
        return [(each.plan, each.record(key, zone)) for each, key in zip(given, keys, strict=True)]

    def refuse_repeated(self, entries: Iterable[Entry]) -> None:
        """Refuse what the last record about the same thing already says. Raises RefusedError."""
        for plan, record in self._as_read(entries):
            before = effective(self.agenda.workspace.records.get(plan, ()))
            last = next((each for each in reversed(before) if _about(each) == _about(record)), None)
            if last is not None and type(last) is type(record) and _said(last) == _said(record):
                message = msg("This is already recorded, by {by}.", by=last.by or msg("somebody"))
                raise RefusedError(message, _see(plan, record))


def _see(plan: str, record: Record) -> Message | None:
    """Return where what is recorded already can be seen."""
    if isinstance(record, Happened):
        return msg("See: dutrack event --all")
    task = getattr(record, "task", None)
    return None if task is None else msg("See: dutrack show {address}", address=f"{plan}/{task}")


def _lines(what: Message, follows: Iterable[Message]) -> Iterator[str]:
    yield str(what)
    for line in follows:
        yield f"  {line}"


def who(root: Path) -> str:
    """Return who records: DUTRACK_BY, git's user.name, the login. Raises RefusedError."""
    found = os.environ.get("DUTRACK_BY", "").strip() or git_user(root)
    if found:
        return found
    from getpass import getuser  # noqa: PLC0415 - needed only here

    try:
        return getuser()
    except (OSError, KeyError, ImportError):
        raise RefusedError(msg("Nobody is named who records this."), msg("Say it: --by NAME, or DUTRACK_BY")) from None


def _about(record: Record) -> tuple[object, ...]:
    if isinstance(record, Happened):
        return (record.event,)
    return getattr(record, "task", None), getattr(record, "unit", None)


def _same_unit(one: Record, other: Record) -> bool:
    """Tell whether two records are about one unit, or one of them about the whole task of the other."""
    if not isinstance(one, TaskRecord) or not isinstance(other, TaskRecord) or one.task != other.task:
        return False
    return one.unit == other.unit or None in (one.unit, other.unit)


def _said(record: Record) -> dict[str, object]:
    return {name: getattr(record, name) for name in record.__struct_fields__ if name not in ("key", "place", "by")}


OnOption: TypeAlias = Annotated[
    date | None,
    typer.Option(
        "--on",
        metavar=msg("DAY").msgid,
        parser=options.read_day,
        help=msg("The day it happened: 31/3/2023 or 2023-03-31; today if it is not given.").msgid,
    ),
]
DocOption: TypeAlias = Annotated[
    str | None,
    typer.Option("--doc", metavar=msg("NUMBER").msgid, help=msg("The document that shows it: 12-KH/BTC.").msgid),
]
NoteOption: TypeAlias = Annotated[
    str | None, typer.Option("--note", metavar=msg("TEXT").msgid, help=msg("A remark to keep with it.").msgid)
]
ReasonOption: TypeAlias = Annotated[
    str | None, typer.Option("--reason", metavar=msg("TEXT").msgid, help=msg("Why.").msgid)
]
OccurrenceOption: TypeAlias = Annotated[
    str | None,
    typer.Option(
        "--occurrence",
        metavar=msg("PERIOD").msgid,
        help=msg("Which period of a recurring task: 2023, 2023-Q1, 2023-03 …").msgid,
    ),
]
OwnerOption: TypeAlias = Annotated[
    str | None,
    typer.Option(
        "--owner",
        metavar=msg("BODY").msgid,
        autocompletion=options.complete_owner,
        help=msg("Who acted: the id or name of a body; where a group leads, whose part it is.").msgid,
    ),
]
ByOption: TypeAlias = Annotated[
    str | None,
    typer.Option(
        "--by",
        metavar=msg("NAME").msgid,
        help=msg("Who records it; else DUTRACK_BY, the name git knows, or the login.").msgid,
    ),
]
YesOption: TypeAlias = Annotated[
    bool, typer.Option("--yes", help=msg("Answer every question with yes; for scripts.").msgid)
]
DryRunOption: TypeAlias = Annotated[
    bool, typer.Option("--dry-run", help=msg("Show what would be recorded, and record nothing.").msgid)
]
