"""The pages for whoever runs reminders are true: units, commands and settings in them work, and both say the same."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest
from typer._click import Context
from typer.main import get_command

from dutrack.cli.main import app
from dutrack.cli.outbox import ACTIONS
from dutrack.config import Transport, read_config
from dutrack.reminders.outbox import LEASE
from dutrack.reminders.scheduler import GRACE, RETRIES
from dutrack.reminders.timetable import USUAL

DOCS = Path(__file__).parents[1] / "docs"
PAGES = {"en": DOCS / "operations.md", "vi": DOCS / "vi" / "van-hanh.md"}


@cache
def text_of(name: str) -> str:
    return PAGES[name].read_text(encoding="utf-8")


@pytest.fixture(params=PAGES)
def page(request: pytest.FixtureRequest) -> str:
    return text_of(request.param)


def blocks(page: str, info: str = r"[^\n]*") -> list[str]:
    return re.findall(rf"^```{info}\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)


def units(page: str) -> dict[str, str]:
    return dict(re.findall(r"^<!-- unit: (\S+) -->\n\n```ini\n(.*?)^```$", page, re.MULTILINE | re.DOTALL))


def test_both_pages_have_the_same_headings_blocks_and_rows():
    english, vietnamese = text_of("en"), text_of("vi")
    assert re.findall(r"^#+(?= )", english, re.MULTILINE) == re.findall(r"^#+(?= )", vietnamese, re.MULTILINE)
    assert blocks(english) == blocks(vietnamese)
    for begin in (r"\| *([^|]*) *\|", "- "):
        both = (re.findall(rf"^{begin}", text, re.MULTILINE) for text in (english, vietnamese))
        assert len(set(map(len, both))) == 1
    codes = (sorted(set(re.findall(r"`([^`\n]+)`", text))) for text in (english, vietnamese))
    assert next(codes) == next(codes)


def test_links_lead_somewhere():
    for path in PAGES.values():
        links = re.findall(r"\[[^\]]+\]\(([^)#:]+)\)", path.read_text(encoding="utf-8"))
        assert links
        assert [link for link in links if not (path.parent / link).exists()] == []


def test_settings_are_read_without_a_finding(page):
    found = [read_config("dutrack.toml", block.encode()) for block in blocks(page, "toml dutrack.toml")]
    assert [problems for _, problems in found] == [()] * len(found)
    assert found[0][0].mail.transport is Transport.SMTP


def calls(page: str) -> list[list[str]]:
    """Return every call of dutrack in the blocks, without the program."""
    program = r"(?:^|[; =]|/bin/)dutrack ([a-z].*)|dutrack\.exe\" -Argument \"([^\"]+)"
    lines = [
        line
        for info in ("sh", "cron", "ini", "powershell")
        for block in blocks(page, info)
        for line in block.splitlines()
    ]
    commands = [re.split(r"; ", line)[-1] for line in lines if not re.match(r"[a-z]*(create|add|ctl)", line)]
    found = [re.search(program, command) for command in commands]
    return [shlex.split(match[1] or match[2]) for match in found if match]


def test_commands_and_options_exist(page):
    program = get_command(app)
    context = Context(program)
    found = calls(page)
    assert {call[0] for call in found} == {"check", "remind", "outbox", "run"}
    for name, *words in found:
        command = program.get_command(context, name)
        assert command is not None
        options = {option for param in command.params for option in param.opts}
        assert [word for word in words if word.startswith("-") and word not in options] == []
        if name == "outbox" and words:
            assert words[0] in ACTIONS
    inline = re.findall(r"`dutrack (\w+)((?: --[\w-]+)*)`", page)
    assert inline
    for name, options in inline:
        command = program.get_command(context, name)
        assert command is not None
        assert set(options.split()) <= {option for param in command.params for option in param.opts}


def test_figures_are_those_of_the_program(page):
    minutes = [str(int(pause.total_seconds() // 60)) for pause in RETRIES]
    assert re.search(rf"{minutes[0]}, {minutes[1]} \S+ {minutes[2]} ", page)
    assert f" {GRACE:.0f} " in page
    assert f" {LEASE // 60} " in page
    assert f"{USUAL[0]:%H:%M}" in page


def test_the_cron_line(page):
    (block,) = blocks(page, "cron")
    line = block.splitlines()[-1]
    assert re.match(r"\d+ \d+ \* \* \* \S", line)
    assert "%" not in line  # cron takes it for the end of the line


@pytest.mark.parametrize("name", ["dutrack-remind.service", "dutrack-remind.timer", "dutrack-run.service"])
def test_units_are_what_systemd_understands(name, tmp_path):
    program = shutil.which("systemd-analyze")
    if program is None:
        assert not os.environ.get("CI"), "apt-get install systemd"
        pytest.skip("no systemd-analyze: apt-get install systemd")
    for unit, text in units(text_of("en")).items():
        filled = re.sub(r"/opt/dutrack/bin/dutrack|/usr/bin/git", sys.executable, text)
        (tmp_path / unit).write_text(filled, encoding="utf-8")
    environment = {**os.environ, "SYSTEMD_UNIT_PATH": f"{tmp_path}:", "LC_ALL": "C"}
    done = subprocess.run(
        [program, "verify", "--man=no", str(tmp_path / name)],
        capture_output=True, check=False, text=True, encoding="utf-8", env=environment,
    )  # fmt: skip
    said = [line for line in (done.stdout + done.stderr).splitlines() if "dutrack" in line]
    assert (done.returncode, said) == (0, [])


def test_both_services_are_closed_alike(page):
    found = units(page)
    closed = [found[name][found[name].index("UMask=") :] for name in ("dutrack-remind.service", "dutrack-run.service")]
    assert closed[1].startswith(closed[0])
