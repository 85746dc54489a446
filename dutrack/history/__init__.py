"""Deadlines between git revisions: what a branch, a commit or a new release moves, and why. Checks nothing out."""
