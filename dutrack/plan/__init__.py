"""Plans as people write them: TOML files to frozen values, every mistake with its place."""

from dutrack.plan.model import EventDeclaration, Plan, Section, Task
from dutrack.plan.reader import read_plan

__all__ = ["EventDeclaration", "Plan", "Section", "Task", "read_plan"]
