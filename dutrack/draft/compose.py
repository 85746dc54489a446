"""A document becomes a draft of its plan."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from dutrack.draft.casing import Casing
from dutrack.draft.choose import choose
from dutrack.draft.front import parts_of
from dutrack.draft.frames import Frame
from dutrack.draft.header import head_of
from dutrack.draft.lines import Paragraph
from dutrack.draft.model import Doubt, Draft, DraftSection
from dutrack.draft.outline import outline
from dutrack.draft.repair import repair
from dutrack.draft.source import Place, UnreadableError
from dutrack.draft.tasks import Collector
from dutrack.i18n import msg, plural

if TYPE_CHECKING:
    from datetime import date

    from dutrack.draft.front import Parts
    from dutrack.draft.model import DraftTask
    from dutrack.draft.source import Document


def draft_of(document: Document, issued: date | None = None) -> Draft:
    """Find the plan in a document; ``issued`` is its issue date where a person knows it.

    Raises UnreadableError where the document holds no task.
    """
    document, mended = repair(document)
    parts = parts_of(document)
    told = [piece.text for piece in (*parts.introduction, *parts.body) if isinstance(piece, Paragraph)]
    casing = Casing("\n".join((*parts.title, *told)))
    collector = _collected(parts)
    tasks, left_out = choose(collector.found)
    if not tasks:
        message = msg("No task was found in {name}.", name=document.name)
        raise UnreadableError(message, msg("Is it a plan? Its tasks must stand as numbered or marked paragraphs, or in a table."))
    head = head_of(parts, tasks, casing, issued)
    if mended is not None:
        examples = ", ".join(f"{before} → {after}" for before, after in mended.examples)
        doubt = Doubt(plural("{count} word was mended after a bad scan: {examples}",
                             "{count} words were mended after a bad scan: {examples}",
                             count=mended.count, examples=examples))  # fmt: skip
        head = replace(head, doubts=(*head.doubts, doubt))
    sections = tuple(_cased(section, casing) for section in collector.sections.values() if _used(section, tasks))
    if left_out:
        count = len(left_out)
        doubt = Doubt(plural("{count} paragraph of sections that name nobody and no time was left out; see the end of the draft",
                             "{count} paragraphs of sections that name nobody and no time were left out; see the end of the draft",
                             count=count), left_out[0].place)  # fmt: skip
        head = replace(head, doubts=(*head.doubts, doubt))
    return Draft(document.name, head, sections, tuple(tasks), left_out)


def _collected(parts: Parts) -> Collector:
    collector = Collector()
    start = next((piece.place for piece in parts.body if isinstance(piece, Paragraph)), Place(1))
    collector.collect(outline(parts.body, start), Frame())
    for number, annex in enumerate(parts.annexes, 1):
        id_ = "PL" if len(parts.annexes) == 1 else f"PL{number}"
        place = next((piece.place for piece in annex.content if isinstance(piece, Paragraph)), start)
        collector.sections[id_] = DraftSection(id_, annex.title, place)
        words = "phụ lục" if len(parts.annexes) == 1 else f"phụ lục {number}"
        collector.collect(outline(annex.content, place), Frame(id_, id_, words))
    return collector


def _used(section: DraftSection, tasks: tuple[DraftTask, ...]) -> bool:
    """Tell whether tasks stand in a section, or below one that has something to share."""
    shares = section.owners or section.helpers or section.deadline
    return any(
        task.section == section.id or (shares and task.section is not None and task.section.startswith(f"{section.id}.")) for task in tasks
    )


def _cased(section: DraftSection, casing: Casing) -> DraftSection:
    """Write a heading in capitals as the document writes its words."""
    if not section.title.isupper():
        return section
    title = casing.mixed(section.title)
    return replace(section, title=title[:1].upper() + title[1:])
