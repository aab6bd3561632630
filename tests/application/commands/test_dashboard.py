"""Acts on a dashboard: values, new limits, marks, comparators, the meeting view; what is refused."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from stewardship_desktop.application.commands import dashboard as commands
from stewardship_desktop.application.commands import value_framework
from stewardship_desktop.application.commands.dashboard import ValueEntry
from stewardship_desktop.domain.observation import (
    ComparatorRole,
    Cut,
    MarkKind,
    Observation,
    Qualifier,
    ValueKind,
)
from tests.support.metric_acts import do, label, refused
from tests.support.metrics import SmallFramework, framework_open, values_of

LAST, NEXT = date(2023, 1, 1), date(2023, 2, 1)


@pytest.fixture
def made(tmp_path: Path) -> Iterator[SmallFramework]:
    with framework_open(tmp_path) as small:
        yield small


def entry(made: SmallFramework, name: str = "needle", on: date = NEXT, **values: Any) -> ValueEntry:
    return ValueEntry(definition_id=made.definitions[name], on=on, values=values)


def at(made: SmallFramework, on: date, name: str = "needle") -> Observation | None:
    return next((each for each in made.metric(name).observations if each.on == on), None)


def test_a_value_is_added_changed_and_taken_away(made: SmallFramework) -> None:
    enter = commands.enter_values
    assert do(made, enter, [entry(made, value=Decimal(58), source="Register", note="Quick")]) == 1
    assert label(made) == "Set value of Door to needle, 1 February 2023"
    assert do(made, enter, [entry(made, value=Decimal(59))]) == 1
    found = at(made, NEXT)
    assert found is not None
    assert (found.value, found.source, found.note) == (Decimal(59), "Register", "Quick")
    assert found.id == Observation.id_for(made.definitions["needle"], NEXT)
    assert do(made, enter, [entry(made, value=None, note="")]) == 1
    assert label(made) == "Take away value of Door to needle, 1 February 2023"
    assert at(made, NEXT) is None
    made.workspace.opened.undo().result()
    assert at(made, NEXT) == found


def test_nothing_for_a_period_without_a_value_changes_nothing(made: SmallFramework) -> None:
    assert do(made, commands.enter_values, [entry(made, value=None)]) == 0
    assert do(made, commands.enter_values, [entry(made, on=LAST, value=Decimal(60))]) == 0


def test_a_note_alone_makes_a_known_gap(made: SmallFramework) -> None:
    do(made, commands.enter_values, [entry(made, value=None, note="Scanner out of use")])
    found = at(made, NEXT)
    assert found is not None
    assert found.is_gap
    do(made, commands.enter_values, [entry(made, on=LAST, note="Seen by the lead")])
    kept = at(made, LAST)
    assert kept is not None
    assert (kept.value, kept.note) == (Decimal(60), "Seen by the lead")


def test_many_values_are_one_act(made: SmallFramework) -> None:
    before = made.whole()
    rows = [
        entry(made, value=Decimal(58)),
        entry(made, on=LAST, value=Decimal(61)),
        entry(made, on=date(2022, 12, 1), value=None),
        entry(made, "grade", date(2023, 1, 1), level="A"),
    ]
    assert do(made, commands.enter_values, rows) == 4
    assert label(made) == "Enter 4 values"
    assert at(made, date(2022, 12, 1)) is None
    made.workspace.opened.undo().result()
    assert made.whole() == before


def test_forecasts_and_parts_stand_beside_the_actual_value(made: SmallFramework) -> None:
    definition = made.definitions["needle"]
    rows = [
        ValueEntry(definition_id=definition, on=LAST, kind=ValueKind.FORECAST,
                   values={"value": Decimal(55), "qualifier": Qualifier.UNDER}),
        ValueEntry(definition_id=definition, on=LAST, cut=Cut.SEX, category="women",
                   values={"value": Decimal(62)}),
    ]  # fmt: skip
    do(made, commands.enter_values, rows)
    found = made.metric("needle")
    assert found.values_of(found.definition)[-1].value == 60
    (forecast,) = found.values_of(found.definition, ValueKind.FORECAST)
    assert (forecast.value, forecast.qualifier) == (Decimal(55), Qualifier.UNDER)
    assert found.parts_of(found.definition, Cut.SEX) == ("women",)


def test_what_is_entered_for_an_invented_metric_is_invented(made: SmallFramework) -> None:
    do(made, value_framework.edit_definition, made.definitions["needle"], {"illustrative": True})
    do(made, commands.enter_values, [entry(made, value=Decimal(58))])
    found = at(made, NEXT)
    assert found is not None
    assert found.illustrative


@pytest.mark.parametrize(
    "name, values, words",
    [
        ("grade", {"level": "F"}, "'F' is no grade of this metric"),
        ("grade", {"value": Decimal(3)}, "3 is a number, and this metric has grades"),
        ("needle", {"level": "A"}, "'A' is no grade of this metric"),
        ("needle", {"value": Decimal("1e16")}, "too large for a value"),
        ("known", {"numerator": Decimal(-1)}, "numerator is below nought"),
        ("known", {"denominator": Decimal(0), "value": Decimal(1)}, "denominator is not above nought"),
    ],
)
def test_a_value_fits_its_definition(
    made: SmallFramework, name: str, values: dict[str, Any], words: str
) -> None:
    good = entry(made, value=Decimal(58))
    refused(made, words, commands.enter_values, [good, entry(made, name, date(2023, 1, 1), **values)])


def test_a_part_has_a_cut_and_a_name(made: SmallFramework) -> None:
    for more in ({"cut": Cut.SEX}, {"category": "women"}):
        row = ValueEntry(
            definition_id=made.definitions["needle"], on=NEXT, values={"value": Decimal(1)}, **more
        )
        refused(made, "needs both the cut and the part", commands.enter_values, [row])
    row = ValueEntry(definition_id="nowhere", on=NEXT, values={"value": Decimal(1)})
    refused(made, "no longer here", commands.enter_values, [row])


def test_a_file_of_values_is_kept_in_one_act(made: SmallFramework) -> None:
    definition = made.metric("needle").definition
    rows = values_of(definition, (60, 58, None, 61), first=LAST, source="File")
    assert do(made, commands.keep_observations, rows, "Import 4 values from July.csv") == (3, 0)
    assert label(made) == "Import 4 values from July.csv"
    kept = at(made, LAST)
    assert kept is not None
    assert kept.source == ""  # it was there with this value, and is left alone
    changed = values_of(definition, (63, 58), first=LAST, source="File")
    assert do(made, commands.keep_observations, changed, "Again") == (0, 1)
    assert [at(made, day).value for day in (LAST, NEXT)] == [63, 58]  # type: ignore[union-attr]


def test_limits_begin_anew_with_a_reason(made: SmallFramework) -> None:
    definition = made.definitions["needle"]
    do(made, commands.rebase, definition, date(2022, 6, 1), " New pathway ", " Stroke group ")
    assert label(made) == "New limits of Door to needle from 1 June 2022"
    do(made, commands.rebase, definition, date(2022, 6, 1), "New pathway from June")
    (found,) = made.metric("needle").rebases
    assert (found.reason, found.on) == ("New pathway from June", date(2022, 6, 1))
    refused(made, "Reason for the new limits is empty", commands.rebase, definition, LAST, " ")
    refused(made, "no longer here", commands.rebase, "nowhere", LAST, "Why")


def test_a_mark_is_on_one_chart_or_on_all(made: SmallFramework) -> None:
    do(made, commands.mark, made.area, LAST, " Team begins ", MarkKind.LAUNCH, made.metrics["needle"])
    assert label(made) == "Mark Team begins on 1 January 2023"
    do(made, commands.mark, made.area, date(2022, 1, 1), "Beds closed", MarkKind.EVENT)
    assert [each.text for each in made.metric("needle").marks] == ["Beds closed", "Team begins"]
    assert [each.text for each in made.metric("known").marks] == ["Beds closed"]
    refused(made, "What happened is empty", commands.mark, made.area, LAST, "", MarkKind.NOTE)
    refused(made, "no longer here", commands.mark, "nowhere", LAST, "Beds closed", MarkKind.NOTE)


def test_counts_that_make_more_than_any_value_are_refused(made: SmallFramework) -> None:
    counts: dict[str, Any] = {"numerator": Decimal(0), "denominator": Decimal("1E-14")}
    refused(made, "too small", commands.enter_values, [entry(made, "known", value=Decimal(0), **counts)])
    row = {"name": "Peer A", "on": LAST, **counts}
    refused(made, "too small", commands.set_comparators, made.definitions["known"], [row])


def test_comparators_are_named_and_dated(made: SmallFramework) -> None:
    definition = made.definitions["known"]
    rows = [
        {"name": "Peer A", "on": LAST, "numerator": Decimal(80), "denominator": Decimal(100)},
        {"name": "All peers", "on": LAST, "role": ComparatorRole.BENCHMARK, "value": Decimal(82)},
    ]
    ids = do(made, commands.set_comparators, definition, rows)
    assert label(made) == "Set 2 comparators of Irregular heartbeats treated"
    again = do(made, commands.set_comparators, definition, [{**rows[0], "numerator": Decimal(79)}])
    assert label(made) == "Set comparator of Irregular heartbeats treated"
    assert again == ids[:1]
    found = {each.name: each for each in made.metric("known").comparators}
    assert (found["Peer A"].numerator, found["All peers"].role) == (
        Decimal(79),
        ComparatorRole.BENCHMARK,
    )
    for row, words in (
        ({"name": " ", "value": Decimal(1)}, "Name of the comparator is empty"),
        ({"name": "Peer B"}, "Peer B has no value"),
        ({"name": "Peer B", "numerator": Decimal(1)}, "Peer B has no value"),
        ({"name": "Peer B", "value": Decimal(1), "numerator": Decimal(-1)}, "numerator is below nought"),
        ({"name": "Peer B", "value": Decimal(1), "denominator": Decimal(0)}, "not above nought"),
    ):
        refused(made, words, commands.set_comparators, definition, [rows[0], {"on": LAST, **row}])


def test_a_meeting_looks_at_four_charts_at_most(made: SmallFramework) -> None:
    ids = [made.metrics[name] for name in ("needle", "known", "grade", "cost")]
    choose = commands.choose_meeting_charts
    do(made, choose, made.area, {"metrics": ids[:2], "decision": "More teams?"})
    assert label(made) == "Set the meeting view"
    do(made, choose, made.area, {"metrics": tuple(ids)})
    found = made.whole().meeting
    assert found is not None
    assert (found.metrics, found.decision) == (tuple(ids), "More teams?")
    do(made, choose, made.area, {"metrics": tuple(ids), "held_on": LAST})
    refused(made, "twice", choose, made.area, {"metrics": (ids[0], ids[0])})
    refused(made, "no longer here", choose, made.area, {"metrics": (ids[0], "gone")})
    more = do(made, value_framework.add_metric, next(iter(made.outcomes.values())), {"name": "Fifth"}, {})
    refused(made, "looks at 4 charts at most", choose, made.area, {"metrics": (*ids, more)})


def test_a_plain_edit_of_the_meeting_keeps_its_charts(made: SmallFramework) -> None:
    ids = (made.metrics["needle"],)
    do(made, commands.choose_meeting_charts, made.area, {"metrics": ids})
    do(made, commands.choose_meeting_charts, made.area, {"decision": "Later?"})
    found = made.whole().meeting
    assert found is not None
    assert (found.metrics, found.decision) == (ids, "Later?")
