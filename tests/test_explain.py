"""``dutrack check --explain``: every code is explained, and every example is what it says."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from dutrack.check import check
from dutrack.check.explanations import examples, explanations
from dutrack.problems import Code, rules
from dutrack.workspace import NothingReadableError

if TYPE_CHECKING:
    from collections.abc import Callable

    from dutrack.agenda import Agenda

HEAD = '[plan]\ntitle = "Kế hoạch năm 2023"\nissuer = "Tỉnh ủy"\nissued = 2023-02-20\n'
TASK = {"id": "1", "title": "Ban hành quy chế", "owner": "Văn phòng", "deadline": "quý I/2023"}
EXAMPLES = examples()


def workspace(example: dict[str, str], text: str) -> dict[str, str]:
    """Put an example where it says it stands, beside what it needs; the plan is one of a task unless it is given."""
    text, beside = text.strip("\n"), example.get("beside", "")
    known = re.findall(r"^(\w+) =", text, re.MULTILINE)
    rest = "".join(f'{key} = "{value}"\n' for key, value in TASK.items() if key not in known)
    match example["in"]:
        case "task":
            files = {"plans/ke-hoach.toml": f"{HEAD}[[tasks]]\n{rest}{text}", "dutrack.toml": beside}
        case "plan":
            head = "" if "[plan]" in text else HEAD
            files = {"plans/ke-hoach.toml": f"{text}\n{head}" if text.startswith("format") else head + text}
        case "dutrack.toml":
            files = {"dutrack.toml": text, "plans/ke-hoach.toml": f"{HEAD}[[tasks]]\n{rest}"}
        case "records":
            plan = HEAD + (beside or f"[[tasks]]\n{rest}")
            files = {"plans/ke-hoach.toml": plan, "plans/progress/ke-hoach.toml": f"[records]\n{text}"}
    return files


def codes(make_agenda: Callable[..., Agenda], example: dict[str, str], text: str) -> set[str]:
    try:
        found = check(make_agenda(workspace(example, text), "2023-04-03"))
    except NothingReadableError as error:
        found = error.problems
    return {problem.code.value for problem in found}


@pytest.mark.parametrize("code", EXAMPLES)
def test_examples(code: str, make_agenda: Callable[..., Agenda]) -> None:
    example = EXAMPLES[code]
    assert code in codes(make_agenda, example, example["wrong"])
    assert code not in codes(make_agenda, example, example["right"])


def test_every_code_is_explained() -> None:
    assert list(explanations()) == list(rules()) == list(Code)
    # Bytes that are not UTF-8 and a plan that is gone cannot be shown.
    assert {code.value for code in Code} - EXAMPLES.keys() == {"D001", "D033"}
