"""``dutrack.toml``: the settings of a workspace and the directory of its bodies."""

from dutrack.config.bodies import Ambiguous, Body, Directory, Group
from dutrack.config.model import SENDING, Config, Issuer, IssuerForm, Mail, Outbox, Security, Transport
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
