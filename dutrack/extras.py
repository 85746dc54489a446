"""The extras of dutrack: packages that only some need, and how to get them where one is missing."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from dutrack.errors import DutrackError
from dutrack.i18n import msg

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dutrack.i18n import Message

_NAMES = {"docx": "python-docx"}
"""What a package is called where it is installed from, if not as in an import."""


class MissingPackageError(DutrackError):
    """A package that an extra installs is not there."""

    def __init__(self, package: str, extra: str) -> None:
        super().__init__(msg("The package {package} is missing.", package=package), install(extra))


def install(extra: str) -> Message:
    """Return the command that installs an extra."""
    return msg("pip install 'dutrack[{extra}]'", extra=extra)


@contextmanager
def from_extra(extra: str) -> Iterator[None]:
    """Import what an extra installs within the block. Raises MissingPackageError where that is not there."""
    try:
        yield
    except ModuleNotFoundError as error:
        package = (error.name or "").partition(".")[0]
        if package in ("", "dutrack"):
            raise
        raise MissingPackageError(_NAMES.get(package, package), extra) from None
