"""``dutrack lsp``: the language server that an editor starts."""

from __future__ import annotations

import gc
import logging
import os
import signal
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated

import typer

from dutrack.cli import options  # noqa: TC001 - typer reads the annotations
from dutrack.cli.language import asked_language
from dutrack.cli.session import present_day, tell
from dutrack.cli.tree import command_app
from dutrack.extras import from_extra
from dutrack.i18n import msg

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import BinaryIO

_INTERRUPTED = 130
"""The exit status a shell gives for SIGINT."""

app, _command = command_app("lsp", msg("Help an editor while plans are written; the editor starts this itself."))


@_command
def lsp(
    today: options.TodayOption = None,
    _stdio: Annotated[
        bool, typer.Option("--stdio", help=msg("Speak over standard input and output; there is no other way.").msgid)
    ] = False,
) -> None:
    """Serve one editor over standard input and output."""
    with from_extra("lsp"):
        from dutrack.lsp.features import serve  # noqa: PLC0415 - heavy, and may be missing
    if sys.stdin.isatty():
        tell(msg("An editor starts this command and speaks to it; docs/editors.md tells how."))
    gc.freeze()  # what was imported stays: it need not be looked at again and again
    gc.enable()  # unlike other commands this one goes on and on
    debug = bool(os.environ.get("DUTRACK_DEBUG"))
    logging.basicConfig(stream=sys.stderr, level=logging.DEBUG if debug else logging.WARNING)
    logging.getLogger("pygls").setLevel(logging.DEBUG if debug else logging.ERROR)
    # The thread that waits for input cannot be woken, and there is nothing to finish.
    signal.signal(signal.SIGINT, lambda *_: os._exit(_INTERRUPTED))
    with _only_the_protocol() as stdout:
        said_goodbye = serve(
            lambda zone: today or present_day(zone), asked_language(os.environ), sys.stdin.buffer, stdout
        )
    if not said_goodbye:
        raise typer.Exit(1)


@contextmanager
def _only_the_protocol() -> Iterator[BinaryIO]:
    """Yield standard output for the protocol; whatever else writes there writes to standard error."""
    sys.stdout.flush()
    kept = os.dup(sys.stdout.fileno())
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    with os.fdopen(kept, "wb") as stdout:
        yield stdout
