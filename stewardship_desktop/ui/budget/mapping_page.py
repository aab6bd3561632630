"""The room that maps service lines to care areas: alignment, not apportionment, with the rest in sight."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from stewardship_desktop.application.commands import budget as commands
from stewardship_desktop.domain.budget.alignment import AlignedLine, Reach, Served
from stewardship_desktop.domain.budget.book import LineRole
from stewardship_desktop.domain.errors import UserFixable
from stewardship_desktop.store.queries.budget.lines import MappingBoard, mapping_board
from stewardship_desktop.ui.budget.amounts import Amounts, counted
from stewardship_desktop.ui.budget.remainder_bar import RemainderBar
from stewardship_desktop.ui.page import Page, RoomContext
from stewardship_desktop.ui.theme.tokens import SPACE_2, SPACE_3, SPACE_4, SPACE_5
from stewardship_desktop.ui.widgets import (
    Card,
    Column,
    DataTable,
    Edit,
    EmptyState,
    PageHeader,
    SideSheet,
    button,
    label,
)
from stewardship_desktop.ui.widgets.scrolling import ScrollingPage

_REACH = {
    Reach.MAIN: ("main line", "good"),
    Reach.CONTRIBUTES: ("contributes", "info"),
    Reach.UNMAPPED: ("not mapped", "neutral"),
}
_FILTERS = (
    ("all", "All lines"),
    ("unmapped", "Not mapped"),
    ("main", "Main"),
    ("contributes", "Contributing"),
)
_FILTER_OF = {Reach.UNMAPPED: "unmapped", Reach.MAIN: "main", Reach.CONTRIBUTES: "contributes"}


class MappingPage(Page):
    """A line a row; Enter opens the line's care areas beside the table."""

    shows: ClassVar[frozenset[str]] = frozenset(
        {"service_line", "care_area", "line_mapping", "budget_import", "budget_figure"}
    )

    def __init__(self, context: RoomContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._amounts = Amounts(context.settings)
        self._board: MappingBoard | None = None
        self._open_line = ""
        self.header = PageHeader("Line mapping")
        self.bar = RemainderBar(self._amounts)
        empty = EmptyState(
            "No service lines yet",
            "They come with the budget book. Then say which lines serve which care areas; no money is split, "
            "and what serves nobody stays in sight.",
            "Go to the budget book",
            icon="link",
        )
        empty.acted.connect(self._go_to_book)
        amounts = self._amounts
        self.table = DataTable(
            [
                Column("line_no", "No.", "integer", width=56),
                Column("name", "Service line", width=220),
                Column(
                    "pence", "In the book", "money", width=112, format=amounts.short,
                    tip=lambda line: amounts.exact(line.pence),
                ),
                Column("reach", "Role", "chip", width=132, chip=lambda reach: _REACH[reach]),
                Column("areas", "Care areas it serves", value=_areas_words, tip=_areas_tip),
                Column("percent", "Share with evidence", align="right", width=150, value=_percent_words),
            ],
            "Service lines and their care areas",
            row_id="service_line_id",
            opens=True,
            empty=empty,
            illustrative=lambda line, key: key == "areas" and any(a.illustrative for a in line.areas),
            remembers=context.remember,
            key="budget.mapping",
        )  # fmt: skip
        self.table.opened.connect(self.open_line)
        self.filters = QButtonGroup(self)
        self.filter_buttons: dict[str, QPushButton] = {}
        chips = QHBoxLayout()
        chips.setSpacing(SPACE_2)
        for at, (key, words) in enumerate(_FILTERS):
            made = QPushButton(words)
            made.setProperty("part", "nav-item")
            made.setCheckable(True)
            self.filters.addButton(made, at)
            self.filter_buttons[key] = made
            chips.addWidget(made)
        chips.addStretch(1)
        self.filter_buttons["all"].setChecked(True)
        self.filters.idClicked.connect(self._filter)
        self.map_button = button("Map this line", "quiet", icon="link", clicked=self._open_chosen)
        self.map_button.setToolTip("Enter")
        self.page_button = button("Open its page", "quiet", icon="open", clicked=self._go_to_line)
        for tool in (self.map_button, self.page_button):
            self.table.add_tool(tool)
        self.table.selection_changed.connect(self._offer)
        body = QWidget()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(ScrollingPage(body))
        layout = QVBoxLayout(body)
        layout.setContentsMargins(SPACE_5, SPACE_4, SPACE_5, SPACE_4)
        layout.setSpacing(SPACE_3)
        layout.addWidget(self.header)
        layout.addWidget(self.bar)
        layout.addLayout(chips)
        layout.addWidget(self.table, 1)
        self.sheet = SideSheet(self, width=560)
        self.sheet.closed.connect(self._closed)
        self.editor: LineAreas | None = None
        self.setFocusProxy(self.table)

    # ---- Page
    def refresh(self) -> None:
        board = self._board = self.context.bridge.read(mapping_board)
        book = board.book
        if book is None:
            self.header.set_state("No budget book yet, so lines have no amounts.")
        else:
            self.header.set_state(
                f"Against the budget book of {book.period.label}, version {book.version}. "
                "A line counts once however many areas it serves."
            )
        self.bar.show_remainder(board.remainder)
        for key, words in _FILTERS:
            number = sum(key in ("all", _FILTER_OF[line.reach]) for line in board.lines)
            self.filter_buttons[key].setText(f"{words} {number:,}")
        self._filter(self.filters.checkedId())
        if self._open_line and self.editor is not None:
            line = self._line(self._open_line)
            if line is None:
                self.sheet.close_sheet()
            else:
                self.editor.show_line(line)
        self._offer(self.table.selected_ids())

    def show_record(self, record_id: str) -> None:
        """Bring a service line into view and open its care areas."""
        self.filter_buttons["all"].setChecked(True)
        self.refresh()
        if self.table.select(record_id):
            self.open_line(record_id)

    # ---- going about
    def choose_filter(self, key: str) -> None:
        """Show "all", "unmapped", "main" or "contributes" lines."""
        self.filter_buttons[key].setChecked(True)
        self._filter(self.filters.checkedId())

    def open_line(self, line_id: str) -> None:
        """The line's care areas, beside the table."""
        line = self._line(line_id)
        if line is None or self._board is None:
            return
        self._open_line = line_id
        self.editor = LineAreas(self._amounts, self._board.care_areas)
        self.editor.put_asked.connect(self._put)
        self.editor.removal_asked.connect(self._remove)
        self.editor.show_line(line)
        self.sheet.open_with(self.editor, line.name)

    def _line(self, line_id: str) -> AlignedLine | None:
        lines = self._board.lines if self._board is not None else ()
        return next((line for line in lines if line.service_line_id == line_id), None)

    def _filter(self, at: int) -> None:
        if self._board is None:
            return
        key = _FILTERS[at][0]
        self.table.set_rows([line for line in self._board.lines if key in ("all", _FILTER_OF[line.reach])])

    def _offer(self, ids: list[str]) -> None:
        self.map_button.setEnabled(bool(ids))
        self.page_button.setEnabled(bool(ids))

    def _open_chosen(self) -> None:
        for line_id in self.table.selected_ids()[:1]:
            self.open_line(line_id)

    def _go_to_line(self) -> None:
        for line_id in self.table.selected_ids()[:1]:
            self.context.go("budget", line_id)

    def _go_to_book(self) -> None:
        self.context.go("budget")

    def _closed(self) -> None:
        self._open_line = ""

    # ---- acts
    def _put(self, values: dict[str, Any]) -> None:
        self.context.bridge.act(
            commands.map_line,
            self._open_line,
            values["care_area_id"],
            values["role"],
            values.get("percent"),
            str(values.get("evidence") or ""),
            otherwise=self._refused,
        )

    def _remove(self, mapping_id: str) -> None:
        self.context.bridge.act(commands.unmap_line, mapping_id, otherwise=self._refused)

    def _refused(self, error: UserFixable) -> None:
        if self.editor is not None:
            self.editor.table.say(str(error))
            line = self._line(self._open_line)
            if line is not None:
                self.editor.show_line(line)


@dataclass(frozen=True)
class _AreaRow:
    id: str
    served: Served

    @property
    def care_area_id(self) -> str:
        return self.served.care_area_id

    @property
    def role(self) -> LineRole:
        return self.served.role

    @property
    def percent(self) -> Any:
        return self.served.percent

    @property
    def evidence(self) -> str:
        return self.served.evidence


class LineAreas(QWidget):
    """The care areas of one line, edited in place."""

    put_asked = Signal(dict)
    removal_asked = Signal(str)

    def __init__(
        self, amounts: Amounts, care_areas: tuple[tuple[str, str], ...], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._amounts = amounts
        self.state = label("", "lead")
        self.table = DataTable(
            [
                Column(
                    "care_area_id",
                    "Care area",
                    "choice",
                    editable=True,
                    required=True,
                    choices=care_areas,
                    width=180,
                ),
                Column(
                    "role",
                    "Role",
                    "choice",
                    editable=True,
                    required=True,
                    choices=[(role, role.value.capitalize()) for role in LineRole],
                    width=120,
                ),
                Column(
                    "percent",
                    "Per cent",
                    "decimal",
                    editable=True,
                    width=84,
                    help="Only with evidence beside it",
                ),
                Column("evidence", "Evidence", editable=True, help="Where the role or the share comes from"),
            ],
            "Care areas of the line",
            allow_new=True,
            allow_delete=True,
            tools=False,
            illustrative=lambda row, key: row.served.illustrative and key == "care_area_id",
        )
        self.table.edits_requested.connect(self._edited)
        self.table.rows_pasted.connect(self._added)
        self.table.delete_requested.connect(self._removed)
        rules = Card("What mapping means")
        rules.add(
            label(
                "Main: the line is the care area's own. Contributes: it serves the area among others. "
                "A per cent is for a share that somebody has worked out; write the evidence first. Without "
                "one the whole line stands beside each area and no money is split. Delete removes an area.",
                "muted",
            )
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE_4)
        layout.addWidget(self.state)
        layout.addWidget(self.table)
        layout.addWidget(rules)
        layout.addStretch(1)

    def show_line(self, line: AlignedLine) -> None:
        """Show a line's areas."""
        money = f"{self._amounts.short(line.pence)} in the book. " if line.pence is not None else ""
        share = f"{line.percent_given.normalize():f}% put down with evidence. " if line.percent_given else ""
        self.state.setText(f"{money}{share}{counted(len(line.areas), 'care area')}.")
        self.table.set_rows([_AreaRow(area.mapping_id, area) for area in line.areas])
        self.table.fit_height(8)

    def _edited(self, edits: list[Edit]) -> None:
        rows: Mapping[str, _AreaRow] = {row.id: row for row in self.table.rows()}
        changed: dict[str, dict[str, Any]] = {}
        for edit in edits:
            row = rows[edit.row_id]
            values = changed.setdefault(
                edit.row_id,
                {
                    "care_area_id": row.care_area_id,
                    "role": row.role,
                    "percent": row.percent,
                    "evidence": row.evidence,
                },
            )
            values[edit.key] = edit.value
        for row_id, values in changed.items():
            if values["care_area_id"] != rows[row_id].care_area_id:
                self.removal_asked.emit(row_id)
            self.put_asked.emit(values)

    def _added(self, rows: list[dict[str, Any]]) -> None:
        for values in rows:
            self.put_asked.emit(values)

    def _removed(self, ids: list[str]) -> None:
        for mapping_id in ids:
            self.removal_asked.emit(mapping_id)


def _areas_words(line: AlignedLine) -> str:
    return ", ".join(
        f"{area.care_area} ({area.role.value})" if len(line.areas) > 1 else area.care_area
        for area in line.areas
    )


def _areas_tip(line: AlignedLine) -> str:
    return "\n".join(
        f"{area.care_area}, {area.role.value}{f': {area.evidence}' if area.evidence else ''}"
        for area in line.areas
    )


def _percent_words(line: AlignedLine) -> str:
    return f"{line.percent_given.normalize():f}%" if line.percent_given else ""
