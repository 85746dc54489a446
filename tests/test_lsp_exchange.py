"""The language server as an editor meets it: a process, and the protocol over its standard input and output."""

from __future__ import annotations

import asyncio
import os
import shutil
import signal
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from desks import OFFICE, PLAN, TODAY
from editor import EVERYTHING, Ended, editing
from lsprotocol import types as lsp

from dutrack.agenda import build_agenda
from dutrack.check import check
from dutrack.workspace import load_workspace

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from conftest import Ran

RECORDS = "plans/progress/to-chuc.toml"
OTHER = "plans/ngan-sach.toml"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Copy the workspace of an office, whose path needs escaping in a URI."""
    folder = tmp_path / "cơ quan 1"
    shutil.copytree(OFFICE, folder)
    return folder


def codes(found: list[lsp.Diagnostic]) -> list[str]:
    return [str(diagnostic.code) for diagnostic in found]


def checked(root: Path, name: str) -> list[str]:
    """Return the codes that ``dutrack check`` finds in a file on disk."""
    found = check(build_agenda(load_workspace(root), TODAY))
    return [problem.code.value for problem in found if problem.place.path == name]


def test_whole_exchange(root: Path) -> None:
    ended = Ended()

    async def edit() -> None:
        async with editing(root, ended=ended) as editor:
            assert editor.capabilities.position_encoding == "utf-16"
            first = await editor.open(PLAN)
            assert codes(first) == checked(root, PLAN)
            [refused] = [each for each in first if each.code == "D010"]
            assert refused.range == lsp.Range(lsp.Position(84, 22), lsp.Position(84, 31))
            assert refused.message == "The deadline is not understood: there is no such day: 31/4/2023."
            assert (refused.severity, refused.source) == (lsp.DiagnosticSeverity.Error, "dutrack")

            changed = await editor.change(PLAN, "xong ngày 31/4/2023", "xong ngày 30/4/2023")
            assert "D010" not in codes(changed)
            hints = {hint.position.line: hint.label for hint in await editor.hints(PLAN)}
            assert hints[84] == "→ 2023-04-30, Sunday"

            assert "**III.2: In progress, 2023-04-30**" in str(await editor.hover(PLAN, "xong ngày"))
            assert "**I.3: Due soon, quarter I/2023**" in str(await editor.hover(PLAN, "quý I"))

            offered = await editor.completions(PLAN, 'owner = "')
            assert offered[0].label == "Văn phòng Tỉnh ủy"
            [event] = await editor.definitions(PLAN, 'awaits = ["quy')
            assert (event.uri, event.range.start.line) == (editor.uri(PLAN), 8)
            [body] = await editor.definitions(PLAN, 'owner = "Ban')
            assert (body.uri, body.range) == (
                editor.uri("dutrack.toml"),
                lsp.Range(lsp.Position(4, 0), lsp.Position(4, 20)),
            )
            symbols = await editor.client.text_document_document_symbol_async(
                lsp.DocumentSymbolParams(editor.document(PLAN))
            )
            assert symbols is not None
            assert [symbol.name for symbol in symbols][3:5] == [
                "I Việc chung",
                "I.1 Hội nghị quán triệt Nghị quyết cho cán bộ chủ chốt",
            ]

            found = await editor.change(PLAN, 'awaits = ["huong-dan"]', 'awaits = ["huong-dam"]  # 📅')
            [unknown] = [each for each in found if each.code == "D016"]
            assert unknown.message.endswith("Hint: Did you mean huong-dan?")
            [fix] = await editor.actions(PLAN, unknown)
            assert (fix.title, fix.kind) == ("Change it to “huong-dan”", lsp.CodeActionKind.QuickFix)
            assert "D016" not in codes(await editor.apply(PLAN, fix))
            assert 'awaits = ["huong-dan"]  # 📅' in editor.texts[PLAN]

    asyncio.run(edit())
    assert ended == Ended(0, "")


def test_all_safe_fixes_at_once(root: Path) -> None:
    async def edit() -> None:
        async with editing(root) as editor:
            await editor.open(PLAN)
            await editor.change(PLAN, "product = ", "prodct = ")
            found = await editor.change(PLAN, "monitor = ", "monitr = ")
            [misspelt, other] = [each for each in found if each.code == "D006"]
            assert [action.is_preferred for action in await editor.actions(PLAN, misspelt)] == [True]
            for kinds in ((), ("refactor",), ("source.organizeImports",)):
                offered = await editor.actions(PLAN, misspelt, *kinds)
                assert len(offered) == (0 if kinds else 1)
            for kind in ("source", "source.fixAll", "source.fixAll.dutrack"):
                assert [action.kind for action in await editor.actions(PLAN, other, kind)] == ["source.fixAll.dutrack"]
            [fix] = await editor.actions(PLAN, other, "source.fixAll")
            assert "D006" not in codes(await editor.apply(PLAN, fix))
            assert editor.texts[PLAN] == (root / PLAN).read_text("utf-8")

    asyncio.run(edit())


# --- positions --------------------------------------------------------------------------------------------------------

ODD = "🗓 quy\u0301 𝐕"
"""Two characters outside the Basic Multilingual Plane, and an acute that combines with the letter before it."""


@pytest.mark.parametrize("encoding", list(lsp.PositionEncodingKind), ids=lambda kind: kind.value)
def test_positions_are_in_the_encoding_the_editor_prefers(root: Path, encoding: lsp.PositionEncodingKind) -> None:
    def units(text: str) -> int:
        sizes = {"utf-8": ("utf-8", 1), "utf-16": ("utf-16-le", 2), "utf-32": ("utf-32-le", 4)}
        name, size = sizes[encoding.value]
        return len(text.encode(name)) // size

    async def edit() -> None:
        general = lsp.GeneralClientCapabilities(position_encodings=[encoding, lsp.PositionEncodingKind.Utf16])
        async with editing(root, capabilities=lsp.ClientCapabilities(general=general)) as editor:
            assert editor.capabilities.position_encoding == encoding
            await editor.open(PLAN)
            line = f'awaits = ["{ODD}", "khong-co"]'
            found = await editor.change(PLAN, 'awaits = ["huong-dan"]', line)
            [unknown] = [each for each in found if "khong-co" in each.message]
            before = line[: line.index('"khong-co"')]
            assert unknown.range.start.character == units(before)
            assert unknown.range.end.character == units(f'{before}"khong-co"')

            line = 'deadline = "quy\u0301 I/2023" # 📅'
            await editor.change(PLAN, 'deadline = "quý I/2023"', line)
            [hint] = [each for each in await editor.hints(PLAN) if each.position.line == 41]
            assert hint.label == "→ 2023-03-31, Friday"
            assert hint.position.character == units(line.removesuffix(" # 📅"))

            # A place that the editor names.
            line = f'with = ["{ODD}", "VPTU"]'
            await editor.change(PLAN, 'with = ["Văn phòng Tỉnh ủy"]', line)
            place = lsp.Position(24, units(line[: line.index("TU")]))
            params = lsp.DefinitionParams(editor.document(PLAN), place)
            [body] = list(await editor.client.text_document_definition_async(params) or ())
            assert isinstance(body, lsp.Location)
            assert body.uri == editor.uri("dutrack.toml")

    asyncio.run(edit())


# --- languages --------------------------------------------------------------------------------------------------------

HINTS = {"vi": "→ 14/3/2023, thứ Ba", "en": "→ 2023-03-14, Tuesday"}


@pytest.mark.parametrize(
    ("locale", "setting", "environ", "spoken"),
    [
        pytest.param("en-GB", None, {}, "en", id="the-editor's"),
        pytest.param("fr", None, {}, "vi", id="the-editor's-is-not-known"),
        pytest.param(None, None, {}, "vi", id="the-editor-says-nothing"),
        pytest.param("en", "vi", {}, "vi", id="the-workspace's-comes-before-the-editor's"),
        pytest.param("vi", "vi", {"DUTRACK_LANG": "en"}, "en", id="the-user's-comes-first"),
    ],
)
def test_language(root: Path, locale: str | None, setting: str | None, environ: dict[str, str], spoken: str) -> None:
    if setting is not None:
        path = root / "dutrack.toml"
        path.write_text(f'language = "{setting}"\n{path.read_text("utf-8")}', encoding="utf-8")

    async def edit() -> None:
        async with editing(root, locale=locale, environ=environ) as editor:
            await editor.open(PLAN)
            assert (await editor.hints(PLAN))[0].label == HINTS[spoken]

    asyncio.run(edit())


# --- other files ------------------------------------------------------------------------------------------------------


def test_findings_of_other_files_follow_a_body(root: Path) -> None:
    async def edit() -> None:
        async with editing(root) as editor:
            await editor.open("dutrack.toml")
            assert "D017" not in codes(await editor.told_next(PLAN))
            await editor.change("dutrack.toml", "Ban Tổ chức Tỉnh ủy", "Ban Tổ chức")
            assert "D017" in codes(await editor.told_next(PLAN))

    asyncio.run(edit())


def test_an_event_that_is_recorded_gives_new_hints(root: Path) -> None:
    hints = lsp.InlayHintWorkspaceClientCapabilities(refresh_support=True)
    capabilities = lsp.ClientCapabilities(workspace=lsp.WorkspaceClientCapabilities(inlay_hint=hints))

    async def edit() -> None:
        async with editing(root, capabilities=capabilities) as editor:
            await editor.open(PLAN)
            await editor.open(RECORDS)
            line = 'kind = "event", event = "huong-dan", on = 2023-03-20'
            editor.type(RECORDS, f'{editor.texts[RECORDS]}"20230321T020000.000000Z-dddd" = {{ {line} }}\n')
            await editor.wait_until_asked(lsp.WORKSPACE_INLAY_HINT_REFRESH)
            assert "→ 2023-04-19, Wednesday" in [hint.label for hint in await editor.hints(PLAN)]

    asyncio.run(edit())


def test_files_that_change_on_disk_are_watched(root: Path) -> None:
    watching = lsp.DidChangeWatchedFilesClientCapabilities(dynamic_registration=True)
    capabilities = lsp.ClientCapabilities(workspace=lsp.WorkspaceClientCapabilities(did_change_watched_files=watching))
    path = root / OTHER
    path.write_text(path.read_text("utf-8").replace("deadline", "deadlin"), encoding="utf-8")

    async def edit() -> None:
        async with editing(root, capabilities=capabilities) as editor:
            await editor.wait_until_asked(lsp.CLIENT_REGISTER_CAPABILITY)
            await editor.open(PLAN)
            assert "D006" in codes(await editor.told_next(OTHER))
            path.unlink()
            editor.touched(OTHER, lsp.FileChangeType.Deleted)
            assert not await editor.told_next(OTHER)

    asyncio.run(edit())


def test_a_document_that_is_closed_is_as_it_is_on_disk(root: Path) -> None:
    async def edit() -> None:
        async with editing(root) as editor:
            await editor.open(PLAN)
            assert codes(await editor.change(PLAN, "[plan]", "[plan")) == ["D002"]
            assert len(await editor.hints(PLAN)) == 9
            editor.client.text_document_did_close(lsp.DidCloseTextDocumentParams(editor.document(PLAN)))
            assert codes(await editor.told_next(PLAN)) == checked(root, PLAN)

    asyncio.run(edit())


# --- what is no plan, and what goes wrong -----------------------------------------------------------------------------


OTHERS = {
    "untitled:Untitled-1": "not saved anywhere",
    "git:/x/plans/to-chuc.toml?ref": "another revision",
    "file:///": "the root",
    "file:///khong/co/pyproject.toml": "not in a workspace",
    "{root}/pyproject.toml": "no plan",
    "{root}/plans/.nhap.toml": "hidden",
    "{root}/plans/ghi-chu.md": "no TOML",
    "not a uri %": "no URI",
}


def test_other_documents_are_left_alone(root: Path) -> None:
    ended = Ended()

    async def edit() -> None:
        async with editing(root, ended=ended) as editor:
            for uri, what in OTHERS.items():
                document = lsp.TextDocumentItem(uri.format(root=root.as_uri()), "toml", 1, "[a\n")
                editor.client.text_document_did_open(lsp.DidOpenTextDocumentParams(document))
                identifier = lsp.TextDocumentIdentifier(document.uri)
                hints = lsp.InlayHintParams(identifier, EVERYTHING)
                assert not await editor.client.text_document_inlay_hint_async(hints), what
                hover = lsp.HoverParams(identifier, lsp.Position(0, 1))
                assert await editor.client.text_document_hover_async(hover) is None, what
                symbols = lsp.DocumentSymbolParams(identifier)
                assert not await editor.client.text_document_document_symbol_async(symbols), what
            await editor.open(PLAN)
            assert not {uri for uri in editor.told if "plans/to-chuc" not in uri and "plans/ngan-sach" not in uri}

    asyncio.run(edit())
    assert ended == Ended(0, "")


BROKEN_SERVER = """
import os, sys
import dutrack.lsp.features as features

