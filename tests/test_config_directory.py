from __future__ import annotations

import unicodedata
from datetime import date

import pytest

from dutrack.config import Ambiguous, Body, Directory, Group
from dutrack.toml import nearest

_OLD = Body(
    "bg-btc", "Ban Tổ chức Tỉnh ủy", ("bac-giang-*",), ("BTCTU",), valid_to=date(2025, 6, 30), succeeded_by=("bn-btc",)
)
_NEW = Body("bn-btc", "Ban Tổ chức Tỉnh ủy Bắc Ninh", valid_from=date(2025, 7, 1))
_OTHER = Body("qn-btc", "Ban Tổ chức Tỉnh ủy", ("quang-ngai-*",), ("BTCTU",))
_FIRST = Body("ubnd", "UBND tỉnh", valid_to=date(2025, 6, 30))
_SECOND = Body("ubnd-moi", "UBND tỉnh", valid_from=date(2025, 7, 1))
_GROUP = Group("huyen", "Các huyện ủy", members=("bg-btc", "qn-btc"))
_UNLISTED = Group("so", "Các sở", aliases=("UBND tỉnh và các sở",))
_DIRECTORY = Directory((_OLD, _NEW, _OTHER, _FIRST, _SECOND), (_GROUP, _UNLISTED))


@pytest.mark.parametrize(
    ("name", "plan", "on", "found"),
    [
        pytest.param("Ban Tổ chức Tỉnh ủy", "bac-giang-nq27", date(2023, 2, 20), _OLD, id="by plan"),
        pytest.param("Ban Tổ chức Tỉnh ủy", "quang-ngai-kl21", date(2023, 2, 20), _OTHER, id="by another plan"),
        pytest.param("Ban Tổ chức Tỉnh ủy", "kon-tum", date(2023, 2, 20), None, id="in no such plan"),
        pytest.param("btctu", "bac-giang-nq27", date(2023, 2, 20), _OLD, id="alias, any case"),
        pytest.param(" ban  tổ chức\u00a0TỈNH ỦY", "bac-giang-x", None, _OLD, id="white space and case"),
        pytest.param(
            unicodedata.normalize("NFD", "Ban Tổ chức Tỉnh ủy"), "bac-giang-x", None, _OLD, id="decomposed letters"
        ),
        # The only body of the name, though it has ended: the plan cannot mean another.
        pytest.param("BTCTU", "bac-giang-x", date(2026, 1, 1), _OLD, id="ended, but the only one"),
        pytest.param("UBND tỉnh", "x", date(2025, 6, 30), _FIRST, id="last day"),
        pytest.param("UBND tỉnh", "x", date(2025, 7, 1), _SECOND, id="next day"),
        pytest.param("UBND tỉnh", "x", None, Ambiguous((_FIRST, _SECOND)), id="no day to tell them apart"),
        pytest.param("Các huyện ủy", "x", None, _GROUP, id="group"),
        pytest.param("Ban Tổ chức", "bac-giang-x", None, None, id="unknown"),
    ],
)
def test_find(name: str, plan: str, on: date | None, found: object) -> None:
    assert _DIRECTORY.find(name, plan, on) == found


def test_a_name_that_means_a_body_and_a_group_is_ambiguous() -> None:
    body, group = Body("a", "Các ban"), Group("b", "Ban Đảng", aliases=("các ban",))
    assert Directory((body,), (group,)).find("Các ban", "x", date(2023, 1, 1)) == Ambiguous((body, group))


def test_suggestions_are_names_of_the_plan() -> None:
    assert nearest("Ban Tổ chứ Tỉnh ủy", _DIRECTORY.names("bac-giang-x")) == "Ban Tổ chức Tỉnh ủy"
    assert nearest("Sở Y tế", _DIRECTORY.names("bac-giang-x")) is None


@pytest.mark.parametrize(("written", "named"), [("Ban Hoà giải", "BAN HÒA GIẢI"), ("Tỉnh uỷ", "Tỉnh  ủy")])
def test_the_place_of_a_tone_tells_no_names_apart(written: str, named: str) -> None:
    body = Body("a", written)
    assert Directory((body,)).find(named, "x", None) is body


def _chain(**links: tuple[str, ...]) -> Directory:
    """Bodies that ended on 2024-12-31 where they have successors."""
    return Directory(
        tuple(
            Body(id_, id_, succeeded_by=after, valid_to=date(2024, 12, 31) if after else None)
            for id_, after in links.items()
        )
    )


@pytest.mark.parametrize(
    ("directory", "today", "ids"),
    [
        pytest.param(_chain(a=("b",), b=()), date(2024, 12, 31), ["a"], id="last day"),
        pytest.param(_chain(a=("b",), b=()), date(2025, 1, 1), ["b"], id="day after"),
        pytest.param(_chain(a=("b", "c"), b=(), c=()), date(2025, 1, 1), ["b", "c"], id="split"),
        pytest.param(_chain(a=("b",), b=("c",), c=()), date(2025, 1, 1), ["c"], id="two links"),
        pytest.param(_chain(a=("b", "c"), b=("d",), c=("d",), d=()), date(2025, 1, 1), ["d"], id="split and merged"),
        pytest.param(_chain(a=("b",), b=("a",)), date(2025, 1, 1), [], id="circle"),
        pytest.param(_chain(a=("gone",)), date(2025, 1, 1), [], id="nobody follows"),
    ],
)
def test_answering(directory: Directory, today: date, ids: list[str]) -> None:
    assert [body.id for body in directory.answering(directory.bodies[0], today)] == ids


def test_members() -> None:
    assert _DIRECTORY.members(_GROUP) == (_OLD, _OTHER)
    assert _DIRECTORY.members(_UNLISTED) == ()
