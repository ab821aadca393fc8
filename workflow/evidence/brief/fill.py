"""Fills the text of a page: slots by Jinja, whatever is HTML in a block of its own, all else as plain text."""

from __future__ import annotations

import re
from typing import Any

from jinja2 import DictLoader, StrictUndefined, TemplateNotFound, TemplateSyntaxError, UndefinedError
from jinja2.sandbox import SandboxedEnvironment, SecurityError

from evidence.brief.components import figure, table
from evidence.brief.markup import as_text, block
from evidence.brief.sentences import lint
from evidence.errors import UserError, UserErrors

_CODE = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}|<[^>]*>|\]\([^)]*\)|^\([a-z-]+\)=$", re.S | re.M)


def fill_page(path: str, source: str, values: dict[str, Any], engine: dict[str, str]) -> str:
    """A page with its slots filled; whatever is neither markdown nor HTML on purpose is shown as plain text.

    Tables and figures are described in the page: `table(id, caption, header, rows)`, `figure(drawing, id, caption, lead)`.
    A review's own page may begin with `{% extends "engine/index.md" %}` and write some blocks of that page anew. It can name what it
    is given and run nothing else, for the review may be a stranger's (`evidence verify`). Raises UserError where the page cannot be filled.
    """
    environment = SandboxedEnvironment(
        undefined=StrictUndefined,
        finalize=_yaml if path.endswith(".yml") else _markdown,
        keep_trailing_newline=True,
        loader=DictLoader({f"engine/{name}": text for name, text in engine.items()}),
    )
    environment.globals |= {"table": table, "figure": figure}
    allowed: list[str] = []
    try:
        return environment.from_string(source).render(values)
    except UndefinedError as error:
        problem, allowed = f"the page names something that is not known: {error.message}", sorted(values)
    except TemplateNotFound as error:
        problem, allowed = (
            f"the engine has no page of this name: {error.name}",
            [f"engine/{name}" for name in sorted(engine) if name.endswith(".md")],
        )
    except TemplateSyntaxError as error:
        problem, allowed = f"the page cannot be read, near its line {error.lineno}: {error.message}", []
    except SecurityError as error:
        problem = f"the page reaches for what is not its own: {error}"
    except TypeError as error:  # a macro that is given what it does not take
        problem = f"the page cannot be filled: {error}"
    raise UserError(problem, file=f"book/{path}", allowed=allowed, fix="correct the page")


def check_narrative(sources: dict[str, str]) -> None:
    """Hand-written pages may not count either: figures and quantifiers must be computed. Raises UserErrors."""
    errors = []
    for path, source in sorted(sources.items()):
        if path.endswith(".md"):
            bare = _CODE.sub(lambda m: "\n" * m.group().count("\n"), source)
            for number, line in enumerate(bare.split("\n"), start=1):
                errors += lint(line, file=f"book/{path}", line=number, field="")
    if errors:
        raise UserErrors(errors)


def _markdown(value: Any) -> str:
    return block(value.__html__()) if hasattr(value, "__html__") else as_text(value)


def _yaml(value: object) -> str:
    """Text inside a double-quoted YAML string."""
    return " ".join(str(value).split()).replace("\\", "\\\\").replace('"', '\\"')
