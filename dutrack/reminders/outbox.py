"""The outbox: what was told to whom, kept in SQLite or PostgreSQL.

A mail is claimed and recorded in one transaction, sent, and settled in another. A claim is a row that says it is being
sent, taken by an UPDATE under a condition: whoever changed the row has it. It ends with its process, seen at once on
the same machine, else with its lease.
"""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

from msgspec import structs
from msgspec.structs import replace
from sqlalchemy import bindparam, delete, func, insert, inspect, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import IntegrityError

from dutrack.i18n import msg
from dutrack.reminders import tables
from dutrack.reminders.contracts import Moment, Post, Reader, Role, State
from dutrack.reminders.process import claim, host, is_gone
from dutrack.reminders.store import ForeignOutboxError, NoOutboxError, OutboxError, Store, open_store, remove_empty

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path
    from types import TracebackType
    from typing import Self

    from sqlalchemy import Connection, Row

    from dutrack.config import Outbox as Settings

    Clock = Callable[[], datetime]

LEASE = 900
"""For how many seconds a claim holds: longer than any one mail takes to be sent, retries included."""

_POSTS, _MOMENTS, _WORKSPACES = tables.posts, tables.moments, tables.workspaces
_IDENTITY = ("plan", "task", "unit", "due", "label", "role", "body")

# What runs for every mail is made once: SQLAlchemy takes longer to put a statement together than SQLite to run it.
_SELECT_WAITING = (
    select(_POSTS.c.id, _POSTS.c.attempts)
    .where(
        _POSTS.c.workspace == bindparam("of_workspace"),
        _POSTS.c.reader == bindparam("of_reader"),
        _POSTS.c.leader == bindparam("of_leader"),
        _POSTS.c.state == State.WAITING.value,
    )
    .with_for_update()
)
_INSERT_POST = insert(_POSTS).returning(_POSTS.c.id)
_INSERT_MOMENTS = insert(_MOMENTS)
_UNCHANGED = (
    _POSTS.c.id == bindparam("old_id"),
    _POSTS.c.state == bindparam("old_state"),
    _POSTS.c.attempts == bindparam("old_attempts"),
)
_CHANGE_POST = update(_POSTS).where(*_UNCHANGED)


def open_outbox(settings: Settings, root: Path, clock: Clock) -> SqlOutbox:
    """Open the outbox of a workspace; ``clock`` tells the present moment (aware).

    Raises NoOutboxError where there is none for the workspace, OutboxError where it cannot be used.
    """
    store = open_store(settings, root)
    try:
        return SqlOutbox(store, _looked_up(store, settings.workspace or ""), clock)
    except BaseException:
        store.close()
        raise


def make_outbox(settings: Settings, root: Path, clock: Clock, told: Iterable[Moment]) -> int:
    """Make the outbox of a workspace with moments that count as told; return how many of them it did not have.

    One that was copied from another machine becomes this one's, with all it holds. Raises OutboxError, also where there
    is one already; then nothing was changed.
    """
    store = open_store(settings, root, make=True)
    name = settings.workspace or ""
    try:
        if store.dialect == "sqlite":
            with store.reading() as connection:
                connection.exec_driver_sql("PRAGMA journal_mode=WAL")
        with store.writing() as connection:
            tables.metadata.create_all(connection)
            _enter(connection, store, name, clock())
            return _tell(connection, store.dialect, name, told)
    except IntegrityError:  # another program has just made it
        raise _exists() from None
    except BaseException:
        remove_empty(store.path)
        raise
    finally:
        store.close()


def _enter(connection: Connection, store: Store, name: str, now: datetime) -> None:
    """Note that the workspace has an outbox here."""
    known = connection.execute(select(_WORKSPACES).where(_WORKSPACES.c.name == name)).first()
    if known is None:
        values = {"name": name, "version": tables.VERSION, "host": host(), "created": now.timestamp()}
        connection.execute(insert(_WORKSPACES).values(**values))
        return
    _check_version(known)
    if store.path is None or known.host == host():
        raise _exists()
    connection.execute(update(_WORKSPACES).where(_WORKSPACES.c.name == name).values(host=host()))


def _exists() -> OutboxError:
    return OutboxError(msg("There is an outbox already; nothing was changed."), msg("See it with: dutrack outbox"))


