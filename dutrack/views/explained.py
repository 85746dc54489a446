"""What a code means: why it is reported, an example, and how to put it right or accept it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dutrack.check.explanations import NOT_SILENCED, examples, explanations
from dutrack.i18n import Message, msg
from dutrack.problems import Code, Severity, rules
from dutrack.views.text import cells, fold, prose_width

if TYPE_CHECKING:
    from collections.abc import Iterator


def codes_text() -> str:
    """Return all codes, a line for each."""
    words = {severity: str(word) for severity, word in _severities().items()}
    width = max(map(cells, words.values()))
    lines = (
        f"{code.value}  {words[rule.severity]}{' ' * (width - cells(words[rule.severity]))}  {rule.title}"
        for code, rule in rules().items()
    )
    return "\n".join(
        (*lines, "", fold(str(msg("More about one of them: dutrack check --explain D010")), prose_width()))
    )


def explained_text(word: str) -> str:
    """Return all there is to say of a code."""
    code = Code(word)
    rule, explanation = rules()[code], explanations()[code]
    blocks = [f"{code.value} ({_severities()[rule.severity]}): {rule.title}", _prose(explanation.why)]
    blocks += _example(code)
    blocks += [_prose(explanation.remedy), _prose(_acceptance(code))]
    return "\n\n".join(blocks)


def _severities() -> dict[Severity, Message]:
    return {Severity.ERROR: msg("an error"), Severity.WARNING: msg("a warning"), Severity.NOTE: msg("a note")}


def _prose(text: Message) -> str:
    return fold(f"  {text}", prose_width(), "  ")


def _example(code: Code) -> Iterator[str]:
    """Yield what is wrong and the same put right; nothing for what no text shows."""
    example = examples().get(code.value)
    if example:
        for label, key in ((msg("Wrong:"), "wrong"), (msg("Right:"), "right")):
            lines = example[key].strip("\n").split("\n")
            yield "\n".join((f"  {label}", *(f"      {line}".rstrip() for line in lines)))


def _acceptance(code: Code) -> Message:
    if code in NOT_SILENCED:
        return msg("It cannot be accepted with allow.")
    return msg('To accept it, write in [plan] or at the task: allow = {{ {code} = "the reason" }}', code=code.value)
