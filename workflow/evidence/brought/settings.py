"""Files of config/imports/: how another tool's words are to be read, said once and used again every week."""

from __future__ import annotations

from evidence.brought.told import STAGES
from evidence.settings.declare import Text, setting, settings


@settings
class ScreeningMap:
    """What a file of decisions does not say of itself."""

    tags: dict[Text, str] = setting(
        "Tag → include, background, exclude or maybe; a * at the end stands for a reason", default={}
    )
    codes: dict[Text, str] = setting("Tag → the code that it stands for, as `facet: code`", default={})
    reviewer: str = setting("Who decided, where the file does not say", default="")
    people: dict[Text, str] = setting(
        "A name in the file → the name that decisions are signed with", default={}
    )
    stage: str = setting("At which stage, where the file does not say", default="", enum=("", *STAGES))
    decision: str = setting("What every row was decided that does not say it", default="")


@settings
class TableMap:
    """Which column of a spreadsheet holds what, for a table of the review."""

    table: Text = setting("The table that the rows are for: effects or extracts")
    file: str = setting(
        "The file that this was proposed for; one of another kind is not read by it unless --map says so",
        default="",
    )
    sheets: tuple[str, ...] = setting("The sheets to read; all where none is named", default=())
    header: int = setting(
        "The row that names the columns, counted from 1; 0 where it is to be looked for", default=0, minimum=0
    )
    columns: dict[Text, str] = setting("Column of the review → column of the spreadsheet", default={})
    constants: dict[Text, str] = setting("Column of the review → what it holds in every row", default={})
    values: dict[Text, dict[str, str]] = setting(
        "Column of the review → word in the spreadsheet → our word", default={}
    )
    by_sheet: dict[Text, dict[str, str]] = setting(
        "Name of a sheet → column of the review → what it holds in all its rows", default={}
    )
    skip: dict[Text, tuple[str, ...]] = setting(
        "Column of the spreadsheet → words; rows with one of these are left out", default={}
    )
    day_first: bool = setting("Whether dates are written with the day first", default=False)
