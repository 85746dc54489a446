"""A digest as HTML: one column, no images, styles in place, as mail programs on a phone show it."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from dutrack.i18n import active_language, msg
from dutrack.views.digest import (
    Kind,
    automatic_words,
    contact_words,
    greeting,
    more_words,
    section_ask,
    section_name,
    subject,
    summary,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dutrack.views.digest import Digest, Line, Section

# Red is overdue everywhere; every colour stands beside a word.
_COLOURS = {
    Kind.OVERDUE: "#b3261e",
    Kind.URGING: "#b3261e",
    Kind.LEADER: "#b3261e",
    Kind.TODAY: "#9a5b00",
    Kind.SOON: "#9a5b00",
    Kind.UNDATED: "#7b2d8b",
}
_COLOUR = "#1f5a8a"
_PAGE = (
    "margin:0;padding:12px;background:#ffffff;color:#1b1b1b;"
    "font:16px/1.45 -apple-system,'Segoe UI',Roboto,'Noto Sans',Arial,sans-serif"
)
_COLUMN = "max-width:40em;margin:0 auto"
_QUIET = "color:#5a5a5a;font-size:14px"
_ROW = "padding:10px 0;border-bottom:1px solid #e3e3e3;overflow-wrap:anywhere"
_NEW = "background:#fff2c2;border-radius:3px;padding:0 5px;font-size:13px;font-weight:bold;white-space:nowrap"


def digest_html(digest: Digest) -> str:
    """Return the digest as a page of its own."""
    return "\n".join(_lines(digest)) + "\n"


def _lines(digest: Digest) -> Iterator[str]:
    yield "<!DOCTYPE html>"
    yield f'<html lang="{active_language()}"><head><meta charset="utf-8">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield f"<title>{escape(subject(digest))}</title></head>"
    yield f'<body style="{_PAGE}"><div style="{_COLUMN}">'
    yield _paragraph(f"<b>{escape(greeting(digest))}</b>")
    yield _paragraph(escape(summary(digest)))
    for section in digest.sections:
        yield from _section(section)
    if digest.rest:
        yield _paragraph(escape(str(msg("Besides: {counts}.", counts=digest.rest))))
    if digest.contacts:
        contacts = "<br>".join(escape(contact_words(contact)) for contact in digest.contacts)
        yield _paragraph(escape(str(msg("Monitoring body:"))) + "<br>" + contacts)
    yield _paragraph(escape(automatic_words()), _QUIET)
    yield "</div></body></html>"


def _section(section: Section) -> Iterator[str]:
    colour = _COLOURS.get(section.kind, _COLOUR)
    name = f"{escape(str(section_name(section.kind)))} ({section.units})"
    yield f'<h2 style="margin:22px 0 2px;font-size:19px;color:{colour}">{name}</h2>'
    yield _paragraph(escape(str(section_ask(section.kind))), f"margin:0;{_QUIET}")
    yield '<ul style="margin:6px 0 0;padding:0;list-style:none">'
    for line in section.lines:
        yield f'<li style="{_ROW}">{_line(line, colour)}</li>'
    if section.more:
        yield f'<li style="{_ROW}">{escape(more_words(section))}</li>'
    yield "</ul>"


def _line(line: Line, colour: str) -> str:
    new = escape(str(msg("new")))
    mark = f'<span style="{_NEW}">{new}</span> ' if line.new else ""
    parts = [f"{mark}{escape(line.title or line.address)}"]
    days = ", ".join(filter(None, (line.days, line.status)))
    if days:
        parts.append(f'<span style="color:{colour};font-weight:bold">{escape(days)}</span>')
    parts += [f'<span style="{_QUIET}">{escape(note)}</span>' for note in line.notes]
    if line.title:
        parts.append(f'<span style="{_QUIET}">{escape(line.address)}</span>')
    return "<br>".join(parts)


def _paragraph(html: str, style: str = "margin:10px 0") -> str:
    return f'<p style="{style}">{html}</p>'
