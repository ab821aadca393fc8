"""Messages name the place, the value, what is allowed and what to do."""

from hypothesis import given
from hypothesis import strategies as st

from evidence.errors import UserError, UserErrors, shorten


def test_every_part_is_shown():
    error = UserError(
        "this is wrong",
        file="a/b.csv",
        line=3,
        record="r1",
        field="year",
        value="x\ny",
        allowed=["1", "2"],
        fix="change it",
    )
    assert str(error) == (
        "a/b.csv:3, record r1, column year: this is wrong\n"
        "  found:   x y\n  allowed: 1, 2\n  to fix:  change it"
    )


def test_what_is_not_known_is_left_out():
    assert str(UserError("wrong")) == "wrong"
    assert UserError("wrong", line=3).where() == ""
    assert UserError("wrong", value=0).text() == "wrong\n  found:   0"


def test_several_at_once():
    errors = UserErrors([UserError("one"), UserError("two", file="f")])
    assert isinstance(errors, UserError)
    assert str(errors) == errors.text() == "one\nf: two"


@given(st.text(), st.integers(1, 300))
def test_shorten(text, width):
    short = shorten(text, width)
    assert len(short) <= width
    assert "\n" not in short
