"""A workspace as one immutable snapshot: settings, plans, records and what is wrong in their files."""

from __future__ import annotations

from itertools import count
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from msgspec.structs import replace

from dutrack.config import SENDING, Config, Directory, read_config
from dutrack.errors import DutrackError, system_reason
from dutrack.files import CONFIG, PLANS, PROGRESS, Files, Folder, NoWorkspaceError, find_workspace
from dutrack.i18n import Message, msg, plural
from dutrack.plan.ids import plan_id
from dutrack.plan.model import plan_called
from dutrack.plan.reader import read_plan
from dutrack.problems import Code, Place, Problem, problem
from dutrack.progress import Withdrawn, read_progress
from dutrack.progress.assign import assign
from dutrack.toml import Places, nearest, read_text
from dutrack.values import Annotated

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from dutrack.plan.model import Plan
    from dutrack.progress import Happened, Record
    from dutrack.toml import KeyPath

__all__ = [
    "NoWorkspaceError",
    "NothingReadableError",
    "Reader",
    "Workspace",
    "assemble",
    "find_workspace",
    "is_plan",
    "is_progress",
    "load_workspace",
    "progress_name",
    "read_file",
    "read_plans",
]


class NothingReadableError(DutrackError):
    """A workspace has plans, and none can be read; ``problems`` says why of each."""

    def __init__(self, message: Message, problems: tuple[Problem, ...]) -> None:
        super().__init__(message)
        self.problems = problems


class Workspace(Annotated, frozen=True):
    """All there is to know of a workspace before a day is chosen.

    ``plans`` are those that could be read, in the order of their paths, each with an id of its own. ``records`` holds,
    by plan id and in the order of their keys, the records of each plan's tasks and events, those under earlier ids
    included; what belongs to no plan is under the name of its file. ``problems`` come by path and line. Where these are
    not all plans, ``elsewhere`` are the records of events that others share with them.
    """

    aside = frozenset(("files",))

    root: Path
    files: Files
    config: Config
    plans: tuple[Plan, ...]
    records: Mapping[str, tuple[Record, ...]]
    problems: tuple[Problem, ...]
    elsewhere: tuple[Happened, ...] = ()

    @property
    def directory(self) -> Directory:
        """The bodies and groups."""
        return self.config.directory

    def plan(self, id_: str) -> Plan | None:
        """Return the plan with an id, or that had it formerly."""
        return plan_called(id_, self.plans)

    def records_of(self, plan: Plan) -> tuple[Record, ...]:
        """Return a plan's records by key."""
        return self.records.get(plan.id, ())

    def places(self, path: str) -> Places:
        """Return where the keys of a file stand, for findings about its values. Reads the file again."""
        return places_in(self.files, path)


def places_in(files: Files, path: str) -> Places:
    """Return where the keys of a file stand; nowhere in one that cannot be read."""
    try:
        text = read_text(path, files.read(path))
    except OSError:
        text = ""
    return Places(path, text if isinstance(text, str) else "")


class Fields:
    """Where the fields of records stand in their lines. A file is read once, and only if it is asked about."""

    def __init__(self, files: Files) -> None:
        self._files = files
        self._lines: dict[str, list[str]] = {}

    def find(self, line: Place, *keys: KeyPath) -> Place:
        """Return where in the line of a record the first of some fields stands that is there; else the whole line."""
        if line.path not in self._lines:
            try:
                text = self._files.read(line.path).decode(errors="replace")
            except OSError:
                text = ""
            self._lines[line.path] = text.removeprefix("\ufeff").split("\n")
        text = "".join(self._lines[line.path][line.line - 1 : line.line])
        places = Places(line.path, text, line.line)
        return next((place for key in keys if (place := places.exact(key))), line)


class Readers:
    """What reads the three kinds of file; somebody who reads a workspace again and again may remember what was read."""

    def config(self, data: bytes) -> tuple[Config, tuple[Problem, ...]]:
        """Read ``dutrack.toml``, as ``read_config`` does."""
        return read_config(CONFIG, data)

    def plan(self, path: str, data: bytes) -> tuple[Plan | None, tuple[Problem, ...]]:
        """Read a plan file, as ``read_plan`` does."""
        return read_plan(path, data)

    def progress(self, path: str, data: bytes, timezone: str) -> tuple[tuple[Record, ...], tuple[Problem, ...]]:
        """Read a file of records, as ``read_progress`` does."""
        return read_progress(path, data, timezone)


