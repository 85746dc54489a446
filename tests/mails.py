"""Mails to send, and how sending fails, as short text."""

from __future__ import annotations

from email.message import EmailMessage
from typing import TYPE_CHECKING

from dutrack.i18n import language
from dutrack.reminders.contracts import Mail, TransportError

if TYPE_CHECKING:
    import pytest


def a_mail(number: int = 1, *recipients: str, text: str = "Xin chào.\n.\n..chấm\n") -> Mail:
    message = EmailMessage()
    message["Message-ID"] = f"<{number}@example.org>"
    message["From"] = "Văn phòng Tỉnh ủy <vptu@example.org>"
    message["To"] = ", ".join(recipients or ("btc@example.org",))
    message["Subject"] = "Nhắc việc: 2 quá hạn"
    message.set_content(text)
    return Mail(f"<{number}@example.org>", "vptu@example.org", recipients or ("btc@example.org",), message)


def told(error: pytest.ExceptionInfo[TransportError]) -> str:
    """Return the sentence, in English."""
    with language("en"):
        return str(error.value.message)


def kind(error: pytest.ExceptionInfo[TransportError]) -> str:
    """Return what is said of the failure beside its sentence."""
    words = [word for word in ("permanent", "unsure", "stop") if getattr(error.value, word)]
    return " ".join(words) or "temporary"
