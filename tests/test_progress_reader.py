from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from told import told

from dutrack.problems import Place
from dutrack.progress import (
    Done,
    Extended,
    Happened,
    Note,
    Record,
    Skipped,
    Withdrawn,
    local_day,
    read_progress,
    recorded_at,
)

_KEY = "20230328T011200.123456Z-k3f9"
_LATER = "20230328T180000.000000Z-aaaa"
_DONE = f'"{_KEY}" = {{ kind = "done", task = "IV.1", on = 2023-03-27, doc = "12-KH/BTC", by = "vptu" }}'


def _read(data: bytes | str) -> tuple[tuple[Record, ...], list[str]]:
    records, problems = read_progress(
        "plans/progress/x.toml", data.encode() if isinstance(data, str) else data, "Asia/Ho_Chi_Minh"
    )
    return records, told(problems)


def _place(line: int, end: int) -> Place:
    return Place("plans/progress/x.toml", line, 1, line, end)


_RECORD = Done(key=_KEY, on=date(2023, 3, 27), doc="12-KH/BTC", by="vptu", task="IV.1", place=_place(1, len(_DONE) + 1))


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(f"[records]\n{_DONE}\n", id="as it is written"),
        pytest.param(f"\ufeffformat = 1\r\n[records]\r\n{_DONE}\r\n", id="byte-order mark and Windows line ends"),
        pytest.param(f"[records]\n[records]\nformat = 1\n{_DONE}\n{_DONE}\n", id="merged by git"),
        pytest.param(f"[records]\n{_DONE}", id="last line complete without its end"),
        pytest.param(f"[records]\n# cắt\n\n  {_DONE} # ghi chú\n", id="comments and blank lines"),
        # The same record by another writer: the values count, not the spelling.
        pytest.param(f"{_DONE}\n{_DONE.replace(' = {', '={').replace(', ', ',')}\n", id="same values"),
    ],
)
def test_one_record(data: str) -> None:
    assert _read(data) == ((_RECORD,), [])


def test_every_kind() -> None:
    data = (Path(__file__).with_name("data") / "progress-kinds.toml").read_bytes()
    records, findings = _read(data)
    assert findings == []
    assert records[0].place == Place("plans/progress/x.toml", 2, 1, 2, 120)
    assert [record.kind.value for record in records] == [
        "done", "reopened", "skipped", "extended", "dated", "cancelled", "reviewed", "confirmed", "event", "withdrawn",
        "note",
    ]  # fmt: skip
    assert records[2] == Skipped(
        key="20230101T000003.000000Z-aaaa",
        on=date(2023, 1, 3),
        task="III.2",
        unit="III.2/2023-Q1@bg-huyen-a",
        reason="sáp nhập",
        place=_place(4, 1),
    )
    assert records[3] == Extended(
        key="20230101T000004.000000Z-aaaa",
        on=date(2023, 1, 4),
        task="III.2",
        to="đến ngày 1/5/2023",
        reason="chờ kinh phí",
        doc="5-CV",
        approved_by="Bí thư",
        place=_place(5, 1),
    )
    assert records[8] == Happened(
        key="20230101T000009.000000Z-aaaa", on=date(2030, 1, 9), event="quy-dinh", place=_place(10, 1)
    )
    # No day of its own: the local one of the key, which in UTC is still the day before.
    assert records[9] == Withdrawn(
        key="20230101T200010.000000Z-aaaa",
        on=date(2023, 1, 2),
        record="20230101T000001.000000Z-aaaa",
        place=_place(11, 1),
    )
    assert records[10] == Note(
        key="20230102T000011.000000Z-aaaa", on=date(2023, 1, 2), note="đã gọi điện", place=_place(12, 1)
    )


@pytest.mark.parametrize(
    ("line", "finding"),
    [
        pytest.param("tháng 3", "1:1-8 D030 This line is no record. | Only this line is left out.", id="prose"),
        pytest.param("x = {}", "1:1-7 D030 x is not the key of a record. | Only this line is left out.", id="no key"),
        pytest.param(
            '"20231328T011200.123456Z-k3f9" = {}',
            "1:1-36 D030 20231328T011200.123456Z-k3f9 is not the key of a record. | Only this line is left out.",
            id="month 13 in the key",
        ),
        pytest.param(
            f'"{_LATER}" = 5', "1:1-35 D030 This line is no record. | Only this line is left out.", id="no table"
        ),
        pytest.param(f'"{_LATER}" = {{ task = "x" }}', "1:34-48 D005 kind is missing.", id="no kind"),
        pytest.param(
            f'"{_LATER}" = {{ kind = "dne" }}', "1:43-48 D030 dne is no kind of record. | Did you mean done?", id="kind"
        ),
        pytest.param(
            f'"{_LATER}" = {{ kind = "done" }}', f"1:34-51 D005 {_LATER}.task is missing.", id="required field"
        ),
        pytest.param(
            f'"{_LATER}" = {{ kind = "withdrawn", record = "x" }}',
            "1:65-68 D004 x is not the key of a record.",
            id="key of another record",
        ),
        # Without its unit it would hold for the whole task.
        pytest.param(
            f'"{_LATER}" = {{ kind = "done", task = "x", unit = 5 }}',
            f'1:70-71 D004 {_LATER}.unit must be text, not a whole number. | Text stands between quotes: "…".',
            id="wrong unit",
        ),
        pytest.param(
            f'"{_LATER}" = {{ kind = "done", task = "x", on = "hôm qua" }}',
            f"1:68-77 D004 {_LATER}.on must be a day, not text. | A day is written 2023-02-20, without quotes.",
            id="wrong day",
        ),
        pytest.param(b'"\xff" = {}', "1:1-9 D030 The line is not UTF-8. | Only this line is left out.", id="not UTF-8"),
        pytest.param(b"\0\0\0", "1:1-4 D030 This line is no record. | Only this line is left out.", id="zeros"),
    ],
)
def test_a_broken_line_is_left_out_alone(line: str | bytes, finding: str) -> None:
    data = line.encode() if isinstance(line, str) else line
    records, findings = _read(data + f"\n{_DONE}\n".encode())
    assert ([record.key for record in records], findings) == ([_KEY], [finding])


