"""Passwords: from the environment, from a file nobody else may read, or from the system's keyring. Never shown."""

from __future__ import annotations

import base64
import os
import stat
from typing import TYPE_CHECKING

from dutrack.errors import DutrackError, system_reason
from dutrack.extras import install
from dutrack.i18n import Message, msg

if TYPE_CHECKING:
    from pathlib import Path

    from dutrack.config import Mail as Settings

_MOST_BYTES = 4096
_OTHERS = stat.S_IRWXG | stat.S_IRWXO


class PasswordError(DutrackError):
    """There is no password where the settings say, or others may read it."""


class Secret:
    """A password that does not show itself: neither printed, nor in an error, nor as a value of an object."""

    __slots__ = ("_value",)

    def __init__(self, value: str) -> None:
        self._value = value

    def __repr__(self) -> str:
        return "***"

    def __reduce__(self) -> str:
        raise TypeError("a secret is not written anywhere")

    def reveal(self) -> str:
        """Return the password itself."""
        return self._value

    def hide_in(self, text: str) -> str:
        """Return a text, such as what a server answers, without the password, also as base64 would write it."""
        for form in (self._value, base64.b64encode(self._value.encode()).decode()):
            text = text.replace(form, "***")
        return text


def read_password(settings: Settings, root: Path) -> Secret | None:
    """Return the password of ``[mail] username``; None where there is no login.

    ``root`` is the workspace, from which ``password_file`` is found. Raises PasswordError.
    """
    if settings.username is None:
        return None
    if settings.password_env is not None:
        return Secret(_from_environment(settings.password_env))
    if settings.password_file is not None:
        return Secret(_from_file(root / settings.password_file))
    if settings.password_keyring is not None:
        return Secret(_from_keyring(settings.password_keyring, settings.username))
    raise PasswordError(
        msg("[mail] has a username but does not say where its password is."),
        msg("Set password_env, password_file or password_keyring."),
    )


def _from_environment(name: str) -> str:
    if value := os.environ.get(name):
        return value
    raise PasswordError(
        msg("The environment variable {name} holds no password.", name=name),
        msg("Set it where dutrack is started; cron and services do not read the files of a login shell."),
    )


def _from_file(path: Path) -> str:
    """Read the first line of a file; what is open to others is refused without being read (POSIX only)."""
    try:
        with path.open("rb") as file:
            if os.name == "posix":
                _refuse_shared(path, os.fstat(file.fileno()))
            line = file.read(_MOST_BYTES).decode("utf-8-sig").splitlines()[:1]
    except UnicodeDecodeError:
        raise PasswordError(msg("The password file {path} is not UTF-8 text.", path=str(path))) from None
    except OSError as error:
        message = msg("The password file {path} cannot be read: {reason}.", path=str(path), reason=system_reason(error))
        raise PasswordError(message) from None
    if line and line[0]:
        return line[0]
    raise PasswordError(msg("The password file {path} is empty.", path=str(path)))


def _refuse_shared(path: Path, found: os.stat_result) -> None:
    if found.st_mode & _OTHERS:
        raise PasswordError(
            msg("Others than its owner may open the password file {path}.", path=str(path)),
            msg("chmod 600 {path}", path=str(path)),
        )
    if found.st_uid not in (0, os.geteuid()):
        raise PasswordError(msg("The password file {path} belongs to somebody else.", path=str(path)), _owner_hint())


def _owner_hint() -> Message:
    return msg("It must belong to the user dutrack runs as.")


def _from_keyring(service: str, username: str) -> str:
    try:
        import keyring  # noqa: PLC0415 - an extra, and heavy
        from keyring.errors import KeyringError  # noqa: PLC0415 - likewise
    except ImportError:
        raise PasswordError(
            msg("The system's keyring cannot be asked: the package keyring is not installed."), install("keyring")
        ) from None
    try:
        value: str | None = keyring.get_password(service, username)
    except KeyringError as error:
        reason = type(error).__name__
        raise PasswordError(msg("The system's keyring does not answer: {reason}.", reason=reason)) from None
    if value:
        return value
    raise PasswordError(
        msg("The system's keyring has no password of {username} for {service}.", username=username, service=service),
        msg("keyring set {service} {username}", service=service, username=username),
    )
