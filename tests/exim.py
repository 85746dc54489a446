"""A real mail transfer agent, Exim from Debian, run by the tests as an ordinary user on loopback."""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
import time
from email import policy
from email.parser import BytesParser
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

if TYPE_CHECKING:
    from email.message import EmailMessage

PROGRAM = shutil.which("exim4", path=os.pathsep.join((os.environ.get("PATH", ""), "/usr/sbin")))

_CONFIGURATION = """
exim_user = {user}
exim_group = {group}
never_users =
spool_directory = {folder}/spool
log_file_path = {folder}/%slog
pid_file_path = {folder}/pid
primary_hostname = mail.example.org
domainlist local_domains = example.org
local_interfaces = 127.0.0.1
daemon_smtp_ports = {port}
deliver_drop_privilege = true
trusted_users = {user} : root
tls_advertise_hosts =
host_lookup =
rfc1413_hosts =
keep_environment =
acl_smtp_rcpt = recipients
begin acl
recipients:
  deny message = no such mailbox
       local_parts = nobody-here
  defer message = try later
       local_parts = busy
  accept domains = +local_domains
  deny message = relay not permitted
begin routers
refuse:
  driver = redirect
  local_parts = nobody-here
  allow_fail
  data = :fail: no such mailbox
local:
  driver = accept
  transport = folder
begin transports
folder:
  driver = appendfile
  directory = {folder}/mail
  maildir_format
  create_directory
  envelope_to_add
"""


class Exim:
    """Exim on a free port: delivers example.org into a Maildir, knows no ``nobody-here``, puts ``busy`` off."""

    def __init__(self) -> None:
        assert PROGRAM is not None
        self.program = PROGRAM
        self._as: dict[str, Any] = {}
        user = pwd.getpwuid(os.geteuid())
        if user.pw_uid == 0:
            user = pwd.getpwnam("nobody")
            self._as = {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}
        # Not under pytest's own folder, which is closed to other users.
        self.folder = Path(tempfile.mkdtemp(prefix="dutrack-exim-"))
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port: int = free.getsockname()[1]
        self.configuration = self.folder / "exim.conf"
        text = _CONFIGURATION.format(user=user.pw_uid, group=user.pw_gid, folder=self.folder, port=self.port)
        self.configuration.write_text(text, encoding="utf-8")
        if self._as:
            os.chown(self.folder, user.pw_uid, user.pw_gid)
        self.folder.chmod(0o755)

    def __enter__(self) -> Self:
        command = [self.program, "-C", str(self.configuration), "-bdf"]
        self._daemon = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd="/", **self._as
        )
        until = time.monotonic() + 30
        while True:
            try:
                socket.create_connection(("127.0.0.1", self.port), 1).close()
            except OSError:
                assert time.monotonic() < until, "Exim does not listen"
                assert self._daemon.poll() is None, "Exim has ended"
                time.sleep(0.05)
            else:
                return self

    def __exit__(self, *_: object) -> None:
        self._daemon.terminate()
        self._daemon.wait(30)
        shutil.rmtree(self.folder, ignore_errors=True)

    def mails(self, name: str, count: int) -> list[EmailMessage]:
        """Return the mails of NAME@example.org, once there are as many."""
        until = time.monotonic() + 30
        while True:
            path = self.folder / "mail"
            parser = BytesParser(policy=policy.default)
            files = (path / "new").iterdir() if (path / "new").is_dir() else ()
            mails = (parser.parsebytes(file.read_bytes()) for file in files)
            found = [mail for mail in mails if mail["Envelope-to"] == f"{name}@example.org"]
            if len(found) >= count:
                return found
            assert time.monotonic() < until, (self.folder / "mainlog").read_text("utf-8")
            time.sleep(0.05)
