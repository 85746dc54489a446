"""How the words of a deadline became days, as an editor shows it: the steps of ``explanation`` in Markdown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dutrack.i18n import msg
from dutrack.views.explanation import heading, step_words
from dutrack.views.md_text import escaped
from dutrack.views.text import clean

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dutrack.views.explanation import Explanation


def explanation_md(found: Explanation) -> str:
    """Return the explanation of a task's deadline; headings are bold lines, as it is shown in a small window."""
    return "\n\n".join(_blocks(found))


def _blocks(found: Explanation) -> Iterator[str]:
    plan, text = found.plan, found.task.deadline
    if plan.issued is not None:
        yield _text(msg("The plan was issued on {day}", day=plan.issued))
    for unit in found.units:
        yield f"**{_text(heading(unit))}**"
        if unit.steps:
            steps = enumerate(step_words(unit.steps, text), 1)
            yield "\n".join(f"{number}. {_text(said)}  \n   *{_text(rule)}*" for number, (said, rule) in steps)
    if found.error is not None and text is not None:
        yield _refusal(text, found.error.at, _text(found.error))
        if found.error.suggestion is not None:
            yield _text(msg("Did you mean {word}?", word=found.error.suggestion))
    if found.awaited:
        waits = _text(msg("Waits for:"))
        yield "\n".join([f"**{waits}**", "", *(f"- {_text(words)}" for words in found.awaited)])
    for warning in found.warnings:
        yield _text(msg("Note: {message}", message=warning))


def _refusal(text: str, at: tuple[int, int], reason: str) -> str:
    """Return a text with what is not understood in bold, and the reason below."""
    before, marked, after = (escaped(clean(part)) for part in (text[: at[0]], text[at[0] : at[1]], text[at[1] :]))
    return f"{before}**{marked or '…'}**{after}  \n{reason}"


def _text(words: object) -> str:
    return escaped(clean(str(words)))
