"""How long after a change to a plan of 100 tasks an editor has its findings, the server's pause included.

A server of its own process, spoken to as an editor does, in a workspace of the five plans. A change is the whole
document sent again with one deadline misspelt or put right; the time ends when the findings of that version are read.
Run: ``python bench/lsp.py [CHANGES [MORE]]``; ``MORE`` copies of the five plans stand beside them.
"""

from __future__ import annotations

import asyncio
import os
import shutil
import sys
import time
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory

from lsprotocol import types as lsp
from pygls.lsp.client import LanguageClient

ROOT = Path(__file__).parent.parent
PLAN = "plans/quang-ngai-kl21.toml"
RIGHT, WRONG = 'deadline = "Quý I năm 2022"', 'deadline = "Quy I năm 2022"'
TASKS = 100


def make_workspace(root: Path, more: int) -> str:
    """Copy the five plans, one filled up to so many tasks, and return its text."""
    shutil.copytree(ROOT / "plans", root / "plans")
    shutil.copy(ROOT / "dutrack.toml", root)
    text = (root / PLAN).read_text("utf-8")
    for number in range(TASKS - text.count("[[tasks]]")):
        text += f'\n[[tasks]]\nid = "them-{number}"\ntitle = "Việc thêm {number}"\n{RIGHT}\n'
    (root / PLAN).write_text(text, encoding="utf-8")
    for path in list((root / "plans").glob("*.toml")):
        for number in range(more):
            shutil.copy(path, path.with_stem(f"{path.stem}-{number}"))
    return text


async def measure(root: Path, text: str, changes: int) -> list[float]:
    """Return the milliseconds from each change to its findings."""
    client = LanguageClient("bench", "1")
    told: asyncio.Queue[tuple[float, lsp.PublishDiagnosticsParams]] = asyncio.Queue()

    @client.feature(lsp.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
    def published(params: lsp.PublishDiagnosticsParams) -> None:
        told.put_nowait((time.perf_counter(), params))

    async def findings(version: int) -> tuple[float, int]:
        while True:
            when, params = await told.get()
            if params.uri == uri and params.version == version:
                return when, len(params.diagnostics)

    uri = (root / PLAN).as_uri()
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    await client.start_io(sys.executable, "-m", "dutrack", "lsp", "--today", "2022-02-25", env=environment)
    await client.initialize_async(lsp.InitializeParams(lsp.ClientCapabilities(), root_uri=root.as_uri()))
    client.initialized(lsp.InitializedParams())
    document = lsp.TextDocumentItem(uri, "toml", 0, text)
    client.text_document_did_open(lsp.DidOpenTextDocumentParams(document))
    _, before = await findings(0)
    await asyncio.sleep(1 + len(list((root / "plans").iterdir())) / 50)  # until all other plans have been looked at
    times = []
    for version in range(1, changes + 1):
        changed = text.replace(RIGHT, WRONG, 1) if version % 2 else text
        identifier = lsp.VersionedTextDocumentIdentifier(version, uri)
        change = lsp.TextDocumentContentChangeWholeDocument(changed)
        began = time.perf_counter()
        client.text_document_did_change(lsp.DidChangeTextDocumentParams(identifier, [change]))
        ended, count = await findings(version)
        assert (count > before) == bool(version % 2), (count, before)
        times.append(1000 * (ended - began))
        await asyncio.sleep(0.1)
    await client.shutdown_async(None)
    client.exit(None)
    await client.stop()
    return times


def main() -> None:
    changes = int(sys.argv[1]) if len(sys.argv) > 1 else 101
    more = int(sys.argv[2]) if len(sys.argv) > 2 else 0
    with TemporaryDirectory() as folder:
        root = Path(folder)
        text = make_workspace(root, more)
        plans = len(list((root / "plans").glob("*.toml")))
        times = asyncio.run(measure(root, text, changes))
    most = quantiles(times, n=20)[-1]
    print(f"{plans} plans, {text.count('[[tasks]]')} tasks in the one that changes, {len(times)} changes")
    print(f"from the change to its findings: median {median(times):.0f} ms, 95 % within {most:.0f} ms")


if __name__ == "__main__":
    main()
