"""Agenda, explanation and problems as people and programs read them: one module a format."""
