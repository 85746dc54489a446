"""The standard streams: UTF-8 everywhere, and given up where they cannot be written."""

from __future__ import annotations

import errno
import io
import os
import sys

_WINDOWS = os.name == "nt"


def prepare_streams() -> None:
    """Write UTF-8 whatever the console's own encoding is; what it cannot show is a question mark.

    A stream that was closed before the program began takes everything and shows nothing.
    """
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: SIM115, PTH123 - open to the end
        elif isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")


def is_gone(error: OSError) -> bool:
    """Tell whether nobody reads standard output any more: Windows calls a pipe without a reader an invalid argument."""
    return isinstance(error, BrokenPipeError) or (_WINDOWS and error.errno == errno.EINVAL and error.filename is None)


def abandon_output() -> None:
    """Give standard output up: what is left in its buffer must not be written again when the process ends."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
