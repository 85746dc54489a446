"""Reminders: who is told of what and when, the mail that tells it, and the memory of what was told."""