def broken(outline):
    print("this goes to standard error")
    os.write(1, b"and this\\n")
    raise ZeroDivisionError("a defect")

features.symbols = broken
sys.argv = ["dutrack", "lsp", "--stdio"]
from dutrack.__main__ import main
main()
"""


def test_a_defect_ends_nothing_and_nothing_but_the_protocol_is_written(root: Path) -> None:
    ended = Ended()

    async def edit() -> None:
        async with editing(root, "-c", BROKEN_SERVER, ended=ended) as editor:
            await editor.open(PLAN)
            with pytest.raises(Exception, match="a defect"):
                await editor.client.text_document_document_symbol_async(lsp.DocumentSymbolParams(editor.document(PLAN)))
            assert await editor.hints(PLAN)

    asyncio.run(edit())
    assert ended.status == 0
    assert "this goes to standard error\n" in ended.errors
    assert "and this\n" in ended.errors
    assert "ZeroDivisionError" in ended.errors


@pytest.mark.parametrize("goodbye", [True, False], ids=["shutdown", "no-shutdown"])
def test_exit_status(root: Path, goodbye: bool) -> None:
    ended = Ended()

    async def edit() -> None:
        async with editing(root, ended=ended, goodbye=goodbye):
            pass

    asyncio.run(edit())
    assert ended == Ended(0 if goodbye else 1, "")


def test_an_editor_that_is_gone_ends_the_server() -> None:
    command = [sys.executable, "-m", "dutrack", "lsp"]
    done = subprocess.run(command, input=b"", capture_output=True, check=False, timeout=60)
    assert (done.returncode, done.stdout, done.stderr) == (1, b"", b"")


@pytest.mark.skipif(os.name == "nt", reason="Windows sends Ctrl-C to a whole console")
def test_ctrl_c_ends_it_at_once() -> None:
    """The thread that reads standard input sleeps until something comes: it must not be waited for."""
    command = [sys.executable, "-m", "dutrack", "lsp"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as server:
        assert server.stdin is not None
        assert server.stdout is not None
        server.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(HELLO), HELLO))
        server.stdin.flush()
        assert server.stdout.readline()  # it has answered, and waits again
        server.send_signal(signal.SIGINT)
        assert server.wait(60) == 130


HELLO = b'{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"capabilities":{},"processId":null,"rootUri":null}}'


def test_garbage_ends_nothing(root: Path) -> None:
    """What is no message is refused; the next one is answered."""
    garbage = b"Content-Length: 7\r\n\r\nnot {} " + b'Content-Length: 20\r\n\r\n{"jsonrpc": "2.0"}  '
    hello = (
        b'{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"capabilities":{},"processId":null,"rootUri":null}}'
    )
    said = garbage + b"Content-Length: %d\r\n\r\n%s" % (len(hello), hello)
    command = [sys.executable, "-m", "dutrack", "lsp"]
    done = subprocess.run(command, input=said, capture_output=True, check=False, timeout=60, cwd=root)
    assert b'"positionEncoding"' in done.stdout
    assert done.stdout.startswith(b"Content-Length: ")


def test_without_pygls_there_is_one_sentence(cli: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in sys.modules if name.startswith(("dutrack.lsp", "pygls"))]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "pygls", None)
    ran = cli("lsp")
    assert (ran.status, ran.out) == (2, "")
    assert ran.err == "Error: The package pygls is missing.\nHint: pip install 'dutrack[lsp]'\n"
