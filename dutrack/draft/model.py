"""A plan as it was found in a document: what goes into the file, and what a person must look at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from datetime import date

    from dutrack.draft.source import Place
    from dutrack.i18n import Message


class Doubt(Struct, frozen=True):
    """Something doubtful and where it stands in the document; None where it is about the whole."""

    message: Message
    place: Place | None = None


class DraftSection(Struct, frozen=True):
    """A heading under which tasks stand, with what they share."""

    id: str
    title: str
    place: Place
    owners: tuple[str, ...] = ()
    helpers: tuple[str, ...] = ()
    deadline: str | None = None
    doubts: tuple[Doubt, ...] = ()


class DraftTask(Struct, frozen=True):
    """A task with all that holds for it, also what its sections share. ``text`` are the words of the document."""

    id: str
    section: str | None
    title: str
    text: str
    place: Place
    owners: tuple[str, ...] = ()
    helpers: tuple[str, ...] = ()
    deadline: str | None = None
    product: str | None = None
    source: str = ""
    doubts: tuple[Doubt, ...] = ()


class LeftOut(Struct, frozen=True):
    """A paragraph of a section that assigns nothing, left out with its first words."""

    section: str
    text: str
    place: Place


class Head(Struct, frozen=True):
    """What the document says of itself; what it does not say is None, and doubtful."""

    title: str | None = None
    number: str | None = None
    issuer: str | None = None
    issued: date | None = None
    monitor: str | None = None
    basis: tuple[str, ...] = ()
    doubts: tuple[Doubt, ...] = ()


class Draft(Struct, frozen=True):
    """A whole plan, in the order of the document; ``name`` is that of its file."""

    name: str
    head: Head
    sections: tuple[DraftSection, ...]
    tasks: tuple[DraftTask, ...]
    left_out: tuple[LeftOut, ...] = ()

    def section_of(self, task: DraftTask) -> tuple[DraftSection, ...]:
        """Return the sections a task stands in, the nearest first."""
        inside = [
            section for section in self.sections
            if task.section is not None and (task.section == section.id or task.section.startswith(f"{section.id}."))
        ]  # fmt: skip
        return tuple(sorted(inside, key=lambda section: -len(section.id)))

    @property
    def doubts(self) -> tuple[Doubt, ...]:
        """All doubts, those of the document first."""
        of_sections = (doubt for section in self.sections for doubt in section.doubts)
        return (*self.head.doubts, *of_sections, *(doubt for task in self.tasks for doubt in task.doubts))
