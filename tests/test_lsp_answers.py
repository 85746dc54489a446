"""What the server says and offers at a place of a document, before it becomes the protocol's."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from desks import CURSOR, PLAN, TODAY, hints, office, replaced, write, write_up_to

from dutrack.dates.calendar import Calendar
from dutrack.dates.terms import Term
from dutrack.deadline.readings import Doubt
from dutrack.i18n import LANGUAGES, language
from dutrack.lsp.completion import completions
from dutrack.lsp.deadlines import deadlines
from dutrack.lsp.definitions import definitions
from dutrack.lsp.hover import hover
from dutrack.lsp.phrases import phrases
from dutrack.lsp.symbols import symbols
from dutrack.schedule.policy import Policy
from dutrack.schedule.resolve import read
from dutrack.schedule.resolved import Context

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from dutrack.lsp.desk import Desk
    from dutrack.lsp.outline import Node

RECORDS = "plans/progress/to-chuc.toml"

MORE = """
[[terms]]
name = "Hội đồng nhân dân các cấp 2021 - 2026"
words = ["nhiệm kỳ Hội đồng nhân dân các cấp"]
from = 2021-05-23

[[sections]]
id = "IV"
owner = "VPTU"
deadline = "định kỳ 6 tháng, hằng năm"

[[tasks]]
id = "IV.1"
section = "IV.a"
title = "Sơ kết *6 tháng*, <hằng năm>"

[[tasks]]
id = "IV.2"
section = "IV"
title = "Ghi ngày như một ngày"
deadline = 2023-06-30

[[tasks]]
id = "IV.3"
section = "IV"
title = "Giữa nhiệm kỳ"
deadline = "năm thứ 3 nhiệm kỳ Hội đồng nhân dân các cấp"

[[tasks]]
id = "IV.4"
section = "IV"
title = "Sau một việc khác, trong giới hạn"
owner = ["VPTU", "Các huyện ủy, thành ủy", "Ban Tổ chức"]
deadline = "trong giai đoạn 2023 - 2025 theo chỉ đạo của Trung ương"
awaits = ["task:I.3"]

[[tasks]]
id = "IV.5"
section = "IV"
title = "Chờ hướng dẫn"
deadline = "chậm nhất 03 ngày làm việc trước khi khai mạc Đại hội đại biểu toàn quốc, Đại hội đại biểu các đảng bộ"

[[tasks]]
id = "IV.6"
section = "IV"
title = "Thường xuyên từ một ngày"
deadline = \"""
từ ngày 01/3/2023, thường xuyên\"""
"""


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """Open the plan of an office with some more tasks."""
    found = office(tmp_path)
    write(found, PLAN, found.files.text(PLAN) + MORE)
    assert found.workspace is not None  # what is broken later was whole once
    return found


def written(desk: Desk, node: Node) -> str:
    """Return a value of the plan as it is written."""
    return desk.files.text(PLAN)[slice(*node.value)]


@pytest.mark.parametrize("name", LANGUAGES)
def test_days_beside_deadlines(desk: Desk, snapshot: Callable[[str, str], None], name: str) -> None:
    with language(name):
        lines = [
            f"{found.scheduled.task.id}: {written(desk, found.node)} {found.hint() or ''}".rstrip()
            for found in deadlines(desk, PLAN, TODAY)
        ]
    snapshot(f"lsp/hints-{name}.txt", "\n".join(lines) + "\n")


def test_days_need_a_day_of_issue(desk: Desk) -> None:
    write(desk, PLAN, replaced(desk, PLAN, "issued = 2023-02-20\n", ""))
    assert set(hints(desk).values()) == {None}


