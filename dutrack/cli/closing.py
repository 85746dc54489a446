"""What the commands that close and reopen share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dutrack.cli.recording import RefusedError
from dutrack.i18n import msg
from dutrack.views.words import status_words

if TYPE_CHECKING:
    from dutrack.agenda import Item
    from dutrack.cli.recording import Recording


def doubt_closed(run: Recording, item: Item) -> None:
    """Doubt a record about a unit that is closed already."""
    if item.closing is not None:
        run.doubt(
            msg(
                "{unit} is closed already: {status}, {day}.",
                unit=item.address,
                status=status_words(item),
                day=item.closing.on,
            )
        )
    elif not item.status.is_open:
        run.doubt(msg("{unit} is no longer urged: its plan has ended.", unit=item.address))


def refuse_closed(item: Item) -> None:
    """Refuse to move the day of a unit that is closed. Raises RefusedError."""
    if not item.status.is_open:
        hint = msg("Open it first: dutrack reopen {address}", address=item.address)
        raise RefusedError(msg("{unit} is closed.", unit=item.address), hint)


def require_reason(reason: str | None) -> None:
    """Refuse to go on without a reason. Raises RefusedError."""
    if reason is None or not reason.strip():
        raise RefusedError(msg("A reason is needed."), msg("Say it: --reason TEXT"))
