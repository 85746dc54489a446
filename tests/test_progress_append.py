"""Records are appended: nothing is lost, nothing half-written counts, whoever writes and whatever stops them."""

from __future__ import annotations

import errno
import os
import re
import subprocess
import sys
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from filelock import FileLock
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from told import told

from dutrack.i18n import language
from dutrack.progress import Kind, Record, read_progress, recorded_at
from dutrack.progress.append import CannotRecordError, append
from dutrack.progress.entry import Entry, RefusedRecordError, entry
from dutrack.progress.keys import KeyMaker, follows

if TYPE_CHECKING:
    from pathlib import Path

_ZONE = "Asia/Ho_Chi_Minh"
_NOW = datetime(2023, 3, 28, 1, 12, tzinfo=UTC)
_KEY = "20230310T020000.000000Z-aaaa"
_LINE = f'"{_KEY}" = {{ kind = "note", note = "cũ" }}'


@pytest.fixture(autouse=True)
def _fresh_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    """The keys of one test do not follow those of another."""
    monkeypatch.setattr("dutrack.progress.append.make_keys", KeyMaker().make)


def _note(text: str, plan: str = "p") -> Entry:
    return entry(plan, Kind.NOTE, task="IV.1", on=date(2023, 3, 27), note=text, by="vptu")


def _file(root: Path, plan: str = "p") -> Path:
    return root / "plans" / "progress" / f"{plan}.toml"


def _given(root: Path, data: bytes) -> Path:
    path = _file(root)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path


def _read(path: Path) -> tuple[tuple[Record, ...], list[str]]:
    records, problems = read_progress("x.toml", path.read_bytes(), _ZONE)
    return records, told(problems)


def _scrubbed(path: Path) -> str:
    return re.sub(r"-[a-z0-9]{4}\"", '-XXXX"', path.read_text(encoding="utf-8"))


def test_the_line_is_one_of_the_format(tmp_path: Path) -> None:
    done = entry("p", Kind.DONE, task="IV.1", on=date(2023, 3, 27), doc='12-KH/"BTC"', note=None, by="vptu")
    [record] = append(tmp_path, [done], _NOW, _ZONE)
    assert _scrubbed(_file(tmp_path)) == (
        '[records]\n"20230328T011200.000000Z-XXXX" = '
        '{ kind = "done", task = "IV.1", on = 2023-03-27, doc = "12-KH/\\"BTC\\"", by = "vptu" }\n'
    )
    assert _read(_file(tmp_path)) == ((record,), [])
    assert recorded_at(record.key) == _NOW


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param(b"", "[records]\nNEW\n", id="empty"),
        pytest.param(f"[records]\n{_LINE}\n".encode(), f"[records]\n{_LINE}\nNEW\n", id="whole"),
        pytest.param(f"[records]\n{_LINE}".encode(), f"[records]\n{_LINE}\nNEW\n", id="no line end"),
        pytest.param(b"[records]", "[records]\nNEW\n", id="header without its end"),
        pytest.param(b"[reco", "#reco\n[records]\nNEW\n", id="torn header"),
        pytest.param(b"\xef\xbb\xbf[reco", "\ufeff#reco\n[records]\nNEW\n", id="torn header after a byte-order mark"),
        pytest.param(b"\xef\xbb\xbf", "\ufeff[records]\nNEW\n", id="byte-order mark alone"),
        pytest.param(b"format = 1\n", "format = 1\n[records]\nNEW\n", id="format alone"),
        pytest.param(b"[records]\n# x", "[records]\n# x\nNEW\n", id="comment"),
        pytest.param(b'[records]\n"2023', "[records]\n#2023\nNEW\n", id="torn"),
        pytest.param(b'[records]\n  "2023', "[records]\n  #2023\nNEW\n", id="torn and indented"),
        pytest.param(b'[records]\r\n"2023', "[records]\r\n#2023\nNEW\n", id="Windows line ends"),
        # Cut inside a character: the rest of one is appended, so that the file stays UTF-8.
        pytest.param('[records]\n"ễ'.encode()[:-1], "[records]\n#\u1ec0\nNEW\n", id="torn in a character"),
        pytest.param('[records]\n"\U0001d11e'.encode()[:-3], "[records]\n#\U0003ffff\nNEW\n", id="of four bytes"),
    ],
)  # fmt: skip
def test_what_stands_before_the_next_line(before: bytes, after: str, tmp_path: Path) -> None:
    path = _given(tmp_path, before)
    append(tmp_path, [_note("mới")], _NOW, _ZONE)
    written = path.read_bytes().decode()
    new = written.splitlines()[-1]
    assert written == after.replace("NEW", new)
    records, problems = _read(path)
    assert (records[-1].note, problems) == ("mới", [])


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(cut=st.integers(0, 400), text=st.text(st.characters(exclude_categories=["Cs"]), max_size=12))
def test_a_file_cut_anywhere_loses_at_most_the_record_being_written(cut: int, text: str, tmp_path: Path) -> None:
    path = _given(tmp_path, b"[records]\n")
    append(tmp_path, [_note(f"một {text} ễ")], _NOW, _ZONE)
    first = path.stat().st_size
    append(tmp_path, [_note("hai \U0001d11e")], _NOW, _ZONE)
    whole = path.read_bytes()
    _given(tmp_path, whole[: first + min(cut, len(whole) - first)])
    [kept, *more] = _read(path)[0]
    assert kept.note == " ".join(f"một {text} ễ".split())
    assert len(more) <= 1
    append(tmp_path, [_note("ba")], _NOW, _ZONE)
    records, problems = _read(path)
    assert problems == []
    assert [record.note for record in records] == [kept.note, *(record.note for record in more), "ba"]
    path.read_bytes().decode()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=40)
