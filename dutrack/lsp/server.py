"""The server: which documents are open, and findings that follow every change by themselves."""

from __future__ import annotations

import asyncio
import logging
import os
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from lsprotocol import types as lsp
from pygls.exceptions import FeatureRequestError
from pygls.lsp.server import LanguageServer
from pygls.uris import from_fs_path, to_fs_path

from dutrack import __version__
from dutrack.files import CONFIG
from dutrack.i18n import DEFAULT_LANGUAGE, LANGUAGES, activate, msg
from dutrack.lsp.desk import Desk
from dutrack.lsp.overlay import is_file_of_workspace
from dutrack.lsp.positions import Lines
from dutrack.lsp.wire import diagnostic
from dutrack.workspace import NoWorkspaceError, find_workspace

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date

    from pygls.server import ServerErrors

    from dutrack.lsp.desk import View

PAUSE = 0.02
"""Seconds without a further change after which findings are made anew."""

_log = logging.getLogger(__name__)


class Document(NamedTuple):
    """A file of a workspace that the editor asks about, with its text and the present day."""

    desk: Desk
    name: str
    lines: Lines
    today: date


class _Workplace:
    """A workspace with what the editor was told of it."""

    def __init__(self, root: Path) -> None:
        self.desk = Desk(root)
        self.uris: dict[str, str] = {}
        """What the editor calls the documents that are open or were."""
        self.changed: set[str] = set()
        """The files whose findings must be told again, also if they are the same: the editor may have moved them."""
        self.told: dict[str, list[lsp.Diagnostic]] = {}
        self.hinted: dict[str, View] = {}
        self.timer: asyncio.TimerHandle | None = None
        self.task: asyncio.Task[None] | None = None

    def uri(self, name: str) -> str:
        """Return what the editor calls a file."""
        return self.uris.get(name) or str(from_fs_path(str(self.desk.root / name)))


@contextmanager
def _logged(name: str) -> Iterator[None]:
    """Log a defect that shows in one file: it must not silence the others."""
    try:
        yield
    except Exception:  # noqa: BLE001 - whatever it is
        _log.exception("%s", name)


