"""LibreOffice from Debian: opens what an office program would open."""

from __future__ import annotations

import os
import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

PROGRAM = shutil.which("soffice")


def converted(path: Path, ending: str) -> Path:
    """Open a file and save it in another format beside it."""
    if PROGRAM is None:
        if os.environ.get("CI"):
            pytest.fail("LibreOffice is missing")
        pytest.skip("LibreOffice is missing: libreoffice-calc-nogui, libreoffice-writer-nogui")
    profile = path.parent / "profile"
    subprocess.run(
        [PROGRAM, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--convert-to", ending, path],
        cwd=path.parent,
        check=True,
        capture_output=True,
        timeout=300,
    )
    target = path.with_suffix("." + ending.partition(":")[0])
    assert target.is_file(), f"LibreOffice cannot open {path.name}"
    return target
