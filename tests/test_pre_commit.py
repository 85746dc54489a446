"""``.pre-commit-hooks.yaml``: pre-commit itself takes it, and runs the hook on what is committed."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parent.parent
HOOKS = ROOT / ".pre-commit-hooks.yaml"
PLAN = (
    '[plan]\ntitle = "Kế hoạch"\nissuer = "Tỉnh ủy"\nissued = 2023-02-20\n'
    '[[tasks]]\nid = "1"\ntitle = "Việc"\nowner = "Văn phòng"\ndeadline = "{}"\n'
)

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="no git")


def pre_commit(folder: Path, *args: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PRE_COMMIT_HOME": str(folder.parent / "cache"), "PYTHONPATH": str(ROOT)}
    environment |= {"DUTRACK_LANG": "en", "PYTHONUTF8": "1"}
    command = [sys.executable, "-m", "pre_commit", *args]
    return subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, check=False, encoding="utf-8", timeout=60
    )


def test_pre_commit_takes_the_manifest() -> None:
    ran = pre_commit(ROOT, "validate-manifest", str(HOOKS))
    assert (ran.returncode, ran.stdout + ran.stderr) == (0, "")


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A repository with a workspace in a subfolder; its hook is ours, run from this folder instead of installed."""
    root = tmp_path / "kho"
    (root / "office" / "plans" / "progress").mkdir(parents=True)
    [hook] = yaml.safe_load(HOOKS.read_text("utf-8"))
    command = hook["entry"].split()
    assert command[0] == "dutrack"
    hook |= {"language": "system", "entry": f"{sys.executable} -m {' '.join(command)}"}
    config = {"repos": [{"repo": "local", "hooks": [hook]}]}
    (root / ".pre-commit-config.yaml").write_text(yaml.safe_dump(config), encoding="utf-8")
    (root / "office" / "plans" / "good.toml").write_text(PLAN.format("quý I/2023"), encoding="utf-8")
    (root / "office" / "plans" / "bad.toml").write_text(PLAN.format("quý V/2023"), encoding="utf-8")
    (root / "office" / "plans" / "readme.md").write_text("x", encoding="utf-8")
    (root / "pyproject.toml").write_text("[tool]\n", encoding="utf-8")
    subprocess.run(["git", "init", "-q"], cwd=root, check=True)
    subprocess.run(["git", "add", "-A"], cwd=root, check=True)
    return root


def test_a_mistake_stops_the_commit(repository: Path) -> None:
    ran = pre_commit(repository, "run", "dutrack-check", "--all-files")
    assert ran.returncode == 1
    assert "office/plans/bad.toml:9:" in ran.stdout


def test_only_what_is_committed_is_looked_at(repository: Path) -> None:
    ran = pre_commit(repository, "run", "dutrack-check", "--files", "office/plans/good.toml")
    assert (ran.returncode, "bad.toml" in ran.stdout) == (0, False)


@pytest.mark.parametrize("name", ["office/plans/readme.md", "pyproject.toml", ".pre-commit-config.yaml"])
def test_other_files_are_none_of_its_business(name: str, repository: Path) -> None:
    ran = pre_commit(repository, "run", "dutrack-check", "--files", name)
    assert ran.returncode == 0
    assert "no files to check" in ran.stdout
