"""How much of a plan ``dutrack draft`` finds in its document, held against the plan as a person wrote it.

Run: ``python bench/draft.py [--all] [DOCUMENT PLAN]...`` for each pair, or without one for the five published plans;
``--all`` lists every difference.

Two tasks are one where their words and places agree. Hand-written titles are summaries, so words are measured by how
much of the title, rarer words weighing more, stands in the draft's words of the document; the place by the section and
the number in it. Deadlines and leads do not count for the pairing, so that they can be judged by it. Pairs keep the
order of both files, and are chosen together so that they agree best. Of the paired tasks:

- *section* is right where the ids are equal, *lead* where the names have most of their words in common (a section's
  lead counts, and one name or several does not matter);
- a *deadline* is attached where the text in force, the section's included, has the same reading or the same words;
- a *citation* is a deadline with a document's number in it that the plan does not have.
"""

from __future__ import annotations

import math
import re
import sys
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dutrack.draft.model import Draft, DraftTask
    from dutrack.plan import Plan, Task

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from dutrack.deadline import DeadlineError, parse  # noqa: E402 - of this folder
from dutrack.deadline.spelling import key  # noqa: E402
from dutrack.draft.compose import draft_of  # noqa: E402
from dutrack.draft.read import read_document  # noqa: E402
from dutrack.plan import read_plan  # noqa: E402

DATA = ROOT / "tests" / "data" / "drafts"
PUBLISHED = ("bac-giang-nq27", "ninh-thuan-nq28", "kon-tum-nq27", "gia-lai-nq27", "quang-ngai-kl21")
ENOUGH = 0.45
"""Two tasks that agree less than this are not one."""

_WORD = re.compile(r"\w+")
_CITATION = re.compile(r"\d+\s*[-/]\s*[A-ZĐ]{2}")


@dataclass
class Score:
    """What was found of one plan."""

    tasks: int
    drafted: int
    found: int = 0
    placed: int = 0
    led: int = 0
    right: int = 0
    deadlines: int = 0
    attached: int = 0
    citations: int = 0
    extra: int = 0
    notes: list[str] = field(default_factory=list)

    @property
    def share(self) -> float:
        """The tasks found with the right section and lead."""
        return self.right / self.tasks if self.tasks else 1.0

    @property
    def timed(self) -> float:
        """The deadlines attached to the right task."""
        return self.attached / self.deadlines if self.deadlines else 1.0


def words(text: str) -> set[str]:
    return set(_WORD.findall(key(text)))


def agreement(plan: Plan, draft: Draft) -> list[list[float]]:
    """Return how far each task of the plan agrees with each of the draft, from 0 to 1."""
    titles = [words(task.title) for task in plan.tasks]
    often = Counter(word for title in titles for word in title)
    weight = {word: math.log(1 + len(titles) / count) for word, count in often.items()}
    texts = [words(f"{task.text} {task.title}") for task in draft.tasks]
    return [
        [
            0.6 * sum(weight[word] for word in title & text) / max(sum(weight[word] for word in title), 1e-9)
            + 0.4 * near(task, other)
            for text, other in zip(texts, draft.tasks, strict=True)
        ]
        for task, title in zip(plan.tasks, titles, strict=True)
    ]


def near(task: Task, other: DraftTask) -> float:
    """Return how near two tasks stand by their ids."""
    if task.id == other.id:
        return 1.0
    if (task.section or "") != (other.section or ""):
        return 0.0
    ours, theirs = (re.sub(r"[a-z]$", "", id_) for id_ in (task.id, other.id))
    return 0.8 if ours == theirs else 0.4


def pairs(scores: list[list[float]]) -> list[tuple[int, int]]:
    """Return the pairs, in order, that agree best together."""
    rows, columns = len(scores), len(scores[0]) if scores else 0
    best = [[0.0] * (columns + 1) for _ in range(rows + 1)]
    for i in range(rows - 1, -1, -1):
        for j in range(columns - 1, -1, -1):
            pair = scores[i][j] + best[i + 1][j + 1] if scores[i][j] >= ENOUGH else -1.0
            best[i][j] = max(best[i + 1][j], best[i][j + 1], pair)
    found, i, j = [], 0, 0
    while i < rows and j < columns:
        if scores[i][j] >= ENOUGH and math.isclose(best[i][j], scores[i][j] + best[i + 1][j + 1]):
            found.append((i, j))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
    return found


