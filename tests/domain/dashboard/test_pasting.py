"""Where the cells of a pasted block land: once each, or named in a problem."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stewardship_desktop.domain.dashboard.entry import periods_shown, rows_of
from stewardship_desktop.domain.dashboard.pasting import LEAVE_OUT, Change, Ground, Reading, read_block
from stewardship_desktop.domain.observation import Qualifier, ValueKind
from stewardship_desktop.domain.value_framework import Frequency, Scale
from tests.support.metrics import whole_metric

TODAY = date(2023, 3, 16)
NEEDLE = whole_metric([60, 61], first=date(2022, 12, 1))
TREATED = whole_metric(
    [],
    name="Irregular heartbeats treated",
    definition={"scale": Scale.PROPORTION, "unit": "%", "decimals": 1},
)
GRADE = whole_metric(
    [], name="Audit grade", metric={"frequency": Frequency.QUARTERLY},
    definition={"scale": Scale.ORDINAL, "levels": ("E", "D", "C", "B", "A")},
)  # fmt: skip
STAY = whole_metric([], name="Cost of a stay", definition={"scale": Scale.MONEY, "unit": "£"})


def ground(row: int = 0, column: int = 21, kind: ValueKind = ValueKind.ACTUAL) -> Ground:
    """The monthly grid of April 2021 to March 2023; column 21 is January 2023."""
    rows = rows_of([NEEDLE, TREATED, STAY], kind)
    return Ground(
        rows=rows, periods=periods_shown(rows_of([NEEDLE]), Frequency.MONTHLY, TODAY, 24),
        frequency=Frequency.MONTHLY, row=row, column=column, today=TODAY,
        named=rows_of([NEEDLE, TREATED, STAY, GRADE], kind),
    )  # fmt: skip


def grid(*lines: str) -> list[list[str]]:
    return [line.split("|") for line in lines]


def where(found: Reading) -> list[tuple[str, date, str]]:
    return [(each.target.name, each.start, each.change.value) for each in found.landed]


def test_names_and_periods_say_where_each_cell_lands() -> None:
    found = read_block(
        grid(
            "Metric|Dec-22|Jan 2023|01/02/2023",
            "Cost of a stay|£1,200|1.3k|",
            "door to needle|60|63|about 65",
        ),
        ground(),
    )
    assert found.strays == ()
    assert where(found) == [
        ("Cost of a stay", date(2022, 12, 1), "new"),
        ("Cost of a stay", date(2023, 1, 1), "new"),
        ("Door to needle", date(2022, 12, 1), "the same"),
        ("Door to needle", date(2023, 1, 1), "changed"),
        ("Door to needle", date(2023, 2, 1), "new"),
    ]
    assert [each.typed.value for each in found.landed] == [1200, 1300, 60, 63, 65]
    assert found.landed[-1].typed.qualifier is Qualifier.ABOUT
    assert found.blank == 1
    assert found.layout == "The block has periods along its top and names down its side."


def test_a_block_with_periods_down_is_turned() -> None:
    found = read_block(
        grid("Month|Irregular heartbeats treated|Audit grade", "Jan-23|612/750|B", "Feb-23|82%|"), ground()
    )
    assert found.strays == ()
    assert [(each.row, each.column) for each in found.landed] == [(2, 2), (2, 3), (3, 2)]
    assert where(found) == [
        ("Irregular heartbeats treated", date(2023, 1, 1), "new"),
        ("Audit grade", date(2023, 1, 1), "new"),
        ("Irregular heartbeats treated", date(2023, 2, 1), "new"),
    ]
    assert found.landed[0].typed.value == Decimal("81.6")
    assert found.landed[1].typed.level == "B"


def test_without_heads_it_lands_from_the_chosen_cell_on() -> None:
    found = read_block(grid("62|64", "81.4|82"), ground())
    assert where(found) == [
        ("Door to needle", date(2023, 1, 1), "changed"),
        ("Door to needle", date(2023, 2, 1), "new"),
        ("Irregular heartbeats treated", date(2023, 1, 1), "new"),
        ("Irregular heartbeats treated", date(2023, 2, 1), "new"),
    ]
    assert found.layout == "The block has neither periods nor names, so it lands from the chosen cell on."


def test_with_periods_alone_it_lands_from_the_chosen_metric_down() -> None:
    found = read_block(grid("Jan 2023|Feb 2023", "81.4|82"), ground(row=1, column=3))
    assert [name for name, _, _ in where(found)] == ["Irregular heartbeats treated"] * 2
    assert "from the chosen metric down" in found.layout


def test_a_column_of_dates_and_values_lands_on_the_chosen_metric() -> None:
    found = read_block(grid("31/01/2023|62", "28/02/2023|64"), ground(row=2))
    assert where(found) == [
        ("Cost of a stay", date(2023, 1, 1), "new"),
        ("Cost of a stay", date(2023, 2, 1), "new"),
    ]


def test_with_names_alone_it_lands_from_the_chosen_period_on() -> None:
    found = read_block(grid("Cost of a stay|900", "Audit grade|B"), ground())
    assert where(found) == [("Cost of a stay", date(2023, 1, 1), "new")]
    (stray,) = found.strays
    assert (stray.row, stray.column) == (2, 2)
    assert stray.words == "The values of Audit grade come quarterly. Copy the periods with them."


def test_a_name_that_no_metric_has_waits_for_a_choice() -> None:
    block = grid("|Jan 2023", "Needle door|64", "Something else entirely|1")
    found = read_block(block, ground())
    assert found.landed == ()
    assert [(each.name, each.row) for each in found.unknown] == [
        ("Needle door", 2), ("Something else entirely", 3),
    ]  # fmt: skip
    assert [each.row for each in found.strays] == [2, 3]
    chosen = {"Needle door": NEEDLE.id, "Something else entirely": LEAVE_OUT}
    found = read_block(block, ground(), chosen)
    assert where(found) == [("Door to needle", date(2023, 1, 1), "changed")]
    assert [each.words for each in found.strays] == ["'Something else entirely' is left out, as chosen."]
    assert len(found.unknown) == 2  # a choice can be taken back


def test_the_likeliest_metric_is_offered_first() -> None:
    (found,) = read_block(grid("|Jan 2023", "Door to needle time (median)|64"), ground()).unknown
    assert found.likely[0] == NEEDLE.id


@pytest.mark.parametrize(
    "block, place, words",
    [
        (("|Jan 2023", "Door to needle|6o"), (2, 2), "letter o among its digits"),
        (("|Jan 2023|Target", "Door to needle|60|55"), (None, 3), "'Target' is no period"),
        (("|Jan 2023|", "Door to needle|60|55"), (None, 3), "no period at its head"),
        (("|2022/23|Jan 2023", "Door to needle|60|61"), (2, 2), "is a year, and values come monthly"),
        (("|Jan 2023|31/01/2023", "Door to needle|60|61"), (2, 3), "as row 2, column 2 does"),
        (("|Apr 2023|Jan 2023", "Door to needle|60|61"), (2, 2), "has not begun"),
        (("|Jan 2023", "|60", "Door to needle|61"), (2, None), "no name"),
        (("1|2|3|4", "11|12|13|14"), (None, 4), "past the last period"),
        (("1", "2", "3", "4"), (4, None), "below the last metric"),
        (("|Jan 2023", "Irregular heartbeats treated|760/750"), (2, 2), "more than all of them"),
    ],
)
def test_what_does_not_land_is_named_with_its_place(
    block: Sequence[str], place: tuple[int | None, int | None], words: str
) -> None:
    found = read_block(grid(*block), ground())
    (stray,) = found.strays
    assert (stray.row, stray.column) == place
    assert words in stray.words


def test_a_place_is_told_as_it_stands_in_the_spreadsheet_when_periods_go_down() -> None:
    found = read_block(grid("Month|Door to needle|Nobody knows", "Jan 2023|6o|1", "Soon|1|1"), ground())
    assert [(each.row, each.column) for each in found.strays] == [(3, None), (2, 2), (None, 3)]


def test_a_forecast_may_lie_ahead() -> None:
    found = read_block(grid("|Apr 2024", "Door to needle|55"), ground(kind=ValueKind.FORECAST))
    assert where(found) == [("Door to needle", date(2024, 4, 1), "new")]


def test_a_mark_for_nothing_is_a_gap_that_nobody_has_asked_for_yet() -> None:
    found = read_block(grid("|Jan 2023|Feb 2023|Mar 2023", "Door to needle|n/a|-|64"), ground())
    assert [each.change for each in found.landed] == [Change.GAP, Change.GAP, Change.NEW]
    assert [each.text for each in found.of(Change.GAP)] == ["n/a", "-"]


def test_nothing_on_the_clipboard_is_said() -> None:
    assert read_block([], ground()).layout == "The clipboard holds no text. Copy the cells first."
    assert read_block([["", " "]], ground()).landed == ()


TEXTS = st.sampled_from(
    ("", "", "60", "81.4%", "612/750", "B", "n/a", "-", "6o", "£1.2m", "about 1,000", "Jan 2023", "Feb-23",
     "01/12/2022", "2022/23", "Q4 2022/23", "Door to needle", "Cost of a stay", "Audit grade", "Who knows",
     "#REF!", "=1+1", "Jan", "0.9", "Metric", "Value", "Ref")
)  # fmt: skip
BLOCKS = st.integers(1, 5).flatmap(
    lambda width: st.lists(st.lists(TEXTS, min_size=width, max_size=width), min_size=1, max_size=5)
)


@given(block=BLOCKS, row=st.integers(0, 2), column=st.integers(0, 23))
def test_every_cell_lands_once_or_is_named_in_a_problem(
    block: list[list[str]], row: int, column: int
) -> None:
    found = read_block(block, ground(row, column))
    landed = [(each.row, each.column) for each in found.landed]
    assert len(landed) == len(set(landed))
    targets = [(each.target.id, each.start) for each in found.landed]
    assert len(targets) == len(set(targets))
    heads = found.heads
    for down, line in enumerate(block, 1):
        for across, text in enumerate(line, 1):
            if (down, across) in heads or not text.strip():
                assert (down, across) not in landed
                continue
            named = any(each.row in (None, down) and each.column in (None, across) for each in found.strays)
            assert ((down, across) in landed) != named, (down, across, text)


@pytest.mark.parametrize(
    "block",
    [
        ("Stroke dashboard|||", "|||", "|Jan 2023|Feb 2023|Mar 2023", "Door to needle|60|61|62"),
        ("|2022/23||", "Metric|Jan|Feb|Mar", "Door to needle|60|61|62"),
        ("Ref|Metric|Jan 2023|Feb 2023|Mar 2023", "1.1|Door to needle, minutes|60|61|62"),
        ("Metric|Month|Value|Note", "Door to needle|Jan 2023|60|seen", "Door to needle|Feb 2023|61|",
         "Door to needle|01/03/2023|62|"),
        ("Door to needle|Jan 2023|60", "Door to needle|Feb 2023|61", "Door to needle|Mar 2023|62"),
    ],
)  # fmt: skip
def test_the_shapes_of_real_sheets_land_in_their_own_periods(block: Sequence[str]) -> None:
    """A title above, years over months, a reference before the name, the grid's own names, a list."""
    found = read_block(grid(*block), ground(row=1, column=3))
    landed = [(each.target.name, each.start.month, str(each.typed.value)) for each in found.landed]
    assert landed == [("Door to needle", 1, "60"), ("Door to needle", 2, "61"), ("Door to needle", 3, "62")]


