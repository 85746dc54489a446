"""Where a task stands: its ids, the words for its place, and what headings say for all below them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec import Struct

from dutrack.draft.headings import Role
from dutrack.draft.labels import labelled
from dutrack.draft.leads import helpers_of, lead_of
from dutrack.draft.marks import Rank
from dutrack.draft.names import named_bodies
from dutrack.draft.shared import Said, said_by
from dutrack.draft.times import times_of
from dutrack.draft.timing import Where, clean_reading

if TYPE_CHECKING:
    from dutrack.draft.marks import Mark
    from dutrack.draft.outline import Node


_TIMES = re.compile(
    r"(?<=nhiệm vụ )thường xuyên$|(?<=công tác )thường xuyên$|(?<=công việc )thường xuyên$", re.IGNORECASE
)
_SHORT = 50
"""A heading of fewer characters may be a time: "1. Quý I", "Tháng 3/2025"."""


class Frame(Struct, frozen=True):
    """Where tasks are collected: the id of the place, its nearest section, its words, and what holds there.

    ``sole`` says that one paragraph without a mark is all there is: then it has the section's own id.
    """

    path: str = ""
    section: str | None = None
    words: str = ""
    said: Said = Said()
    role: Role = Role.WORK
    sole: bool = False

    @property
    def top(self) -> str:
        """The id of the top section it lies in."""
        return self.path.split(".", 1)[0]


def path_of(mark: Mark, path: str) -> str:
    """Return the id of a numbered paragraph at a place: "III.2", "II.3.1"; "P1" for a "Phần 1", "D1" for a "Điều 1"."""
    first = {"Điều": "D"}.get(mark.shape, "P" if mark.rank == Rank.PART else "")
    label = (first + mark.label).split(".")
    outer = [piece for piece in path.split(".") if piece]
    for count in range(len(label) - 1, 0, -1):  # "3.1" below "3": its number is whole
        if outer[-count:] == label[:count]:
            outer = outer[:-count]
            break
    return ".".join((*outer, *label))


def words_of(mark: Mark, frame: Frame) -> str:
    """Return the words for the place of a numbered paragraph, as Vietnamese plans cite it."""
    if mark.rank == Rank.LETTER and frame.words:
        return f"{frame.words}, điểm {mark.label}"
    return f"mục {path_of(mark, frame.path)}"


def heading_said(node: Node) -> Said:
    """Return what a heading, or a line that leads in to others, says of all below it."""
    text, values = labelled(node.text)
    said = Said()
    for value in values:
        said = said_by(value, node.place).over(said)
    bracket = next((time for time in times_of(text) if time.where is Where.BRACKET), None)
    if bracket is not None:
        said = Said(deadline=bracket.text).over(said)
        text = text[: bracket.at[0]]
    elif (time := _TIMES.search(text.strip(" .:"))) is not None or (
        len(text) < _SHORT and clean_reading(text.strip(" .:"))
    ):
        said = Said(deadline=time[0].lower() if time else text.strip(" .:")).over(said)
    owners = named_bodies(text)
    if owners:
        return Said(owners).over(said)
    lead = lead_of(text)
    return Said(lead.owners if lead else (), helpers_of(text)).over(said)
