"""What completion offers: a text, what it takes the place of, and words about it."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from dutrack.lsp.outline import Span


class Sort(Enum):
    """What sort of thing is offered."""

    TABLE = "table"
    KEY = "key"
    CODE = "code"
    CHOICE = "choice"
    BODY = "body"
    EVENT = "event"
    TASK = "task"
    SECTION = "section"
    PLAN = "plan"
    PHRASE = "phrase"


class Offer(NamedTuple):
    """Something that can be written, ``text`` in place of ``span``.

    ``found_by`` are the words by which an editor finds it, ``about`` a word on what it is, ``meaning`` a sentence.
    ``snippet`` is the text with marks for what is to be filled in, where there is anything.
    """

    sort: Sort
    label: str
    text: str
    span: Span
    found_by: str
    detail: str | None = None
    about: str | None = None
    meaning: str | None = None
    snippet: str | None = None
