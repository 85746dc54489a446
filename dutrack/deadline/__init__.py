"""The deadline language: from a Vietnamese text to what it means. Knows no plan, no calendar, no today."""

from dutrack.deadline.errors import DeadlineError
from dutrack.deadline.parser import parse, parse_period

__all__ = ["DeadlineError", "parse", "parse_period"]
