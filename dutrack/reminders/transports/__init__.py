"""The ways mail leaves: into a folder, to a mail server, through the machine's own mail program."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from dutrack.config import Transport as Kind

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from dutrack.config import Mail as Settings
    from dutrack.reminders.contracts import Transport


def make_transport(settings: Settings, root: Path, wait: Callable[[float], object] = time.sleep) -> Transport:
    """Return the transport ``[mail]`` asks for; paths are from the workspace ``root``.

    ``wait`` passes a number of seconds, between attempts and to keep to ``per_minute``; it may come back early.
    Raises DutrackError for settings that cannot work: no password where they say, no such program or certificate file.
    """
    match settings.transport:
        case Kind.SMTP:
            from dutrack.reminders.transports.smtp import Smtp  # noqa: PLC0415 - only what is used; ssl is heavy

            return Smtp(settings, root, wait)
        case Kind.SENDMAIL:
            from dutrack.reminders.transports.sendmail import Sendmail  # noqa: PLC0415 - likewise

            return Sendmail(settings, wait)
        case Kind.MAILDIR:
            from dutrack.reminders.transports.maildir import Maildir  # noqa: PLC0415 - likewise

            return Maildir(root / settings.path)
