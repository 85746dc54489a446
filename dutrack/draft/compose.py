"""A document becomes a draft of its plan."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec.structs import replace

from dutrack.draft.casing import Casing
from dutrack.draft.choose import choose
from dutrack.draft.frames import Frame
from dutrack.draft.front import parts_of
from dutrack.draft.header import head_of
from dutrack.draft.lines import Paragraph
from dutrack.draft.model import Doubt, Draft, DraftSection
from dutrack.draft.outline import outline
from dutrack.draft.repair import repair
from dutrack.draft.source import Line, Place, UnreadableError
from dutrack.draft.tasks import Collector
from dutrack.i18n import msg, plural

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from dutrack.draft.front import Parts
    from dutrack.draft.model import DraftTask, LeftOut
    from dutrack.draft.repair import Repair
    from dutrack.draft.source import Document


_IN_FORCE = re.compile(r"hiệu lực|thi hành quyết định|ban hành kèm theo", re.IGNORECASE)
"""What the articles of a decision say of itself."""
_HEADINGS = re.compile(r"S?TT(?:\s|$)")


def draft_of(document: Document, issued: date | None = None) -> Draft:
    """Find the plan in a document; ``issued`` is its issue date where a person knows it.

    Raises UnreadableError where the document holds no task.
    """
    document, mended = repair(document)
    parts = parts_of(document)
    pieces = (*parts.introduction, *parts.articles, *parts.body)
    told = [piece.text for piece in pieces if isinstance(piece, Paragraph)]
    casing = Casing("\n".join((*parts.title, *told)), parts.letterhead)
    collector = _collected(parts)
    tasks, left_out = choose(collector.found)
    tasks = (*_decided(parts), *tasks)
    if not tasks:
        message = msg("No task was found in {name}.", name=document.name)
        hint = msg("Is it a plan? Its tasks must stand as numbered or marked paragraphs, or in a table.")
        raise UnreadableError(message, hint)
    head = head_of(parts, tasks, casing, issued)
    head = replace(head, doubts=(*head.doubts, *_doubts(document, mended, left_out), *collector.doubts))
    sections = tuple(_cased(section, casing) for section in collector.sections.values() if _used(section, tasks))
    return Draft(document.name, head, sections, tasks, left_out)


def _doubts(document: Document, mended: Repair | None, left_out: tuple[LeftOut, ...]) -> Iterator[Doubt]:
    """Yield what is doubtful about the document as a whole."""
    if mended is not None:
        yield Doubt(
            plural(
                "{count} word was mended after a bad scan: {examples}",
                "{count} words were mended after a bad scan: {examples}",
                count=mended.count,
                examples=", ".join(f"{before} → {after}" for before, after in mended.examples),
            )
        )
    for line in _flattened_tables(document):
        words = msg("a table begins here, and its columns cannot be told apart in this file; take the .docx")
        yield Doubt(words, line.place)
    if left_out:
        counted = plural(
            "{count} paragraph that names nobody and no time was left out; see the end of the draft",
            "{count} paragraphs that name nobody and no time were left out; see the end of the draft",
            count=len(left_out),
        )
        yield Doubt(counted, left_out[0].place)


def _flattened_tables(document: Document) -> tuple[Line, ...]:
    """Return the lines that are the headings of a table of which only the text was kept."""
    return tuple(piece for piece in document.pieces if isinstance(piece, Line) and _HEADINGS.match(piece.text.strip()))


def _collected(parts: Parts) -> Collector:
    collector = Collector()
    start = next((piece.place for piece in parts.body if isinstance(piece, Paragraph)), Place(1))
    collector.collect(outline(parts.body, start), Frame())
    for number, annex in enumerate(parts.annexes, 1):
        id_ = "PL" if len(parts.annexes) == 1 else f"PL{number}"
        collector.sections[id_] = DraftSection(id_, annex.title, annex.place)
        words = "phụ lục" if len(parts.annexes) == 1 else f"phụ lục {number}"
        collector.collect(outline(annex.content, annex.place), Frame(id_, id_, words))
    return collector


def _decided(parts: Parts) -> tuple[DraftTask, ...]:
    """Return the tasks with a deadline that a decision sets beside the plan it puts into force."""
    if not parts.articles:
        return ()
    collector = Collector()
    collector.collect(outline(parts.articles, parts.articles[0].place), Frame())
    found = (one for one in collector.found if one.task.deadline and not _IN_FORCE.search(one.task.text))
    tasks, _ = choose(tuple(found))
    return tuple(replace(task, section=None) for task in tasks)


def _used(section: DraftSection, tasks: tuple[DraftTask, ...]) -> bool:
    """Tell whether tasks stand in a section, or below one that has something to share."""
    shares = section.owners or section.helpers or section.deadline
    return any(
        task.section == section.id
        or (shares and task.section is not None and task.section.startswith(f"{section.id}."))
        for task in tasks
    )


def _cased(section: DraftSection, casing: Casing) -> DraftSection:
    """Write a heading in capitals as the document writes its words."""
    if not section.title.isupper():
        return section
    title = casing.mixed(section.title)
    return replace(section, title=title[:1].upper() + title[1:])
