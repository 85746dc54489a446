"""The pages for whoever writes in an editor are true: both say the same, and every setting in them works."""

from __future__ import annotations

import asyncio
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import tomli
from desks import OFFICE, PLAN
from editor import editing

from dutrack.lsp.wire import FIX_ALL

DOCS = Path(__file__).parents[1] / "docs"
PAGES = {"en": DOCS / "editors.md", "vi": DOCS / "vi" / "trinh-soan-thao.md"}
COMMAND = ["dutrack", "lsp"]


@pytest.fixture(params=PAGES)
def page(request: pytest.FixtureRequest) -> Path:
    return PAGES[request.param]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    shutil.copytree(OFFICE, tmp_path, dirs_exist_ok=True)
    return tmp_path


def blocks(page: Path) -> dict[str, str]:
    """Return the fenced blocks of a page by what stands behind the fence."""
    return dict(re.findall(r"^```([^\n]+)\n(.*?)^```$", page.read_text("utf-8"), re.MULTILINE | re.DOTALL))


def test_settings_of_vs_code(page: Path) -> None:
    settings = json.loads(blocks(page)["json .vscode/settings.json"])
    assert [settings["glspc.server.command"], *settings["glspc.server.commandArguments"]] == COMMAND
    assert settings["glspc.server.languageId"] == ["toml"]
    assert f'"{FIX_ALL}"' in page.read_text("utf-8")


def test_schema_is_the_one_in_the_page(page: Path) -> None:
    [name] = re.findall(r"#:schema \./(\S+)", blocks(page)["toml plan"])
    assert json.loads((DOCS / "schema" / name).read_text("utf-8"))["properties"]["tasks"]


def test_settings_of_helix(page: Path) -> None:
    languages = tomli.loads(blocks(page)["toml languages.toml"])
    server = languages["language-server"]["dutrack"]
    assert [server["command"], *server["args"]] == COMMAND
    [language] = languages["language"]
    assert language == {"name": "toml", "language-servers": ["taplo", "dutrack"]}
    assert tomli.loads(blocks(page)["toml config.toml"]) == {"editor": {"lsp": {"display-inlay-hints": True}}}


@pytest.mark.parametrize("more", [[], ["--stdio"]], ids=["as-it-is", "stdio"])
def test_the_command_is_a_language_server(root: Path, more: list[str]) -> None:
    async def edit() -> None:
        async with editing(root, "-m", *COMMAND, *more) as editor:
            assert await editor.open(PLAN)
            assert editor.capabilities.inlay_hint_provider

    asyncio.run(edit())


def neovim(root: Path, init: str, plan: str, words: str) -> dict[str, Any]:
    """Open a plan in Neovim with the page's settings; return what it was told, and what it hears about some words."""
    if shutil.which("nvim") is None:
        if os.environ.get("CI"):
            pytest.fail("Neovim is missing")
        pytest.skip("needs Neovim")
    (root / "bin").mkdir()
    command = root / "bin" / "dutrack"
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m dutrack "$@" --today 2023-03-27\n', encoding="utf-8")
    command.chmod(0o755)
    (root / "init.lua").write_text(init, encoding="utf-8")
    lines = (root / plan).read_text("utf-8").split("\n")
    line = next(number for number, text in enumerate(lines) if words in text)
    environment = {
        **os.environ,
        "PATH": f"{command.parent}{os.pathsep}{os.environ['PATH']}",
        "PYTHONPATH": os.pathsep.join(sys.path),
        "DUTRACK_LANG": "en",
        "INIT": str(root / "init.lua"),
        "LINE": str(line),
        "CHARACTER": str(len(lines[line].partition(words)[0].encode("utf-16-le")) // 2),
        "XDG_STATE_HOME": str(root / "state"),
    }
    script = Path(__file__).parent / "data" / "neovim.lua"
    ran = subprocess.run(
        ["nvim", "--headless", "-u", "NONE", "-i", "NONE", plan, "-c", f"luafile {script}"],
        check=True, capture_output=True, cwd=root, env=environment, timeout=180,
    )  # fmt: skip
    found: dict[str, Any] = json.loads(ran.stdout)
    return found


@pytest.mark.skipif(os.name == "nt", reason="a shell script stands for the command")
def test_settings_of_neovim_in_neovim(page: Path, root: Path) -> None:
    path = root / PLAN
    path.write_text(
        path.read_text("utf-8").replace('"xong ngày 31/4/2023"', '"hoàn thành 📅 ngày 31/4/2023"'), encoding="utf-8"
    )
    told = neovim(root, blocks(page)["lua init.lua"], PLAN, "trước ngày 15/3/2023")
    [refused] = [each for each in told["found"] if "not understood" in each["message"]]
    assert refused["line"] == 84
    assert refused["column"] == len('deadline = "hoàn thành '.encode())  # Neovim counts bytes
    assert "**I.1: 13 days overdue, 2023-03-14**" in told["hover"]
