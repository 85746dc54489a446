"""What stands where in a file that is being typed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import tomli
import tomli_w
from hypothesis import given
from hypothesis import strategies as st

from dutrack.lsp.outline import Kind, Outline

ROOT = Path(__file__).parent.parent
FILES = sorted([*(ROOT / "plans").rglob("*.toml"), ROOT / "dutrack.toml", *Path(__file__).parent.rglob("data/*.toml")])

TWO_TASKS = """\
[plan]
title = "Kế hoạch"

[[tasks]]
id = "1"
{typed}

[[tasks]]
id = "2"
deadline = "quý I/2023"
"""


def flat(value: Any, key: tuple[str | int, ...] = ()) -> dict[tuple[str | int, ...], Any]:
    """Return every scalar of a document by its key path."""
    if isinstance(value, dict):
        return {path: each for name, inner in value.items() for path, each in flat(inner, (*key, name)).items()}
    if isinstance(value, list):
        return {path: each for index, inner in enumerate(value) for path, each in flat(inner, (*key, index)).items()}
    return {key: value}


def assert_same(text: str) -> None:
    """Assert that the outline has every value that tomli reads."""
    outline = Outline(text)
    scalars = flat(tomli.loads(text))
    assert {key for key in scalars if outline.find(key) is None} == set()
    texts = {key: value for key, value in scalars.items() if isinstance(value, str)}
    assert {key: outline.string(key) for key in texts} == texts


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_real_files_have_every_value(path: Path) -> None:
    text = path.read_text("utf-8-sig")
    try:
        tomli.loads(text)
    except tomli.TOMLDecodeError:  # git writes each line of records on its own
        pytest.skip("no TOML on purpose")
    assert_same(text)


keys = st.text("ab-_", min_size=1, max_size=3) | st.sampled_from(["có dấu", "a.b", "[x]", "#"])
scalars = (
    st.text(max_size=12) | st.integers() | st.booleans() | st.sampled_from(['"', "\\", "'''", '"""', "a\nb\n", "]"])
)
documents = st.dictionaries(
    keys, st.recursive(scalars, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(keys, inner, max_size=3))
)


@given(documents, st.booleans())
def test_any_document_has_every_value(document: dict[str, Any], multiline: bool) -> None:
    assert_same(tomli_w.dumps(document, multiline_strings=multiline))


@given(st.text("[]{}=\"'\\#,.\na 1ế") | st.text())
def test_any_text_has_an_outline(text: str) -> None:
    outline = Outline(text)
    for node in outline.nodes:
        assert 0 <= node.value.start <= node.value.end <= len(text)
        assert outline.node_at(node.value.start) is not None
    for header in outline.headers:
        assert header.body.start <= header.line.end <= header.body.end <= len(text)


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "own",
        "owner",
        "owner =",
        'owner = "',
        'owner = "Ban',
        "owner = 'Ban",
        'owner = ["',
        'owner = ["a", ',
        "awaits = [",  # where tree-sitter takes all that follows for its entries
        'awaits = [\n  "a",\n  "b',
        'deadline = """Quý',
        "allow = {",
        'allow = { D014 = "',
        "[",
        "[[",
        "[[tas",
        "[[tasks]",
        'id = "1" "',
        "= 5",
        "]",
        "}",
    ],
)
def test_what_is_half_typed_ends_with_its_line(typed: str) -> None:
    outline = Outline(TWO_TASKS.format(typed=typed))
    assert outline.string(("plan", "title")) == "Kế hoạch"
    assert outline.string(("tasks", 0, "id")) == "1"
    last = max(header.key for header in outline.headers if header.key[:1] == ("tasks",))
    assert outline.string((*last, "id")) == "2"
    assert outline.string((*last, "deadline")) == "quý I/2023"


def test_an_array_that_is_open_goes_on_over_lines_that_may_be_in_it() -> None:
    outline = Outline('a = [\n  "x", # so\n\n  ["y"],\n')
    assert outline.string(("a", 0)) == "x"
    assert outline.string(("a", 1, 0)) == "y"
    found = outline.find(("a",))
    assert found is not None
    assert (found.kind, found.closed) == (Kind.LIST, False)


def test_an_inline_table_may_have_several_lines() -> None:
    outline = Outline('[[tasks]]\nallow = {\n  D014 = "văn bản không nêu",\n}\nid = "1"\n')
    assert outline.string(("tasks", 0, "allow", "D014")) == "văn bản không nêu"
    assert outline.string(("tasks", 0, "id")) == "1"


def test_the_innermost_value_is_at_a_place() -> None:
    text = '[records]\n"k" = { kind = "done", task = "1" }\n'
    outline = Outline(text)
    found = outline.node_at(text.index('"1"') + 1)
    assert found is not None
    assert found.key == ("records", "k", "task")
    header = outline.header_at(len(text))
    assert header is not None
    assert header.key == ("records",)
    assert outline.header_at(0) == header
    assert outline.node_at(0) is None
