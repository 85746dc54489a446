"""What authors have silenced with ``allow``, and what of that silences nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dutrack.check.finding import Finding
from dutrack.i18n import msg
from dutrack.problems import Code
from dutrack.toml import Change, Target

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from dutrack.plan.model import Plan


class Silenced:
    """Takes findings that are silenced, and remembers by what."""

    def __init__(self, plans: Iterable[Plan]) -> None:
        self._plans = [plan for plan in plans if plan.allow or any(task.allow for task in plan.tasks)]
        self._used: set[tuple[str, str | None, str]] = set()

    def takes(self, finding: Finding) -> bool:
        """Tell whether a finding is silenced by its task or its plan."""
        plan, task, code = finding.plan, finding.task, finding.code.value
        if plan is None:
            return False
        if task is not None and code in dict(task.allow):
            self._used.add((plan.id, task.id, code))
            return True
        if code in dict(plan.allow):
            self._used.add((plan.id, None, code))
            return True
        return False

    def unused(self) -> Iterator[Finding]:
        """Yield what silences nothing, neither here nor when the plan was read."""
        codes = {code.value for code in Code}
        for plan in self._plans:
            for task in (None, *plan.tasks):
                holder, key = (plan, ("plan",)) if task is None else (task, task.key)
                for code, _ in holder.allow:
                    used = (plan.id, task and task.id, code) in self._used or (*key, code) in plan.silenced
                    if code in codes and not used:
                        message = msg("There is no finding {code} here to silence.", code=code)
                        keys = ((*key, "allow", code),)
                        change = Change("", entry=True)
                        yield Finding(Code.UNUSED_ALLOW, message, plan, task, keys, Target.KEY, change=change)
