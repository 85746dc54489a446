"""What is doubtful or missing in a workspace: check functions, each from an agenda to findings."""

from dutrack.check.checks import CHECKS, WARNING_CHECKS, WHOLE_CHECKS
from dutrack.check.run import check, findings, located

__all__ = ["CHECKS", "WARNING_CHECKS", "WHOLE_CHECKS", "check", "findings", "located"]
