"""The formats there are, and the modules that write them."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any, BinaryIO, Protocol, cast

from msgspec import Struct

from dutrack.extras import from_extra

if TYPE_CHECKING:
    from dutrack.export.handout import Handout


class Writer(Protocol):
    """A module that writes a format."""

    def write(self, handout: Handout, file: BinaryIO) -> None:
        """Write a whole file."""


class Format(Struct, frozen=True):
    """One format; its name is also how the names of its files end. ``options`` are those it takes, as in Options."""

    module: str
    is_text: bool = True
    options: tuple[str, ...] = ()


FORMATS = {
    "xlsx": Format("dutrack.export.register_xlsx", is_text=False),
    "docx": Format("dutrack.export.official.report", is_text=False, options=("issuer", "form")),
    "html": Format("dutrack.export.page.page"),
    "csv": Format("dutrack.export.register_csv", options=("excel",)),
    "ics": Format("dutrack.export.ics", options=("todo",)),
    "md": Format("dutrack.export.register_md"),
}  # fmt: skip
"""The formats by the word that asks for them."""


def load(module: str) -> Any:
    """Import a module that uses a library of the extra ``office``. Raises MissingPackageError."""
    with from_extra("office"):
        return import_module(module)


def writer(name: str) -> Writer:
    """Return what writes a format. Raises MissingPackageError."""
    return cast("Writer", load(FORMATS[name].module))
