"""What people wrote to be printed is checked before anything is: every count computed, every slot with a value."""

from __future__ import annotations

from collections.abc import Iterator

from evidence.book_settings import FrontMatter
from evidence.brief.sentences import lint
from evidence.brief.slots import check_slots
from evidence.errors import UserError, UserErrors
from evidence.glossary import Term
from evidence.propositions import Propositions
from evidence.settings_file import Lines, Place

FILE = "config/propositions.yaml"


def check_templates(claims: Propositions, lines: Lines | None = None) -> None:
    """Refuse a template that counts without being computed, or names what has no value. Raises UserErrors.

    `lines`: those of the settings file, so that messages name theirs.
    """
    errors: list[UserError] = check_slots(claims, FILE, lines)
    for field, place, text in _texts(claims):
        errors += lint(text, file=FILE, field=field, line=(lines or {}).get(place))
    if errors:
        raise UserErrors(errors)


def check_review(review: FrontMatter) -> None:
    """The same for the prose of config.yaml that the book prints. Raises UserErrors."""
    errors = [
        error
        for field in ("background", "limits")
        for text in getattr(review, field)
        for error in lint(text, file="config/config.yaml", field=f"review.{field}")
    ]
    if errors:
        raise UserErrors(errors)


def check_glossary(terms: list[Term]) -> None:
    """No definition may count by itself. Raises UserErrors."""
    errors = [
        error for term in terms for error in lint(term.means, file="config/glossary.yaml", field=term.term)
    ]
    if errors:
        raise UserErrors(errors)


def _texts(claims: Propositions) -> Iterator[tuple[str, Place, str]]:
    """(field, place in the file, text) of everything in the claims that is printed."""
    for name, template in claims.sentences.items():
        yield f"sentences.{name}", ("sentences", name), template
    yield "bottom_line", ("bottom_line",), claims.bottom_line
    for number, row in enumerate(claims.bottom_line_more):
        yield "bottom_line_more", ("bottom_line_more", number, "text"), row["text"]
    for number, claim in enumerate(claims.items):
        for field in ("sentence", "that", "caution"):
            yield f"{claim.id}.{field}", ("propositions", number, field), getattr(claim, field)
    for name in ("note", "points_note"):
        yield f"seed.{name}", ("seed", name), claims.seed.get(name, "")
    for number, point in enumerate(claims.seed.get("points", [])):
        field = f"seed.points.{point['kind']}.{point['number']}"
        yield field, ("seed", "points", number, "says"), point["says"]