@given(cut=st.integers(0, 300))
def test_a_kill_while_a_torn_line_is_mended_loses_nothing_more(cut: int, tmp_path: Path) -> None:
    torn = f'[records]\n{_LINE}\n"20230311T'.encode()
    path = _given(tmp_path, torn)
    append(tmp_path, [_note("mới")], _NOW, _ZONE)
    path.write_bytes(path.read_bytes()[: len(torn) + cut])
    append(tmp_path, [_note("nữa")], _NOW, _ZONE)
    records, problems = _read(path)
    assert (records[0].key, records[-1].note, problems) == (_KEY, "nữa", [])


@given(st.lists(st.tuples(st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1)), st.integers(1, 3)), min_size=2))  # noqa: DTZ001
def test_keys_follow_one_another_whatever_the_clock_does(appends: list[tuple[datetime, int]]) -> None:
    maker = KeyMaker()
    made = [maker.make(moment.replace(tzinfo=UTC), count) for moment, count in appends]
    keys = [key for together in made for key in together]
    assert keys == sorted(keys)
    assert len({key.partition("-")[0] for key in keys}) == len(keys)
    # Keys tell which records were written at once, even by two appends of the same instant.
    apart = {together[0] for together in made}
    assert all(follows(key, other) is (key not in apart) for other, key in pairwise(keys))


def test_a_record_follows_those_of_a_clock_that_is_ahead(tmp_path: Path) -> None:
    _given(tmp_path, f"[records]\n{_LINE.replace('2023', '2033')}\n".encode())
    [record] = append(tmp_path, [_note("sau")], _NOW, _ZONE)
    assert recorded_at(record.key) == datetime(2033, 3, 10, 2, microsecond=2, tzinfo=UTC)


_WRITER = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from dutrack.progress import Kind
from dutrack.progress.append import append
from dutrack.progress.entry import entry
for number in range(int(sys.argv[2])):
    append(Path(sys.argv[1]), [entry("p", Kind.NOTE, note=f"{sys.argv[3]} {number}")], datetime.now(UTC), "UTC")
