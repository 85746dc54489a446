"""Where an outbox is kept: opening and making the database, and its errors in words."""

from __future__ import annotations

from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any

from dutrack.errors import DutrackError
from dutrack.extras import install
from dutrack.files import make_folder
from dutrack.i18n import Message, msg
from dutrack.reminders.process import host

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sqlalchemy import Connection, Engine

    from dutrack.config import Outbox as Settings

PATIENCE = 30
"""How many seconds to wait for another program that writes the outbox, or for a server to answer."""


class OutboxError(DutrackError):
    """The outbox cannot be used."""


class NoOutboxError(OutboxError):
    """There is no outbox: nobody knows what was sent, and nothing is, lest everything be sent again."""

    def __init__(self) -> None:
        super().__init__(
            msg("There is no outbox: what was already sent is not known, so nothing was."),
            msg("dutrack outbox init --from-now sends what is new from today on, --send-all everything that is open."),
        )


class ForeignOutboxError(OutboxError):
    """An outbox in a file was copied from another machine, which may still be sending from its own."""

    def __init__(self, made_on: str) -> None:
        super().__init__(
            msg(
                "The outbox was made on {other}, and this is {here}: each would send everything once more.",
                other=made_on.partition(" ")[0],
                here=host().partition(" ")[0],
            ),
            msg(
                "To send from here, and there no more: dutrack outbox init --from-now. "
                "To send from both: one PostgreSQL outbox."
            ),
        )


class Store:
    """An engine with its two ways of asking: reading without a lock, and writing all or nothing."""

    def __init__(self, engine: Engine, path: Path | None) -> None:
        self._engine = engine
        self._writer: Connection | None = None
        self.path = path
        """The file, None for a server."""

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Read what is there now."""
        with told_in_words(), self._engine.connect() as connection:
            yield connection.execution_options(isolation_level="AUTOCOMMIT")

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Write; what was written is taken back where the block raises."""
        with told_in_words():
            if self._writer is None:
                self._writer = self._engine.connect()
            with self._writer.begin():
                yield self._writer

    def close(self) -> None:
        """Close every connection."""
        if self._writer is not None:
            self._writer.close()
        self._engine.dispose()

    @property
    def dialect(self) -> str:
        """``sqlite`` or ``postgresql``."""
        return self._engine.dialect.name


def open_store(settings: Settings, root: Path, *, make: bool = False) -> Store:
    """Open the database that the settings name; a file only if it is there, or ``make``. Raises OutboxError."""
    from sqlalchemy import create_engine, event, make_url  # noqa: PLC0415 - heavy
    from sqlalchemy.exc import ArgumentError  # noqa: PLC0415 - likewise

    try:
        url = make_url(settings.url)
    except (ArgumentError, ValueError):
        raise OutboxError(msg("The outbox's url cannot be read."), _url_hint()) from None
    if url.get_backend_name() == "postgresql":
        if not settings.workspace:
            raise OutboxError(msg("With PostgreSQL the workspace needs a name: outbox.workspace."))
        if url.drivername == "postgresql":
            url = url.set(drivername="postgresql+psycopg")
        _require_driver()
        options: dict[str, Any] = {"connect_args": {"connect_timeout": PATIENCE}, "pool_size": 1, "max_overflow": 1}
        return Store(create_engine(url, **options), None)
    if not url.database or url.database == ":memory:":
        raise OutboxError(msg("The outbox's url names no file."), _url_hint())
    path = root / url.database
    if not make and not path.is_file():
        raise NoOutboxError
    make_folder(path.parent)
    engine = create_engine(url.set(database=str(path)), connect_args={"timeout": PATIENCE})
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return Store(engine, path)


def _prepare_sqlite(connection: Any, _: Any) -> None:
    # Transactions begin where we say so, and not where the driver guesses.
    connection.isolation_level = None
    # Under a write-ahead log a power cut, no kill, may lose the last commits: those mails are sent once more, under
    # their old Message-IDs. Each commit then costs no wait for the disk.
    connection.execute("PRAGMA synchronous=NORMAL")


def _begin_sqlite(connection: Connection) -> None:
    # The right to write is taken at once: two that read first and write later would block each other.
    if connection.get_execution_options().get("isolation_level") != "AUTOCOMMIT":
        connection.exec_driver_sql("BEGIN IMMEDIATE")


def _require_driver() -> None:
    try:
        import psycopg  # noqa: F401, PLC0415 - an extra
    except ImportError:
        message = msg("PostgreSQL needs the package psycopg.")
        raise OutboxError(message, install("postgresql")) from None


def _url_hint() -> Message:
    return msg("Write {example}.", example="sqlite:///.dutrack/outbox.db")


@contextmanager
def told_in_words() -> Iterator[None]:
    """Raise what a database refuses as an OutboxError. Its words never hold a password: drivers do not repeat it."""
    from sqlalchemy.exc import DBAPIError, IntegrityError, SQLAlchemyError  # noqa: PLC0415 - heavy

    try:
        yield
    except IntegrityError:
        raise
    except SQLAlchemyError as error:
        reason = str(error.orig if isinstance(error, DBAPIError) else error).strip().partition("\n")[0]
        told = next((words for known, words in _REASONS if known in reason), reason)
        raise OutboxError(msg("The outbox cannot be used: {reason}", reason=told), _hint(reason)) from error


_REASONS: tuple[tuple[str, Message], ...] = (
    ("readonly", msg("it can only be read")),
    ("unable to open", msg("it is not permitted")),
    ("full", msg("the disk is full")),
    ("locked", msg("another program has it open")),
    ("malformed", msg("it is damaged")),
    ("not a database", msg("it is damaged")),
)
"""What SQLite says, and what that means; whatever else a database says is told in its own words."""


def _hint(reason: str) -> Message:
    if "locked" in reason or "busy" in reason:
        return msg("Another program holds it; try again, and look for a dutrack that hangs.")
    if "full" in reason or "readonly" in reason or "unable to open" in reason:
        return msg("Check that the folder may be written to and that the disk has room.")
    if "malformed" in reason or "not a database" in reason:
        return msg("Move the file away, put a backup in its place, or begin anew: dutrack outbox init --from-now")
    return msg("Check outbox.url and that the server runs.")


def remove_empty(path: Path | None) -> None:
    """Take away the file of an outbox that could not be made."""
    if path is not None:
        with suppress(OSError):
            if path.stat().st_size == 0:
                path.unlink()
