"""What a chart refuses to be."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from stewardship_desktop.domain.chart import (
    MILLIONS,
    Band,
    ChartSpec,
    ChartSpecError,
    Event,
    Kind,
    Limit,
    Mark,
    PointNote,
    Series,
)

MONTHS = (date(2023, 1, 1), date(2023, 2, 1), date(2023, 3, 1))


def chart(**changes: Any) -> ChartSpec:
    given: dict[str, Any] = {
        "kind": Kind.LINE,
        "title": "Waits grew",
        "subtitle": "Minutes",
        "foot": "Source: a test.",
        "alternative_text": "A line that rises.",
        "key_heading": "Month",
        "keys": MONTHS,
        "series": (Series(name="Minutes", values=(1, 2, None)),),
    }
    return ChartSpec(**(given | changes))


def test_a_chart_cannot_be_made_without_an_alternative_text() -> None:
    with pytest.raises(TypeError, match="alternative_text"):
        ChartSpec(  # type: ignore[call-arg]
            kind=Kind.LINE, title="t", subtitle="", foot="", key_heading="k", keys=(), series=()
        )


@pytest.mark.parametrize(
    "changes, message",
    [
        ({"alternative_text": "  "}, "alternative_text is empty"),
        ({"title": ""}, "title is empty"),
        ({"series": ()}, "no series"),
        ({"series": (Series(name="A", values=(1, 2)),)}, "2 values for 3 keys"),
        ({"series": (Series(name=" ", values=(1, 2, 3)),)}, "its name is empty"),
        ({"series": (Series(name="A", values=(1, 2, 3)),) * 2}, "'A' is twice among its series"),
        ({"series": (Series(name="A", values=(1, 2, 3), colour="#FF0000"),)}, "not a colour token"),
        ({"series": (Series(name="A", values=(1, 2, 3), colour="ground"),)}, "not a colour token"),
        ({"series": (Series(name="A", values=(1, 2, float("nan"))),)}, "cannot be drawn"),
        ({"series": (Series(name="A", values=(1, 2, 10**400)),)}, "cannot be drawn"),
        ({"series": (Series(name="A", values=(1, 2, Decimal("1e400"))),)}, "cannot be drawn"),
        ({"series": (Series(name="A", values=(1, 2, True)),)}, "is not a number"),
        ({"series": (Series(name="A", values=(1, 2, 3), marks=(Mark(),)),)}, "1 marks for 3 keys"),
        ({"series": (Series(name="A", values=(1, 2, 3), marks=(Mark(colour="x"),) * 3),)}, "'x' is not"),
        ({"series": (Series(name="A", values=(1, 2, 3), labelled=(3,)),)}, "outside 0 to 2"),
        ({"number": MILLIONS, "series": (Series(name="A", values=(1, 2, 0.5)),)}, "money as a float"),
        ({"number": MILLIONS, "from_zero": False}, "must start from zero"),
        ({"keys": MONTHS[::-1]}, "dates do not rise"),
        ({"keys": (MONTHS[0], "Feb", "Mar")}, "mix dates and texts"),
        ({"keys": ("a", "b", "a")}, "'a' is twice among its keys"),
        ({"limits": (Limit(name="Mean", values=(1, 2)),)}, "2 values for 3 keys"),
        ({"target": Limit(name="Aim", values=(1,), colour="selection")}, "'selection' is not"),
        ({"bands": (Band(name="B", low=2, high=2),)}, "2 is not below 2"),
        ({"events": (Event(at=date(2024, 1, 1), text="Late"),)}, "is not on the chart"),
        ({"events": (Event(at="Feb", text="Other"),)}, "is not on the chart"),
        ({"events": (Event(at=MONTHS[0], text=""),)}, "its text is empty"),
        ({"kind": Kind.BARS, "from_zero": False}, "bars must start from zero"),
        ({"kind": Kind.BARS, "events": (Event(at=MONTHS[0], text="x"),)}, "events belong to a line"),
        ({"kind": Kind.SHARE, "series": (Series(name="A", values=(1, -2, 3)),)}, "negative part"),
        ({"kind": Kind.STACK, "target": Limit(name="Aim", values=(1,))}, "no place for limits"),
        ({"kind": Kind.ORDINAL}, "needs two levels"),
        ({"kind": Kind.ORDINAL, "levels": ("low", "high")}, "a value is no level"),
        ({"levels": ("low", "high")}, "levels belong to an ordinal chart"),
        ({"limits": (Limit(name="Mean", values=(1, 2, 3), breaks=(0,)),)}, "no rising positions from 1 to 2"),
        ({"limits": (Limit(name="Mean", values=(1, 2, 3), breaks=(2, 1)),)}, "no rising positions"),
        ({"limits": (Limit(name="Mean", values=(1, 2, 3), breaks=(3,)),)}, "no rising positions"),
        ({"limits": (Limit(name="Mean", values=(1,), breaks=(1,)),)}, "no rising positions"),
        ({"limits": (Limit(name="Mean", values=(1, 2, 3), trial=(1,)),)}, "a stretch outside 0 to 0"),
        ({"notes": (PointNote(at=MONTHS[0], text=" "),)}, "its text is empty"),
        ({"notes": (PointNote(at=date(2023, 1, 2), text="Late"),)}, "is no point of the chart"),
        ({"notes": (PointNote(at=MONTHS[0], text="Late", series=1),)}, "is no point of the chart"),
        ({"value_bounds": (5, 5)}, "value bound 5 is not below 5"),
        ({"kind": Kind.COLUMNS, "value_bounds": (0, 100)}, "value bounds belong to a line"),
        ({"kind": Kind.COLUMNS, "notes": (PointNote(at=MONTHS[0], text="x"),)}, "notes belong to a line"),
        (
            {"kind": Kind.COLUMNS, "series": (Series(name="A", values=(1, 2, 3), forecast=True),)},
            "forecasts belong to a line",
        ),
        (
            {"kind": Kind.BARS, "limits": (Limit(name="M", values=(1, 2, 3), breaks=(1,)),)},
            "breaks belong to a line",
        ),
        ({"kind": Kind.LEVELS}, "needs two levels"),
        ({"kind": Kind.LEVELS, "levels": ("E", "D")}, "a value is no level"),
        (
            {"kind": Kind.LEVELS, "levels": ("E", "D", "C"), "target": Limit(name="Aim", values=(3,))},
            "a value is no level",
        ),
        (
            {"kind": Kind.LEVELS, "levels": ("E", "D", "C"), "limits": (Limit(name="Mean", values=(1,)),)},
            "no limits or bands",
        ),
    ],
)
def test_a_chart_that_contradicts_itself_is_refused(changes: dict[str, Any], message: str) -> None:
    with pytest.raises(ChartSpecError, match=message.replace("(", r"\(")):
        chart(**changes)


def test_an_event_between_two_dates_is_on_the_chart() -> None:
    assert chart(events=(Event(at=date(2023, 2, 14), text="New rota"),)).events


def test_a_line_of_shares_need_not_start_from_zero() -> None:
    assert not chart(from_zero=False).from_zero


def test_emptiness_is_known() -> None:
    assert chart(series=(Series(name="A", values=(None, None, None)),)).is_empty
    assert not chart().is_empty
    assert replace(chart(), keys=(), series=(Series(name="A", values=()),)).is_empty


def test_a_limit_beyond_the_bounds_is_drawn_at_them() -> None:
    spec = chart(value_bounds=(0, 100))
    assert [spec.drawn(value) for value in (-3.2, 50, 104.5)] == [0, 50, 100]
    assert chart(value_bounds=(None, 100)).drawn(-3.2) == -3.2


def test_stretches_are_counted_from_their_breaks() -> None:
    limit = Limit(name="Mean", values=(1, 1, 2, 2, 3), breaks=(2, 4), trial=(2,))
    assert [limit.stretch(index) for index in range(5)] == [0, 0, 1, 1, 2]
    assert [limit.is_trial(index) for index in range(5)] == [False, False, False, False, True]
