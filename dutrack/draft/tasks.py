"""The tree of a document becomes sections and candidates for tasks: each bullet and each numbered paragraph."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from dutrack.draft.cut import cut
from dutrack.draft.frames import Frame, heading_said, path_of, words_of
from dutrack.draft.groups import Group, arranged
from dutrack.draft.headings import Role, role_of
from dutrack.draft.labels import labelled
from dutrack.draft.leads import helpers_of, lead_of
from dutrack.draft.model import Doubt, DraftSection, DraftTask
from dutrack.draft.names import named_bodies
from dutrack.draft.pieces import part_words, task_of
from dutrack.draft.shared import Exempt, Said, Shared, best_match, said_by, shared_of
from dutrack.draft.tables import rows_of
from dutrack.draft.times import times_of
from dutrack.draft.titles import title_of
from dutrack.i18n import msg

if TYPE_CHECKING:
    from dutrack.draft.outline import Node
    from dutrack.draft.source import Table

_LEAD_IN = re.compile(r":$|\b(?:sau đây|như sau|nhiệm vụ sau|nội dung sau)\s*\.?$")
_SENTENCE = re.compile(r"[.)][\s\"”]*$|/\.$")
_LONG = 150
"""A marked paragraph of more characters that ends like a sentence is one, also where others hang on it."""
_SHORTEST = 15


class Candidate(Struct, frozen=True):
    """What may be a task; ``plain`` says that its time or lead stands in it in so many words.

    ``letter`` goes on with its id where its paragraph holds several.
    """

    task: DraftTask
    frame: Frame
    plain: bool = False
    letter: str = ""


class Collector:
    """Walks a tree and collects sections and candidates; ``prefix`` begins the ids of an annex."""

    def __init__(self) -> None:
        self.sections: dict[str, DraftSection] = {}
        self.found: list[Candidate] = []
        self.used: Counter[str] = Counter()
        self.counts: Counter[str] = Counter()
        self.doubts: list[Doubt] = []

    def collect(self, root: Node, frame: Frame) -> None:
        """Take what hangs on a node that is no task itself."""
        if frame.role is Role.PREAMBLE:
            return
        groups = arranged(root.children)
        items = [item for group in groups for item in group.items]
        sole = bool(frame.path) and len(items) == 1 and items[0].mark is None
        for group in groups:
            self.group(group, replace(frame, sole=sole), alone=len(groups) == 1)
        for table in root.tables:
            self.table(table, frame)

    def group(self, group: Group, frame: Frame, *, alone: bool) -> None:
        """Take the items that share labelled lines; those of a whole section are its own."""
        shared = shared_of(group.lines)
        if alone and frame.section is not None and frame.section == frame.path:
            self.declare(frame.section, shared.said)
            shared = replace(shared, said=replace(shared.said, doubts=()))
        frame = replace(frame, said=shared.said.over(frame.said))
        first = len(self.found)
        for item in group.items:
            frame = self.item(item, frame)
        self.exempt(shared, first)

    def item(self, node: Node, frame: Frame) -> Frame:
        """Take a paragraph with what hangs on it; returns what holds for those after it."""
        if node.mark is None and _LEAD_IN.search(node.text):
            return self.led_in(node, frame)
        groups = arranged(node.children)
        items = [item for group in groups for item in group.items]
        lines = [line for group in groups for line in group.lines]
        if not items and not node.tables:
            self.leaf(node, frame, lines)
            return frame
        if _is_sentence(node):
            if all(item.mark is None and not item.children for item in items) and not node.tables:
                self.leaf(node, frame, lines, items)
                return frame
            self.leaf(node, frame, [])
        self.collect(node, self.entered(node, frame))
        return frame

    def entered(self, node: Node, frame: Frame) -> Frame:
        """Return what holds under a heading or a line that leads in to others."""
        said = heading_said(node)
        role = role_of(node.text) if frame.role is Role.WORK else frame.role
        inside = said.over(frame.said)
        if node.mark is None or node.bullet:
            self.counts[frame.path] += node.mark is not None
            return replace(frame, said=inside, role=role)
        path = path_of(node.mark, frame.path)
        if path in self.sections:
            path = self.unique(path)
        self.sections[path] = DraftSection(
            path, node.text.rstrip(" .:"), node.place, said.owners, said.helpers, said.deadline
        )
        return Frame(path, path, words_of(node.mark, frame), inside, role)

    def led_in(self, node: Node, frame: Frame) -> Frame:
        """Return what holds for the items after a paragraph that leads in to them."""
        lead = lead_of(node.text)
        said = Said(lead.owners if lead else (), helpers_of(node.text))
        if frame.section is not None and frame.section == frame.path:
            self.declare(frame.section, said)
        return replace(frame, said=said.over(frame.said))

    def declare(self, section: str, said: Said) -> None:
        """Write into a section what its tasks share."""
        known = self.sections[section]
        self.sections[section] = replace(
            known,
            owners=said.owners or known.owners,
            helpers=said.helpers or known.helpers,
            deadline=said.deadline or known.deadline,
            doubts=(*known.doubts, *said.doubts),
        )

    def leaf(self, node: Node, frame: Frame, lines: list[Node], more: list[Node] | None = None) -> None:
        """Take a paragraph as one task or several; ``more`` are paragraphs without a mark that belong to it."""
        text, values = labelled(node.text)
        if not text.strip(" .:") or (not lines and not values and named_bodies(text) and not times_of(text)):
            return
        shared = shared_of(lines)
        own = shared.said
        for value in values:
            own = said_by(value, node.place).over(own)
        timed = own.deadline is not None or frame.said.deadline is not None
        whole = [(node.place, text), *((extra.place, extra.text) for extra in more or ())]
        pieces = [(place, words, part) for place, words in whole for part in cut(words, shared=timed)]
        id_, words = self.placed(node, frame)
        id_ = self.unique(id_)
        before = Said()
        first = len(self.found)
        for number, (place, text_, part) in enumerate(pieces):
            task, plain, before = task_of(text_, part, place, own.over(frame.said), before)
            letter = "" if len(pieces) == 1 else chr(ord("a") + min(number, 25))
            source = words + part_words(number, len(pieces))
            task = replace(task, id=id_, section=frame.section, source=source)
            self.found.append(Candidate(task, frame, plain or own.deadline is not None or bool(own.owners), letter))
        self.exempt(shared, first)

    def placed(self, node: Node, frame: Frame) -> tuple[str, str]:
        """Return the id of a task and the words for its place."""
        if node.mark is not None and not node.bullet:
            return path_of(node.mark, frame.path), words_of(node.mark, frame)
        if frame.sole:
            return frame.path, frame.words
        self.counts[frame.path] += 1
        number = self.counts[frame.path]
        kind = "đoạn" if node.mark is None else "gạch đầu dòng"
        return f"{frame.path}.{number}".lstrip("."), f"{frame.words}, {kind} {number}".lstrip(", ")

    def table(self, table: Table, frame: Frame) -> None:
        """Take the rows of a table as tasks, and its headings as sections."""
        rows = rows_of(table)
        if not rows:
            words = msg("this table was left out: its headings are not those of tasks")
            self.doubts.append(Doubt(words, table.rows[0].place if table.rows else None))
        for row in rows:
            section = frame.section
            for heading in row.headings:
                path = f"{section}.{heading.label}" if section else heading.label
                self.sections.setdefault(path, DraftSection(path, heading.title, heading.place))
                section = path
            id_ = self.unique(f"{section}.{row.label}" if section else row.label)
            task = replace(row.task, id=id_, section=section, source=f"{frame.words}, STT {row.label}".lstrip(", "))
            said = Said(task.owners, task.helpers, task.deadline).over(frame.said)
            task = replace(task, owners=said.owners, helpers=said.helpers, deadline=said.deadline)
            self.found.append(Candidate(task, frame, plain=True))

    def exempt(self, shared: Shared, first: int) -> None:
        """Give tasks what is said of them alone, cutting one where that is only a clause."""
        for exempt in shared.exempt:
            match = best_match(exempt.words, [candidate.task.text for candidate in self.found[first:]])
            if match is not None:
                self.split(first + match[0], match[1], exempt)
            elif self.found[first:]:
                last = self.found[-1]
                doubt = Doubt(msg("no task was found for “{words}”", words=exempt.words), exempt.place)
                self.found[-1] = replace(last, task=replace(last.task, doubts=(*last.task.doubts, doubt)))

    def split(self, number: int, span: tuple[int, int], exempt: Exempt) -> None:
        """Cut a clause out of a task, with what is said of it alone."""
        candidate = self.found[number]
        task, said = candidate.task, exempt.said
        own = replace(
            task,
            owners=said.owners or task.owners,
            helpers=said.helpers if said.owners else task.helpers,
            deadline=said.deadline or task.deadline,
        )
        piece = task.text[slice(*span)].strip(" ;")
        rest = f"{task.text[: span[0]].rstrip(' ;')} {task.text[span[1] :].lstrip(' ;')}".strip(" ;.")
        if len(rest) < _SHORTEST:
            self.found[number] = Candidate(own, candidate.frame, plain=True)
            return
        first = replace(task, title=title_of(rest), text=rest, source=f"{task.source}, phần chung")
        second = replace(own, title=title_of(piece), text=piece, source=f"{task.source}, phần riêng")
        letter = candidate.letter
        common = replace(candidate, task=first, letter=f"{letter}a")
        self.found[number : number + 1] = [common, Candidate(second, candidate.frame, plain=True, letter=f"{letter}b")]

    def unique(self, id_: str) -> str:
        """Return an id that no other task has."""
        self.used[id_] += 1
        return id_ if self.used[id_] == 1 else f"{id_}-{self.used[id_]}"


def _is_sentence(node: Node) -> bool:
    """Tell whether a paragraph on which others hang is a task of its own, and no heading."""
    if node.heading or node.mark is None or not _SENTENCE.search(node.text):
        return False
    lead = lead_of(node.text)
    return len(node.text) > _LONG or (lead is not None and lead.firm)
