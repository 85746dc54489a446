"""Frozen values, cheap to define and to make: msgspec's Struct, and one whose places do not count."""

from __future__ import annotations

from typing import Any, ClassVar

from msgspec import Struct


class Annotated(Struct, frozen=True, eq=False):
    """A value with fields that tell where it came from, in ``aside``: two that differ only in those are equal."""

    aside: ClassVar[frozenset[str]] = frozenset()

    def _meaning(self) -> tuple[Any, ...]:
        return tuple(getattr(self, name) for name in self.__struct_fields__ if name not in self.aside)

    def __eq__(self, other: object) -> bool:
        if type(other) is not type(self):
            return NotImplemented
        assert isinstance(other, Annotated)  # noqa: S101 - of the same type
        return self._meaning() == other._meaning()

    def __hash__(self) -> int:
        return hash((type(self), self._meaning()))
