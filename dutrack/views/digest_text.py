"""A digest as plain text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dutrack.i18n import msg
from dutrack.views.digest import (
    automatic_words,
    contact_words,
    greeting,
    more_words,
    section_ask,
    section_name,
    summary,
)
from dutrack.views.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dutrack.views.digest import Digest, Line, Section

_WIDTH = 76


def digest_text(digest: Digest) -> str:
    """Return the digest in lines that fit every mail program."""
    return "\n".join(_lines(digest)) + "\n"


def _lines(digest: Digest) -> Iterator[str]:
    yield fold(greeting(digest), _WIDTH)
    yield ""
    yield fold(summary(digest), _WIDTH)
    for section in digest.sections:
        yield from _section(section)
    if digest.rest:
        yield ""
        yield fold(str(msg("Besides: {counts}.", counts=digest.rest)), _WIDTH)
    yield ""
    if digest.contacts:
        yield str(msg("Monitoring body:"))
        for contact in digest.contacts:
            yield fold(f"  {contact_words(contact)}", _WIDTH, "    ")
    yield fold(automatic_words(), _WIDTH)


def _section(section: Section) -> Iterator[str]:
    yield ""
    yield f"{str(section_name(section.kind)).upper()} ({section.units})"
    yield fold(str(section_ask(section.kind)), _WIDTH)
    for line in section.lines:
        yield from _line(line)
    if section.more:
        yield more_words(section)


def _line(line: Line) -> Iterator[str]:
    mark = str(msg("(new)")) + " " if line.new else ""
    yield fold(f"- {mark}{line.title or line.address}", _WIDTH, "  ")
    facts = [line.days, line.status, *line.notes, line.address if line.title else ""]
    told = "; ".join(filter(None, facts))
    if told:
        yield fold(f"  {told}", _WIDTH, "  ")
