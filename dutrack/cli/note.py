"""``dutrack note``: a remark about a task."""

from __future__ import annotations

from typing import Annotated

import typer
from msgspec.structs import replace

from dutrack.cli.unit_command import Call, unit_command
from dutrack.i18n import msg
from dutrack.progress import Kind

app, _command = unit_command("note", msg("Record a remark about a task."), without=("note",))


@_command
def note(
    call: Call, text: Annotated[str, typer.Argument(metavar=msg("TEXT").msgid, help=msg("The remark.").msgid)]
) -> None:
    """Record it: about the whole task, or the part that is named."""
    nothing = msg("There is nothing of {task}.", task=call.asked.address)
    target = call.whole_task() or call.target(lambda _: True, nothing)
    entries = replace(call, note=text).entries(target, Kind.NOTE)
    call.run.record(entries, msg("{unit} {title}: noted", unit=target.name, title=target.task.title))