"""


def test_two_processes_at_once(tmp_path: Path) -> None:
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    each = 60
    writers = [
        subprocess.Popen([sys.executable, "-c", _WRITER, str(tmp_path), str(each), name], env=environment)
        for name in ("a", "b")
    ]
    assert [writer.wait() for writer in writers] == [0, 0]
    records, problems = _read(_file(tmp_path))
    assert problems == []
    assert sorted(record.note or "" for record in records) == sorted(f"{n} {i}" for n in "ab" for i in range(each))
    for name in "ab":  # the order of the keys is that of recording
        own = [record.note for record in records if (record.note or "").startswith(name)]
        assert own == [f"{name} {number}" for number in range(each)]


@pytest.mark.skipif(os.name == "nt", reason="no SIGKILL")
def test_a_writer_that_is_killed_leaves_the_lock_free(tmp_path: Path) -> None:
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    code = (
        "import os, sys, signal; from pathlib import Path; from dutrack.progress.append import writing\n"
        "with writing(Path(sys.argv[1])): os.kill(os.getpid(), signal.SIGKILL)"
    )
    assert subprocess.run([sys.executable, "-c", code, str(tmp_path)], env=environment, check=False).returncode == -9
    assert append(tmp_path, [_note("x")], _NOW, _ZONE)


def test_records_of_several_plans_have_keys_in_order(tmp_path: Path) -> None:
    records = append(tmp_path, [_note("1"), _note("2", "q"), _note("3")], _NOW, _ZONE)
    assert [record.key for record in records] == sorted({record.key for record in records})
    assert [record.note for record in _read(_file(tmp_path))[0]] == ["1", "3"]
    assert [record.note for record in _read(_file(tmp_path, "q"))[0]] == ["2"]


# --- what cannot be recorded -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("refused", "message"),
    [
        (entry("p", Kind.NOTE, note="  "), "note is empty"),
        (entry("p", Kind.NOTE), "note is missing"),
        (entry("p", Kind.DONE, on=date(2023, 1, 1)), "task is missing"),
        (entry("p", Kind.NOTE, note="\udce1"), "The text holds characters that are no characters."),
        (entry("p", Kind.SKIPPED, task="1", unit="1/2023"), "The record has no reason."),
    ],
)
def test_what_would_be_a_mistake_is_refused(refused: Entry, message: str, tmp_path: Path) -> None:
    with pytest.raises(RefusedRecordError) as raised:
        append(tmp_path, [_note("x"), refused], _NOW, _ZONE)
    with language("en"):
        assert message in str(raised.value.message)
    assert not _file(tmp_path).exists()


@pytest.mark.parametrize("data", [b"format = 2\n[records]\n", "[records]\n".encode("utf-16")])
def test_a_file_of_another_format_is_left_alone(data: bytes, tmp_path: Path) -> None:
    path = _given(tmp_path, data)
    with pytest.raises(CannotRecordError):
        append(tmp_path, [_note("x")], _NOW, _ZONE)
    assert path.read_bytes() == data


def _full_after(count: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the disk take so many bytes more."""
    write, left = os.write, [count]

    def limited(descriptor: int, data: bytes) -> int:
        if not left[0]:
            raise OSError(errno.ENOSPC, "No space left on device")
        taken = write(descriptor, data[: left[0]])
        left[0] -= taken
        return taken

    monkeypatch.setattr("dutrack.progress.append.os.write", limited)


@pytest.mark.parametrize("room", [0, 1, 40, 150, 300])
@pytest.mark.parametrize("before", [None, f"[records]\n{_LINE}\n".encode()])
def test_a_full_disk_leaves_everything_as_it_was(room: int, before: bytes | None, tmp_path, monkeypatch) -> None:
    if before is not None:
        _given(tmp_path, before)
    _full_after(room, monkeypatch)
    with pytest.raises(CannotRecordError) as raised, language("en"):
        append(tmp_path, [_note("một" * 20), _note("hai" * 50, "q")], _NOW, _ZONE)
    with language("en"):
        assert re.fullmatch(
            r"Nothing was recorded: plans/progress/[pq]\.toml cannot be written \(the disk is full\)\.",
            str(raised.value.message),
        )
    assert (_file(tmp_path).read_bytes() if _file(tmp_path).exists() else None) == before
    assert not _file(tmp_path, "q").exists()


def test_a_short_write_is_taken_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write = os.write
    monkeypatch.setattr("dutrack.progress.append.os.write", lambda descriptor, data: write(descriptor, data[:7]))
    append(tmp_path, [_note("x")], _NOW, _ZONE)
    assert [record.note for record in _read(_file(tmp_path))[0]] == ["x"]


@pytest.mark.parametrize("name", [".dutrack", "plans/progress", "plans/progress/p.toml"])
def test_what_stands_in_the_way_is_named(name: str, tmp_path: Path) -> None:
    """A file where a folder must be, a folder where a file must be."""
    path = tmp_path / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.mkdir() if name.endswith(".toml") else path.write_text("")
    with pytest.raises(CannotRecordError) as raised:
        append(tmp_path, [_note("x")], _NOW, _ZONE)
    with language("en"):
        assert str(raised.value.message).startswith("Nothing was recorded: ")


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="permissions do not bind here")
@pytest.mark.parametrize("name", [".dutrack", "plans/progress"])
def test_a_read_only_folder(name: str, tmp_path: Path) -> None:
    (tmp_path / name).mkdir(parents=True)
    (tmp_path / name).chmod(0o555)
    with pytest.raises(CannotRecordError):
        append(tmp_path, [_note("x")], _NOW, _ZONE)


def test_another_writer_is_waited_for_but_not_for_ever(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dutrack.progress.append.PATIENCE", 0.05)
    (tmp_path / ".dutrack").mkdir()
    with FileLock(tmp_path / ".dutrack" / "records.lock", is_singleton=False), pytest.raises(CannotRecordError):
        append(tmp_path, [_note("x")], _NOW, _ZONE)
    assert append(tmp_path, [_note("x")], _NOW + timedelta(1), _ZONE)
