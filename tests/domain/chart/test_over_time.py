"""Lines and levels over time: stretches, forecasts, bounds, notes and events, drawn and in words."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest

from stewardship_desktop.domain.chart import ChartSpec, Limit, PointNote, Series
from stewardship_desktop.domain.chart.layout import arrange
from stewardship_desktop.domain.chart.lettering import Lettering
from stewardship_desktop.domain.chart.over_time import letters_of
from stewardship_desktop.domain.chart.plan import value_range
from stewardship_desktop.domain.chart.primitives import Circle, Drawing, Lines, Path, Rect, Text
from stewardship_desktop.domain.chart.reading import reading, table_of
from tests.reports.spc_examples import levels, long_xmr, xmr

WIDTH, HEIGHT = 900.0, 500.0


def drawn(spec: ChartSpec) -> Drawing:
    return arrange(spec, WIDTH, HEIGHT)


def paths(drawing: Drawing, part: str) -> list[Path]:
    return [one for one in drawing.inside if isinstance(one, Path) and one.part == part]


def texts(drawing: Drawing, part: str) -> list[str]:
    return [one.text for one in drawing.everything if isinstance(one, Text) and one.part == part]


def only(spec: ChartSpec, name: str) -> ChartSpec:
    """The chart with one of its limits and no target."""
    return replace(spec, limits=tuple(one for one in spec.limits if one.name == name), target=None)


# ------------------------------------------------------------------------------------ stretches


def test_a_mean_breaks_at_a_rebase_into_flat_runs_that_meet_midway() -> None:
    spec = only(xmr(), "Mean")
    drawing = drawn(spec)
    first, second = paths(drawing, "limit")
    for run in (first, second):
        assert len(run.points) == 2
        assert run.points[0][1] == run.points[1][1]
    frame = drawing.frame
    days = [(key - spec.keys[0]).days for key in spec.keys]  # type: ignore[operator]
    middle = frame.key((days[13] + days[14]) / 2)
    assert first.points[1][0] == second.points[0][0] == pytest.approx(middle)
    assert first.points[0][0] == pytest.approx(frame.left)
    assert second.points[1][0] == pytest.approx(frame.key((days[21] + days[22]) / 2))


def test_without_a_break_a_target_steps_upright() -> None:
    spec = replace(xmr(), limits=())
    (target,) = paths(drawn(spec), "limit")
    for (x1, y1), (x2, y2) in pairwise(target.points):
        assert x1 == x2 or y1 == y2, "a slanted join says values that were never the target"
    assert len(target.points) == 4


def test_trial_limits_are_lighter_and_say_so() -> None:
    drawing = drawn(only(xmr(), "Upper limit"))
    firm, trial = paths(drawing, "limit")
    assert trial.stroke_width < firm.stroke_width
    assert trial.dash != firm.dash
    assert "Upper limit 14.6% (trial)" in texts(drawing, "edge-label")


def test_the_rebase_stands_where_the_new_stretch_starts() -> None:
    spec = only(xmr(), "Mean")
    drawing = drawn(spec)
    lines = [one for one in drawing.outside if isinstance(one, Path) and one.part == "event-line"]
    places = {one.points[0][0] for one in lines}
    assert paths(drawing, "limit")[1].points[0][0] in places
    assert len({one.dash for one in lines}) == 2, "a rebase looks like any other event"


# ------------------------------------------------------------------------------------ bounds


def test_a_limit_that_cannot_be_is_drawn_at_the_bound_and_said_as_it_is() -> None:
    spec = only(xmr(), "Lower limit")
    drawing = drawn(spec)
    first = paths(drawing, "limit")[0]
    assert first.points[0][1] == pytest.approx(drawing.frame.value(0.0))
    assert "Lower limit \N{MINUS SIGN}1.3% is drawn at 0.0%." in texts(drawing, "bound")
    assert reading(spec, 0, 0).endswith("Lower limit minus 1.3 per cent, drawn at 0.0 per cent.")
    header, rows = table_of(spec)
    assert rows[0][header.index("Lower limit")] == "\N{MINUS SIGN}1.3%"


def test_the_last_limit_says_so_in_its_own_label() -> None:
    spec = replace(xmr(), limits=(Limit(name="Lower limit", values=(-3.2,)),))
    drawing = drawn(spec)
    assert "Lower limit \N{MINUS SIGN}3.2% (drawn at 0.0%)" in " ".join(texts(drawing, "edge-label"))
    assert texts(drawing, "bound") == []


def test_the_axis_promises_nothing_beyond_the_bounds() -> None:
    spec = long_xmr(24)
    near = replace(spec, limits=(Limit(name="Upper limit", values=(104.0,)),), value_bounds=(0, 100))
    assert value_range(near)[1] == 100
    assert value_range(replace(near, value_bounds=(None, None)))[1] > 104


# ------------------------------------------------------------------------------------ gaps and forecasts


def test_a_gap_breaks_the_line_and_a_forecast_is_hollow_and_dashed() -> None:
    spec = replace(xmr(), limits=(), target=None, notes=())
    drawing = drawn(spec)
    runs = paths(drawing, "line")
    assert [len(run.points) for run in runs] == [17, 4, 3]
    assert [bool(run.dash) for run in runs] == [False, False, True]
    hollow = [
        one
        for one in drawing.inside
        if isinstance(one, Circle | Path) and one.part == "mark" and one.fill == "surface"
    ]
    assert len(hollow) == 3


def test_a_forecast_is_called_one() -> None:
    spec = xmr()
    assert reading(spec, 1, 24) == "Jan 2024: Forecast 11.0 per cent, Target 9.0 per cent."
    expected = replace(spec.series[1], name="Expected")
    named = replace(spec, series=(spec.series[0], expected))
    assert reading(named, 1, 24).startswith("Jan 2024: Expected 11.0 per cent, a forecast")
    assert "Expected, forecast" in table_of(named)[0]


# ------------------------------------------------------------------------------------ notes


def test_notes_are_numbered_by_their_dates_on_chart_list_and_in_words() -> None:
    spec = xmr()
    drawing = drawn(spec)
    assert texts(drawing, "flag-number") == ["1", "2"]
    assert texts(drawing, "note") == [
        "Note 1, Apr 2022: Two locums for a month.",
        "Note 2, Jun 2023: Not counted: the system was moved.",
    ]
    assert reading(spec, 0, 3).endswith("note 1: Two locums for a month.")
    assert "note" not in reading(spec, 1, 3)
    header, rows = table_of(spec)
    assert [row[header.index("Notes")] for row in rows if row[header.index("Notes")]] == [
        "Two locums for a month.",
        "Not counted: the system was moved.",
    ]


def test_flags_lie_on_no_other_flag_and_in_the_frame() -> None:
    spec = long_xmr(24)
    notes = tuple(PointNote(at=key, text="A note") for key in spec.keys[8:14])
    drawing = drawn(replace(spec, notes=notes))
    flags = [one for one in drawing.inside if isinstance(one, Rect) and one.part == "flag"]
    assert len(flags) == 6
    frame = drawing.frame
    for place, one in enumerate(flags):
        assert frame.left <= one.x <= one.x + one.width <= frame.right
        assert frame.top <= one.y <= one.y + one.height <= frame.bottom
        for other in flags[:place]:
            apart = abs(one.x - other.x) >= one.width or abs(one.y - other.y) >= one.height
            assert apart, "two flags lie on one another"


def test_many_notes_leave_room_for_the_chart_on_a_screen() -> None:
    spec = long_xmr(60)
    notes = tuple(PointNote(at=key, text="What somebody wrote about it") for key in spec.keys[:40])
    noted = replace(spec, notes=notes)
    held = arrange(noted, WIDTH, HEIGHT, grow=False)
    assert held.height == HEIGHT
    assert held.frame.height > HEIGHT * 0.4
    assert any(text.endswith("more, in the data table") for text in texts(held, "note"))
    assert len(texts(arrange(noted, WIDTH, HEIGHT), "note")) == 40


# ------------------------------------------------------------------------------------ levels


def test_levels_rise_from_the_worst_at_the_bottom_in_steps() -> None:
    spec = levels()
    drawing = drawn(spec)
    ticks = {one.text: one.y for one in drawing.outside if isinstance(one, Text) and one.part == "tick"}
    assert sorted(ticks, key=lambda name: -ticks[name]) == ["E", "D", "C", "B", "A"]
    for run in paths(drawing, "line"):
        for (x1, y1), (x2, y2) in pairwise(run.points):
            assert x1 == x2 or y1 == y2
    assert texts(drawing, "letter") == ["D", "D", "C", "C", "C", "B", "C", "B", "B", "A"]
    assert "Target A" in texts(drawing, "edge-label")


def test_levels_are_read_by_their_names() -> None:
    spec = levels()
    assert reading(spec, 0, 7) == "Oct 2022: Grade C, Target B, note 1: Too few patients for a firm grade."
    assert reading(spec, 0, 4) == "Jan 2022: Grade not available, Target B, Second therapist."
    header, rows = table_of(spec)
    assert header == ("Quarter", "Grade", "Forecast", "Target", "Events", "Notes")
    assert rows[-1][:4] == ("Jul 2023", "not available", "A", "A")


def test_a_level_with_a_long_name_has_its_initial_where_that_tells_it_apart() -> None:
    assert letters_of(("Crawl", "Walk", "Run")) == ("C", "W", "R")
    assert letters_of(("Starting", "Still", "Run")) == ("", "", "")
    assert letters_of(("D", "C+")) == ("D", "C+")


def test_close_levels_have_letters_where_they_change_only() -> None:
    spec = levels()
    keys = long_xmr(96).keys
    values = tuple(index // 20 for index in range(96))
    many = replace(
        spec, keys=keys, series=(Series(name="Grade", values=values),), target=None, events=(), notes=()
    )
    drawing = arrange(many, 700, 400)
    assert texts(drawing, "letter") == ["E", "D", "C", "B", "A", "A"]
    assert sum(one.part == "mark" for one in drawing.inside) == 96


# ------------------------------------------------------------------------------------ small windows


def test_labels_that_have_no_room_go_limits_first() -> None:
    low = arrange(xmr(), 800, 130, lettering=Lettering(24.0), grow=False)
    kept = texts(low, "edge-label")
    assert any(text.startswith("Called back") for text in kept)
    assert not any(text.startswith(("Upper", "Lower", "Mean")) for text in kept)
    ties = [one for one in low.outside if isinstance(one, Lines) and one.part == "tie"]
    assert all(max(stroke[1], stroke[3]) <= low.height for one in ties for stroke in one.strokes)