@pytest.mark.parametrize("name", LANGUAGES)
def test_hover_explains(desk: Desk, snapshot: Callable[[str, str], None], name: str) -> None:
    said = []
    with language(name):
        for task in ("I.1", "I.4", "II.1", "III.1", "III.2", "IV.4", "IV.5"):
            node = next(found.node for found in deadlines(desk, PLAN, TODAY) if found.scheduled.task.id == task)
            shown = hover(desk, PLAN, node.value.start + 3, TODAY)
            assert shown is not None
            assert shown.span == node.value
            said.append(f"<!-- {written(desk, node)} -->\n\n{shown.text}\n")
    snapshot(f"lsp/hover-{name}.md", "\n".join(said))


HOVERS = {
    "event": ('awaits = ["quy-dinh‸-moi"]',
              "Quy định của Trung ương về công tác cán bộ: happened on 2023-03-09 (114-QĐ/TW)"),
    "event-to-come": ('awaits = ["huong-dan‸"]', "Hướng dẫn của Ban Tổ chức Trung ương: not yet"),
    "task": ('awaits = ["task:I.2‸"]', "Báo cáo kết quả quán triệt: happened on 2023-03-27"),
    "body-by-alias": ('owner = "V‸PTU"', "**Văn phòng Tỉnh ủy** (`van-phong`)"),
    "group": ('owner = "Các huyện ủy, thành‸ ủy"',
              "**Các huyện ủy, thành ủy** (`huyen-uy`)  \nmembers: Huyện ủy An Lão, Huyện ủy Ba Tơ, Thành ủy Quy Nhơn"),
    "group-without-members": ('owner = "‸Các cấp ủy"',
                              "**Các cấp ủy** (`cap-uy`)  \na group; its members are not listed"),
    "section": ('section = "I‸"', "Việc chung"),
    "unknown-event": ('awaits = ["‸x"]', None),
    "unknown-body": ('owner = "‸Ban không có"', None),
    "nothing": ('title = "‸Việc"', None),
    "a-key": ('ti‸tle = "Việc"', "What is to be done."),
    "an-unknown-key": ('ti‸tel = "Việc"', None),
    "a-table": ("[[ta‸sks]]", "The tasks."),
    "a-table-to-be": ("[[‸", None),
    "a-comment": ("# ‸lời ghi", None),
}  # fmt: skip


@pytest.mark.parametrize(("line", "said"), HOVERS.values(), ids=HOVERS)
def test_hover_tells_what_a_name_is(desk: Desk, line: str, said: str | None) -> None:
    offset = write_up_to(desk, PLAN, f'{desk.files.text(PLAN)}[[tasks]]\nid = "x"\n{line}\n')
    with language("en"):
        shown = hover(desk, PLAN, offset, TODAY)
    assert (shown.text if shown else None) == said


def test_hover_tells_who_answers_for_a_body_that_has_ended(desk: Desk) -> None:
    old, new = 'name = "Văn phòng Tỉnh ủy"', '[owners.moi]\nname = "Văn phòng mới"\n'
    write(desk, "dutrack.toml", f"{replaced(desk, 'dutrack.toml', old, old)}\n{new}")
    ended = f'{old}\nvalid_to = 2023-02-28\nsucceeded_by = ["moi"]'
    write(desk, "dutrack.toml", replaced(desk, "dutrack.toml", old, ended))
    text = desk.files.text(PLAN)
    with language("en"):
        shown = hover(desk, PLAN, text.index("Văn phòng Tỉnh ủy"), TODAY)
    assert shown is not None
    assert shown.text == "**Văn phòng Tỉnh ủy** (`van-phong`)  \nuntil 2023-02-28  \nnow Văn phòng mới"


# --- definitions ------------------------------------------------------------------------------------------------------

