"""``dutrack.toml``: the settings of a workspace and the directory of its bodies."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dutrack.config.bodies import Ambiguous, Body, Directory, Group
from dutrack.config.model import SENDING, Config, Issuer, IssuerForm, Mail, Outbox, Security, Transport

if TYPE_CHECKING:
    from dutrack.config.reader import read_config

__all__ = [
    "SENDING",
    "Ambiguous",
    "Body",
    "Config",
    "Directory",
    "Group",
    "Issuer",
    "IssuerForm",
    "Mail",
    "Outbox",
    "Security",
    "Transport",
    "read_config",
]


def __getattr__(name: str) -> Any:
    """Import the reader of settings only where settings are read."""
    if name == "read_config":
        from dutrack.config.reader import read_config  # noqa: PLC0415 - heavy

        return read_config
    raise AttributeError(name)