def same_lead(ours: tuple[str, ...], theirs: tuple[str, ...]) -> bool:
    a, b = words(" ".join(ours)), words(" ".join(theirs))
    return a == b or len(a & b) >= 0.6 * len(a | b)


def same_deadline(ours: str | None, theirs: str | None) -> bool:
    if ours is None or theirs is None:
        return ours is theirs
    return bare(ours) == bare(theirs) or (reading(ours) is not None and reading(ours) == reading(theirs))


def bare(text: str) -> str:
    return " ".join(_WORD.findall(key(text)))


def reading(text: str) -> object:
    try:
        found = parse(text)
    except DeadlineError:
        return None
    return found.parts, found.joins


def score(draft: Draft, plan: Plan) -> Score:
    """Hold a draft against the plan."""
    result = Score(len(plan.tasks), len(draft.tasks), deadlines=sum(task.deadline is not None for task in plan.tasks))
    paired = pairs(agreement(plan, draft))
    result.found = len(paired)
    result.citations = sum(bool(task.deadline and _CITATION.search(task.deadline)) for task in draft.tasks)
    known = {task.deadline for task in plan.tasks}
    result.citations -= sum(
        bool(task.deadline in known and _CITATION.search(task.deadline or "")) for task in draft.tasks
    )
    for i, j in paired:
        task, other = plan.tasks[i], draft.tasks[j]
        placed, led = task.section == other.section, same_lead(task.owners, other.owners)
        result.placed += placed
        result.led += led
        result.right += placed and led
        timed = same_deadline(task.deadline, other.deadline)
        result.attached += timed and task.deadline is not None
        result.extra += other.deadline is not None and task.deadline is None
        if not (placed and led and timed):
            result.notes.append(
                f"  {task.id} = {other.id}: section {task.section} / {other.section}, "
                f"lead {task.owners} / {other.owners}, deadline {task.deadline!r} / {other.deadline!r}"
            )
    missed = set(range(len(plan.tasks))) - {i for i, _ in paired}
    result.notes += [
        f"  missed {plan.tasks[i].id}: {plan.tasks[i].title} ({plan.tasks[i].deadline})" for i in sorted(missed)
    ]
    more = set(range(len(draft.tasks))) - {j for _, j in paired}
    result.notes += [
        f"  only in the draft {draft.tasks[j].id}: {draft.tasks[j].title} ({draft.tasks[j].deadline})"
        for j in sorted(more)
    ]
    return result


def measure(document: Path, path: Path) -> Score:
    plan, _ = read_plan(path.name, path.read_bytes())
    if plan is None:
        sys.exit(f"{path} cannot be read")
    return score(draft_of(read_document(document)), plan)


def main() -> None:
    every = "--all" in sys.argv
    given = [Path(text) for text in sys.argv[1:] if text != "--all"]
    couples = list(zip(given[::2], given[1::2], strict=True)) or [
        (DATA / f"{name}.txt", ROOT / "plans" / f"{name}.toml") for name in PUBLISHED
    ]
    print(f"{'document':24} {'tasks':>5} {'drafted':>7} {'found':>6} {'section':>7} {'lead':>5} {'both':>7} "
          f"{'deadlines':>9} {'attached':>8} {'citations':>9} {'not stated':>10}")  # fmt: skip
    for document, path in couples:
        it = measure(document, path)
        print(f"{document.stem[:24]:24} {it.tasks:5} {it.drafted:7} {it.found:6} {it.placed:7} {it.led:5} "
              f"{it.share:7.1%} {it.deadlines:9} {it.timed:8.1%} {it.citations:9} {it.extra:10}")  # fmt: skip
        if every:
            print("\n".join(it.notes))


if __name__ == "__main__":
    main()