DEFINITIONS = {
    "event": ('awaits = ["quy-dinh‸-moi"]', [(PLAN, '"quy-dinh-moi"')]),
    "awaited-task": ('awaits = ["task:I.3‸"]', [(PLAN, '"I.3"')]),
    "section": ('section = "‸I"', [(PLAN, '"I"')]),
    "section-above": ('section = "‸IV.a"', [(PLAN, '"IV"')]),
    "body": ('owner = ["Ban Tổ chức Tỉnh ủy", "V‸PTU"]', [("dutrack.toml", "[owners.van-phong]")]),
    "body-that-helps": ('with = ["V‸PTU"]', [("dutrack.toml", "[owners.van-phong]")]),
    "body-with-odd-blanks": ('owner = "ban  tổ chức‸ tỉnh ủy"', [("dutrack.toml", "[owners.ban-to-chuc]")]),
    "group": ('owner = "‸Các huyện ủy, thành ủy"', [("dutrack.toml", "[groups.huyen-uy]")]),
    "unknown": ('awaits = ["‸x"]', []),
    "a-key": ('aw‸aits = ["huong-dan"]', []),
    "nothing": ("‸", []),
}  # fmt: skip


@pytest.mark.parametrize(("line", "found"), DEFINITIONS.values(), ids=DEFINITIONS)
def test_definitions_in_a_plan(desk: Desk, line: str, found: list[tuple[str, str]]) -> None:
    offset = write_up_to(desk, PLAN, f'{desk.files.text(PLAN)}[[tasks]]\nid = "x"\n{line}\n')
    assert where(desk, PLAN, offset) == found


@pytest.mark.parametrize(
    ("line", "found"),
    [
        pytest.param('kind = "done", task = "I‸.3"', [(PLAN, '"I.3"')], id="task"),
        pytest.param('kind = "done", task = "I.4", unit = "I.4‸/2023-W12"', [(PLAN, '"I.4"')], id="unit"),
        pytest.param('kind = "event", event = "huong‸-dan"', [(PLAN, '"huong-dan"')], id="event"),
        pytest.param('kind = "event", event = "to-chuc/‸III.3"', [(PLAN, '"III.3"')], id="event-of-a-task"),
        pytest.param(
            'kind = "withdrawn", record = "‸20230327T020000.000000Z-cccc"',
            [(RECORDS, '"20230327T020000.000000Z-cccc"')],
            id="record",
        ),
    ],
)
def test_definitions_in_records(desk: Desk, line: str, found: list[tuple[str, str]]) -> None:
    key = "20230328T020000.000000Z-dddd"
    offset = write_up_to(desk, RECORDS, f'{desk.files.text(RECORDS)}"{key}" = {{ {line} }}\n')
    assert where(desk, RECORDS, offset) == found


def test_definitions_in_settings(desk: Desk) -> None:
    text = desk.files.text("dutrack.toml")
    assert where(desk, "dutrack.toml", text.index('"huyen-b"') + 1) == [("dutrack.toml", "[owners.huyen-b]")]


def test_a_plan_is_defined_by_its_file(desk: Desk) -> None:
    offset = write_up_to(desk, PLAN, replaced(desk, PLAN, 'monitor = "', 'replaced_by = "ngan‸-sach"\nmonitor = "'))
    assert [target.name for target in definitions(desk, PLAN, offset)] == ["plans/ngan-sach.toml"]


def where(desk: Desk, name: str, offset: int) -> list[tuple[str, str]]:
    found = definitions(desk, name, offset)
    return [(target.name, desk.files.text(target.name)[slice(*target.span)]) for target in found]


# --- completion -------------------------------------------------------------------------------------------------------

