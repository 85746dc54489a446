"""Edits of a workspace, and what they change: kind, address, days, causes."""

from __future__ import annotations

from itertools import count

TODAY = "2023-03-20"
HEAD = '[plan]\ntitle = "Kế hoạch"\nissuer = "Tỉnh ủy"\nissued = 2023-02-20\n'


def plan(*tasks: str, head: str = HEAD, more: str = "") -> str:
    return "\n".join((head, more, *(f"[[tasks]]\n{task}" for task in tasks)))


def task(id_: str, deadline: str | None, *lines: str, owner: str = "Ban A") -> str:
    """Write a task whose title is its id: a title that changes is never told."""
    deadline_line = () if deadline is None else (f'deadline = "{deadline}"',)
    return "\n".join((f'id = "{id_}"', f'title = "Việc {id_}"', f'owner = "{owner}"', *deadline_line, *lines))


def records(*lines: str) -> str:
    keys = (f'"2023030{number}T010000.000000Z-aaaa"' for number in count(1))
    return "[records]\n" + "".join(f"{key} = {{ {line} }}\n" for key, line in zip(keys, lines, strict=False))


P, REC, SET = "plans/p.toml", "plans/progress/p.toml", "dutrack.toml"
GROUP = """
[owners.a]
name = "A"
[owners.b]
name = "B"
[groups.g]
name = "G"
members = ["a", "b"]
"""
EXTENDED = 'kind = "extended", task = "1", on = 2023-03-01, to = '
AFTER_EVENT = ("1", "sau khi có quy định", 'awaits = "qd"')
WITHIN = ("1", "trong 30 ngày sau khi có quy định", 'awaits = "qd"')
AFTER_TASK = ("2", "sau khi xong việc 1", 'awaits = "task:1"', 'within = "10 ngày"')
HAPPENED = 'kind = "event", event = "qd", on = 2023-03-01'
EVENT = '[[events]]\nid = "qd"\ntitle = "Quy định mới"\n'
OTHER = plan(task("1", "sau khi có quy định", 'awaits = "x"'), more=EVENT.replace("qd", "x") + 'same_as = "178"')


