"""The message catalogues are complete: every sentence of the program has its Vietnamese, with the same places."""

import ast
import io
import re
import unicodedata
from pathlib import Path

import pytest
from babel.messages import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po

import dutrack

PACKAGE = Path(dutrack.__file__).parent
PO = PACKAGE / "locale" / "vi" / "LC_MESSAGES" / "dutrack.po"
KEYWORDS = {"msg": None, "plural": (1, 2), "translate": None}


def texts(value):
    """Return the forms of a sentence or translation: one, or those of its plural."""
    return (value,) if isinstance(value, str) else tuple(value)


def by_sentence(catalogue: Catalog) -> dict:
    return {texts(entry.id): texts(entry.string) for entry in catalogue if entry.id}


@pytest.fixture(scope="module")
def catalogue() -> Catalog:
    with PO.open("rb") as file:
        return read_po(file, locale="vi")


@pytest.fixture(scope="module")
def sentences() -> dict:
    found = {}
    for name, line, message, _, _ in extract_from_dir(str(PACKAGE), [("**.py", "python")], keywords=KEYWORDS):
        if message:
            found.setdefault(texts(message), f"{name}:{line}")
    return found


def places(text: str) -> set:
    return set(re.findall(r"\{(\w+)\}", text))


def test_every_sentence_has_its_vietnamese(catalogue, sentences):
    known = by_sentence(catalogue)
    missing = [f"{where}: {text[0]!r}" for text, where in sentences.items() if not all(known.get(text, ("",)))]
    assert not missing, "no Vietnamese for:\n" + "\n".join(missing)


def test_no_sentence_is_left_over(catalogue, sentences):
    assert not [text for text in by_sentence(catalogue) if text not in sentences]


def test_translations_have_the_places_of_the_english(catalogue):
    wrong = [
        (text, string)
        for text, strings in by_sentence(catalogue).items()
        for string in strings
        # The English of one may leave its number out, where Vietnamese has one form for all.
        if places(string) != places(text[-1])
    ]
    assert not wrong


def test_vietnamese_is_in_one_normal_form(catalogue):
    strings = [string for strings in by_sentence(catalogue).values() for string in strings]
    assert strings
    assert not [string for string in strings if string != unicodedata.normalize("NFC", string)]


def test_compiled_catalogue_is_the_written_one(catalogue):
    with PO.with_suffix(".mo").open("rb") as file:
        compiled = read_mo(io.BytesIO(file.read()))
    assert by_sentence(compiled) == by_sentence(catalogue), "run: python hatch_build.py"


def test_no_sentence_hides_in_an_f_string():
    """The extractor does not look into f-strings on every Python, and would leave the sentence out."""
    hidden = [
        f"{path.relative_to(PACKAGE)}:{call.lineno}"
        for path in sorted(PACKAGE.rglob("*.py"))
        for text in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(text, ast.JoinedStr)
        for call in ast.walk(text)
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in KEYWORDS
        if call.args and isinstance(call.args[0], ast.Constant)
    ]
    assert not hidden
