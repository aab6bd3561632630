"""What cells of a file give: values, periods, parts, gaps, and the reasons of those that give none."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stewardship_desktop.domain.dashboard.arriving import Arrived, arrive, moved_words
from stewardship_desktop.domain.dashboard.file_cells import FileCell, read_when
from stewardship_desktop.domain.dashboard.pasting import Change
from stewardship_desktop.domain.dashboard.records import MetricRecords
from stewardship_desktop.domain.dashboard.table_shape import DateOrder
from stewardship_desktop.domain.errors import UserFixable
from stewardship_desktop.domain.observation import Cut, Qualifier, ValueKind
from stewardship_desktop.domain.value_framework import Frequency, MetricDefinition, Scale
from tests.support.metrics import values_of, whole_metric

TODAY = date(2023, 3, 16)
NEEDLE = whole_metric((61, None, 58), name="Needle", first=date(2022, 1, 1))
HOME = whole_metric((), name="Home", definition={"scale": Scale.PROPORTION, "unit": "%", "decimals": 1})
GRADE = whole_metric(
    (), name="Grade", metric={"frequency": Frequency.QUARTERLY},
    definition={"scale": Scale.ORDINAL, "levels": ("E", "D", "C", "B", "A")},
)  # fmt: skip
YEARLY = whole_metric((), name="Yearly", metric={"frequency": Frequency.YEARLY})
GOALS: Mapping[str, MetricRecords | None] = {
    "needle": NEEDLE, "home": HOME, "grade": GRADE, "yearly": YEARLY, "left": None
}  # fmt: skip


def cell(name: str, when: str, text: str, row: int = 2, **beside: Any) -> FileCell:
    return FileCell(row, 3, name, when, text, **beside)


def read(*given_cells: FileCell, order: DateOrder = DateOrder.DAY_FIRST) -> Arrived:
    return arrive(given_cells, GOALS, date_order=order, today=TODAY, source="values.csv")


def only(*given_cells: FileCell, **more: Any) -> Any:
    found = read(*given_cells, **more)
    assert not found.strays
    [arrival] = found.arrivals
    return arrival


def refused(*given_cells: FileCell) -> str:
    found = read(*given_cells)
    assert not found.arrivals
    [stray] = found.strays
    return stray.words


@pytest.mark.parametrize(
    "text, value, qualifier",
    [
        ("57", 57, ""), ("1,204", 1204, ""), (" 57.5 ", Decimal("57.5"), ""), ("(12)", -12, ""),
        ("-3", -3, ""), ("about 1,000", 1000, "about"), (">8000", 8000, "over"), ("under 100", 100, "under"),
    ],
)  # fmt: skip
def test_numbers_as_people_write_them(text: str, value: Decimal, qualifier: str) -> None:
    made = only(cell("Needle", "2022-06-01", text)).observation
    assert (made.value, made.qualifier) == (value, Qualifier(qualifier))


@pytest.mark.parametrize("text, value", [("81.4", "81.4"), ("81.4%", "81.4"), ("612/750", "81.6")])
def test_per_cents(text: str, value: str) -> None:
    assert only(cell("Home", "2022-06", text)).observation.value == Decimal(value)


@pytest.mark.parametrize(
    "name, text, words",
    [
        ("Needle", "1e400", "scientific"), ("Needle", "nan", "isn't a number"), ("Needle", "1,2oo", "letter"),
        ("Needle", "12%", "per cent"), ("Home", "181.4", "more than 100"), ("Home", "-3", "below 0"),
        ("Needle", "#REF!", "spreadsheet"), ("Grade", "F", "no grade"), ("Grade", "3", "no grade"),
        ("Needle", "2023-01-01", ""), ("Needle", "01/02/2023 03/04/2023", ""),
    ],
)  # fmt: skip
def test_cells_that_are_no_value_are_told(name: str, text: str, words: str) -> None:
    assert words in refused(cell(name, "2022-06", text))


@pytest.mark.parametrize(
    "when, words",
    [
        ("31/02/2022", "no such day"), ("", "no period"), ("soon", "no period"),
        ("Total", "a sum or an average"),
        ("2022", "no financial year"), ("2022/23", "is a year"), ("2024-06", "has not begun"),
        ("2022-04 to 2023-03", "no period"), ("99999999999", "no period"),
    ],
)  # fmt: skip
def test_periods_that_are_none_are_told(when: str, words: str) -> None:
    assert words in refused(cell("Needle", when, "57"))


@pytest.mark.parametrize(
    "when", ["2022-06-01", "Jun 2022", "June 2022", "01/06/2022", "2022-06", "Jun-22", "2022-06-01T00:00:00"]
)
def test_a_month_in_many_words(when: str) -> None:
    found = read(cell("Needle", when, "57"))
    assert [each.observation.on for each in found.arrivals] == [date(2022, 6, 1)]
    assert (found.moved, moved_words(found)) == (0, "")


def test_a_day_within_a_period_goes_to_its_first_day_and_that_is_said() -> None:
    found = read(cell("Needle", "30/06/2022", "57", 5), cell("Grade", "31 March 2022", "B", 6))
    assert [each.observation.on for each in found.arrivals] == [date(2022, 6, 1), date(2022, 1, 1)]
    assert moved_words(found) == (
        "2 dates are put on the first day of the period: row 5, '30/06/2022', becomes 1 June 2022."
    )


def test_a_shorter_period_stands_for_the_one_that_holds_it_and_keeps_its_words() -> None:
    made = only(cell("Yearly", "Q4 2022/23", "5")).observation
    assert (made.on, made.period) == (date(2022, 4, 1), "January to March 2023")


def test_a_spreadsheets_day_numbers_and_months_first() -> None:
    assert read_when("44927", DateOrder.DAY_NUMBERS).first == date(2023, 1, 1)
    assert read_when("03/31/2022", DateOrder.MONTH_FIRST).first == date(2022, 3, 31)
    assert read_when("Mar 2022", DateOrder.MONTH_FIRST).first == date(2022, 3, 1)
    with pytest.raises(UserFixable, match="with the month first"):
        read_when("31/03/2022", DateOrder.MONTH_FIRST)


def test_what_a_value_does_to_the_one_there() -> None:
    found = read(
        cell("Needle", "2022-01", "61", 2), cell("Needle", "2022-02", "n/a", 3),
        cell("Needle", "2022-03", "59", 4), cell("Needle", "2022-04", "", 5),
        cell("Needle", "2022-05", "7", 6),
    )  # fmt: skip
    assert [each.change for each in found.arrivals] == [
        Change.SAME, Change.SAME, Change.CHANGED, Change.GAP, Change.NEW
    ]  # fmt: skip
    assert found.arrivals[2].before is NEEDLE.observations[2]


def test_a_value_kept_on_another_day_of_its_period_is_the_one_that_changes() -> None:
    definition = NEEDLE.definition
    late = values_of(definition, (40,), first=date(2022, 8, 31))
    records = whole_metric((), name="Needle", observations=late)
    found = arrive(
        [cell("Needle", "Aug 2022", "41")], {"needle": records}, date_order=DateOrder.DAY_FIRST, today=TODAY,
        source="",
    )  # fmt: skip
    [made] = found.arrivals
    assert (made.change, made.observation.id, made.observation.on) == (
        Change.CHANGED, late[0].id, date(2022, 8, 31)
    )  # fmt: skip


def test_two_rows_of_one_period_are_told_with_both_rows() -> None:
    found = read(
        cell("Needle", "2022-06", "57", 4),
        cell("Needle", "30/06/2022", "58", 9),
        cell("Needle", "2022-07", "1"),
    )
    assert [each.observation.on for each in found.arrivals] == [date(2022, 7, 1)]
    assert [(each.row, each.words) for each in found.strays] == [
        (4, "It is about Needle, June 2022, as row 9 is, and they differ. Keep one of them."),
        (9, "It is about Needle, June 2022, as row 4 is, and they differ. Keep one of them."),
    ]


def test_two_columns_of_one_heading_are_told_too() -> None:
    found = read(FileCell(2, 3, "Needle", "2022-06", "57"), FileCell(2, 4, "Needle", "2022-06", "58"))
    assert [each.column for each in found.strays] == [3, 4]
    assert "as another column of this row is" in found.strays[0].words


def test_a_row_that_says_the_same_again_is_counted_only() -> None:
    found = read(cell("Needle", "2022-06", "57", 4), cell("Needle", "2022-06", "57.0", 9))
    assert (len(found.arrivals), found.repeated, found.strays) == (1, 1, ())
    assert found.arrivals[0].row == 4


def test_counts_beside_a_value() -> None:
    made = only(cell("Home", "2022-06", "81.6", numerator="612", denominator="750")).observation
    assert (made.value, made.numerator, made.denominator) == (Decimal("81.6"), 612, 750)
    made = only(cell("Home", "2022-06", "", numerator="612", denominator="750")).observation
    assert made.value == Decimal("81.6")
    assert "is not what 612 of 750 make, 81.60" in refused(
        cell("Home", "2022-06", "0.816", numerator="612", denominator="750")
    )
    assert "not worked out from counts" in refused(
        cell("Needle", "2022-06", "", numerator="612", denominator="750")
    )


def test_what_stands_beside_a_value_is_kept() -> None:
    made = only(
        cell(
            "Needle", "2024-01", "57", qualifier="approximately", kind="Forecast", cut="Gender",
            category="Female", source="audit", note="from ten sites",
        )
    ).observation  # fmt: skip
    assert (made.qualifier, made.kind, made.cut, made.category, made.source, made.note) == (
        Qualifier.ABOUT, ValueKind.FORECAST, Cut.SEX, "Female", "audit", "from ten sites",
    )  # fmt: skip
    assert only(cell("Needle", "2022-06", "57", cut="sex", category="all")).observation.cut is Cut.WHOLE
    assert only(cell("Needle", "2022-06", "57")).observation.source == "values.csv"


@pytest.mark.parametrize(
    "beside, words",
    [
        ({"kind": "baseline"}, "neither an actual value nor a forecast"),
        ({"cut": "shoe size", "category": "9"}, "no kind of part"),
        ({"qualifier": "roughly speaking"}, ""),
    ],
)
def test_words_beside_a_value_that_mean_nothing_are_told(beside: dict[str, Any], words: str) -> None:
    assert words in refused(cell("Needle", "2022-06", "57", **beside))


def test_what_is_left_out_and_what_has_no_name() -> None:
    found = read(
        cell("Left", "2022-06", "57"), cell("Somebody else", "2022-06", "57"), cell("", "2022-06", "1")
    )
    assert (found.left_out, [each.words for each in found.strays]) == (2, ["It has no metric. Name one."])


def test_a_value_goes_to_the_definition_of_its_day() -> None:
    later = MetricDefinition(
        id="later", scope="area", metric_id="Needle", begins_on=date(2022, 6, 1), change_reason="new count"
    )
    records = whole_metric((), name="Needle")
    both = MetricRecords(
        metric=records.metric, outcome=records.outcome, definitions=(*records.definitions, later), asked_of={}
    )
    found = arrive(
        [cell("Needle", "2022-05", "1"), cell("Needle", "2022-06", "2")], {"needle": both},
        date_order=DateOrder.DAY_FIRST, today=TODAY, source="",
    )  # fmt: skip
    assert [each.observation.definition_id for each in found.arrivals] == ["Needle counted", "later"]


def test_per_cents_that_look_like_shares_of_one_are_named() -> None:
    assert read(cell("Home", "2022-05", "0.81"), cell("Home", "2022-06", "0.79")).fractions == ("Home",)
    assert read(cell("Home", "2022-05", "0.81"), cell("Home", "2022-06", "79")).fractions == ()


def test_shares_of_one_become_per_cents_when_a_person_says_so() -> None:
    cells = [
        cell("Home", "2022-05", "0.814"),
        cell("Home", "2022-06", "0.79"),
        cell("Needle", "2022-06", "0.5"),
    ]
    found = arrive(cells, GOALS, date_order=DateOrder.DAY_FIRST, today=TODAY, source="", shares=True)
    assert [each.observation.value for each in found.arrivals] == [Decimal("81.4"), 79, Decimal("0.5")]
    assert found.fractions == ("Home",)


def test_it_can_be_stopped() -> None:
    told: list[int] = []
    many = [cell("Needle", "2022-06", "57", row) for row in range(2, 5002)]
    arrive(many, GOALS, date_order=DateOrder.DAY_FIRST, today=TODAY, source="", step=told.append)
    assert told == [2000, 4000]


drawn = st.builds(
    FileCell,
    st.integers(2, 9),
    st.integers(1, 3),
    st.sampled_from(["Needle", "Home", "Grade", "Left", ""]),
    st.sampled_from(["2022-01", "Feb 2022", "31/02/2022", "2022/23", "", "Total"]),
    st.sampled_from(["57", "57.0", "n/a", "", "B", "612/750", "1e400", "about 3"]),
)


@given(st.lists(drawn, max_size=12), st.randoms(use_true_random=False))
def test_the_order_of_rows_decides_nothing(some: list[FileCell], random: Any) -> None:
    def seen(found: Arrived) -> tuple[Any, ...]:
        kept = {
            each.observation.id: (each.observation.value, each.observation.level) for each in found.arrivals
        }
        return kept, found.blank, found.left_out, found.repeated, len(found.strays)

    one = read(*some)
    assert len(one.arrivals) + len(one.strays) + one.left_out + one.blank + one.repeated == len(some)
    random.shuffle(some)
    assert seen(read(*some)) == seen(one)
