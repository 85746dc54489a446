"""The pages for whoever runs reminders are true: units, commands and settings in them work, and both say the same."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

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


def test_settings_are_read_without_a_finding(page):
    found = [read_config("dutrack.toml", block.encode()) for block in blocks(page, "toml dutrack.toml")]
    assert [problems for _, problems in found] == [()] * len(found)
    assert found[0][0].mail.transport is Transport.SMTP


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
