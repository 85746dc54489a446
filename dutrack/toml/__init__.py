"""Hand-written TOML at the door: read, checked key by key, every mistake collected with its place.

Knows the file format, not what a plan is. Tables hand out plain values; places are looked up only for findings.
"""

from dutrack.problems import KeyPath
from dutrack.toml.changes import Change, locate
from dutrack.toml.nearest import Meant, did_you_mean, meant, nearest
from dutrack.toml.places import Places, Target, show_key
from dutrack.toml.report import Report
from dutrack.toml.source import FORMAT, Document, newer_format, read_document, read_text
from dutrack.toml.table import Table

__all__ = [
    "FORMAT",
    "Change",
    "Document",
    "KeyPath",
    "Meant",
    "Places",
    "Report",
    "Table",
    "Target",
    "did_you_mean",
    "locate",
    "meant",
    "nearest",
    "newer_format",
    "read_document",
    "read_text",
    "show_key",
]