@pytest.mark.parametrize(
    "block, words",
    [
        (("|44958|44986", "Door to needle|60|61"), "looks like a date that is shown as a number"),
        (("Metric|Jan|Feb", "Door to needle|60|61"), "doesn't say which year"),
        (("|02/28/2023|03/31/2023", "Door to needle|60|61"), "no such day"),
        (("Metric|Month|Sites|Patients", "Door to needle|Jan 2023|60|61"), "head that one Value"),
    ],
)
def test_heads_that_cannot_be_read_keep_figures_from_landing_by_order(
    block: Sequence[str], words: str
) -> None:
    found = read_block(grid(*block), ground())
    assert found.landed == ()
    assert len(found.strays) == 2
    assert all(words in each.words for each in found.strays)


def test_a_place_below_a_title_is_told_as_it_stands_in_the_spreadsheet() -> None:
    found = read_block(grid("Stroke dashboard|", "|Jan 2023", "Door to needle|6o"), ground())
    assert [(each.row, each.column) for each in found.strays] == [(3, 2)]


def test_per_cents_that_may_be_shares_wait_until_somebody_says_so() -> None:
    block = grid("|Jan 2023|Feb 2023|Mar 2023", "Irregular heartbeats treated|0.814|0.9%|about 0.92")
    found = read_block(block, ground())
    assert [str(each.typed.value) for each in found.landed] == ["0.9"]
    assert found.strays[0].words == "'0.814' can mean 0.814% or 81.4%. Type 81.4 or 0.814%."
    assert found.shares == ("0.814", "about 0.92")
    told = read_block(block, ground(), shares=True)
    assert [str(each.typed.value) for each in told.landed] == ["81.4", "0.9", "92"]
    assert told.landed[2].typed.qualifier is Qualifier.ABOUT


def test_a_metric_with_small_per_cents_takes_more_of_them() -> None:
    rare = whole_metric(["3/750"], name="Rare", definition={"scale": Scale.PROPORTION, "unit": "%"})
    laid = replace(ground(), rows=rows_of([rare]), named=rows_of([rare]))
    found = read_block(grid("|Feb 2023", "Rare|0.5"), laid)
    assert [str(each.typed.value) for each in found.landed] == ["0.5"]
