"""What is wrong with a file that is not TOML, in the reader's words."""

from __future__ import annotations

import re

from dutrack.i18n import Message, msg
from dutrack.problems import Code, Place, Problem, problem
from dutrack.toml.repairs import repair

_AT = r" \(at (?:line (\d+), column (\d+)|end of document)\)$"

# A cause is told by tomli's English or by what stands on the line; the first that matches is taken.
_WRITTEN_DAY = r"(?<=[=\[,\s])(?:\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}|\d{4}-\d\d?-\d\d?)\b"
_DAY = rf"=\s*\[?\s*{_WRITTEN_DAY}"
_CURLY_QUOTE = r"[=\[,]\s*[“”‘’„«]"
_CONFLICT = r"<{7}( |$)|={7}$|>{7}( |$)|\|{7}( |$)"


def syntax_problem(path: str, text: str, error: Exception) -> Problem:
    """Make the one finding of a file that tomli refused: the place is tomli's character, or its line."""
    said = str(error)
    found = re.search(_AT, said)
    lines = text.split("\n")
    line, column = len(lines), len(lines[-1].rstrip("\r")) + 1
    if found and found[1]:
        line, column = int(found[1]), int(found[2])
    elif not found:
        line, column = 1, 1
    words = lines[line - 1].rstrip("\r")
    message, hint = _explain(said, words, column)
    end = column + 1
    if message == _NO_DAY:
        column, end = _day_at(words, column)
    elif said.startswith(_UNCLOSED):
        line, column, end = _end_of_value(lines, line, column)
    elif said.startswith(_ABOUT_THE_LINE):  # there tomli points past what it means
        column, end = len(words) - len(words.lstrip()) + 1, len(words.rstrip()) + 1
    fix = repair(path, line, words, column)
    return problem(Code.TOML_SYNTAX, message, Place(path, line, column, line, end), hint, fix)


def _explain(said: str, line: str, column: int) -> tuple[Message, Message | None]:
    if re.match(_CONFLICT, line):
        return msg("A merge conflict is not resolved."), msg(
            "Keep one of the two versions and delete the marker lines."
        )
    day = re.search(_DAY, line)
    if "date or datetime" in said or (day and day.start() < column <= day.end()):
        return _NO_DAY, msg("A day is written 2023-02-20, without quotes.")
    if re.search(_CURLY_QUOTE, line):
        return msg("The quotes are not straight."), msg('Write text between straight quotes: "…".')
    if "Expected '=' after a key" in said and line[column - 1 : column].isalpha():
        return _NO_KEY
    for words, message, hint in _CAUSES:
        if words in said:
            return message, hint
    if "character" in said:
        return msg("A character here is not allowed: {character}.", character=ascii(line[column - 1 : column])), None
    return msg("This is not valid TOML."), None


def _end_of_value(lines: list[str], line: int, column: int) -> tuple[int, int, int]:
    """Return where what is missing belongs: after the last character before a place that is not blank."""
    while not lines[line - 1][: column - 1].split("#")[0].strip() and line > 1:
        line -= 1
        column = len(lines[line - 1]) + 1
    column = len(lines[line - 1][: column - 1].rstrip()) + 1
    return line, column, column + 1


def _day_at(line: str, column: int) -> tuple[int, int]:
    """Return the columns of what was meant to be a day around a column, or of that column."""
    for found in re.finditer(_WRITTEN_DAY, line):
        if found.start() < column <= found.end() + 1:
            return found.start() + 1, found.end() + 1
    return column, column + 1


_UNCLOSED = ("Unclosed array", "Unclosed inline table")
_ABOUT_THE_LINE = ("Cannot declare", "Cannot overwrite", "Cannot redefine", "Cannot mutate")

_NO_DAY = msg("This cannot be read as a day.")
_NO_KEY = msg("This is no key."), msg("A key has letters a-z, digits, - and _ only.")

_CLOSE_QUOTE = msg('Text stands between quotes on one line, or between """ and """ on several.')

_CAUSES: tuple[tuple[str, Message, Message | None], ...] = (
    (
        "Unescaped '\\' in a string",
        msg("A backslash in a text must be doubled."),
        msg("Write \\\\, or use single quotes."),
    ),
    ("Invalid hex value", msg("A backslash in a text must be doubled."), msg("Write \\\\, or use single quotes.")),
    ("not a Unicode scalar", msg("This escape stands for no character."), None),
    ("Unterminated string", msg("The text is not closed by a quote."), _CLOSE_QUOTE),
    ("Illegal character '\\n'", msg("The text is not closed by a quote."), _CLOSE_QUOTE),
    ("Found invalid character '\\n'", msg("The text is not closed by a quote."), _CLOSE_QUOTE),
    ("Expected \"'", msg("The text is not closed by a quote."), _CLOSE_QUOTE),
    ("Unclosed array", msg("A comma or a closing ] is missing in the list."), None),
    ("Unclosed inline table", msg("A comma or the closing brace is missing."), None),
    ("Expected '=' after a key", msg("After the key an equals sign is missing."), msg("Write key = value.")),
    ("at the end of a table declaration", msg("The header of the table is not closed by ]."), None),
    ("at the end of an array declaration", msg("The header of the table is not closed by ]]."), None),
    (
        "Expected newline or end",
        msg("Something stands after the value."),
        msg('Write one key = value a line; a quote within a text is written \\".'),
    ),
    ("Cannot declare", msg("This table stands twice in the file."), msg("Keep one; entries of a list stand in [[…]].")),
    ("Cannot overwrite a value", msg("This key stands twice."), msg("Delete one of the two.")),
    ("Duplicate inline table key", msg("This key stands twice."), msg("Delete one of the two.")),
    ("Cannot redefine namespace", msg("This table was already written elsewhere."), None),
    ("Cannot mutate immutable", msg("This table was already written elsewhere."), None),
    (
        "Invalid initial character for a key",
        msg("This is no key."),
        msg("A key has letters a-z, digits, - and _ only."),
    ),
    ("Invalid statement", msg("This is neither a key nor the header of a table."), msg("A comment begins with #.")),
    ("Invalid value", msg("This is no value."), msg('Text stands between quotes: "…".')),
    ("recursion", msg("Lists or tables are nested too deep."), None),
    ("nested more", msg("Lists or tables are nested too deep."), None),
    ("Exceeds the limit", msg("A number is too long."), None),
)
