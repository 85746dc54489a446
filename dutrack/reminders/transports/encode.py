"""A mail as bytes."""

from __future__ import annotations

from email.errors import MessageError
from typing import TYPE_CHECKING, Any

from dutrack.i18n import msg
from dutrack.reminders.contracts import TransportError

if TYPE_CHECKING:
    from email.message import EmailMessage
    from email.policy import EmailPolicy


def encode(message: EmailMessage, rules: EmailPolicy[Any]) -> bytes:
    """Write a mail under a policy of line ends and letters. Raises a permanent TransportError where that cannot be."""
    try:
        return message.as_bytes(policy=rules)
    except (MessageError, ValueError, LookupError) as error:  # a header with a line end, an unknown character set
        reason = str(error) or type(error).__name__
        raise TransportError(msg("The mail cannot be written: {reason}", reason=reason), permanent=True) from error
