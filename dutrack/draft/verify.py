"""Holds a draft against the checks of every plan, so that nothing ``dutrack check`` finds comes unnamed."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from dutrack.agenda import build_agenda
from dutrack.check import findings
from dutrack.draft.model import Doubt
from dutrack.draft.write import toml_of
from dutrack.files import CONFIG, PLANS
from dutrack.problems import Code, Severity
from dutrack.workspace import load_workspace

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dutrack.agenda import Agenda
    from dutrack.draft.model import Draft
    from dutrack.i18n import Message

_ANY_DAY = date(2000, 1, 1)
_NAMED = frozenset((Code.MISSING_KEY, Code.NOT_UNDERSTOOD))
"""What a draft names itself, in words about its document."""


class _Files(Struct, frozen=True):
    """A workspace of one plan, with the settings of another."""

    content: dict[str, bytes]

    def names(self) -> tuple[str, ...]:
        return tuple(sorted(self.content))

    def read(self, name: str) -> bytes:
        return self.content[name]


def verified(draft: Draft, plan_id: str, config: bytes | None) -> Draft:
    """Return a draft with a doubt for every error and warning that ``check`` would find in it.

    ``config`` is the workspace's ``dutrack.toml``: its directory decides which bodies are known.
    """
    path = f"{PLANS}/{plan_id}.toml"
    dated = draft if draft.head.issued else replace(draft, head=replace(draft.head, issued=_ANY_DAY))
    files = {path: toml_of(dated).encode()} | ({} if config is None else {CONFIG: config})
    agenda = build_agenda(load_workspace(Path(), _Files(files)), dated.head.issued or _ANY_DAY)
    found = list(_found(agenda, path, dated=draft.head.issued is not None))
    tasks = tuple(
        replace(task, doubts=(*task.doubts, *(Doubt(message, task.place) for id_, message in found if id_ == task.id)))
        for task in draft.tasks
    )
    whole = tuple(Doubt(message) for id_, message in found if id_ is None)
    return replace(draft, head=replace(draft.head, doubts=(*draft.head.doubts, *whole)), tasks=tasks)


def _found(agenda: Agenda, path: str, *, dated: bool) -> Iterator[tuple[str | None, Message]]:
    for problem in agenda.workspace.problems:
        if problem.place.path == path and problem.severity is not Severity.NOTE and problem.code not in _NAMED:
            yield None, problem.message
    for finding in findings(agenda):
        early = finding.code is Code.BEFORE_ISSUE and not dated
        here = finding.path == path and finding.severity is not Severity.NOTE
        if here and finding.code not in _NAMED and not early:
            yield finding.task.id if finding.task else None, finding.message
