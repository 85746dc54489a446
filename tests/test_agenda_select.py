"""Filters, searches and the Vietnamese alphabet."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dutrack.agenda import Selection, Status
from dutrack.agenda.sorting import plain, sort_key

PLAN = '[plan]\ntitle = "Kế hoạch"\nissuer = "Tỉnh ủy"\nissued = 2023-02-20\n'
TASK = '[[tasks]]\nid = "{}"\ntitle = "{}"\nsection = "{}"\nowner = "{}"\ndeadline = "quý I/2023"\n'
FILES = {
    "dutrack.toml": '[owners.btc]\nname = "Ban Tổ chức Tỉnh ủy"\naliases = ["BTCTU"]\n',
    "plans/tinh-1.toml": f'{PLAN}formerly = ["cu"]\n'
    + TASK.format("1", "Báo cáo năm", "I.1", "Ban Tổ chức Tỉnh ủy")
    + TASK.format("2", "Đề án", "I.10", "Văn phòng"),
    "plans/xa.toml": PLAN + TASK.format("3", "Hội nghị", "I", "Ban Tổ chức huyện"),
}


@pytest.mark.parametrize(
    ("selection", "expected"),
    [
        (Selection(), "123"),
        (Selection(plans=("tinh-1",)), "12"),
        (Selection(plans=("tinh-*", "xa")), "123"),
        (Selection(plans=("cu",)), "12"),  # an earlier id
        (Selection(owners=("btc",)), "1"),
        (Selection(owners=("BTCTU",)), "1"),
        (Selection(owners=("ban to chuc",)), "13"),  # a part of both names
        (Selection(owners=("văn phòng", "btc")), "12"),
        (Selection(sections=("I.1",)), "1"),  # not I.10
        (Selection(sections=("I",)), "123"),
        (Selection(statuses=(Status.OVERDUE,)), ""),
        (Selection(statuses=(Status.OVERDUE, Status.IN_PROGRESS)), "123"),
        (Selection(search="BAO  cao"), "1"),
        (Selection(search="de an"), "2"),
        (Selection(search="quy I/2023"), "123"),
        (Selection(search="tinh-1/2"), "2"),
        (Selection(owners=("btc",), search="hội nghị"), ""),
    ],
)
def test_selection(selection: Selection, expected: str, make_agenda) -> None:
    agenda = make_agenda(FILES, "2023-03-01")
    assert "".join(item.task for item in selection.choose(agenda.items, agenda.workspace)) == expected


GROUP = {
    "dutrack.toml": '[owners.a]\nname = "Đảng ủy xã A"\n[owners.b]\nname = "Đảng ủy xã B"\n'
    '[groups.xa]\nname = "Đảng ủy các xã"\naliases = ["các xã"]\nmembers = ["a", "b"]\n'
    '[groups.khac]\nname = "Các cơ quan khác"\nmembers = "unlisted"\n',
    "plans/p.toml": PLAN
    + TASK.format("1", "Chung", "I", "Đảng ủy các xã")
    + TASK.format("2", "Riêng", "I", "Đảng ủy xã A")
    + TASK.format("3", "Khác", "I", "Văn phòng")
    + TASK.format("4", "Không rõ", "I", "Các cơ quan khác"),
}


@pytest.mark.parametrize(
    ("owner", "expected"),
    [
        ("xa", "1@a 1@b 2"),
        ("CAC XA", "1@a 1@b 2"),
        ("Đảng ủy các xã", "1@a 1@b 2"),
        ("Đảng ủy các", "1@a 1@b"),  # a part of the group's name: what is led under it
        ("b", "1@b"),
        ("khac", "4"),
    ],
)
def test_a_group_means_its_members(owner: str, expected: str, make_agenda) -> None:
    agenda = make_agenda(GROUP, "2023-03-01")
    found = Selection(owners=(owner,)).choose(agenda.items, agenda.workspace)
    assert " ".join(item.unit for item in found) == expected


def test_names_sort_by_the_vietnamese_alphabet() -> None:
    names = ["Ơn", "Đan", "Ân", "Em", "Ăn", "Dân", "An", "Ô tô", "Êm", "oa", "Ủy ban", "Ưng", "Ư", "U", "Ban", "Da"]
    ordered = ["An", "Ăn", "Ân", "Ban", "Da", "Dân", "Đan", "Em", "Êm", "oa", "Ô tô", "Ơn", "U", "Ủy ban", "Ư", "Ưng"]
    assert sorted(names, key=sort_key) == ordered


def test_tones_come_last() -> None:
    tones = ["ma", "mà", "mả", "mã", "má", "mạ", "man"]
    assert sorted(tones, key=sort_key) == tones
    assert sorted(["Ban B", "Bàn A"], key=sort_key) == ["Bàn A", "Ban B"]  # letters decide before tones


@given(st.text(), st.text())
def test_any_two_texts_compare(one: str, other: str) -> None:
    assert (sort_key(one) < sort_key(other)) + (sort_key(other) < sort_key(one)) == (one != other)
    assert sort_key(one)[0] == sort_key(unicodedata.normalize("NFD", unicodedata.normalize("NFC", one)))[0]


def test_searches_ignore_case_and_marks() -> None:
    assert plain("  BÁO   cáo Đề án ") == "bao cao de an"