class Reader:
    """Reads the files of a workspace one by one; each method returns what is in a file and what is wrong in it."""

    def __init__(self, files: Files, readers: Readers | None = None) -> None:
        self.files = files
        self._readers = readers or Readers()

    def config(self) -> tuple[Config, tuple[Problem, ...]]:
        """Read the settings."""
        data = read_file(self.files, CONFIG)
        return (Config(unsound=SENDING), (data,)) if isinstance(data, Problem) else self._readers.config(data)

    def plan(self, path: str) -> tuple[Plan | None, tuple[Problem, ...]]:
        """Read a plan; None where nothing of it can be read."""
        data = read_file(self.files, path)
        return (None, (data,)) if isinstance(data, Problem) else self._readers.plan(path, data)

    def records(self, path: str, timezone: str) -> tuple[tuple[Record, ...] | None, tuple[Problem, ...]]:
        """Read a file of records; None where it cannot be read. ``timezone`` is an IANA name."""
        data = read_file(self.files, path)
        return (None, (data,)) if isinstance(data, Problem) else self._readers.progress(path, data, timezone)


def load_workspace(
    root: Path, files: Files | None = None, readers: Readers | None = None, reader: Reader | None = None
) -> Workspace:
    """Read a workspace; ``files`` are those in the folder ``root`` unless others are given.

    ``readers`` read what is in them, or ``reader`` whole files.

    A file that cannot be read is a problem and stops no other. Raises NoWorkspaceError where there is no plan file at
    all, and NothingReadableError where no plan file can be read.
    """
    files = files or Folder(root)
    reader = reader or Reader(files, readers)
    names = files.names()
    config, problems = reader.config() if CONFIG in names else (Config(), ())
    workspace = assemble(root, files, names, reader, config)
    problems = (*problems, *workspace.problems)
    if PLANS in names and isinstance(closed := read_file(files, PLANS), Problem):
        problems = (*problems, closed)
    elif not any(map(is_plan, names)):
        message = msg("The workspace {folder} has no plan: plans holds no TOML file.", folder=str(root))
        raise NoWorkspaceError(message, msg("Begin one with: dutrack new ID"))
    if not workspace.plans:
        raise NothingReadableError(msg("No plan in {folder} can be read.", folder=str(root)), problems)
    return replace(workspace, problems=tuple(sorted(problems, key=lambda found: found.place)))


def is_plan(name: str) -> bool:
    """Tell whether a file of a workspace is a plan."""
    return name.startswith(f"{PLANS}/") and not name.startswith(f"{PROGRESS}/")


def is_progress(name: str) -> bool:
    """Tell whether a file of a workspace holds records."""
    return name.startswith(f"{PROGRESS}/")


def progress_name(path: str) -> str:
    """Return what a file of records is called: the id of its plan, present or earlier."""
    return str(PurePosixPath(path).relative_to(PROGRESS).with_suffix(""))


def assemble(root: Path, files: Files, names: tuple[str, ...], reader: Reader, config: Config) -> Workspace:
    """Make a workspace of some of its files, under settings that are known; there may be no plan among them."""
    problems: list[Problem] = []
    paths = [name for name in names if is_plan(name)]
    plans = read_plans(reader, paths, problems)
    _check_former_ids(files, plans, problems)
    records = _load_records(reader, names, config, problems)
    assigned = assign(plans, records)
    ids = {plan_id(path)[0] for path in paths} | {plan.id for plan in plans}
    _check_records(files, assigned, plans, ids, problems)
    problems.sort(key=lambda found: found.place)
    return Workspace(root, files, config, plans, assigned, tuple(problems))


