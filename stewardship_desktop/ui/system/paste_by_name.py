"""What a pasted list with column titles means: it finds its rows by name, wherever they stand.

Without titles a paste goes where the current cell is, as in a spreadsheet.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from stewardship_desktop.ui.widgets import Column
from stewardship_desktop.ui.widgets.data_table.clipboard import PastePlan, match_header, plan_paste

NamesOf = Callable[[Any], Iterable[str]]
"""Every name by which a row may stand in a list."""


def plan_by_name(
    grid: list[list[str]], columns: Sequence[Column], rows: Sequence[Any], names_of: NamesOf
) -> PastePlan | None:
    """The plan of a list whose titles hold that of the first required column, the name; else None.

    Known names are edited, others added. A blank cell says nothing, so it empties nothing.
    """
    header = match_header(grid[0], columns) if len(grid) > 1 else None
    key = next(column for column in columns if column.required)
    if header is None or key not in header:
        return None
    name_at = header.index(key)
    known: dict[str, Any] = {}
    for row in rows:
        for name in names_of(row):
            known.setdefault(_key(name), row)
    # A row's own name counts before what others are also called.
    known |= {_key(str(key.read(row))): row for row in rows}
    plan = PastePlan()
    changed: set[str] = set()
    cells = 0
    for number, line in enumerate(grid[1:], 1):
        if not any(cell.strip() for cell in line):
            continue
        row = known.get(_key(line[name_at]))
        one = plan_paste(
            [grid[0], line],
            columns=columns,
            start_column=0,
            targets=[] if row is None else [(row.id, row, number)],
            all_columns=columns,
            new_rows_allowed=True,
            first_new=number,
        )
        edits = [edit for edit in one.edits if edit.value is not None and edit.key != key.key]
        plan.edits.extend(edits)
        plan.new_rows.extend(one.new_rows)
        plan.problems.extend(problem for problem in one.problems if problem not in plan.problems)
        changed.update(edit.row_id for edit in edits)
        cells += one.cells
    return PastePlan(
        edits=plan.edits,
        new_rows=plan.new_rows,
        problems=plan.problems,
        cells=cells,
        rows_changed=len(changed),
    )


def _key(name: str) -> str:
    return " ".join(name.split()).casefold()
