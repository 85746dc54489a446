"""Frozen values that know where they came from, which does not count when two are compared."""

from __future__ import annotations

from functools import cache
from operator import attrgetter
from typing import TYPE_CHECKING, Any, ClassVar

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Callable


class Annotated(Struct, frozen=True, eq=False):
    """A value with fields that tell where it came from, in ``aside``: two that differ only in those are equal."""

    aside: ClassVar[frozenset[str]] = frozenset()

    def __eq__(self, other: object) -> bool:
        if type(other) is not type(self):
            return NotImplemented
        meaning = _meaning(type(self))
        return bool(meaning(self) == meaning(other))

    def __hash__(self) -> int:
        return hash((type(self), _meaning(type(self))(self)))


@cache
def _meaning(kind: type[Annotated]) -> Callable[[object], Any]:
    """Return what gives the fields of a value that count: one as it is, several as a tuple."""
    return attrgetter(*(name for name in kind.__struct_fields__ if name not in kind.aside))