def _looked_up(store: Store, name: str) -> str:
    """Return the name of the workspace if it has its outbox here, on this machine."""
    with store.reading() as connection:
        if not inspect(connection).has_table(_WORKSPACES.name):
            raise NoOutboxError
        known = connection.execute(select(_WORKSPACES).where(_WORKSPACES.c.name == name)).first()
    if known is None:
        raise NoOutboxError
    _check_version(known)
    if store.path is not None and known.host != host():
        raise ForeignOutboxError(known.host)
    return name


def _check_version(known: Row[Any]) -> None:
    if known.version > tables.VERSION:
        raise OutboxError(msg("The outbox was made by a later version of dutrack."), msg("Update dutrack."))


class SqlOutbox:
    """An ``Outbox`` in a database."""

    def __init__(self, store: Store, workspace: str, clock: Clock) -> None:
        self._store = store
        self._workspace = workspace
        self._clock = clock

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None, /
    ) -> None:
        self._store.close()

    def told(self) -> Iterator[Moment]:
        """Yield every moment that counts as told, in no order."""
        joined = _MOMENTS.outerjoin(_POSTS, _MOMENTS.c.post == _POSTS.c.id)
        counts = (_POSTS.c.state.is_(None)) | (_POSTS.c.state != State.WAITING.value)
        query = select(*_columns()).select_from(joined).where(_MOMENTS.c.workspace == self._workspace, counts)
        with self._store.reading() as connection:
            yield from map(_moment, connection.execute(query))

    def posts(self, states: Sequence[State], day: date | None = None) -> tuple[Post, ...]:
        """Return the mails in some states, and with ``day`` all of that day; the oldest first."""
        count = select(func.count()).where(_MOMENTS.c.post == _POSTS.c.id).scalar_subquery()
        query = select(_POSTS, count.label("moments")).where(_POSTS.c.workspace == self._workspace)
        of_day = "" if day is None else day.isoformat()
        wanted = _POSTS.c.state.in_([state.value for state in states]) | (_POSTS.c.day == of_day)
        with self._store.reading() as connection:
            return tuple(_post(row) for row in connection.execute(query.where(wanted).order_by(_POSTS.c.id)))

    def moments(self, post: Post) -> tuple[Moment, ...]:
        """Return what a mail tells."""
        with self._store.reading() as connection:
            return tuple(map(_moment, connection.execute(select(*_columns()).where(_MOMENTS.c.post == post.id))))

    def is_free(self, post: Post) -> bool:
        """Tell whether a mail that may have left can be claimed."""
        if post.state in (State.UNSURE, State.PARTLY):
            return True
        left = post.lease - self._clock().timestamp()
        # A lease can only lie further ahead than its length where the clock was set back.
        return post.state is State.SENDING and (left <= 0 or left > LEASE + 1 or is_gone(post.claim or ""))

    def begin(self, reader: Reader, day: date, message_id: str, moments: Iterable[Moment]) -> Post | None:
        """Claim a new mail and record its moments; None where somebody else was faster."""
        now = self._clock()
        post = Post(0, reader, day, message_id, State.SENDING, created=now, changed=now)
        # In one order, so that two senders never wait for each other.
        told = sorted(moments, key=lambda moment: tuple(map(str, structs.astuple(moment))))
        with suppress(IntegrityError), self._store.writing() as connection:
            post = replace(
                post,
                attempts=1 + self._replace_waiting(connection, reader),
                claim=claim(),
                lease=now.timestamp() + LEASE,
                moments=len(told),
            )
            id_ = connection.execute(_INSERT_POST, _values(self._workspace, post)).scalar_one()
            if told:
                connection.execute(_INSERT_MOMENTS, [_row(self._workspace, moment, id_) for moment in told])
            return replace(post, id=id_)
        return None

    def _replace_waiting(self, connection: Connection, reader: Reader) -> int:
        """Take away what waits for the reader; return how often it was tried."""
        of = {"of_workspace": self._workspace, "of_reader": reader.body, "of_leader": int(reader.leader)}
        found = connection.execute(_SELECT_WAITING, of).all()
        for row in found:
            connection.execute(delete(_MOMENTS).where(_MOMENTS.c.post == row.id))
            connection.execute(delete(_POSTS).where(_POSTS.c.id == row.id))
        return max((row.attempts for row in found), default=0)

    def resume(self, post: Post) -> Post | None:
        """Claim a mail that may have left; None where another sender was faster."""
        now = self._clock()
        claimed = replace(
            post,
            state=State.SENDING,
            changed=now,
            claim=claim(),
            lease=now.timestamp() + LEASE,
            attempts=post.attempts + 1,
        )
        return claimed if self._update(post, claimed) else None

    def settle(self, post: Post, state: State, note: str | None = None, recipients: tuple[str, ...] = ()) -> bool:
        """Say how a claimed mail ended, and who is still to get it; False where the claim was lost."""
        settled = replace(
            post, state=state, changed=self._clock(), claim=None, lease=0.0, note=note, recipients=recipients
        )
        return self._update(post, settled)

    def _update(self, old: Post, new: Post) -> bool:
        """Change a row if it is still as it was: each claim counts ``attempts`` up."""
        values = _values(self._workspace, new)
        values |= {"old_id": old.id, "old_state": old.state.value, "old_attempts": old.attempts}
        with self._store.writing() as connection:
            return connection.execute(_CHANGE_POST, values).rowcount == 1

    def change(self, ids: Iterable[int], old: Sequence[State], new: State) -> tuple[int, ...]:
        """Move mails of some states to another; return the ids of those that were moved."""
        values = {"state": new.value, "changed": self._clock().timestamp(), "claim": None, "lease": 0.0}
        moved = []
        with self._store.writing() as connection:
            for id_ in ids:
                same = (_POSTS.c.id == id_, _POSTS.c.workspace == self._workspace)
                states = _POSTS.c.state.in_([state.value for state in old])
                if connection.execute(update(_POSTS).where(*same, states).values(**values)).rowcount:
                    moved.append(id_)
        return tuple(moved)

    def finish(self, *, good: bool) -> None:
        """Note that a run has ended."""
        now = self._clock().timestamp()
        values = {"last_run": now} | ({"last_good": now} if good else {})
        with self._store.writing() as connection:
            connection.execute(update(_WORKSPACES).where(_WORKSPACES.c.name == self._workspace).values(**values))

    def last_good(self) -> datetime | None:
        """Return when the last good run ended; None before the first."""
        query = select(_WORKSPACES.c.last_good).where(_WORKSPACES.c.name == self._workspace)
        with self._store.reading() as connection:
            found = connection.execute(query).scalar_one_or_none()
        return None if found is None else datetime.fromtimestamp(found, UTC)


