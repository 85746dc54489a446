"""The program: ``dutrack`` and ``python -m dutrack``."""

from __future__ import annotations

import gc
import sys


def main() -> None:
    """Run the command line of this process and end it with the exit status."""
    # A command makes many objects that all live to its end. Looking for garbage among them while they are made, and
    # once more when the interpreter ends, takes a quarter of its time; commands that run on and on turn it on again.
    gc.disable()
    from dutrack.cli.main import run  # noqa: PLC0415 - its imports are most of those objects

    status = run(sys.argv[1:])
    gc.freeze()
    sys.exit(status)


if __name__ == "__main__":
    main()