def test_of_two_contents_of_one_key_the_first_counts() -> None:
    records, findings = _read(f"{_DONE}\n{_DONE.replace('vptu', 'khác')}\n")
    assert records == (_RECORD,)
    assert findings == [f"2:1-115 D031 Another record has the same key {_KEY}; this one does not count."]


@pytest.mark.parametrize(
    ("fields", "finding"),
    [
        pytest.param(
            'kind = "done", task = "x", doc = 5',
            f'1:69-70 D004 {_KEY}.doc must be text, not a whole number. | Text stands between quotes: "…".',
            id="wrong document",
        ),
        pytest.param(
            'kind = "done", task = "x", ownr = "a"',
            f"1:63-67 D006 {_KEY}.ownr is not a known key. | Did you mean owner?",
            id="unknown field",
        ),
        pytest.param('kind = "skipped", task = "x"', "1:34-66 D036 The record has no reason.", id="no reason"),
        pytest.param(
            'kind = "extended", task = "x", to = "30/6/2023"', "1:34-85 D036 The record has no reason.", id="why"
        ),
    ],
)
def test_a_record_counts_without_what_it_can_spare(fields: str, finding: str) -> None:
    records, findings = _read(f'"{_KEY}" = {{ {fields} }}\n')
    assert ([record.key for record in records], findings) == ([_KEY], [finding])


@pytest.mark.parametrize("cut", range(1, len(_DONE.encode())))
def test_a_torn_last_line_is_reported_and_harms_no_other(cut: int) -> None:
    first = _DONE.replace(_KEY, _LATER)
    records, findings = _read(first.encode() + b"\n" + _DONE.encode()[:cut])
    assert [record.key for record in records] == [_LATER]
    [finding] = findings
    assert finding.split(" ", 1)[1] == (
        "D034 The last line was cut off while it was written; it does not count. | Record it again, if it is missing."
    )


def test_conflict_markers_are_reported_once_and_both_sides_count() -> None:
    other = _DONE.replace(_KEY, _LATER)
    records, findings = _read(f"[records]\n<<<<<<< HEAD\n{_DONE}\n||||||| base\n=======\n{other}\n>>>>>>> nhánh\n")
    assert [record.key for record in records] == [_KEY, _LATER]
    assert findings == [
        (
            "2:1-13 D032 A merge conflict is not resolved; the records of both sides count. | "
            "Delete the marker lines and keep the records of both sides."
        )
    ]


def test_a_later_format_is_refused_whole() -> None:
    assert _read(f"format = 2\n{_DONE}\ntháng\n") == (
        (),
        ["1:1-11 D003 The file has format 2; this version reads up to 1. | Update dutrack."],
    )


def test_utf_16_is_named() -> None:
    assert _read(_DONE.encode("utf-16")) == (
        (),
        ["0:0-0 D001 The file is UTF-16, not UTF-8. | Save it again with the encoding UTF-8."],
    )


def test_records_come_by_key_whatever_the_order_of_the_lines() -> None:
    lines = [_DONE.replace(_KEY, f"2023032{day}T011200.123456Z-k3f9") for day in (3, 1, 2)]
    assert [record.key[:8] for record in _read("\n".join(lines))[0]] == ["20230321", "20230322", "20230323"]


def test_keys_are_moments_in_utc() -> None:
    assert recorded_at(_LATER) == datetime(2023, 3, 28, 18, tzinfo=UTC)
    assert local_day(_LATER, "Asia/Ho_Chi_Minh") == date(2023, 3, 29)
    with pytest.raises(ValueError, match="x"):
        recorded_at("x")


@given(st.binary(max_size=120))
def test_no_bytes_raise(data: bytes) -> None:
    _read(data)


_FIELDS = st.dictionaries(
    st.sampled_from(("kind", "task", "unit", "on", "to", "record", "event", "note", "reason", "x")),
    st.sampled_from(('"done"', '"event"', '"x"', "5", "2023-02-20", '""', "[]", "{}", "07:00:00", f'"{_KEY}"')),
)


@given(st.sampled_from(("done", "skipped", "extended", "event", "withdrawn", "note")), _FIELDS)
def test_no_fields_raise(kind: str, fields: dict[str, str]) -> None:
    pairs = ", ".join(f"{name} = {value}" for name, value in ({"kind": f'"{kind}"'} | fields).items())
    records, findings = _read(f'"{_KEY}" = {{ {pairs} }}\n')
    assert records or findings
