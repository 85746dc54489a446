"""Where passwords come from, and that they are shown nowhere."""

from __future__ import annotations

import os
import pickle
import sys
from types import ModuleType

import pytest

from dutrack.config import Mail as Settings
from dutrack.i18n import language
from dutrack.reminders.transports.secrets import PasswordError, Secret, read_password

PASSWORD = "mật khẩu §9"  # noqa: S105 - of nothing


def _told(error: pytest.ExceptionInfo[PasswordError]) -> str:
    with language("en"):
        return f"{error.value.message} | {error.value.hint}" if error.value.hint else str(error.value.message)


def _settings(**source: str) -> Settings:
    return Settings(username="vptu", **source)


def test_no_login_no_password(tmp_path):
    assert read_password(Settings(password_file="x"), tmp_path) is None  # noqa: S106 - a name


def test_from_the_environment(tmp_path, monkeypatch):
    monkeypatch.setenv("SMTP_PASSWORD", PASSWORD)
    assert read_password(_settings(password_env="SMTP_PASSWORD"), tmp_path).reveal() == PASSWORD  # noqa: S106 - a name


def test_from_a_file(tmp_path):
    file = tmp_path / "password"
    file.write_bytes(f"\ufeff{PASSWORD}\r\nnot this\n".encode())
    file.chmod(0o600)
    assert read_password(_settings(password_file="password"), tmp_path).reveal() == PASSWORD  # noqa: S106 - a name


@pytest.mark.skipif(os.name != "posix", reason="rights of POSIX")
@pytest.mark.parametrize("mode", [0o640, 0o604, 0o660, 0o620, 0o601], ids=oct)
def test_a_file_that_is_open_to_others(tmp_path, mode):
    file = tmp_path / "password"
    file.write_text(PASSWORD, encoding="utf-8")
    file.chmod(mode)
    with pytest.raises(PasswordError) as error:
        read_password(_settings(password_file="password"), tmp_path)  # noqa: S106 - a name
    assert _told(error) == f"Others than its owner may open the password file {file}. | chmod 600 {file}"


@pytest.mark.skipif(os.name != "posix" or os.geteuid() != 0, reason="only root gives files away")
def test_a_file_of_somebody_else(tmp_path):
    file = tmp_path / "password"
    file.write_text(PASSWORD, encoding="utf-8")
    file.chmod(0o600)
    os.chown(file, 12345, 12345)
    with pytest.raises(PasswordError) as error:
        read_password(_settings(password_file="password"), tmp_path)  # noqa: S106 - a name
    assert _told(error) == (
        f"The password file {file} belongs to somebody else. | It must belong to the user dutrack runs as."
    )


@pytest.mark.parametrize(
    ("source", "sentence"),
    [
        pytest.param(
            {"password_env": "NOT_SET"},
            "The environment variable NOT_SET holds no password. | "
            "Set it where dutrack is started; cron and services do not read the files of a login shell.",
            id="environment",
        ),
        pytest.param(
            {"password_file": "missing"}, "The password file {root}missing cannot be read: it is not there.",
            id="missing",
        ),
        pytest.param({"password_file": "empty"}, "The password file {root}empty is empty.", id="empty"),
        pytest.param({"password_file": "latin"}, "The password file {root}latin is not UTF-8 text.", id="latin"),
        pytest.param(
            {},
            "[mail] has a username but does not say where its password is. | "
            "Set password_env, password_file or password_keyring.",
            id="nowhere",
        ),
    ],
)  # fmt: skip
def test_no_password_there(tmp_path, monkeypatch, source, sentence):
    monkeypatch.delenv("NOT_SET", raising=False)
    for name, content in (("empty", b"\n"), ("latin", b"m\xe4t")):
        (tmp_path / name).write_bytes(content)
        (tmp_path / name).chmod(0o600)
    with pytest.raises(PasswordError) as error:
        read_password(_settings(**source), tmp_path)
    assert _told(error) == sentence.format(root=f"{tmp_path}{os.sep}")


# --- the system's keyring ---------------------------------------------------------------------------------------------


class _KeyringError(Exception):
    pass


def _keyring(monkeypatch, answer) -> None:
    """Put a keyring in the place of the system's, which no test may touch."""
    keyring, errors = ModuleType("keyring"), ModuleType("keyring.errors")

    def get_password(service: str, username: str) -> str | None:
        assert (service, username) == ("dutrack", "vptu")
        if isinstance(answer, Exception):
            raise answer
        return answer

    keyring.get_password = get_password
    errors.KeyringError = _KeyringError
    monkeypatch.setitem(sys.modules, "keyring", keyring)
    monkeypatch.setitem(sys.modules, "keyring.errors", errors)


def test_from_the_keyring(tmp_path, monkeypatch):
    _keyring(monkeypatch, PASSWORD)
    found = read_password(_settings(password_keyring="dutrack"), tmp_path)  # noqa: S106 - a name
    assert found.reveal() == PASSWORD


@pytest.mark.parametrize(
    ("answer", "sentence"),
    [
        (None, "The system's keyring has no password of vptu for dutrack. | keyring set dutrack vptu"),
        (_KeyringError("locked"), "The system's keyring does not answer: _KeyringError."),
    ],
    ids=["nothing", "locked"],
)
def test_a_keyring_without_it(tmp_path, monkeypatch, answer, sentence):
    _keyring(monkeypatch, answer)
    with pytest.raises(PasswordError) as error:
        read_password(_settings(password_keyring="dutrack"), tmp_path)  # noqa: S106 - a name
    assert _told(error) == sentence


def test_no_keyring_installed(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "keyring", None)
    with pytest.raises(PasswordError) as error:
        read_password(_settings(password_keyring="dutrack"), tmp_path)  # noqa: S106 - a name
    assert _told(error) == (
        "The system's keyring cannot be asked: the package keyring is not installed. | pip install 'dutrack[keyring]'"
    )


# --- shown nowhere ----------------------------------------------------------------------------------------------------


def test_a_secret_is_not_shown():
    secret = Secret(PASSWORD)
    assert [f"{secret}", repr(secret), f"{[secret]}"] == ["***", "***", "[***]"]
    assert not hasattr(secret, "__dict__")
    with pytest.raises(TypeError):
        pickle.dumps(secret)


def test_it_is_hidden_in_what_a_server_answers():
    assert Secret("a-b").hide_in("535 a-b is wrong (YS1i)") == "535 *** is wrong (***)"