OFFICE = "Văn phòng Tỉnh ủy"
TASKS = [f"task:{id_}" for id_ in ("I.1", "I.2", "I.3", "I.4", "II.1", "II.2", "II.3", "III.1", "III.2", "III.3")]
COMPLETIONS = {
    "bodies": ('owner = "‸"', [OFFICE, "Ban Tổ chức Tỉnh ủy", "Đảng ủy Công an tỉnh"], f'owner = "{OFFICE}"'),
    "half-a-body": ('owner = "Văn ph‸"', [OFFICE], f'owner = "{OFFICE}"'),
    "open-quote": ('owner = "V‸', [OFFICE], f'owner = "{OFFICE}"'),
    "open-quote-before-a-bracket": ('with = ["‸]', [OFFICE], f'with = ["{OFFICE}"]'),
    "no-quote": ("owner = ‸", [OFFICE], f'owner = "{OFFICE}"'),
    "no-blank": ("owner =‸", [OFFICE], f'owner ="{OFFICE}"'),
    "bare-word": ("owner = V‸", [OFFICE], f'owner = "{OFFICE}"'),
    "list": ("with = [‸]", [OFFICE], f'with = ["{OFFICE}"]'),
    "open-list": ('with = ["VPTU", ‸', [OFFICE], f'with = ["VPTU", "{OFFICE}"'),
    "list-over-lines": ('with = [\n  "VPTU",\n  ‸\n]', [OFFICE], f'with = [\n  "VPTU",\n  "{OFFICE}"\n]'),
    "single-quotes": ("owner = '‸'", [OFFICE], f"owner = '{OFFICE}'"),
    "events-and-tasks": ('awaits = ["‸"]', ["quy-dinh-moi", "huong-dan", *TASKS], 'awaits = ["quy-dinh-moi"]'),
    "sections": ('section = "‸"', ["I", "IV"], 'section = "I"'),
    "phrases": ('deadline = "‸"', ["trước ngày 31/12/2023"], 'deadline = "trước ngày 31/12/2023"'),
    "a-new-id": ('id = "‸"', [], 'id = ""'),
    "a-choice": ('[policy]\nnamed = "‸"', ["none", "next", "previous"], '[policy]\nnamed = "none"'),
    "free-text": ('title = "‸"', [], 'title = ""'),
    "a-day": ("deadline = 2023-‸", [], "deadline = 2023-"),
    "outside-the-quotes": ('owner = "VPTU" ‸', [], 'owner = "VPTU" '),
}  # fmt: skip


@pytest.mark.parametrize(("line", "labels", "becomes"), COMPLETIONS.values(), ids=COMPLETIONS)
def test_completion(desk: Desk, line: str, labels: list[str], becomes: str) -> None:
    before = f'{desk.files.text(PLAN)}[[tasks]]\nid = "x"\n'
    offset = write_up_to(desk, PLAN, f"{before}{line}\n\n[[tasks]]\nid = 'y'\n")
    offers = completions(desk, PLAN, offset, TODAY)
    assert [offer.label for offer in offers[: len(labels)]] == labels
    assert bool(offers) == bool(labels)
    text = desk.files.text(PLAN)
    for offer in offers[:1]:
        text = text[: offer.span.start] + offer.text + text[offer.span.end :]
    assert text[len(before) :].partition("\n\n[[tasks]]")[0] == becomes


KEYS = {
    "what-must-be-there-first": ("‸", ["title", "section", "owner"], "title = "),
    "begun": ("own‸", ["title", "section", "owner"], "title = "),
    "with-a-value": ('t‸itle = "Việc"', ["title", "section"], 'title = "Việc"'),
    "codes": ("allow = { ‸ }", ["D010", "D014", "D015"], 'allow = { D010 = "" }'),
    "more-codes": ('allow = { D009 = "vì", D0‸ }', ["D010", "D014", "D015"], 'allow = { D009 = "vì", D010 = "" }'),
    "codes-in-a-table": ("[tasks.allow]\nD‸", ["D010", "D014", "D015"], '[tasks.allow]\nD010 = ""'),
    "tables": ("[‸", ["[policy]", "[[terms]]", "[[events]]", "[[sections]]", "[[tasks]]"], "[policy]"),
    "tables-between-brackets": ("[[ta‸]]", ["[policy]", "[[terms]]"], "[policy]"),
    "no-table-within-a-list": ("with = [\n[‸", ["Văn phòng Tỉnh ủy"], 'with = [\n["Văn phòng Tỉnh ủy"'),
    "none-after-a-code": ("allow = { D009 ‸ }", [], "allow = { D009  }"),
    "none-in-a-text": ('title = """\n‸\n"""', [], 'title = """\n\n"""'),
    "none-in-an-unknown-table": ("[la]\n‸", [], "[la]\n"),
    "none-after-a-value": ('product = "Báo cáo" ‸', [], 'product = "Báo cáo" '),
}  # fmt: skip


