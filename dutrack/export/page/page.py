"""The page as a whole: values for the template, and the policy that lets nothing in from outside."""

from __future__ import annotations

from base64 import b64encode
from datetime import date
from hashlib import sha256
from importlib.resources import files
from typing import TYPE_CHECKING, Any, BinaryIO
from urllib.parse import quote

import jinja2
from markupsafe import Markup
from msgspec import Struct

from dutrack.agenda import Status
from dutrack.agenda.model import OPEN_FIRST, counts
from dutrack.agenda.sorting import sort_key
from dutrack.export.page.course import course
from dutrack.export.page.timeline import ROW, WIDTH, timeline
from dutrack.export.page.words import bar_words, labels, month_words
from dutrack.export.register import rows
from dutrack.i18n import active_language, msg, plural, show_day
from dutrack.views.report_words import note_words, rate_words, row_names
from dutrack.views.words import status_name

if TYPE_CHECKING:
    from dutrack.export.handout import Handout
    from dutrack.export.page.course import Point
    from dutrack.export.page.timeline import Timeline
    from dutrack.export.register import Row

_CHART_HEIGHT = 140
_BUFFER = 256
"""So many pieces of the template are written at once."""
_RANK = {status: place for place, status in enumerate((*OPEN_FIRST, Status.DONE, Status.CANCELLED))}


def write(handout: Handout, file: BinaryIO) -> None:
    """Write the page, UTF-8."""
    render(values(handout), file)


def render(shown: dict[str, Any], file: BinaryIO) -> None:
    """Fill in the template with the values it shows."""
    stream = _template().stream(shown)
    stream.enable_buffering(_BUFFER)
    stream.dump(file, encoding="utf-8")


def _template() -> jinja2.Template:
    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("dutrack.export.page"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {"link": link, "day": show_day}
    return environment.get_template("page.html")


def values(handout: Handout) -> dict[str, Any]:
    """Return what the template shows."""
    style, script = (_resource(name) for name in ("page.css", "page.js"))
    today = handout.stamp.day
    leads = _leads(handout)
    drawn = [(lead.name, [row.item for row in lead.rows]) for lead in leads]
    report = handout.report
    return {
        "lang": active_language(),
        "policy": _policy(style, script),
        "style": Markup(style),  # noqa: S704 - our own file
        "script": Markup(script),  # noqa: S704 - our own file
        "words": labels(),
        "stamp": [str(words) for words in handout.stamp.words()],
        "cards": [(status.value, str(status_name(status)), count) for status, count in counts(handout.counted).items()],
        "total": plural("{count} part", "{count} parts", count=len(handout.counted)),
        "report": [
            (name, row.tally, rate_words(row.tally.current))
            for name, row in zip(row_names(report), report.rows, strict=True)
        ],
        "all": (report.total, rate_words(report.total.current)),
        "notes": [str(note) for note in note_words(report)],
        "timeline": _timeline(timeline(drawn, today)),
        "course": _course(course(handout.counted, today)),
        "leads": leads,
        "statuses": [(status.value, str(status_name(status))) for status in counts(handout.counted)],
    }


def _resource(name: str) -> str:
    return files("dutrack.export.page").joinpath("templates", name).read_text(encoding="utf-8")


def _policy(style: str, script: str) -> str:
    """Return the Content-Security-Policy (CSP level 3): this style and this script, and nothing else from anywhere."""
    style_hash, script_hash = (b64encode(sha256(text.encode()).digest()).decode() for text in (style, script))
    return (
        f"default-src 'none'; style-src 'sha256-{style_hash}'; script-src 'sha256-{script_hash}'; "
        "base-uri 'none'; form-action 'none'"
    )


class Lead(Struct, frozen=True):
    """One lead, or several joint ones, with the units it leads, the most urgent first."""

    name: str
    rows: tuple[Row, ...]


def _leads(handout: Handout) -> list[Lead]:
    """Return the leads by the Vietnamese alphabet; what nobody leads and what is confidential stand last."""
    nobody, secret = str(msg("Nobody leads")), str(msg("Confidential plans"))
    groups: dict[tuple[int, str], list[Row]] = {}
    for row in rows(handout):
        named = (0, row.leads) if row.leads else (1, nobody)
        key = named if handout.plan(row.item.plan) else (2, secret)
        groups.setdefault(key, []).append(row)
    ordered = sorted(groups.items(), key=lambda group: (group[0][0], sort_key(group[0][1])))
    return [Lead(name, tuple(sorted(group, key=_urgency))) for (_, name), group in ordered]


def _urgency(row: Row) -> tuple[int, bool, date, str]:
    return _RANK[row.item.status], row.due is None, row.due or date.max, row.code


def link(code: str) -> str:
    """Return the fragment of a unit's permanent link: its id may hold a #."""
    return "#" + quote(code, safe="/@.-_")


def _timeline(drawing: Timeline) -> dict[str, Any]:
    return {
        "drawing": drawing,
        "row": ROW,
        "width": WIDTH,
        "months": [(month.x, month_words(month.first)) for month in drawing.months],
        "lanes": [
            (lane, [(bar, bar_words(bar), "" if bar.count == 1 else str(bar.count)) for bar in lane.bars])
            for lane in drawing.lanes
        ],
    }


def _course(points: tuple[Point, ...]) -> dict[str, Any]:
    """Return the bars of the chart: label, count, height in the drawing."""
    most = max(point.overdue for point in points) or 1
    return {
        "height": _CHART_HEIGHT,
        "points": [
            (show_day(point.day), month_words(point.day), point.overdue, round(_CHART_HEIGHT * point.overdue / most, 1))
            for point in points
        ],
    }
