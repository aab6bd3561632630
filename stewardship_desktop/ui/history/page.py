"""The history room: who changed what, when and why, newest first, and the life of any record."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QVBoxLayout

from stewardship_desktop.domain.history import count_words, moment_words
from stewardship_desktop.domain.identity import PROGRAMME
from stewardship_desktop.domain.kinds import KINDS
from stewardship_desktop.store.queries import history, record_life
from stewardship_desktop.store.queries.history import Act, ActCursor, ActsPage, FilterChoices
from stewardship_desktop.store.queries.record_life import ActRecords, RecordLife
from stewardship_desktop.store.queries.star import place_of
from stewardship_desktop.ui.history.destinations import room_of
from stewardship_desktop.ui.history.detail import Detail, Target
from stewardship_desktop.ui.history.filter_bar import FilterBar
from stewardship_desktop.ui.history.reading import Reading
from stewardship_desktop.ui.page import Page, RoomContext
from stewardship_desktop.ui.theme.tokens import SPACE_3, SPACE_4, SPACE_5
from stewardship_desktop.ui.widgets import Column, DataTable, EmptyState, PageHeader, SideSheet, button

NOTHING_YET = (
    "Nothing has been done here yet",
    "Every change of every record is kept here: who made it, when, from what to what, and why.",
)
NOTHING_FITS = ("No act fits", "Take something out of the filter.")

COLUMNS = (
    Column("at_ms", "When", kind="link", format=moment_words, width=200),
    Column("label", "What was done", value=lambda act: f"{act.label} (undone)" if act.undone else act.label),
    Column("who", "Who", width=150),
    Column("what", "Records", width=220),
    Column("why", "Why", width=180),
)


class HistoryPage(Page):
    """The list of acts, a page at a time, and beside it what the chosen one changed."""

    shows = frozenset(kind.entity for kind in KINDS)

    def __init__(self, context: RoomContext) -> None:
        super().__init__(context)
        self._acts: list[Act] = []
        self._more: ActCursor | None = None
        self._act: Act | None = None
        self._records: list[record_life.RecordChange] = []
        self._going_back = False
        self._list_reading = Reading(context.bridge, self)
        self._detail_reading = Reading(context.bridge, self)
        self._choices_reading = Reading(context.bridge, self)
        self.header = PageHeader("History")
        self.filter = FilterBar()
        self.filter.changed.connect(self.refresh)
        self.empty = EmptyState("Reading the history", icon="history")
        self.empty.acted.connect(self.filter.clear)
        self.table = DataTable(
            COLUMNS,
            "Acts, newest first",
            row_id="txn_id",
            opens=True,
            tools=False,
            empty=self.empty,
            remembers=context.remember,
            key="history.acts",
        )
        # Only the acts read so far could be sorted, which would look like all of them.
        for view in (self.table.grid, self.table.grid.frozen):
            view.horizontalHeader().setSectionsClickable(False)
        self.table.opened.connect(self._open)
        self.table.selection_changed.connect(self._selected)
        self.table.grid.verticalScrollBar().valueChanged.connect(self._scrolled)
        self.more_button = button("Show older acts", "quiet", clicked=self._read_more)
        self.more_button.hide()
        self.detail = Detail()
        self.detail.life_asked.connect(self._show_life)
        self.detail.go_asked.connect(self._go)
        self.detail.more_asked.connect(self._more_records)
        self.detail.back_asked.connect(self._back)
        self.sheet = SideSheet(self, width=720)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE_5, SPACE_4, SPACE_5, SPACE_4)
        layout.setSpacing(SPACE_3)
        layout.addWidget(self.header)
        layout.addWidget(self.filter)
        layout.addWidget(self.table, 1)
        layout.addWidget(self.more_button)

    def refresh(self) -> None:
        """Read the newest acts again; those read beyond the first page are asked for anew when wanted."""
        self._choices_reading.ask(history.filter_choices, then=self._show_choices)
        self._list_reading.ask(history.acts, self.filter.wanted(), then=self._show_first)

    def show_record(self, record_id: str) -> None:
        """Show a record's life: its id, or "kind:id" where the kind is known."""
        entity, colon, row_id = record_id.partition(":")
        if not colon:
            row_id = record_id
            entity = self.context.bridge.read(record_life.entity_of, record_id) or ""
        self._act = None
        self._show_life(Target(entity=entity, row_id=row_id, scope=PROGRAMME))

    @property
    def reading(self) -> bool:
        """Whether something is being read."""
        return any(
            each.under_way for each in (self._list_reading, self._detail_reading, self._choices_reading)
        )

    # -- the list ------------------------------------------------------------------------------------

    def _show_choices(self, choices: FilterChoices) -> None:
        self.filter.set_choices(choices)

    def _show_first(self, page: ActsPage) -> None:
        self._acts = list(page.acts)
        self._show_acts(page)

    def _show_next(self, page: ActsPage) -> None:
        known = {act.txn_id for act in self._acts}
        self._acts += [act for act in page.acts if act.txn_id not in known]
        self._show_acts(page)

    def _show_acts(self, page: ActsPage) -> None:
        self._more = page.more
        narrowed = self.filter.narrows()
        what, why = NOTHING_FITS if narrowed else NOTHING_YET
        self.empty.set_texts(what, why, "Clear the filter" if narrowed else "")
        self.table.set_rows(self._acts)
        self.more_button.setVisible(self._more is not None)
        shown = count_words(len(self._acts), "act")
        if self._more is not None:
            words = f"The newest {shown} {'that fit ' if narrowed else ''}are shown"
        else:
            words = f"{shown} {'fit' if len(self._acts) != 1 else 'fits'}" if narrowed else f"{shown} in all"
        if self._acts:
            words += f" · newest {moment_words(self._acts[0].at_ms)}"
        self.header.set_state(words)

    def _read_more(self) -> None:
        if self._more is not None and not self._list_reading.under_way:
            self._list_reading.ask(history.acts, self.filter.wanted(), self._more, then=self._show_next)

    def _scrolled(self, value: int) -> None:
        bar = self.table.grid.verticalScrollBar()
        if value > 0 and value >= bar.maximum():
            self._read_more()

    def _selected(self, txn_ids: list[str]) -> None:
        if self.sheet.isVisible() and len(txn_ids) == 1:
            self._read_act(txn_ids[0])

    # -- beside it -------------------------------------------------------------------------------------

    def _open(self, txn_id: str) -> None:
        self._read_act(txn_id)
        if self._act is not None:
            self.sheet.open_with(self.detail, self._act.label)

    def _read_act(self, txn_id: str) -> None:
        act = next((each for each in self._acts if each.txn_id == txn_id), None)
        if act is None:
            return
        self._act, self._records = act, []
        self._title(act.label)
        self.detail.wait_for(act)
        self._detail_reading.ask(record_life.act_records, txn_id, then=partial(self._show_records, act))

    def _show_records(self, act: Act, found: ActRecords) -> None:
        self._records += found.records
        self.detail.show_act(act, ActRecords(tuple(self._records), found.total), len(self._records))
        if self.sheet.close_button.hasFocus() or self._going_back:
            # The sheet opened before there was anything in it to go to.
            self.detail.take_focus()
        self._going_back = False

    def _more_records(self) -> None:
        if self._act is not None:
            self._detail_reading.ask(
                record_life.act_records,
                self._act.txn_id,
                len(self._records),
                then=partial(self._show_records, self._act),
            )

    def _show_life(self, target: Target) -> None:
        self._detail_reading.ask(
            record_life.record_life, target.entity, target.row_id, then=self._life_arrived
        )

    def _life_arrived(self, life: RecordLife | None) -> None:
        if life is None:
            self.context.notify("Nothing is known of that record. It may belong to another workspace.")
            return
        self.detail.show_life(life, from_act=self._act is not None)
        if self.sheet.isVisible():
            self._title(f"Life of {life.name}")
        else:
            self.sheet.open_with(self.detail, f"Life of {life.name}")
        self.detail.take_focus()

    def _back(self) -> None:
        if self._act is not None:
            self._going_back = True
            self._read_act(self._act.txn_id)

    def _go(self, target: Target) -> None:
        room = room_of(target.entity, target.scope)
        if room is None:
            return
        self.sheet.close_sheet()
        if target.scope != PROGRAMME:
            # The room shows the chosen care area, so that one is chosen first.
            self.context.go(room, target.scope)
        place = target.row_id
        if room in ("star", "workshop"):
            place = self.context.bridge.read(place_of, target.entity, place)
        self.context.go(room, place)

    def _title(self, words: str) -> None:
        self.sheet.title_label.setText(words)
        self.sheet.setAccessibleName(words)
