"""Copy and paste for the grid of a data table: what is pasted is asked for, all of it or nothing."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication

from stewardship_desktop.ui.widgets.data_table.clipboard import PastePlan, plan_paste, read_grid, write_grid
from stewardship_desktop.ui.widgets.data_table.inline_notice import InlineNotice
from stewardship_desktop.ui.widgets.data_table.model import RowsModel
from stewardship_desktop.ui.widgets.data_table.view import GridView

# A paste of more cells than this is shown as a count first, and done when the person says so.
PREVIEW_FROM = 60
_MOST_PROBLEMS = 8


class GridClipboard(QObject):
    """`edits_pasted(list[Edit])` and `rows_pasted(list[dict])` when a paste is in order."""

    edits_pasted = Signal(list)
    rows_pasted = Signal(list)

    def __init__(self, grid: GridView, model: RowsModel, notice: InlineNotice) -> None:
        super().__init__(grid)
        self._grid, self._model, self._notice = grid, model, notice
        self._pending: PastePlan | None = None
        self.planner: Callable[[list[list[str]]], PastePlan | None] | None = None
        notice.accepted.connect(self._paste_pending)

    def copy(self, with_titles: bool = False) -> None:
        """Put the selected cells on the clipboard as a spreadsheet takes them."""
        picked = self._grid.selectionModel().selectedIndexes()
        if not picked:
            return
        chosen = {(index.row(), index.column()) for index in picked if self._model.id_at(index.row())}
        rows = sorted({row for row, _ in chosen})
        lanes = [at for at in self._grid.shown_columns() if any((row, at) in chosen for row in rows)]
        grid = [
            [
                self._model.columns[at].to_copy(self._model.value_at(row, at)) if (row, at) in chosen else ""
                for at in lanes
            ]
            for row in rows
        ]
        if with_titles:
            grid.insert(0, [self._model.columns[at].title for at in lanes])
        QGuiApplication.clipboard().setText(write_grid(grid))

    def paste(self) -> None:
        """Lay the clipboard's text over the table from the current cell: all of it, or the reasons."""
        self.paste_text(QGuiApplication.clipboard().text())

    def paste_text(self, text: str) -> None:
        """`paste()` with a given text."""
        plan = self._plan(text)
        self._pending = None
        if plan.problems:
            shown = plan.problems[:_MOST_PROBLEMS]
            more = len(plan.problems) - len(shown)
            head = (
                "Nothing was pasted."
                if len(plan.problems) == 1
                else f"Nothing was pasted: {len(plan.problems)} problems."
            )
            tail = f"\nand {more} more" if more else ""
            self._notice.show_words("\n".join([head, *shown]) + tail, "bad")
        elif not plan.edits and not plan.new_rows:
            self._notice.show_words(
                "The clipboard says what the table says already. Nothing was changed.", "info"
            )
        elif plan.cells > PREVIEW_FROM:
            self._pending = plan
            self._notice.show_words(f"Paste {plan.summary()}?", "info", action=f"Paste {plan.cells:,} cells")
        else:
            self._apply(plan)

    def _plan(self, text: str) -> PastePlan:
        grid = read_grid(text)
        own = self.planner(grid) if self.planner is not None else None
        if own is not None:
            return own
        shown = self._grid.shown_columns()
        columns = [self._model.columns[at] for at in shown]
        index = self._grid.currentIndex()
        picked = self._grid.selectionModel().selectedIndexes()
        # With no current cell a paste adds, where it may: it must not land on rows that nobody chose.
        nowhere = self._model.rowCount() - 1 if self._model.allow_new else 0
        rows = sorted({each.row() for each in picked}) or [index.row() if index.isValid() else nowhere]
        lanes = sorted({each.column() for each in picked if each.column() in shown}) or [
            max(0, index.column())
        ]
        if len(grid) == 1 and len(grid[0]) == 1 and len(picked) > 1:
            # One value over a selection fills it, as spreadsheets do.
            grid = [[grid[0][0]] * len(lanes) for _ in rows]
            places = rows
        else:
            places = list(range(rows[0], rows[0] + len(grid)))
        targets = [
            (self._model.id_at(at), self._model.row_at(at), at + 1)
            for at in places
            if self._model.row_at(at) is not None
        ]
        start = shown.index(lanes[0]) if lanes[0] in shown else 0
        return plan_paste(
            grid,
            columns=columns,
            start_column=start,
            targets=targets,
            all_columns=self._model.columns,
            new_rows_allowed=self._model.allow_new,
            first_new=len(self._model.shown_rows()) + 1,
        )

    def _paste_pending(self) -> None:
        plan, self._pending = self._pending, None
        if plan is not None:
            self._apply(plan)

    def _apply(self, plan: PastePlan) -> None:
        if plan.edits:
            self.edits_pasted.emit(plan.edits)
        if plan.new_rows:
            self.rows_pasted.emit(plan.new_rows)
        self._notice.show_words(f"Pasted {plan.summary()}.", "good")
