"""The register in Markdown (a GitHub table), fit for a merge request."""

from __future__ import annotations

from typing import TYPE_CHECKING, BinaryIO

from dutrack.agenda.model import counts
from dutrack.export.register import rows
from dutrack.i18n import msg, plural, show_day
from dutrack.views.digest import clip
from dutrack.views.md_text import escaped, table_row
from dutrack.views.words import counts_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dutrack.export.handout import Handout


def write(handout: Handout, file: BinaryIO) -> None:
    """Write a head with the day, the data and the counts, and a table of the units; long titles are cut off."""
    file.writelines(f"{line}\n".encode() for line in _lines(handout))


def _lines(handout: Handout) -> Iterator[str]:
    title, nothing = str(msg("Register of tasks")), msg("Nothing matches.")
    yield f"# {title} – {escaped(clip(handout.name))}" if handout.name else f"# {title}"
    yield ""
    yield from (f"- {escaped(str(words))}" for words in handout.stamp.words())
    if not handout.counted:
        yield f"- {nothing}"
        return
    units = plural("{count} row", "{count} rows", count=len(handout.counted))
    yield f"- {units}: {counts_words(counts(handout.counted))}"
    yield ""
    titles = (msg("Code"), msg("Task"), msg("Lead"), msg("Deadline"), msg("Due day"), msg("Status"), msg("Note"))
    yield table_row(*map(str, titles))
    yield "|---" * len(titles) + "|"
    for row in rows(handout):
        due = show_day(row.due) if row.due else ""
        cells = (clip(row.title), clip(row.leads), clip(row.deadline), due, row.status, clip(row.note))
        yield f"| `{row.code}` {table_row(*cells)}"
