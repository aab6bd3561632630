"""The line of the record: its id is the sum of all it holds, its clock never goes back."""

from __future__ import annotations

import dataclasses
import hashlib
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stewardship_desktop.domain.change import (
    COLUMNS,
    DAY_MS,
    Change,
    adopts,
    canonical,
    change_from_row,
    digest,
    evaluate,
    next_tick,
    sealer,
    tick_ms,
)
from stewardship_desktop.domain.kinds import KINDS, unit_of

LINE = Change(
    txn_id="t",
    scope="programme",
    entity="place",
    row_id="p",
    op="put",
    patch={"name": 'Ä "place"\n', "level": None, "n": 3},
    parents=("b" * 64, "a" * 64),
    hlc=1 << 50,
    replica="r",
    author="me",
    author_role="",
    reason="\\u2028 and \u2028",
    schema_v=1,
)

UNITS = {
    "system": [("population", "population_as_at", "population_source")],
    "place": [("most_deprived_fifth", "deprivation_of")],
    "organisation": [("status", "status_words", "closed_on")],
    "service_line": [("confidence", "confidence_reason")],
    "care_area": [("cohort", "cohort_year")],
    "care_area_status": [("state", "since", "since_words")],
    "specification_answer": [
        ("qualifier", "figure", "unit", "period", "as_at", "as_at_words", "source", "confidence")
    ],
    "scope_item": [("side", "decided_on", "reason")],
    "standard_adoption": [("state", "as_at")],
    "data_request": [("received_on", "quality")],
    "budget_import": [("period", "unit", "price_base", "recurrent")],
    "budget_figure": [("printed", "value", "pence")],
    "line_mapping": [("role", "percent", "evidence")],
    "remembered_mapping": [("kind", "choices")],
    "star_session": [("mode", "envelope"), ("equity", "equity_weight", "equity_epsilon")],
    "star_option": [("parked", "parked_reason")],
    "star_estimate": [("low", "best", "high")],
    "star_effect": [("stranded", "stranded_covered")],
    "star_rule": [("kind", "members", "quantity", "cost", "gain")],
    "seat_score": [("score", "no_view")],
    "star_decision": [("scenario_id", "outcome", "reason", "locked")],
    "metric": [("profile", "baseline_points")],
    "metric_definition": [
        ("scale", "unit", "per", "levels"),
        ("baseline", "baseline_level", "baseline_qualifier", "baseline_period", "baseline_source"),
    ],
    "target": [("value", "level", "holds_from")],
    "observation": [("value", "level", "qualifier", "numerator", "denominator")],
    "comparator": [("value", "numerator", "denominator")],
}
"""The suite's own copy: what means something together must not come apart by a slip."""


def test_units_are_as_agreed() -> None:
    assert {kind.entity: list(kind.units) for kind in KINDS if kind.units} == UNITS


def test_units_name_fields_that_are_there_and_no_field_twice() -> None:
    for kind in KINDS:
        names = [name for unit in kind.units for name in unit]
        assert len(names) == len(set(names))
        assert set(names) <= {each.name for each in dataclasses.fields(kind.record_type)}
        for unit in kind.units:
            assert all(unit_of(kind, name) == unit for name in unit)


@given(st.text(st.characters(exclude_categories=["Cs"])), st.integers(0, 2**62), st.text(max_size=3))
def test_the_id_is_the_sum_over_the_canonical_json_of_all_columns(reason: str, hlc: int, role: str) -> None:
    try:
        columns = dataclasses.replace(LINE, reason=reason, hlc=hlc, author_role=role).row()
    except UnicodeEncodeError:
        return
    rest = {name: value for name, value in columns.items() if name != "change_id"}
    plain = json.dumps(rest, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    assert columns["change_id"] == hashlib.sha256(plain.encode()).hexdigest()


def test_a_line_comes_back_from_its_row_and_any_other_byte_shows() -> None:
    row = LINE.row()
    assert set(row) == set(COLUMNS)
    assert change_from_row(row) == dataclasses.replace(LINE, change_id=str(row["change_id"]))
    for name, value in row.items():
        if name != "change_id":
            other = value + 1 if isinstance(value, int) else f"{value} "
            assert digest({**row, name: other}) != row["change_id"], name


def test_canonical_json_has_one_form() -> None:
    assert canonical({"b": 1, "a": ["ä", None]}) == '{"a":["ä",null],"b":1}'
    with pytest.raises(ValueError, match="float"):
        canonical(float("nan"))


def test_no_changes_are_no_record() -> None:
    assert not evaluate([]).alive


def test_the_clock_never_goes_back_and_is_not_dragged_ahead() -> None:
    assert next_tick(0, 5) == 5 << 16
    assert next_tick(9 << 16, 5) == (9 << 16) + 1
    assert tick_ms(next_tick(0, 1234)) == 1234
    assert adopts((1000 + DAY_MS) << 16, 1000)
    assert not adopts((1001 + DAY_MS) << 16, 1000)


def test_many_changes_are_sealed_as_one_by_one() -> None:
    row = LINE.row()
    shared = ("txn_id", "entity", "replica", "author", "author_role", "reason", "schema_v")
    sealed = sealer(*[row[name] for name in shared])  # type: ignore[arg-type]
    for hlc in (LINE.hlc, LINE.hlc + 1):
        each = dataclasses.replace(LINE, hlc=hlc).row()
        own = [each[name] for name in ("scope", "row_id", "op", "patch", "parents", "hlc")]
        assert sealed(*own) == each["change_id"]  # type: ignore[arg-type]
