"""One workspace as it is being edited: what has changed is read anew, and a plan looked at anew when it can differ."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from dutrack.agenda import Agenda, agenda_of
from dutrack.agenda.happenings import happenings
from dutrack.agenda.status import last_day
from dutrack.check import WHOLE_CHECKS, findings, located
from dutrack.config.language import stated_language
from dutrack.config.model import DEFAULT_TIMEZONE
from dutrack.dates.today import Today
from dutrack.files import CONFIG
from dutrack.lsp.outline import Outline
from dutrack.lsp.overlay import Overlay
from dutrack.lsp.remember import Remembering
from dutrack.progress.entry import progress_path
from dutrack.workspace import NothingReadableError, NoWorkspaceError, load_workspace

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from pathlib import Path

    from dutrack.agenda.happenings import Happenings
    from dutrack.plan.model import Plan
    from dutrack.problems import Problem
    from dutrack.workspace import Workspace


class View(Struct, frozen=True):
    """A plan on a day, with what its checks find; ``basis`` is what else than the plan itself that depends on."""

    plan: Plan
    basis: tuple[object, ...]
    agenda: Agenda
    problems: tuple[Problem, ...]


class Desk:
    """A workspace and the documents of it that are open.

    Whoever changes ``files`` says so by ``touch``. Of a document that is no TOML for the moment everything stays as it
    was when it last was, but its findings: these are the one that it is no TOML.
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        self.files = Overlay(root)
        self._readers = Remembering()
        self._stale = True
        self._workspace: Workspace | None = None
        self._problems: dict[str, list[Problem]] = {}
        self._plans: dict[str, list[Plan]] = {}
        self._of_all: tuple[Problem, ...] = ()
        self._known: tuple[date, Mapping[str, Happenings]] | None = None
        self._views: dict[str, View] = {}
        self._outlines: dict[str, Outline] = {}

    def touch(self) -> None:
        """Say that a file may have changed."""
        self._stale = True

    @property
    def workspace(self) -> Workspace | None:
        """The workspace as it is now; None where there is no plan that can be read."""
        if self._stale:
            self._load()
            self._stale = False
        return self._workspace

    def plan(self, name: str) -> Plan | None:
        """Return the plan in a file, or whose records are in it: that of the same name, if there are several."""
        plans = self._plans.get(name, []) if self.workspace else []
        own = (plan for plan in plans if name in (plan.path, progress_path(plan.id)))
        return next(own, plans[0] if plans else None)

    def view(self, plan: Plan, today: date) -> View:
        """Return a plan as it stands on a day."""
        workspace = self.workspace
        assert workspace is not None  # noqa: S101 - it has this plan
        known = self._happenings(workspace, today)
        records = workspace.records_of(plan)
        basis = (
            today,
            workspace.config,
            tuple((record, record.place) for record in records),
            known[plan.id],
            last_day(plan, workspace),
            plan.replaced_by and [other.id for other in workspace.plans],
        )
        view = self._views.get(plan.path)
        if view is None or view.plan is not plan or view.basis != basis:
            agenda = agenda_of(workspace, (plan,), known, today)
            of_plan = (found for found in findings(agenda) if found.plan is plan)
            view = self._views[plan.path] = View(plan, basis, agenda, located(agenda, of_plan))
        return view

    def look_at_all(self, today: date) -> None:
        """Make the findings anew that rest on all plans together; until then they are those of the last time."""
        workspace = self.workspace
        if workspace is None:
            self._of_all = ()
            return
        agendas = [self.view(plan, today).agenda for plan in workspace.plans]
        together = Agenda(
            workspace,
            today,
            items=tuple(item for agenda in agendas for item in agenda.items),
            scheduled=tuple(task for agenda in agendas for task in agenda.scheduled),
            happenings={plan.id: agenda.happenings[plan.id] for agenda in agendas for plan in agenda.plans},
            plans=workspace.plans,
        )
        self._of_all = located(together, findings(together, WHOLE_CHECKS))

    def names(self) -> tuple[str, ...]:
        """Return the files of the workspace: the open ones first, the latest change at the beginning."""
        first = self.files.open[::-1]
        return (*first, *(name for name in self.files.names() if name not in first))

    def problems(self, name: str, today: date) -> tuple[Problem, ...]:
        """Return what is wrong in a file, in its order."""
        workspace = self.workspace
        found = list(self._problems.get(name, ()))
        if workspace is not None and not self.is_broken(name):
            plans = self._plans.get(name, ())
            found += [problem for plan in plans for problem in self.view(plan, today).problems]
            found += self._of_all
        return tuple(sorted((each for each in found if each.place.path == name), key=lambda each: each.place))

    def is_broken(self, name: str) -> bool:
        """Tell whether a file is no TOML now, and stands as it last was."""
        return name in self._readers.broken

    def outline(self, name: str) -> Outline:
        """Return what stands where in a file."""
        text = self.files.text(name)
        outline = self._outlines.get(name)
        if outline is None or outline.text != text:
            outline = self._outlines[name] = Outline(text)
        return outline

    @property
    def timezone(self) -> str:
        """The time zone of the workspace (an IANA name)."""
        return self.workspace.config.timezone if self.workspace else DEFAULT_TIMEZONE

    def language(self) -> str | None:
        """Return the language the workspace asks for."""
        try:
            return stated_language(self.files.read(CONFIG))
        except OSError:
            return None

    def _happenings(self, workspace: Workspace, today: date) -> Mapping[str, Happenings]:
        if self._known is None or self._known[0] != today:
            self._known = (today, happenings(workspace, Today(today)))
        return self._known[1]

    def _load(self) -> None:
        names = self.files.names()
        self._readers.keep(names)
        self._workspace, self._known = None, None
        problems: tuple[Problem, ...] = ()
        try:
            self._workspace = load_workspace(self.root, self.files, self._readers)
            problems = self._workspace.problems
        except NothingReadableError as error:
            problems = error.problems
        except NoWorkspaceError:
            if CONFIG in names:
                problems = self._readers.config(self.files.read(CONFIG))[1]
        self._problems, self._plans = {}, {}
        for problem in problems:
            self._problems.setdefault(problem.place.path, []).append(problem)
        for plan in self._workspace.plans if self._workspace else ():
            records = self._workspace.records_of(plan) if self._workspace else ()
            for name in {plan.path, progress_path(plan.id), *(record.place.path for record in records)}:
                self._plans.setdefault(name, []).append(plan)
        self._views = {path: view for path, view in self._views.items() if path in self._plans}
