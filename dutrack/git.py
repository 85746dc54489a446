"""The ``git`` program, asked about the repository a folder is in."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from pathlib import Path

_OF_A_HOOK = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX")
"""Set where git itself runs a program; they name a repository whatever the folder is."""


class Ran(Struct, frozen=True):
    """How a call of git ended: its exit status and what it printed."""

    status: int
    out: bytes
    err: bytes

    @property
    def text(self) -> str:
        """What it answered, without the space around it."""
        return self.out.decode("utf-8", "replace").strip()

    @property
    def told(self) -> tuple[str, ...]:
        """The lines it said beside its answer, else the answer: those with the reason where it failed."""
        said = (self.err.strip() or self.out.strip()).decode("utf-8", "replace")
        return tuple(line.strip() for line in said.splitlines() if line.strip())

    @property
    def reason(self) -> str | None:
        """The line in which git itself says why it failed; None where it says nothing of its own."""
        for line in self.told:
            for mark in ("fatal: ", "error: "):
                if line.startswith(mark):
                    return line.removeprefix(mark)
        return None


def run_git(folder: Path, *arguments: str, given: bytes = b"", patience: float | None = None) -> Ran:
    """Call git in a folder; ``given`` is what it reads, ``patience`` how many seconds it may take.

    Raises FileNotFoundError where there is no git, OSError where it cannot be run, TimeoutError without an answer.
    """
    import subprocess  # noqa: PLC0415 - costs start-up, and few commands ask git

    environment = {name: value for name, value in os.environ.items() if name not in _OF_A_HOOK}
    # git speaks many languages; one of them is understood here. Nothing is written only to be faster next time.
    environment |= {"LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0"}
    command = ("git", "-C", str(folder), *arguments)
    try:
        ran = subprocess.run(command, input=given, capture_output=True, check=False, env=environment, timeout=patience)
    except subprocess.TimeoutExpired as error:
        raise TimeoutError(f"git {arguments[0]}") from error
    return Ran(ran.returncode, ran.stdout, ran.stderr)
