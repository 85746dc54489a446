"""A draft becomes the TOML of a plan: each task under the words it was made of, each doubt a ``# TODO`` above it."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

from dutrack.draft.source import place_words
from dutrack.i18n import Message, msg
from dutrack.views.text import clean

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from dutrack.draft.model import Doubt, Draft, DraftSection, DraftTask
    from dutrack.draft.source import Place

_WIDTH = 120
_KEPT = 160
"""Of a paragraph that was left out so many characters are shown."""


def toml_of(draft: Draft) -> str:
    """Return the whole file; comments are in the active language."""
    lines = ["format = 1", "", *_comment(_preamble(draft.name)), "", *_head(draft)]
    written: set[str] = set()
    for task in draft.tasks:
        for section in reversed(draft.section_of(task)):
            if section.id not in written:
                written.add(section.id)
                lines += ["", "", *_section(section)]
        lines += ["", *_task(task, draft)]
    lines += _left_out(draft)
    return "\n".join(lines) + "\n"


def _preamble(name: str) -> Message:
    return msg(
        "A draft made by dutrack from {name}. Each “# TODO” is a place to look at; delete it when that is done. "
        "Above each task stand the words of the document it was made of.",
        name=name,
    )


def _head(draft: Draft) -> Iterator[str]:
    head = draft.head
    for doubt in head.doubts:
        yield from _todo(doubt)
    yield "[plan]"
    yield from _pairs(title=head.title, number=head.number, issuer=head.issuer)
    yield f"issued = {head.issued.isoformat()}" if head.issued else "# issued = YYYY-MM-DD"
    yield from _pairs(monitor=head.monitor, basis=head.basis, source=draft.name)


def _section(section: DraftSection) -> Iterator[str]:
    title = clean(section.title)
    ruled = f"# ---- {section.id}. {title}"
    yield f"{ruled[: _WIDTH - 6]} ----" if len(ruled) <= _WIDTH - 5 else f"{ruled[: _WIDTH - 6]}… ----"
    yield ""
    yield f"# {place_words(section.place)}"
    for doubt in section.doubts:
        yield from _todo(doubt)
    yield "[[sections]]"
    yield from _pairs(id=section.id, title=title)
    yield from _pairs(owner=_one(section.owners), deadline=section.deadline, **{"with": section.helpers})


def _task(task: DraftTask, draft: Draft) -> Iterator[str]:
    where = place_words(task.place)
    yield from _comment(f"{where}: {task.text}")
    for doubt in task.doubts:
        yield from _todo(doubt)
    yield "[[tasks]]"
    yield from _pairs(id=task.id, section=task.section, title=task.title)
    sections = draft.section_of(task)
    shared = next((section.owners for section in sections if section.owners), ())
    if task.owners != shared:
        yield from _pairs(owner=_one(task.owners))
    helping = next((section.helpers for section in sections if section.helpers), ())
    if task.helpers != helping:
        yield from _pairs(**{"with": task.helpers}) if task.helpers else ("with = []",)
    due = next((section.deadline for section in sections if section.deadline), None)
    if task.deadline != due:
        yield f"deadline = {_literal(task.deadline or '')}"
    yield from _pairs(product=task.product, source=task.source)


def _left_out(draft: Draft) -> list[str]:
    if not draft.left_out:
        return []
    heading = msg("Left out: these paragraphs stand in sections that name nobody and no time.")
    lines = ["", "", *_comment(heading)]
    for left in draft.left_out:
        text = left.text if len(left.text) <= _KEPT else f"{left.text[:_KEPT].rpartition(' ')[0]} …"
        lines += _comment(
            f"{place_words(left.place)} ({left.section}): {text}"
            if left.section
            else f"{place_words(left.place)}: {text}"
        )
    return lines


def _todo(doubt: Doubt) -> list[str]:
    place: Place | None = doubt.place
    where = "" if place is None else f" ({place_words(place)})"
    return _comment(f"TODO{where}: {doubt.message}")


def _comment(text: Message | str) -> list[str]:
    wrapped = textwrap.wrap(clean(str(text)), _WIDTH - 2, break_on_hyphens=False, break_long_words=False)
    return [f"# {line}" for line in wrapped]


def _one(names: tuple[str, ...]) -> str | tuple[str, ...]:
    return names[0] if len(names) == 1 else names


def _pairs(**values: str | Iterable[str] | None) -> Iterator[str]:
    """Yield a line for each key that has a value; a list stands in one line where it fits."""
    for name, value in values.items():
        if isinstance(value, str):
            yield f"{name} = {_literal(value)}"
        elif value:
            items = [_literal(item) for item in value]
            line = f"{name} = [{', '.join(items)}]"
            yield from [line] if len(line) <= _WIDTH else [f"{name} = [", *(f"    {item}," for item in items), "]"]


def _literal(text: str) -> str:
    """Return a text as TOML writes it."""
    import tomli_w  # noqa: PLC0415 - needed only here

    return tomli_w.dumps({"x": text}).removeprefix("x = ").rstrip("\n")