@pytest.mark.parametrize(("line", "labels", "becomes"), KEYS.values(), ids=KEYS)
def test_keys(desk: Desk, line: str, labels: list[str], becomes: str) -> None:
    test_completion(desk, line, labels, becomes)


def test_a_key_has_its_meaning_and_the_beginning_of_its_value(desk: Desk) -> None:
    offset = write_up_to(desk, PLAN, f'{desk.files.text(PLAN)}[[tasks]]\nid = "x"\ntitle = "y"\n{CURSOR}')
    with language("en"):
        offers = {offer.label: offer for offer in completions(desk, PLAN, offset, TODAY)}
    assert not {"id", "title"} & offers.keys()
    assert offers["owner"].meaning == "Who leads (chủ trì) and answers; a list leads together."
    assert {key: offers[key].snippet for key in ("owner", "awaits", "within", "remind", "remind_with", "allow")} == {
        "owner": 'owner = "$1"',
        "awaits": 'awaits = ["$1"]',
        "within": 'within = "${1:30 ngày}"',
        "remind": 'remind = ["${1:30 ngày}"]',
        "remind_with": "remind_with = ${1|true,false|}",
        "allow": "allow = { $1 }",
    }


def test_a_new_task_begins_with_what_it_needs(desk: Desk) -> None:
    offset = write_up_to(desk, PLAN, f"{desk.files.text(PLAN)}[[{CURSOR}]]")
    offers = {offer.label: offer.snippet for offer in completions(desk, PLAN, offset, TODAY)}
    assert offers["[[tasks]]"] == '[[tasks]]\nid = "$2"\ntitle = "$3"\nowner = "$4"\ndeadline = "$5"'
    assert offers["[[terms]]"] == '[[terms]]\nname = "$2"\nfrom = ${3:2023-01-31}'
    assert "[plan]" not in offers


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        pytest.param("‸", ["language", "timezone"], id="top"),
        pytest.param('language = "‸"', ["vi", "en"], id="a-choice"),
        pytest.param("[owners.x]\n‸", ["name", "plans", "aliases"], id="a-body"),
        pytest.param('[groups.x]\nmembers = ["‸"]', ["van-phong", "ban-to-chuc"], id="members"),
        pytest.param('[mail]\nsecurity = "‸"', ["none", "starttls", "tls"], id="another-choice"),
        pytest.param("[policy]\n‸", ["from", "after_event"], id="policy"),
        pytest.param("[‸", ["[[policy]]", "[calendar]"], id="tables"),
    ],
)
def test_completion_in_settings(desk: Desk, text: str, labels: list[str]) -> None:
    offset = write_up_to(desk, "dutrack.toml", f"{text}\n\n{desk.files.text('dutrack.toml')}")
    assert [offer.label for offer in completions(desk, "dutrack.toml", offset, TODAY)][: len(labels)] == labels


def test_a_body_is_found_by_its_alias_and_without_accents(desk: Desk) -> None:
    offset = write_up_to(desk, PLAN, f'{desk.files.text(PLAN)}[[tasks]]\nowner = "{CURSOR}"\n')
    found = {offer.label: offer.found_by for offer in completions(desk, PLAN, offset, TODAY)}
    assert found["Ban Tổ chức Tỉnh ủy"] == "Ban Tổ chức Tỉnh ủy BTCTU ban to chuc tinh uy btctu"


