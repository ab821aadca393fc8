"""docs/exchange.md says of each tool what its declaration says."""

from evidence.brought.exchange_page import BEGIN, END, sections
from evidence.brought.tools import SCREENERS
from evidence.export.formats import BY_NAME
from tests.ci.act import REPOSITORY


def test_the_page_is_what_the_tools_declare() -> None:
    text = (REPOSITORY / "docs" / "exchange.md").read_text(encoding="utf-8")
    made = text.split(BEGIN)[1].split(END)[0]
    assert made == f"\n\n## Tool by tool\n\n{sections()}\n\n", (
        "put what `evidence known exchange` prints between the marks"
    )


def test_every_tool_of_ours_says_how_works_go_there_and_what_names_them() -> None:
    for tool in SCREENERS:
        assert tool.handover and tool.handover.form in BY_NAME, tool.name
        assert tool.places.ours and tool.places.decision and tool.places.who, tool.name
