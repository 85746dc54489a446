"""Kills ``dutrack remind`` with SIGKILL at random moments until everything was sent, round after round.

Run: ``python tests/kill_remind.py [KILLS [MAILS [SEED]]]``. After the last run of a round every mail must have arrived,
and every copy of a mail must have its one Message-ID. How many came twice at all is counted: a kill between a mail and
its note can repeat that mail, and no other.
"""

from __future__ import annotations

import random
import signal
import sys
import tempfile
import time
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from mailserver import MailServer
from reminding import TODAY, dutrack, make_workspace, recipients, smtp_settings, start

if TYPE_CHECKING:
    import subprocess


@dataclass
class Tally:
    """What came of it; ``twice`` counts copies beyond the first, ``while_sending`` kills once mail had begun to go."""

    rounds: int = 0
    kills: int = 0
    while_sending: int = 0
    mails: int = 0
    twice: int = 0
    missing: list[str] = field(default_factory=list)
    two_ids: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        return (
            f"{self.rounds} rounds, {self.kills} kills ({self.while_sending} while mail was going out), "
            f"{self.mails} mails: {len(self.missing)} missing, {len(self.two_ids)} with two Message-IDs, "
            f"{self.twice} came twice"
        )


def kill_rounds(kills: int, mails: int, seed: int, folder: Path) -> Tally:
    """Kill at least so often, in whole rounds."""
    chance = random.Random(seed)  # noqa: S311 - to be repeated, not to be secret
    tally = Tally()
    while tally.kills < kills:
        _round(tally, mails, chance, folder / str(tally.rounds))
    return tally


def _round(tally: Tally, mails: int, chance: random.Random, root: Path) -> None:
    with MailServer() as server:
        make_workspace(root, mails, smtp_settings(server.port))
        status, said = dutrack(root, "outbox", "init", "--send-all")
        assert status == 0, said
        while True:
            before = len(server.received)
            process = start(root, "remind", "--today", TODAY)
            killed = _kill_somewhere(process, server, chance, mails)
            process.communicate()
            if not killed and process.returncode == 0:
                break
            assert killed, process.returncode
            tally.kills += 1
            tally.while_sending += before < len(server.received)
        _count(tally, server, recipients(mails))


def _kill_somewhere(process: subprocess.Popen[bytes], server: MailServer, chance: random.Random, mails: int) -> bool:
    """Kill while it starts, or after some more mails have come; False where it ended by itself."""
    if chance.random() < 0.15:
        wanted, delay = 0, chance.uniform(0, 1.5)
    else:
        wanted, delay = chance.randint(1, max(mails // 8, 2)), chance.uniform(0, 0.004)
    until = len(server.received) + wanted
    while len(server.received) < until and process.poll() is None:
        time.sleep(0.0005)
    time.sleep(delay)
    if process.poll() is None:
        process.send_signal(signal.SIGKILL)
    process.wait()
    return process.returncode == -signal.SIGKILL


def _count(tally: Tally, server: MailServer, expected: set[str]) -> None:
    ids = defaultdict(list)
    for envelope, id_ in zip(server.received, server.ids, strict=True):
        for recipient in envelope.rcpt_tos:
            ids[recipient].append(id_)
    tally.rounds += 1
    tally.mails += len(expected)
    tally.missing += sorted(expected - ids.keys())
    tally.two_ids += sorted(recipient for recipient, found in ids.items() if len(set(found)) > 1)
    tally.twice += sum(len(found) - 1 for found in ids.values())


def main() -> int:
    kills, mails, seed = (int(word) for word in (*sys.argv[1:], *("200", "500", "1")[len(sys.argv) - 1 :]))
    with tempfile.TemporaryDirectory() as folder:
        tally = kill_rounds(kills, mails, seed, Path(folder))
    print(tally)  # noqa: T201
    return 1 if tally.missing or tally.two_ids else 0


if __name__ == "__main__":
    sys.exit(main())