def test_bodies_are_those_of_the_plan_on_its_day_of_issue(desk: Desk) -> None:
    more = (
        '[owners.cu]\nname = "Ban cũ"\nvalid_to = 2022-12-31\n[owners.moi]\nname = "Ban mới"\nvalid_from = 2023-01-01\n'
        '[owners.khac]\nname = "Ban khác"\nplans = ["ngan-*"]\n'
        '[owners.hai]\nname = "Ban trùng tên"\n[owners.ban]\nname = "Ban trùng tên"\n'
        "[owners.nhay]\nname = 'Ban \"trong ngoặc\"'\n"
    )
    write(desk, "dutrack.toml", f"{desk.files.text('dutrack.toml')}\n{more}")
    offset = write_up_to(desk, PLAN, f'{desk.files.text(PLAN)}[[tasks]]\nowner = "{CURSOR}"\n')
    found = {offer.label: offer.text for offer in completions(desk, PLAN, offset, TODAY)}
    assert {label for label in found if label.startswith("Ban ")} == {
        "Ban Tổ chức Tỉnh ủy",
        "Ban mới",
        'Ban "trong ngoặc"',
    }
    assert found['Ban "trong ngoặc"'] == r"Ban \"trong ngoặc\""


def test_phrases_show_their_day(desk: Desk, snapshot: Callable[[str, str], None]) -> None:
    offset = write_up_to(desk, PLAN, f'{desk.files.text(PLAN)}[[tasks]]\ndeadline = "{CURSOR}"\n')
    for name in LANGUAGES:
        with language(name):
            offers = completions(desk, PLAN, offset, TODAY)
        lines = [f"{offer.label}  ({offer.about})\n    {offer.detail}\n    {offer.snippet}\n" for offer in offers]
        snapshot(f"lsp/phrases-{name}.txt", "".join(lines))


@pytest.mark.parametrize("issued", [date(2023, 2, 20), date(2024, 2, 29), date(2025, 12, 31)], ids=str)
def test_every_phrase_reads_without_a_doubt(issued: date) -> None:
    terms = (
        Term("Hội đồng nhân dân 2021 - 2026", ("nhiệm kỳ Hội đồng nhân dân các cấp",), date(2021, 5, 23), None),
        Term("Đại hội Đảng bộ tỉnh", ("Đại hội Đảng bộ tỉnh",), date(2020, 10, 1), date(2025, 10, 1)),
    )
    context = Context(issued, Calendar(frozenset(), frozenset()), Policy(), terms)
    offered = list(phrases(issued, terms))
    assert len(offered) == 27
    for phrase in offered:
        doubts = {warned.kind for warned in read(phrase.text, context).warnings}
        assert doubts <= {Doubt.FORECAST_HOLIDAY, Doubt.BEFORE_ISSUE}, phrase.text


# --- outline ----------------------------------------------------------------------------------------------------------


def test_outline_of_a_plan(desk: Desk) -> None:
    write(desk, PLAN, desk.files.text(PLAN) + "\n[[ta\nid = 'z'\n[[")
    found = [(symbol.table, symbol.label, symbol.detail) for symbol in symbols(desk.outline(PLAN))]
    assert found[:5] == [
        ("plan", "Kế hoạch đổi mới công tác tổ chức", ""),
        ("events", "quy-dinh-moi Quy định của Trung ương về công tác cán bộ", ""),
        ("events", "huong-dan Hướng dẫn của Ban Tổ chức Trung ương", ""),
        ("sections", "I Việc chung", ""),
        ("tasks", "I.1 Hội nghị quán triệt Nghị quyết cho cán bộ chủ chốt", "trước ngày 15/3/2023"),
    ]
    assert found[-2:] == [
        ("tasks", "IV.6 Thường xuyên từ một ngày", "từ ngày 01/3/2023, thường xuyên"),
        ("ta", "z", ""),
    ]
    text = desk.files.text(PLAN)
    for symbol in symbols(desk.outline(PLAN)):
        assert text[slice(*symbol.chosen)].startswith("[")
        assert text[slice(*symbol.whole)].startswith(text[slice(*symbol.chosen)])
        assert symbol.whole.start <= symbol.chosen.start <= symbol.chosen.end <= symbol.whole.end


def test_outline_of_settings(desk: Desk) -> None:
    found = [(symbol.table, symbol.label) for symbol in symbols(desk.outline("dutrack.toml"))]
    assert found[0] == ("owners", "Văn phòng Tỉnh ủy")
    assert found[-1] == ("groups", "Các cấp ủy")
