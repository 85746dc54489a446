"""One part of a paragraph becomes a task: its title, lead, helpers, deadline, and what is doubtful about it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from dutrack.deadline.readings import Dated, Event, Recurring, TermYear
from dutrack.draft.leads import bracket_lead, goes_along, helpers_of, lead_of, led_by
from dutrack.draft.model import Doubt, DraftTask
from dutrack.draft.shared import Said
from dutrack.draft.times import refused_brackets
from dutrack.draft.timing import Where, reading_of
from dutrack.draft.titles import title_of
from dutrack.i18n import Message, msg

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dutrack.draft.cut import Part
    from dutrack.draft.source import Place


class Piece(NamedTuple):
    """A task without its id and section; ``plain`` says that its time or lead stands in it in so many words.

    ``led`` is what its sentence said of leads, for the parts that follow in its paragraph.
    """

    task: DraftTask
    plain: bool
    led: Said


def task_of(text: str, part: Part, place: Place, said: Said, before: Said) -> Piece:
    """Return a part as a task; ``said`` holds where it says nothing itself, before that what its paragraph said."""
    words = text[slice(*part.at)]
    lead = lead_of(words)
    if lead is not None and lead.loose and said.owners:
        lead = None
    owners = led_by(words) or (lead.owners if lead else ())
    if not owners and not said.owners:
        owners = bracket_lead(words)
    if goes_along(words):
        owners = (*(before.owners or said.owners), *owners)
    own = Said(owners, helpers_of(words))
    led = own if owners else own.over(before)
    whole = Said(deadline=part.deadline).over(led).over(said)
    spans = [(part.time.at[0] - part.at[0], part.time.at[1] - part.at[0])] if part.time else []
    task = DraftTask(
        id="",
        section=None,
        title=title_of(words, [span for span in spans if span[0] >= 0]),
        text=words,
        place=place,
        owners=whole.owners,
        helpers=whole.helpers,
        deadline=whole.deadline,
        product=whole.product,
        doubts=(*(Doubt(message, place) for message in _doubts(words, part, whole)), *said.doubts),
    )
    plain = part.time is not None and part.time.where in (Where.BRACKET, Where.OPENING, Where.STRONG)
    return Piece(
        task,
        plain or (lead is not None and lead.firm) or bool(led_by(words)),
        Said(led.owners, led.helpers if led.owners else ()),
    )


def part_words(number: int, count: int) -> str:
    """Return how plans cite the parts of a paragraph: "phần đầu", "phần giữa", "phần cuối"."""
    if count == 1:
        return ""
    if count <= 3:
        return (
            (", phần đầu", ", phần sau")[number] if count == 2 else (", phần đầu", ", phần giữa", ", phần cuối")[number]
        )
    return f", phần {number + 1}"


def _doubts(words: str, part: Part, said: Said) -> Iterator[Message]:
    if not said.owners:
        yield msg("nobody is named to lead")
    if part.other is not None:
        yield msg("a second deadline stands here: {text}", text=part.other)
    if part.time is not None and part.time.where is Where.EVENT and part.time.text.startswith("theo"):
        yield msg("“{text}” may tell how, not when", text=part.time.text)
    for text in refused_brackets(words):
        yield msg("this bracket was not understood as a deadline: {text}", text=text)
    if said.deadline is not None and _names_term(said.deadline):
        yield msg("the term of office is not declared yet: [[terms]]")


def _names_term(deadline: str) -> bool:
    reading = reading_of(deadline)
    parts = reading.parts if reading else ()
    return any(isinstance(part, Dated | Recurring) and isinstance(part.span, TermYear) for part in parts) or any(
        isinstance(part, Event) and "nhiệm kỳ" in part.words for part in parts
    )
