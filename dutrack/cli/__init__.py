"""The command line: arguments in, a view out. Besides the scheduler the only reader of the clock."""

from dutrack.cli.main import main

__all__ = ["main"]
