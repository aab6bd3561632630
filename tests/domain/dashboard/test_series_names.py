"""Which metric a name of a file is likely to be, and what a new one would be."""

from __future__ import annotations

import pytest

from stewardship_desktop.domain.dashboard.file_cells import FileCell
from stewardship_desktop.domain.dashboard.series_names import (
    LEAVE_OUT,
    NEW,
    Goal,
    Match,
    NewMetric,
    match_series,
    seen_series,
)
from stewardship_desktop.domain.dashboard.table_shape import DateOrder
from stewardship_desktop.domain.value_framework import Frequency, Scale
from tests.support.metrics import whole_metric

METRICS = [
    whole_metric((), name=name)
    for name in ("Door to needle", "Seen within 4 hours", "Home with therapy within a day")
]


def goal(
    name: str,
    texts: tuple[str, ...] = ("1",),
    whens: tuple[str, ...] = ("2022-01",),
    unit: str = "",
    **before: str,
) -> Goal:
    count = max(len(texts), len(whens))
    cells = [
        FileCell(at, 1, name, whens[at % len(whens)], texts[at % len(texts)], unit=unit)
        for at in range(count)
    ]
    [found] = match_series(seen_series(cells), METRICS, before, DateOrder.DAY_FIRST)
    return found


def new(*texts: str, name: str = "Calls", unit: str = "") -> NewMetric:
    return goal(name, texts, unit=unit).new


@pytest.mark.parametrize(
    "name, goes, why",
    [
        ("door  to NEEDLE", "Door to needle", Match.SAME_NAME),
        ("door_to_needle", "Door to needle", Match.SAME_NAME),
        ("Door to needle time", "Door to needle", Match.NEAR),
        ("needle to door", "Door to needle", Match.NEAR),
        ("Home with therapy in a day", "Home with therapy within a day", Match.NEAR),
        ("Seen within 12 hours", NEW, Match.NONE),
        ("Calls", NEW, Match.NONE),
        ("Total", LEAVE_OUT, Match.NONE),
    ],
)
def test_where_a_name_is_likely_to_go(name: str, goes: str, why: Match) -> None:
    found = goal(name)
    assert (found.goes, found.why) == (goes, why)


def test_last_times_choice_comes_first_unless_its_metric_is_gone() -> None:
    assert goal("calls", calls="Door to needle").goes == "Door to needle"
    assert goal("calls", calls=LEAVE_OUT).why is Match.BEFORE
    assert goal("calls", calls="gone").goes == NEW


def test_a_great_many_names_are_compared_by_their_words() -> None:
    cells = [FileCell(at, 1, f"Series {at}", "2022-01", "1") for at in range(30_000)]
    cells.append(FileCell(1, 1, "Door to needle time", "2022-01", "1"))
    found = match_series(seen_series(cells), METRICS, {}, DateOrder.DAY_FIRST)
    assert found[-1].goes == "Door to needle"
    assert {each.goes for each in found[:-1]} == {NEW}


def test_what_a_new_metric_counts() -> None:
    assert (new("81.4%", "79%").scale, new("81.4%", "79%").decimals) == (Scale.PROPORTION, 1)
    assert new("12", "40", name="under4h-pct").scale is Scale.PROPORTION
    assert new("12", "140", name="Change in %").scale is Scale.NUMBER
    assert new("612/750").scale is Scale.PROPORTION
    assert new("£3", "£4").scale is Scale.MONEY
    assert (new("1.25", "2", unit="calls").unit, new("1.25", "2").decimals) == ("calls", 2)
    assert (new("B", "D").scale, new("B", "D").levels) == (Scale.ORDINAL, ("E", "D", "C", "B", "A"))
    assert new("Y", "N").scale is Scale.NUMBER
    assert new("x", "").scale is Scale.NUMBER


@pytest.mark.parametrize(
    "whens, frequency",
    [
        (("2022-01-01", "2022-02-01", "2022-04-01"), Frequency.MONTHLY),
        (("2022-01-01", "2022-04-01"), Frequency.QUARTERLY),
        (("2022-04-01", "2022-10-01"), Frequency.HALF_YEARLY),
        (("2022-04-01", "2023-04-01"), Frequency.YEARLY),
        (("2022-04-04", "2022-04-11", "2022-04-25"), Frequency.WEEKLY),
        (("2022-04-04", "2022-04-06"), Frequency.NONE),
        (("Q1 2022/23",), Frequency.QUARTERLY),
        (("2022/23", "2021/22"), Frequency.YEARLY),
        (("2022-04-01",), Frequency.MONTHLY),
        (("never",), Frequency.MONTHLY),
    ],
)
def test_how_often_a_new_metric_comes(whens: tuple[str, ...], frequency: Frequency) -> None:
    assert goal("Calls", whens=whens).new.frequency is frequency


def test_a_name_with_underscores_is_written_as_people_do() -> None:
    assert goal("type1_attendances").new.name == "Type1 attendances"
    assert goal("GP visits").new.name == "GP visits"


def test_names_that_differ_in_case_and_spaces_are_one() -> None:
    cells = [FileCell(2, 1, "Calls", "2022-01", "1"), FileCell(3, 1, " calls ", "2022-02", "1"),
             FileCell(4, 1, " ", "2022-02", "1")]  # fmt: skip
    assert [(each.name, each.cells) for each in seen_series(cells).values()] == [("Calls", 2)]