def _tell(connection: Connection, dialect: str, workspace: str, moments: Iterable[Moment]) -> int:
    """Count moments as told without a mail; return how many were not yet."""
    rows = [_row(workspace, moment, None) for moment in moments]
    if not rows:
        return 0
    make = sqlite.insert if dialect == "sqlite" else postgresql.insert
    count = select(func.count()).where(_MOMENTS.c.workspace == workspace)
    before = connection.execute(count).scalar_one()
    connection.execute(make(_MOMENTS).on_conflict_do_nothing(), rows)
    return connection.execute(count).scalar_one() - before


def _columns() -> list[Any]:
    return [_MOMENTS.c[name] for name in (*_IDENTITY, "extensions")]


def _row(workspace: str, moment: Moment, post: int | None) -> dict[str, Any]:
    return {
        "workspace": workspace,
        "plan": moment.plan,
        "task": moment.task,
        "unit": moment.unit,
        "due": "" if moment.due is None else moment.due.isoformat(),
        "label": moment.label,
        "role": moment.role.value,
        "body": moment.body,
        "extensions": moment.extensions,
        "post": post,
    }


def _moment(row: Any) -> Moment:
    plan, task, unit, due, label, role, body, extensions = row
    return Moment(plan, task, unit, date.fromisoformat(due) if due else None, label, Role(role), body, extensions)


def _values(workspace: str, post: Post) -> dict[str, Any]:
    """Return the columns of a mail, but for its number."""
    return {
        "workspace": workspace,
        "reader": post.reader.body,
        "leader": int(post.reader.leader),
        "day": post.day.isoformat(),
        "message_id": post.message_id,
        "state": post.state.value,
        "created": post.created.timestamp(),
        "changed": post.changed.timestamp(),
        "attempts": post.attempts,
        "claim": post.claim,
        "lease": post.lease,
        "note": post.note,
        "recipients": " ".join(post.recipients),
    }


def _post(row: Row[Any]) -> Post:
    return Post(
        id=row.id,
        reader=Reader(row.reader, bool(row.leader)),
        day=date.fromisoformat(row.day),
        message_id=row.message_id,
        state=State(row.state),
        created=datetime.fromtimestamp(row.created, UTC),
        changed=datetime.fromtimestamp(row.changed, UTC),
        attempts=row.attempts,
        note=row.note,
        claim=row.claim,
        lease=row.lease,
        moments=row.moments,
        recipients=tuple(row.recipients.split()),
    )
