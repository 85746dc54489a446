"""Deadlines of Vietnamese official plans: from the words of a plan to days, to what is overdue, to reminders."""

__version__ = "0.1.0"