CASES: dict[str, tuple[dict[str, str], dict[str, str], list[tuple[object, ...]]]] = {
    "nothing": ({P: plan(task("1", "quý I/2023"))}, {P: plan(task("1", "quý I/2023"))}, []),
    "text": ({P: plan(task("1", "quý I/2023"))}, {P: plan(task("1", "quý II/2023"))}, [("moved", "p/1", 91, "text")]),
    "start only": (
        {P: plan(task("1", "tháng 3/2023"))},
        {P: plan(task("1", "quý I/2023"))},
        [("moved", "p/1", 0, "text")],
    ),
    "the section's text": (
        {P: plan(task("1", None, 'section = "I"'), more='[[sections]]\nid = "I"\ndeadline = "quý I/2023"')},
        {P: plan(task("1", None, 'section = "I"'), more='[[sections]]\nid = "I"\ndeadline = "quý II/2023"')},
        [("moved", "p/1", 91, "text")],
    ),
    "other words, same day": (
        {P: plan(task("1", "quý I/2023"))},
        {P: plan(task("1", "hoàn thành trong quý I năm 2023"))},
        [("reworded", "p/1", None, "")],
    ),
    "other blanks": ({P: plan(task("1", "quý I/2023"))}, {P: plan(task("1", "quý  I/2023 "))}, []),
    "title, product, source": (
        {P: plan(task("1", "quý I/2023"))},
        {P: plan(task("1", "quý I/2023", 'product = "Báo cáo"').replace("Việc 1", "Việc khác"))},
        [],
    ),
    "a task added and one removed": (
        {P: plan(task("1", "quý I/2023"), task("2", "quý I/2023"))},
        {P: plan(task("2", "quý I/2023"), task("3", "quý III/2023"))},
        [("added task", "p/3", None, ""), ("removed task", "p/1", None, "")],
    ),
    "inserted before: nobody else moves": (
        {P: plan(task("2", "quý I/2023"))},
        {P: plan(task("1", "thường xuyên"), task("2", "quý I/2023"))},
        [("added task", "p/1", None, "")],
    ),
    "renamed": (
        {P: plan(task("1", "quý I/2023"))},
        {P: plan(task("II.1", "quý I/2023", 'formerly = ["1"]'))},
        [("renamed", "p/II.1", None, "")],
    ),
    "renamed and moved": (
        {P: plan(task("1", "quý I/2023")), REC: records(EXTENDED + '"30/4/2023"')},
        {P: plan(task("2", "quý I/2023", 'formerly = ["1"]')), REC: records(EXTENDED + '"31/5/2023"')},
        [("renamed", "p/2", None, ""), ("moved", "p/2", 31, "extension")],
    ),
    "renamed back": (  # an older state against a newer: the newer one knows the names
        {P: plan(task("II.1", "quý II/2023", 'formerly = ["1"]'))},
        {P: plan(task("1", "quý I/2023"))},
        [("renamed", "p/1", None, ""), ("moved", "p/1", -91, "text")],
    ),
    "the whole plan renamed": (
        {P: plan(task("1", "quý I/2023"), task("2", "năm 2023"))},
        {"plans/q.toml": plan(task("1", "quý I/2023"), task("2", "năm 2024"), head=HEAD + 'formerly = ["p"]\n')},
        [("moved", "q/2", 366, "text")],
    ),
    "plan and task renamed": (
        {P: plan(task("1", "quý I/2023"))},
        {"plans/q.toml": plan(task("2", "quý II/2023", 'formerly = ["1"]'), head=HEAD + 'formerly = ["p"]\n')},
        [("renamed", "q/2", None, ""), ("moved", "q/2", 91, "text")],
    ),
    "another event's day, and other words beside it": (
        {P: plan(task(*AFTER_EVENT), more=EVENT)},
        {P: plan(task("1", "sau khi có quy định mới", 'awaits = "qd"'), more=EVENT), REC: records(HAPPENED)},
        [("released", "p/1", None, "event"), ("reworded", "p/1", None, "")],
    ),
    "to another plan": (
        {P: plan(task("1", "tháng 4")), "plans/q.toml": plan(task("9", "thường xuyên"))},
        {
            P: plan(task("0", "thường xuyên")),
            "plans/q.toml": plan(
                task("9", "thường xuyên"),
                task("1", "tháng 4", 'formerly = ["p/1"]'),
                head=HEAD.replace("2023-02", "2023-05"),
            ),
        },
        [("added task", "p/0", None, ""), ("renamed", "q/1", None, ""), ("moved", "q/1", 366, "issued")],
    ),
    "newly waiting": (
        {P: plan(task("1", "quý I/2023"), more=EVENT)},
        {P: plan(task(*AFTER_EVENT), more=EVENT)},
        [("waiting", "p/1", None, "text")],
    ),
    "an event": (
        {P: plan(task(*WITHIN), more=EVENT)},
        {P: plan(task(*WITHIN), more=EVENT), REC: records(HAPPENED)},
        [("released", "p/1", None, "event")],
    ),
    "an event without a period": (
        {P: plan(task("1", "sau khi có quy định"))},
        {P: plan(task("1", "sau khi có quy định")), REC: records('kind = "event", event = "p/1", on = 2023-03-01')},
        [("released", "p/1", None, "event")],
    ),
    "an event corrected": (
        {P: plan(task(*WITHIN), more=EVENT), REC: records(HAPPENED)},
        {P: plan(task(*WITHIN), more=EVENT), REC: records(HAPPENED, 'kind = "event", event = "qd", on = 2023-03-06')},
        [("moved", "p/1", 5, "event")],
    ),
    "an event withdrawn": (
        {P: plan(task("1", "sau khi có quy định")), REC: records('kind = "event", event = "p/1", on = 2023-03-01')},
        {
            P: plan(task("1", "sau khi có quy định")),
            REC: records(
                'kind = "event", event = "p/1", on = 2023-03-01',
                'kind = "withdrawn", record = "20230301T010000.000000Z-aaaa", on = 2023-03-02',
            ),
        },
        [("waiting", "p/1", None, "event")],
    ),
    "the same document in another plan": (
        {P: plan(task(*AFTER_EVENT), more=EVENT + 'same_as = "178"'), "plans/q.toml": OTHER},
        {P: plan(task(*AFTER_EVENT), more=EVENT + 'same_as = "178"'), "plans/q.toml": OTHER, REC: records(HAPPENED)},
        [("released", "p/1", None, "event"), ("released", "q/1", None, "event")],
    ),
    "an event with another id": (
        {P: plan(task(*AFTER_EVENT), more=EVENT)},
        {P: plan(task("1", "sau khi có quy định", 'awaits = "quy-dinh"'), more=EVENT.replace("qd", "quy-dinh"))},
        [],
    ),
    "another event": (
        {P: plan(task(*AFTER_EVENT), more=EVENT)},
        {
            P: plan(
                task("1", "sau khi có quy định", 'awaits = "luat"'),
                more=EVENT.replace("qd", "luat").replace("Quy định", "Luật"),
            )
        },
        [("waiting", "p/1", None, "text")],
    ),
    "a task that another waits for is done": (
        {P: plan(task("1", "quý I/2023"), task(*AFTER_TASK))},
        {
            P: plan(task("1", "quý I/2023"), task(*AFTER_TASK)),
            REC: records('kind = "done", task = "1", on = 2023-03-01'),
        },
        [("released", "p/2", None, "event")],
    ),
    "the text of a task that another waits for": (  # done, but now with a second part that is not
        {
            P: plan(task("1", "quý I/2023"), task(*AFTER_TASK)),
            REC: records('kind = "done", task = "1", unit = "1", on = 2023-03-01'),
        },
        {
            P: plan(task("1", "quý I/2023 và quý III/2023"), task(*AFTER_TASK)),
            REC: records('kind = "done", task = "1", unit = "1", on = 2023-03-01'),
        },
        [("added", "p/1#2", None, "text"), ("waiting", "p/2", None, "event")],
    ),
    "closing is no change": (
        {P: plan(task("1", "quý I/2023"), task("2", "hằng năm"), task("3", "thường xuyên"), task("4", None))},
        {
            P: plan(task("1", "quý I/2023"), task("2", "hằng năm"), task("3", "thường xuyên"), task("4", None)),
            REC: records(
                'kind = "done", task = "1", on = 2023-03-02',
                'kind = "done", task = "2", unit = "2/2023", on = 2023-03-02',
                'kind = "skipped", task = "2", unit = "2/2026", on = 2023-03-02, reason = "x"',
                'kind = "cancelled", task = "3", on = 2023-03-02, reason = "x"',
                'kind = "done", task = "4", on = 2023-03-02',
            ),
        },
        [],
    ),
    "an extension": (
        {P: plan(task("1", "quý I/2023"))},
        {P: plan(task("1", "quý I/2023")), REC: records(EXTENDED + '"30/6/2023"')},
        [("moved", "p/1", 91, "extension")],
    ),
    "an extension after another text": (  # the text moves nothing any more: the day is the extension's
        {P: plan(task("1", "quý I/2023"))},
        {P: plan(task("1", "tháng 4/2023")), REC: records(EXTENDED + '"30/6/2023"')},
        [("moved", "p/1", 91, "text extension")],  # but where the window begins
    ),
    "a date": (
        {P: plan(task("1", None))},
        {P: plan(task("1", None)), REC: records('kind = "dated", task = "1", to = "quý II/2023", on = 2023-03-01')},
        [("dated", "p/1", None, "date")],
    ),
    "not understood any more": (
        {P: plan(task("1", "quý I/2023"))},
        {P: plan(task("1", "sớm nhất có thể"))},
        [("undated", "p/1", None, "text")],
    ),
    "understood now": (
        {P: plan(task("1", "quý V/2023"))},
        {P: plan(task("1", "quý IV/2023"))},
        [("dated", "p/1", None, "text")],
    ),
    "standing now": (
        {P: plan(task("1", "quý I/2023"))},
        {P: plan(task("1", "thường xuyên"))},
        [("standing", "p/1", None, "text")],
    ),
    "a part more": (
        {P: plan(task("1", "quý I/2023"))},
        {P: plan(task("1", "quý I/2023 và thường xuyên"))},
        [("added", "p/1#2", None, "text")],
    ),
    "the issue date": (
        {P: plan(task("1", "trong 30 ngày kể từ ngày ban hành"), task("2", "quý I/2023"))},
        {
            P: plan(
                task("1", "trong 30 ngày kể từ ngày ban hành"),
                task("2", "quý I/2023"),
                head=HEAD.replace("02-20", "02-27"),
            )
        },
        [("moved", "p/1", 7, "issued")],
    ),
    "a term": (
        {P: plan(task("1", "giữa nhiệm kỳ HĐND"), more='[[terms]]\nname = "HĐND"\nfrom = 2021-05-23')},
        {P: plan(task("1", "giữa nhiệm kỳ HĐND"), more='[[terms]]\nname = "HĐND"\nfrom = 2021-05-23\nyear1 = 2022')},
        [("moved", "p/1", 366, "term")],
    ),
    "the plan's policy": (
        {P: plan(task("1", "trước ngày 31/3/2023"))},
        {P: plan(task("1", "trước ngày 31/3/2023"), more='[policy]\nbefore = "inclusive"')},
        [("moved", "p/1", 1, "policy")],
    ),
    "the workspace's policy": (
        {P: plan(task("1", "trước ngày 31/3/2023"))},
        {P: plan(task("1", "trước ngày 31/3/2023")), SET: '[policy]\nbefore = "inclusive"\nreview = "hằng năm"'},
        [("moved", "p/1", 1, "policy")],
    ),
    "the office's days off": (
        {P: plan(task("1", "trong 30 ngày kể từ ngày ban hành"))},  # Wednesday 22 March
        {P: plan(task("1", "trong 30 ngày kể từ ngày ban hành")), SET: "[calendar]\noff = [2023-03-22, 2023-12-22]"},
        [("moved", "p/1", 1, "calendar")],
    ),
    "two at once, both needed": (  # without either the day would be another
        {P: plan(task(*AFTER_EVENT), more=EVENT)},
        {
            P: plan(task("1", "sau khi có quy định", 'awaits = "qd"', 'within = "30 ngày"'), more=EVENT),
            REC: records(HAPPENED),
        },
        [("released", "p/1", None, "text event")],
    ),
    "two at once, each enough": (
        {P: plan(task("1", "trước ngày 31/3/2023"))},
        {P: plan(task("1", "đến ngày 31/3/2023"), more='[policy]\nbefore = "inclusive"')},
        [("moved", "p/1", 1, "text policy")],
    ),
    "two at once, one without effect": (
        {P: plan(task("1", "đến ngày 31/3/2023"))},
        {P: plan(task("1", "đến ngày 30/4/2023"), head=HEAD.replace("02-20", "02-21"))},
        [("moved", "p/1", 30, "text")],
    ),
    "a series, every occurrence": (
        {P: plan(task("1", "trước ngày 15/12 hằng năm"))},
        {P: plan(task("1", "trước ngày 20/12 hằng năm"))},
        [("moved", "p/1/2023", 5, "text"), ("moved", "p/1/2024", 5, "text")],
    ),
    "a series beyond the horizon": (  # which occurrences are listed depends on the day; what is not listed is not gone
        {P: plan(task("1", "trước ngày 10/3 hằng năm", owner="A"))},
        {P: plan(task("1", "trước ngày 31/3 hằng năm", owner="A"))},
        [("moved", "p/1/2023", 21, "text"), ("moved", "p/1/2024", 21, "text")],
    ),
    "a series more often": (
        {P: plan(task("1", "hằng năm"))},
        {P: plan(task("1", "hằng quý"))},
        [
            ("added", "p/1/2023-Q1", None, "text"),
            ("added", "p/1/2023-Q2", None, "text"),
            ("removed", "p/1/2023", None, "text"),
            ("removed", "p/1/2024", None, "text"),
        ],
    ),
    "a series begins later": (
        {P: plan(task("1", "hằng năm, từ năm 2022"))},
        {P: plan(task("1", "hằng năm, từ năm 2023"))},
        [("removed", "p/1/2022", None, "text")],
    ),
    "a series released": (
        {P: plan(task("1", "hằng năm theo chỉ đạo của Trung ương"))},
        {
            P: plan(task("1", "hằng năm theo chỉ đạo của Trung ương")),
            REC: records('kind = "event", event = "p/1", on = 2023-03-01'),
        },
        [("released", "p/1/2023", None, "event")],
    ),
    "the lead": (
        {P: plan(task("1", "quý I/2023"))},
        {P: plan(task("1", "quý I/2023", owner="Ban B"))},
        [("lead", "p/1", None, "text")],
    ),
    "the lead under another name": (
        {P: plan(task("1", "quý I/2023")), SET: '[owners.a]\nname = "Ban A"\naliases = ["BA"]'},
        {P: plan(task("1", "quý I/2023", owner="BA")), SET: '[owners.a]\nname = "Ban A"\naliases = ["BA"]'},
        [],
    ),
    "the lead entered in the directory": (
        {P: plan(task("1", "quý I/2023"))},
        {P: plan(task("1", "quý I/2023")), SET: '[owners.a]\nname = "Ban A"'},
        [],
    ),
    "the name means another body": (
        {P: plan(task("1", "quý I/2023")), SET: '[owners.a]\nname = "Ban A"'},
        {P: plan(task("1", "quý I/2023")), SET: '[owners.b]\nname = "Ban B"\naliases = ["Ban A"]'},
        [("lead", "p/1", None, "directory")],
    ),
    "a member more": (
        {P: plan(task("1", "quý I/2023", owner="G")), SET: GROUP.replace(', "b"', "")},
        {P: plan(task("1", "quý I/2023", owner="G")), SET: GROUP},
        [("lead", "p/1", None, "directory")],
    ),
    "one member's extension": (
        {P: plan(task("1", "quý I/2023", owner="G")), SET: GROUP},
        {
            P: plan(task("1", "quý I/2023", owner="G")),
            SET: GROUP,
            REC: records('kind = "extended", task = "1", unit = "1@b", to = "30/4/2023", on = 2023-03-01'),
        },
        [("moved", "p/1@b", 30, "extension")],
    ),
}
