"""Questions to the person at the terminal; where there is none, a question is a refusal."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from dutrack.cli.session import tell
from dutrack.errors import DutrackError
from dutrack.i18n import Message, msg
from dutrack.views.text import clean

if TYPE_CHECKING:
    from collections.abc import Sequence

_YES = ("y", "yes", "c", "co", "có")


class NobodyToAskError(DutrackError):
    """A question stands in the way, and nobody is there to answer it."""


def at_terminal() -> bool:
    """Tell whether somebody can answer."""
    return sys.stdin is not None and sys.stdin.isatty()


def agrees(question: Message, doubts: Sequence[Message], *, yes: bool) -> bool:
    """Ask whether to go on in spite of doubts; ``yes`` answers. Raises NobodyToAskError."""
    if yes:
        return True
    if not at_terminal():
        message = doubts[0] if doubts else msg("Somebody must agree, and nobody is there to ask.")
        raise NobodyToAskError(message, msg("Nothing was recorded. To record it all the same: --yes"))
    for doubt in doubts:
        tell(doubt)
    asked = msg("{question} [y/N]", question=question)
    return _answer(f"{asked} ").casefold() in _YES


def choose(question: Message, choices: Sequence[str], refusal: DutrackError) -> int:
    """Ask which of several is meant and return its place. Raises ``refusal`` where nobody answers or none is chosen."""
    if not at_terminal():
        raise refusal
    tell(question)
    for number, choice in enumerate(choices, 1):
        tell(f"  {number}. {choice}")
    prompt = msg("Number:")
    answer = _answer(f"{prompt} ")
    if not answer.isdecimal() or not 1 <= int(answer) <= len(choices):
        raise refusal
    return int(answer) - 1


def _answer(prompt: str) -> str:
    print(clean(prompt), end="", file=sys.stderr, flush=True)  # noqa: T201
    return sys.stdin.readline().strip()
