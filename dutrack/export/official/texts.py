"""The words of official documents: Jinja templates, each replaceable by one of the same name in the workspace.

A template has the blocks ``subject``, ``body`` and ``recipients``. Paragraphs are divided by an empty line, recipients
stand on a line each. One in the folder ``templates/`` of the workspace may begin with
``{% extends "dutrack/letter.txt" %}`` and replace a single block.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import jinja2
from jinja2.sandbox import SandboxedEnvironment
from msgspec import Struct

from dutrack.errors import DutrackError
from dutrack.i18n import msg
from dutrack.views.text import clean_lines

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

FOLDER = "templates"
"""The folder of the workspace that holds the user's templates."""


class TemplateError(DutrackError):
    """A template has a mistake, or one that it extends is missing."""

    def __init__(self, name: str, line: int | None, reason: str) -> None:
        place = name if line is None else f"{name}:{line}"
        super().__init__(
            msg("{place}: the template has a mistake: {reason}", place=place, reason=reason),
            msg("The templates that come with dutrack are dutrack/letter.txt and dutrack/report.txt."),
        )


class Words(Struct, frozen=True):
    """What a template says."""

    subject: str
    paragraphs: tuple[str, ...]
    recipients: tuple[str, ...]


def render(root: Path, name: str, values: Mapping[str, Any]) -> Words:
    """Fill in the template of a name, the workspace's own if it has one. Raises TemplateError."""
    # Sandboxed: a template comes with the plans, and fills in words; it has no business with anything else.
    environment = SandboxedEnvironment(
        loader=jinja2.ChoiceLoader(
            [
                jinja2.FileSystemLoader(root / FOLDER),
                jinja2.PrefixLoader({"dutrack": jinja2.PackageLoader("dutrack.export.official")}),
            ]
        ),
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    try:
        template = _template(environment, name)
        texts = {block: _block(template, block, values) for block in ("subject", "body", "recipients")}
    except jinja2.TemplateSyntaxError as error:
        raise TemplateError(_shown(error.name or name), error.lineno, error.message or "") from None
    except jinja2.TemplateNotFound as error:
        raise TemplateError(_shown(name), None, str(msg("there is no template {name}", name=str(error.name)))) from None
    except UnicodeDecodeError:
        raise TemplateError(_shown(name), None, str(msg("it is not UTF-8"))) from None
    except (jinja2.TemplateError, TypeError, ValueError, ArithmeticError, LookupError) as error:
        where, line = _place(error, name)
        raise TemplateError(_shown(where), line, str(error)) from None
    return Words(
        subject=" ".join(texts["subject"].split()),
        paragraphs=tuple(" ".join(text.split()) for text in texts["body"].split("\n\n") if text.strip()),
        recipients=tuple(line.strip() for line in texts["recipients"].splitlines() if line.strip()),
    )


def _template(environment: jinja2.Environment, name: str) -> jinja2.Template:
    try:
        return environment.get_template(name)
    except jinja2.TemplateNotFound as error:
        if error.name != name:
            raise
        return environment.get_template(f"dutrack/{name}")


def _block(template: jinja2.Template, block: str, values: Mapping[str, Any]) -> str:
    """Return a block in force, filled in; a child's stands for its parent's."""
    context = template.new_context(dict(values))
    # What a template extends adds its blocks while it is rendered.
    for _ in template.root_render_func(context):
        pass
    blocks = context.blocks.get(block)
    if not blocks:
        raise jinja2.TemplateRuntimeError(str(msg("the block {name} is missing", name=block)))
    return "".join(clean_lines(text) for text in blocks[0](context))


def _place(error: BaseException, name: str) -> tuple[str, int | None]:
    """Return the template, and its line, where an error arose while it was filled in."""
    found: tuple[str, int | None] = (name, None)
    place = error.__traceback__
    while place is not None:
        template = place.tb_frame.f_globals.get("__jinja_template__")
        if template is not None:
            found = (template.name, template.get_corresponding_lineno(place.tb_lineno))
        place = place.tb_next
    return found


def _shown(name: str) -> str:
    return name if name.startswith("dutrack/") else f"{FOLDER}/{name}"