def read_plans(reader: Reader, paths: Iterable[str], problems: list[Problem]) -> tuple[Plan, ...]:
    """Read plans and give each an id of its own; what is wrong is added to ``problems``."""
    plans: dict[str, Plan] = {}
    for path in paths:
        plan, found = reader.plan(path)
        problems.extend(found)
        if plan and plan.id in plans:
            message = msg("The plan id {id} is also that of {other}.", id=plan.id, other=plans[plan.id].path)
            problems.append(problem(Code.DUPLICATE_ID, message, Place(path), msg("Give the file another name.")))
            number = next(n for n in count(2) if f"{plan.id}?{n}" not in plans)
            plan = replace(plan, id=f"{plan.id}?{number}")
        if plan:
            plans[plan.id] = plan
    return tuple(plans.values())


def _check_former_ids(files: Files, plans: tuple[Plan, ...], problems: list[Problem]) -> None:
    """Report earlier ids that two plans claim, or that a plan or task of the workspace still has."""
    claimed = {plan.id: plan.path for plan in plans}
    claimed |= {f"{plan.id}/{task.id}": plan.path for plan in plans for task in plan.tasks}
    for plan in plans:
        formerly: list[tuple[str, KeyPath]] = [
            (former, ("plan", "formerly", number)) for number, former in enumerate(plan.formerly)
        ]
        for task in plan.tasks:
            formerly += [
                (former, (*task.key, "formerly", n)) for n, former in enumerate(task.formerly) if "/" in former
            ]
        for former, key in formerly:
            other = claimed.setdefault(former, plan.path)
            if other != plan.path:
                message = msg("The earlier id {id} belongs to {other}.", id=former, other=other)
                problems.append(problem(Code.DISPUTED_FORMER_ID, message, places_in(files, plan.path).find(key)))


def _load_records(
    reader: Reader, names: tuple[str, ...], config: Config, problems: list[Problem]
) -> dict[str, tuple[Record, ...]]:
    records = {}
    for path in filter(is_progress, names):
        read, found = reader.records(path, config.timezone)
        problems.extend(found)
        if read is not None:
            records[progress_name(path)] = read
    return records


def _check_records(
    files: Files,
    records: Mapping[str, tuple[Record, ...]],
    plans: tuple[Plan, ...],
    plan_ids: set[str],
    problems: list[Problem],
) -> None:
    fields = Fields(files)
    for id_, belonging in records.items():
        if belonging and id_ not in plan_ids:
            message = plural(
                "{count} record belongs to a plan that is not there: {id}.",
                "{count} records belong to a plan that is not there: {id}.",
                count=len(belonging),
                id=id_,
            )
            heir = _heir(id_, belonging, [plan for plan in plans if plan.id not in records])
            hint = (
                msg('Is it {heir} now? Then write in its [plan]: formerly = ["{id}"]', heir=heir, id=id_)
                if heir
                else msg("Name the plan's earlier id in its formerly, or delete the file.")
            )
            problems.append(problem(Code.ORPHANED_RECORDS, message, Place(belonging[0].place.path), hint))
        keys = {record.key for record in belonging}
        for record in belonging:
            if isinstance(record, Withdrawn) and record.record not in keys:
                message = msg("There is no record {key} to withdraw.", key=record.record)
                place = fields.find(record.place, (record.key, "record"))
                problems.append(problem(Code.WITHDRAWS_NOTHING, message, place))


def _heir(id_: str, records: tuple[Record, ...], plans: list[Plan]) -> str | None:
    """Return the plan that the records of another probably belong to: it has most of their tasks, and a like id."""
    tasks = {task for record in records if (task := getattr(record, "task", None))}
    shared = {plan.id: len(tasks & {task.id for task in plan.tasks}) for plan in plans}
    most = max(shared.values(), default=0)
    if not most or 2 * most < len(tasks):
        return None
    likely = [plan for plan, count in shared.items() if count == most]
    return likely[0] if len(likely) == 1 else nearest(id_, likely)


def read_file(files: Files, path: str) -> bytes | Problem:
    """Return a file's content, or why it cannot be read."""
    try:
        return files.read(path)
    except IsADirectoryError:
        message = msg("This is a folder, not a file.")
    except FileNotFoundError:
        message = msg("The file is not there: a broken link?")
    except PermissionError:
        message = msg("Reading the file is not permitted.")
    except OSError as error:
        message = msg("The file cannot be read: {reason}.", reason=system_reason(error))
    return problem(Code.FILE_UNREADABLE, message, Place(path))
