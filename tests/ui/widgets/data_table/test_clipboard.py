"""Cells come from and go to a spreadsheet; a paste is all or nothing, with every bad cell named."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from stewardship_desktop.ui.widgets.data_table.clipboard import plan_paste, read_grid, write_grid
from stewardship_desktop.ui.widgets.data_table.column import Column, Edit

COLUMNS = (
    Column("name", "Name", editable=True, required=True),
    Column("cost", "Cost", "money", editable=True),
    Column("share", "Share", "decimal"),
    Column("kind", "Type", "choice", editable=True, choices=[("a", "Acute"), ("c", "Community")]),
)
ROWS = [
    {"id": "1", "name": "One", "cost": 10, "share": 1, "kind": "a"},
    {"id": "2", "name": "Two", "cost": 20, "share": 2, "kind": "c"},
]
TARGETS: list[tuple[str, Any, int]] = [(str(row["id"]), row, at) for at, row in enumerate(ROWS, 1)]


def plan(text: str, *, start: int = 0, targets=None, new: bool = True):
    return plan_paste(
        read_grid(text),
        columns=COLUMNS,
        start_column=start,
        targets=TARGETS if targets is None else targets,
        all_columns=COLUMNS,
        new_rows_allowed=new,
        first_new=3,
    )


def test_excel_csv_and_single_values_are_told_apart() -> None:
    assert read_grid("a\tb\r\n1\t2\r\n") == [["a", "b"], ["1", "2"]]
    assert read_grid("a,b\n1,2\n") == [["a", "b"], ["1", "2"]]
    assert read_grid("a;b\n1;2\n") == [["a", "b"], ["1", "2"]]
    assert read_grid("\ufeffa\tb") == [["a", "b"]]
    assert read_grid("Smith, Jones and Co") == [["Smith, Jones and Co"]]
    assert read_grid("1,200\n3,400") == [["1,200"], ["3,400"]]
    assert read_grid('a\t"two\nlines"\nb\tc') == [["a", "two\nlines"], ["b", "c"]]
    assert read_grid("") == []


@given(
    st.lists(
        st.lists(st.text(alphabet="ab =+-@\t\n\"',;1", max_size=6), min_size=2, max_size=3),
        min_size=1,
        max_size=4,
    )
)
def test_what_is_copied_can_be_pasted(cells: list[list[str]]) -> None:
    width = max(len(row) for row in cells)
    square = [[f"{cell}x" for cell in row] + ["x"] * (width - len(row)) for row in cells]
    assert read_grid(write_grid(square)) == square


def test_formulas_are_guarded_and_numbers_are_not() -> None:
    assert write_grid([["=1+1", "@x", "-12.5", "+3", "-x"]]) == "'=1+1\t'@x\t-12.5\t+3\t'-x"


def test_a_paste_changes_only_what_differs() -> None:
    made = plan("One\t15\nTwo\t20")
    assert made.edits == [Edit(row_id="1", key="cost", value=15)]
    assert made.problems == []
    assert made.rows_changed == 1


def test_rows_past_the_end_are_new() -> None:
    made = plan("Two\t20\nThree\t£1,200", targets=TARGETS[1:])
    assert made.edits == []
    assert made.new_rows == [{"name": "Three", "cost": 1200}]
    assert "1 row is new" in made.summary()


def test_rows_past_the_end_are_refused_where_none_can_be_added() -> None:
    made = plan("One\t1\nTwo\t2\nThree\t3", new=False)
    assert len(made.problems) == 1
    assert "do not fit" in made.problems[0]


def test_a_header_maps_by_title_whatever_the_order() -> None:
    made = plan("cost\tNAME\n99\tOne", start=2)
    assert made.edits == [Edit(row_id="1", key="cost", value=99)]


def test_a_title_that_fits_no_column_is_named() -> None:
    made = plan("Name\tCost\tColour\nOne\t5\tred")
    assert made.problems == ["No column is called “Colour”. Take it out, or give it a title of this table."]


def test_every_bad_cell_is_named_by_row_and_column() -> None:
    made = plan("One\t1,2oo\n\t5")
    assert len(made.problems) == 2
    assert made.problems[0].startswith("Row 1, Cost: “1,2oo” is not a number.")
    assert made.problems[1].startswith("Row 2, Name: Name cannot be blank.")


def test_a_column_that_is_worked_out_takes_its_own_value_and_no_other() -> None:
    assert plan("1", start=2).problems == []
    assert "cannot be changed here" in plan("7", start=2).problems[0]


def test_a_new_row_needs_its_required_values() -> None:
    made = plan("5", start=1, targets=[])
    assert made.problems == ["Row 3, Name: cannot be blank in a new row. Type a value."]


def test_choices_are_pasted_by_their_words() -> None:
    assert plan("community", start=3).edits == [Edit(row_id="1", key="kind", value="c")]
    assert "not one of the choices: Acute, Community" in plan("Hospice", start=3).problems[0]


def test_too_wide_a_clipboard_is_refused() -> None:
    assert "only 1 fit here" in plan("a\tb", start=3).problems[0]


def test_an_empty_clipboard_says_so() -> None:
    assert plan("").problems == ["The clipboard holds no text. Copy the cells first."]
