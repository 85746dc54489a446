"""A mail as bytes."""

from __future__ import annotations

from email.errors import MessageError
from typing import TYPE_CHECKING, Any

from dutrack.i18n import msg
from dutrack.reminders.contracts import TransportError

if TYPE_CHECKING:
    from email.message import EmailMessage


def encode(message: EmailMessage, **changes: Any) -> bytes:
    """Write a mail with the line ends of the network, by its own policy with some changes (``cte_type``).

    Raises a permanent TransportError where that cannot be.
    """
    try:
        return message.as_bytes(policy=message.policy.clone(linesep="\r\n", **changes))
    except (MessageError, ValueError, LookupError) as error:  # a header with a line end, an unknown character set
        reason = str(error) or type(error).__name__
        raise TransportError(msg("The mail cannot be written: {reason}", reason=reason), permanent=True) from error


def encode_for_here(message: EmailMessage) -> bytes:
    """Write a mail with the line ends that programs on Unix expect. Raises TransportError, likewise."""
    return encode(message, cte_type="8bit").replace(b"\r\n", b"\n")
