"""The message catalogues are complete: every sentence of the program has its Vietnamese, with the same places."""

import io
import re
from pathlib import Path

import pytest
from babel.messages import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po

import dutrack

PACKAGE = Path(dutrack.__file__).parent
PO = PACKAGE / "locale" / "vi" / "LC_MESSAGES" / "dutrack.po"
KEYWORDS = {"msg": None, "plural": (1, 2), "translate": None, "N_": None}


@pytest.fixture(scope="module")
def catalogue() -> Catalog:
    with PO.open("rb") as file:
        return read_po(file, locale="vi")


@pytest.fixture(scope="module")
def sentences() -> dict:
    found = {}
    for name, line, message, _, _ in extract_from_dir(str(PACKAGE), [("**.py", "python")], keywords=KEYWORDS):
        for text in message if isinstance(message, tuple) else (message,):
            if text:
                found.setdefault(text, f"{name}:{line}")
    return found


def places(text: str) -> set:
    return set(re.findall(r"\{(\w+)\}", text))


def test_every_sentence_has_its_vietnamese(catalogue, sentences):
    known = {}
    for entry in catalogue:
        if not entry.id:
            continue
        strings = entry.string if isinstance(entry.string, (tuple, list)) else (entry.string,)
        for text in entry.id if isinstance(entry.id, (tuple, list)) else (entry.id,):
            known[text] = all(strings) and not entry.fuzzy
    missing = [f"{where}: {text!r}" for text, where in sentences.items() if not known.get(text)]
    assert not missing, "no Vietnamese for:\n" + "\n".join(missing)


def test_no_sentence_is_left_over(catalogue, sentences):
    left = [entry.id for entry in catalogue if entry.id and not any(
        text in sentences for text in (entry.id if isinstance(entry.id, (tuple, list)) else (entry.id,))
    )]
    assert not left


def test_translations_have_the_places_of_the_english(catalogue):
    wrong = []
    for entry in catalogue:
        ids = entry.id if isinstance(entry.id, (tuple, list)) else (entry.id,)
        wanted = set().union(*map(places, ids))
        for string in entry.string if isinstance(entry.string, (tuple, list)) else (entry.string,):
            # A plural's English may say "one" where Vietnamese has the number.
            if entry.id and not (set().union(*[places(ids[-1])]) == places(string) or places(string) == wanted):
                wrong.append((entry.id, string))
    assert not wrong


def test_vietnamese_is_in_one_normal_form(catalogue):
    import unicodedata

    wrong = [entry.string for entry in catalogue if entry.id and any(
        string != unicodedata.normalize("NFC", string)
        for string in (entry.string if isinstance(entry.string, (tuple, list)) else (entry.string,))
    )]
    assert not wrong


def test_compiled_catalogue_is_the_written_one(catalogue):
    with PO.with_suffix(".mo").open("rb") as file:
        compiled = read_mo(io.BytesIO(file.read()))
    written = {entry.id: entry.string for entry in catalogue if entry.id}
    assert {entry.id: entry.string for entry in compiled if entry.id} == written, "run: python hatch_build.py"
