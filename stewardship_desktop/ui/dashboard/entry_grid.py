"""The entry grid: metrics down, periods across; type a value, press Enter, type the next one.

What is typed is an act at once; a pasted block is one act after its preview. The grid shows what the store
has: it changes nothing itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QGuiApplication, QResizeEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from stewardship_desktop.application.commands.dashboard import ValueEntry, enter_values
from stewardship_desktop.domain.dashboard.entry import (
    FIRST_YEAR,
    SHOWN_AT_FIRST,
    EntryRow,
    Part,
    in_order,
    periods_shown,
    rows_of,
)
from stewardship_desktop.domain.dashboard.figures import TypedValue
from stewardship_desktop.domain.dashboard.pasting import Landed
from stewardship_desktop.domain.dashboard.reading import MetricReading
from stewardship_desktop.domain.dashboard.records import MetricRecords
from stewardship_desktop.domain.errors import UserFixable
from stewardship_desktop.domain.observation import ValueKind
from stewardship_desktop.domain.rhythm import period_start
from stewardship_desktop.domain.value_framework import Frequency
from stewardship_desktop.store.queries.dashboard import Framework
from stewardship_desktop.ui.dashboard.entry_grid_bar import EntryBar
from stewardship_desktop.ui.dashboard.entry_grid_cells import (
    GridRow,
    KnownGap,
    base_hint,
    entry_for,
    values_words,
    with_values,
)
from stewardship_desktop.ui.dashboard.entry_grid_foot import CellFoot
from stewardship_desktop.ui.dashboard.entry_grid_origin import Origin
from stewardship_desktop.ui.dashboard.entry_grid_preview import PastePreview
from stewardship_desktop.ui.dashboard.entry_grid_table import EntryTable
from stewardship_desktop.ui.page import RoomContext
from stewardship_desktop.ui.theme import apply
from stewardship_desktop.ui.theme.tokens import SPACE_2, SPACE_3, SPACE_4
from stewardship_desktop.ui.widgets import Edit, ScrollingPage, SideSheet, label
from stewardship_desktop.ui.widgets.announce import announce
from stewardship_desktop.ui.widgets.data_table.clipboard import read_grid
from stewardship_desktop.ui.widgets.first_stop import tab_after
from stewardship_desktop.ui.widgets.typed_text import Unreadable
from stewardship_desktop.ui.widgets.words import show_if

_SHEET_WIDTH, _WIDE, _FOOT = 600, 900, 150


class EntryGrid(QWidget):
    """`EntryGrid(context)`; `show_framework(...)`, `focus_metric(metric_id, on)`.

    `metric_chosen(metric_id)` when the chart of a metric is asked for.
    """

    metric_chosen = Signal(str)

    def __init__(self, context: RoomContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._framework: Framework | None = None
        self._today = date.min
        self._origin = Origin()
        self._pages = 1
        self._days: set[date] = set()
        self._parts: dict[str, list[Part]] = {}
        self._rows: tuple[EntryRow, ...] = ()
        self.table: EntryTable | None = None
        self.preview: PastePreview | None = None
        self.bar = EntryBar()
        self.hint_label = label("", "muted")
        self.foot = CellFoot()
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, SPACE_2, SPACE_4)
        column.setSpacing(SPACE_3)
        column.addWidget(self.bar)
        self._holder = QVBoxLayout()
        column.addLayout(self._holder)
        column.addWidget(self.hint_label)
        column.addWidget(self.foot)
        column.addStretch(1)
        show_if(self.hint_label, False)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(ScrollingPage(body, sideways=False))
        self.sheet = SideSheet(self, "Paste from Excel", width=_SHEET_WIDTH)

    def _connect(self) -> None:
        self.bar.changed.connect(self._rearrange)
        self.bar.earlier_asked.connect(self.show_earlier)
        self.bar.paste_asked.connect(self.paste)
        self.bar.day_given.connect(self._add_day)
        self.bar.source_given.connect(self._take_source)
        self.bar.spread_asked.connect(self._spread_source)
        self.bar.as_at_given.connect(self._origin.take_as_at)
        self.bar.part_form.part_given.connect(self._add_part)
        self.bar.refused.connect(self._say)
        apply.notifier().changed.connect(self._fit)
        self.foot.edited.connect(self._edit_cell)
        self.foot.gap_asked.connect(self._mark_gap)
        self.foot.chart_asked.connect(self._open_chart)

    # ---- what the page tells
    def show_framework(self, framework: Framework, readings: Sequence[MetricReading], today: date) -> None:
        """Show these metrics' values; the chosen cell and what is being typed stay."""
        first = self._framework is None or self._framework.area.id != framework.area.id
        if first:
            self._days, self._pages, self._parts = set(), 1, {}
        self._origin.begin(today, anew=first)
        self._framework, self._today = framework, today
        whole = rows_of(self._ordered())
        self.bar.show_rows(whole, today)
        if first:
            self._begin(whole)
        else:
            self._fill()

    def focus_metric(self, metric_id: str, on: date | None = None) -> None:
        """Go to a metric's cell: of the period that holds `on`, else of the newest that is due."""
        found = [row for row in rows_of(self._ordered()) if row.records.id == metric_id]
        if not found:
            return
        row = found[0]
        self.bar.choose(row.frequency, ValueKind.ACTUAL)
        start = row.goes_on(self._today) if on is None else period_start(row.frequency, on)
        if row.frequency is Frequency.NONE:
            self._days.add(start)
        while start.year > FIRST_YEAR and start < min(self._shown_periods(), default=start):
            self._pages += 1
        self._fill()
        self._select(row.id, start)
        self.take_focus()

    def take_focus(self) -> None:
        """Put the keyboard on the grid."""
        if self.table is not None:
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    # ---- filling
    def _ordered(self) -> list[MetricRecords]:
        return [] if self._framework is None else in_order(self._framework.metrics)

    def _begin(self, rows: Sequence[EntryRow]) -> None:
        """Where the work is: the first line's newest value that is due, in the first rhythm that has one."""
        waiting = [row for row in rows if row.due(self._today)] or list(rows)
        order = list(Frequency)
        chosen = min(waiting, key=lambda row: order.index(row.frequency), default=None)
        if chosen is not None:
            self.bar.choose(chosen.frequency, ValueKind.ACTUAL)
        self._fill()
        if chosen is not None:
            self._select(chosen.id, chosen.goes_on(self._today))

    def _shown_rows(self) -> tuple[EntryRow, ...]:
        metrics = [each for each in self._ordered() if each.metric.frequency is self.bar.frequency]
        return rows_of(metrics, self.bar.value_kind, parts=self.bar.parts.isChecked(), more=self._parts)

    def _shown_periods(self) -> tuple[date, ...]:
        count = self._pages * SHOWN_AT_FIRST[self.bar.frequency]
        return periods_shown(self._shown_rows(), self.bar.frequency, self._today, count, self._days)

    def _fill(self) -> None:
        self._rows = self._shown_rows()
        periods = self._shown_periods()
        self.bar.show_use()
        table = self.table
        # A value that has come since doesn't take a column away under somebody's hands.
        if table is None or not table.covers(self._about(), periods):
            table = self._make_table(periods)
        table.show_entries(self._rows, self._today)
        self._moved()
        self._set_height()

    def _about(self) -> object:
        area_id = "" if self._framework is None else self._framework.area.id
        return area_id, self.bar.frequency, self.bar.value_kind

    def _make_table(self, periods: tuple[date, ...]) -> EntryTable:
        """A table with a column a period; made anew when the periods change."""
        old, kept = self.table, self._place()
        made = self.table = EntryTable(self.bar.frequency, periods, about=self._about(), wide=self.bar.wide)
        made.edits_requested.connect(self._typed)
        made.block_pasted.connect(self.paste)
        made.emptied.connect(self._take_away)
        made.place_changed.connect(self._moved)
        self._holder.addWidget(made)
        tab_after(self.bar, made.grid)
        made.show()  # a layout would do so later, and the keyboard goes to what is in sight only
        held = QApplication.focusWidget()
        was_in = old is not None and held is not None and old.isAncestorOf(held)
        if old is not None:
            self._holder.removeWidget(old)
            old.hide()
            old.deleteLater()
        made.show_entries(self._rows, self._today)
        if was_in:
            made.grid.setFocus(
                Qt.FocusReason.OtherFocusReason
            )  # no sooner: a table without lines has no grid
        if kept is not None:
            made.select_cell(kept[0].id, kept[1])
        return made

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    @Slot()
    def _fit(self) -> None:
        self.bar.set_wide(self.width() >= apply.current().sizes.px(_WIDE))
        if self.table is not None and self.table.wide != self.bar.wide:
            self._make_table(self.table.periods)
        self._set_height()

    def _set_height(self) -> None:
        if self.table is not None:
            # Room for a whole foot, so that the grid keeps its height on the way from cell to cell.
            besides = self.bar.sizeHint().height() + apply.current().sizes.px(_FOOT)
            besides += self.hint_label.sizeHint().height() + SPACE_3 if self.hint_label.text() else 0
            self.table.fit_into(self.height() - besides - 2 * SPACE_3 - SPACE_4)

    # ---- the chosen cell
    def _place(self) -> tuple[GridRow, date] | None:
        return None if self.table is None else self.table.place()

    def _select(self, row_id: str, start: date) -> None:
        if self.table is not None:
            self.table.select_cell(row_id, start)

    @Slot()
    def _moved(self) -> None:
        place = self._place()
        if place is None:
            self.foot.show_cell(None, date.min)
            return
        row, start = place
        self.foot.show_cell(row, start)
        self.bar.show_origin(self._origin.source_of(row.entry), self._origin.as_at)
        self.bar.part_form.show_metric(row.entry.records, self._ordered())

    # ---- what the bar asks
    @Slot()
    def _rearrange(self) -> None:
        self._fill()
        if self._place() is None and self._rows:
            self._select(self._rows[0].id, self._rows[0].goes_on(self._today))

    @Slot()
    def show_earlier(self) -> None:
        """Show more periods before the first."""
        self._pages += 1
        self._fill()

    @Slot(object)
    def _add_day(self, day: date) -> None:
        place = self._place()
        self._days.add(day)
        self._fill()
        if place is not None:
            self._select(place[0].id, day)
        self.take_focus()

    @Slot(object)
    def _add_part(self, part: Part) -> None:
        place = self._place()
        if place is not None:
            entry, start = EntryRow(place[0].entry.records, self.bar.value_kind, *part), place[1]
            self._parts.setdefault(entry.records.id, []).append(part)
            self._fill()
            self._select(entry.id, start)
            self.take_focus()

    @Slot(str)
    def _take_source(self, source: str) -> None:
        place = self._place()
        if place is not None:
            self._origin.take_source(source, [place[0].entry.records.id])

    @Slot()
    def _spread_source(self) -> None:
        place = self._place()
        if place is not None and self._framework is not None:
            source = self._origin.source_of(place[0].entry)
            self._origin.take_source(source, [each.id for each in self._framework.metrics])
            announce(self, "All lines use this source now.")

    # ---- what the foot asks
    @Slot(str, object)
    def _edit_cell(self, key: str, value: object) -> None:
        place = self._place()
        if place is not None:
            given = {key: value if key == "as_at" else value or ""}
            self._enter([with_values(place[0].entry, place[1], given)])

    @Slot()
    def _mark_gap(self) -> None:
        place = self._place()
        if place is not None:
            self._enter([self._entry(place[0].entry, place[1], KnownGap())])
            self.take_focus()

    @Slot()
    def _open_chart(self) -> None:
        place = self._place()
        if place is not None:
            self.metric_chosen.emit(place[0].entry.records.id)

    # ---- entering
    def _entry(self, entry: EntryRow, start: date, typed: TypedValue | KnownGap) -> ValueEntry:
        source, as_at = self._origin.source_of(entry), self._origin.as_at
        return entry_for(entry, start, typed, source=source, as_at=as_at)

    def _enter(self, entries: Sequence[ValueEntry]) -> None:
        self._context.bridge.act(enter_values, list(entries), otherwise=self._refuse)

    def _typed(self, edits: Sequence[Edit]) -> None:
        rows, entries, hint = {row.id: row for row in self._rows}, [], ""
        for edit in edits:
            row, start = rows[edit.row_id], date.fromisoformat(edit.key)
            entries.append(self._entry(row, start, edit.value))
            if isinstance(edit.value, TypedValue):
                hint = base_hint(row, start, edit.value)
        if entries:
            self._hint(hint)
            self._enter(entries)

    @Slot()
    def _take_away(self) -> None:
        """Take the values of the chosen cells away; Undo brings them back."""
        chosen = [] if self.table is None else self.table.chosen_values()
        entries = [self._entry(row, start, TypedValue()) for row, start in chosen]
        if entries:
            said = f"Took {values_words(len(entries))} away."
            bridge, notify = self._context.bridge, self._context.notify
            bridge.act(
                enter_values, entries, otherwise=self._refuse,
                then=lambda _: notify(said, "Undo", bridge.undo),
            )  # fmt: skip

    # ---- pasting
    @Slot()
    def paste(self) -> None:
        """Lay the clipboard's block from the chosen cell on: one cell at once, more after a preview."""
        self.paste_text(QGuiApplication.clipboard().text())

    def paste_text(self, text: str) -> None:
        """`paste()` with a given text."""
        block = read_grid(text)
        if not block:
            self._say("The clipboard holds no text. Copy the cells in Excel first.")
        elif len(block) == 1 and len(block[0]) == 1:
            self._paste_one(block[0][0])
        else:
            self._preview(block)

    def _paste_one(self, text: str) -> None:
        try:
            self._typed([] if self.table is None else self.table.read_one(text))
        except Unreadable as fault:
            self._say(str(fault))

    def _preview(self, block: list[list[str]]) -> None:
        named = rows_of(self._ordered(), self.bar.value_kind, parts=True, more=self._parts)
        ground = None if self.table is None else self.table.ground(named, self._today)
        if ground is not None:
            self.preview = PastePreview(block, ground)
            self.preview.accepted.connect(self._enter_pasted)
            self.sheet.open_with(self.preview, "Paste from Excel")

    @Slot(list)
    def _enter_pasted(self, cells: list[Landed]) -> None:
        entries = [
            self._entry(each.target, each.start, KnownGap() if each.typed.is_empty else each.typed)
            for each in cells
        ]
        hints = [base_hint(each.target, each.start, each.typed) for each in cells]
        self._hint(next(filter(None, hints), ""))
        self._context.bridge.act(enter_values, entries, then=self._pasted, otherwise=self._refuse_paste)

    def _pasted(self, count: int) -> None:
        self.sheet.close_sheet()
        self.take_focus()
        self._context.notify(f"Entered {values_words(count)}.", "Undo", self._context.bridge.undo)

    def _refuse_paste(self, error: UserFixable) -> None:
        if self.preview is not None:
            self.preview.show_refusal(str(error))

    # ---- saying
    def _refuse(self, error: UserFixable) -> None:
        self._say(str(error))

    def _say(self, words: str) -> None:
        if self.table is not None:
            self.table.say(words)

    def _hint(self, words: str) -> None:
        self.hint_label.setText(words)
        show_if(self.hint_label, bool(words))
        self._set_height()
        if words:
            announce(self, words)