class PlanServer(LanguageServer):
    """A language server for the files of any number of workspaces, each found from the documents that are opened.

    ``clock`` returns the present day in a time zone. ``language`` is the one the user asked for; without one it is the
    workspace's, else the editor's.
    """

    def __init__(self, clock: Callable[[str], date], language: str | None = None) -> None:
        # With whole texts no edit is ever applied at another place than the editor did: lines end where it says.
        super().__init__("dutrack", __version__, text_document_sync_kind=lsp.TextDocumentSyncKind.Full)
        self.clock = clock
        self.language = language
        self.locale: str | None = None
        self.ended = False
        self._workplaces: dict[Path, _Workplace] = {}

    # --- documents ---

    def document(self, uri: str) -> Document | None:
        """Return a document of a workspace, and speak its language from now on; None for any other document."""
        found = self._find(uri)
        if found is None:
            return None
        workplace, name = found
        self._speak(workplace)
        lines = Lines(workplace.desk.files.text(name), self.workspace.position_encoding or "utf-16")
        return Document(workplace.desk, name, lines, self._today(workplace))

    def target(self, desk: Desk, name: str) -> tuple[str, Lines]:
        """Return another file of a workspace: what the editor calls it, and its text."""
        lines = Lines(desk.files.text(name), self.workspace.position_encoding or "utf-16")
        return self._workplaces[desk.root].uri(name), lines

    def put(self, uri: str, text: str) -> None:
        """Take the text of a document that was opened or changed."""
        if (found := self._find(uri)) is not None:
            workplace, name = found
            workplace.uris[name] = uri
            workplace.desk.files.put(name, text)
            workplace.changed.add(name)
            self.refresh(workplace)

    def drop(self, uri: str) -> None:
        """Forget a document that was closed."""
        if (found := self._find(uri)) is not None:
            workplace, name = found
            workplace.desk.files.drop(name)
            workplace.hinted.pop(name, None)
            self.refresh(workplace)

    def refresh_all(self) -> None:
        """Look at all files again: some may have changed on disk."""
        for workplace in self._workplaces.values():
            self.refresh(workplace)

    def _find(self, uri: str) -> tuple[_Workplace, str] | None:
        path = to_fs_path(uri)
        if path is None:
            return None
        file = Path(os.path.abspath(path))  # noqa: PTH100 - without following links: the editor goes by these names
        try:
            root = find_workspace(file.parent)
        except NoWorkspaceError:
            if file.name != CONFIG:  # which may be there before any plan is
                return None
            root = file.parent
        name = file.relative_to(root).as_posix()
        if not is_file_of_workspace(name):
            return None
        return self._workplaces.setdefault(root, _Workplace(root)), name

    def _speak(self, workplace: _Workplace) -> None:
        locale = (self.locale or "")[:2].lower()
        of_editor = locale if locale in LANGUAGES else DEFAULT_LANGUAGE
        activate(self.language or workplace.desk.language() or of_editor)

    def _today(self, workplace: _Workplace) -> date:
        return self.clock(workplace.desk.timezone)

    # --- findings ---

    def refresh(self, workplace: _Workplace) -> None:
        """Make the findings of a workspace anew when nothing more has changed for a moment."""
        workplace.desk.touch()
        if workplace.timer is not None:
            workplace.timer.cancel()
        workplace.timer = asyncio.get_running_loop().call_later(PAUSE, self._begin, workplace)

    def _begin(self, workplace: _Workplace) -> None:
        if workplace.task is not None:
            workplace.task.cancel()
        workplace.task = asyncio.get_running_loop().create_task(self._tell(workplace))

    async def _tell(self, workplace: _Workplace) -> None:
        """Send the findings that have changed, those of the document at hand first, and let requests in between."""
        self._speak(workplace)
        today, names = self._today(workplace), workplace.desk.names()
        moved = False
        for name in names:
            with _logged(name):
                self._tell_of(workplace, name, today)
                moved |= self._has_moved(workplace, name, today)
            await asyncio.sleep(0)
        with _logged(CONFIG):
            workplace.desk.look_at_all(today)
            self._tell_of(workplace, CONFIG, today)
        for name in workplace.told.keys() - set(names):
            del workplace.told[name]
            self._publish(workplace, name, [])
        if moved and self._refreshes_hints():
            self.workspace_inlay_hint_refresh(None)

    def _tell_of(self, workplace: _Workplace, name: str, today: date) -> None:
        problems = workplace.desk.problems(name, today)
        _, lines = self.target(workplace.desk, name) if problems else ("", Lines("", "utf-8"))
        found = [diagnostic(problem, lines) for problem in problems]
        if name in workplace.changed or found != workplace.told.get(name, []):
            workplace.told[name] = found
            workplace.changed.discard(name)
            self._publish(workplace, name, found)

    def _publish(self, workplace: _Workplace, name: str, found: list[lsp.Diagnostic]) -> None:
        uri = workplace.uri(name)
        version = self.workspace.get_text_document(uri).version  # None for one that is not open
        self.text_document_publish_diagnostics(lsp.PublishDiagnosticsParams(uri, found, version))

    def _has_moved(self, workplace: _Workplace, name: str, today: date) -> bool:
        """Tell whether the hints of an open document may be others now, though the document has not changed."""
        plan = workplace.desk.plan(name)
        if plan is None or plan.path != name or name not in workplace.desk.files.open:
            return False
        view = workplace.desk.view(plan, today)
        before, workplace.hinted[name] = workplace.hinted.get(name), view
        return before is not None and before is not view and before.plan is view.plan

    def _refreshes_hints(self) -> bool:
        workspace = self.client_capabilities.workspace
        hints = workspace.inlay_hint if workspace is not None else None
        return hints is not None and hints.refresh_support is True

    def report_server_error(self, error: Exception, source: ServerErrors) -> None:
        """Tell the user of a defect, unless it is the answer to a request: then the editor does."""
        if source is FeatureRequestError:
            return
        _log.error("%s: %s", source.__name__, error)
        what = f"{type(error).__name__}: {error}"
        message = msg("This is a defect of dutrack; please report it: {error}", error=what)
        self.window_show_message(lsp.ShowMessageParams(lsp.MessageType.Error, str(message)))
