"""Only rows that are not plainly right go to Frictionless; what is set aside is the same as if all of them went."""

from __future__ import annotations

from unittest.mock import patch

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.depth import examples

from evidence import table_rules
from evidence.extract.coded_tables import schema_of
from evidence.tables import check_table

SCHEMA = schema_of("effects")
NAMES = [field["name"] for field in SCHEMA["fields"]]
PLAIN = {"effect_id": "E1", "study_label": "s", "comparison": "a vs b", "outcome_measure": "m", "effect_type": "smd",
         "evidence_role": "direct", "poolable": "yes"}  # fmt: skip
ODD = ["", "0", "-0", "1", "-1.5", "1e3", "1.", ".5", "+2", "NaN", "inf", "-inf", "1,5", "1 000", " 1", "1 ", "0x1", "²", "١",
       "yes", "YES", "no", "positive", "Positive", "better", "99999999999999999999", "0.99999", "0.5", "true", "E1", "E2", "None"]  # fmt: skip


@settings(examples(40), suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(
        st.dictionaries(st.sampled_from(NAMES), st.sampled_from(ODD), max_size=4), min_size=1, max_size=5
    )
)
def test_the_short_way_sets_aside_what_the_long_way_does(changes) -> None:
    rows = [{**PLAIN, "effect_id": f"E{n}", **change} for n, change in enumerate(changes)]
    text = (
        "\n".join([",".join(NAMES), *(",".join(f'"{row.get(name, "")}"' for name in NAMES) for row in rows)])
        + "\n"
    )
    short = check_table(text, "effects.csv", SCHEMA)
    with patch.object(table_rules, "_doubtful", lambda rows, fields: list(range(len(rows)))):
        long = check_table(text, "effects.csv", SCHEMA)
    assert short.set_aside == long.set_aside
    assert short.rows == long.rows
