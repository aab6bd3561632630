"""What one act changed, or all that happened to one record, field by field, in a sheet beside the list."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from stewardship_desktop.domain.history import count_words, moment_words
from stewardship_desktop.store.queries.history import Act
from stewardship_desktop.store.queries.record_life import ActRecords, RecordLife
from stewardship_desktop.ui.history.destinations import room_of
from stewardship_desktop.ui.theme.tokens import SPACE_2
from stewardship_desktop.ui.widgets import Column, DataTable, EmptyState, button, label

UNDO_WORDS = (
    "Undo (Ctrl+Z) takes back your own newest act, step by step, so that nobody's later work is lost. "
    "To take back an older one, go to the record and type the value that stands under From."
)


@dataclass(frozen=True, kw_only=True)
class Line:
    """One line of the sheet. The record it is about is known by its entity, id and scope."""

    id: str
    entity: str
    row_id: str
    scope: str
    here: bool
    first: str
    what: str
    field: str
    before: str
    after: str


@dataclass(frozen=True, kw_only=True)
class Target:
    """A record to be shown: in its room, or in its life."""

    entity: str
    row_id: str
    scope: str


def _columns(first: str, first_width: int) -> tuple[Column, ...]:
    return (
        Column("first", first, width=first_width, wrap=True),
        Column("what", "Done", width=86, wrap=True),
        Column("field", "Field", width=110, wrap=True),
        Column("before", "From", width=140, wrap=True),
        Column("after", "To", width=160, wrap=True),
    )


class Detail(QWidget):
    """`show_act`, `show_life`; `life_asked(Target)`, `go_asked(Target)`, `more_asked`, `back_asked`."""

    life_asked = Signal(object)
    go_asked = Signal(object)
    more_asked = Signal()
    back_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines: list[Line] = []
        self._shows_life = False
        self.meta = label("", "muted")
        self.why = label("")
        self.back_button = button(
            "Back to the act", "quiet", icon="chevron-left", clicked=self.back_asked.emit
        )
        self.life_button = button("Show this record's life", icon="history", clicked=self._ask_life)
        self.go_button = button("Go to the record", icon="open", clicked=self._ask_go)
        self.more_button = button("Show more records", "quiet", clicked=self.more_asked.emit)
        self.empty = EmptyState("Reading what it changed", icon="history")
        self.act_table = DataTable(
            _columns("Record", 160), "Changes of the act", tools=False, empty=self.empty
        )
        self.life_table = DataTable(_columns("When and who", 160), "Life of the record", tools=False)
        for table in (self.act_table, self.life_table):
            table.selection_changed.connect(self._selection)
        self.help = label(UNDO_WORDS, "caption")
        buttons = QHBoxLayout()
        buttons.setSpacing(SPACE_2)
        for each in (self.back_button, self.life_button, self.go_button):
            buttons.addWidget(each)
        buttons.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE_2)
        layout.addWidget(self.meta)
        layout.addWidget(self.why)
        layout.addLayout(buttons)
        layout.addWidget(self.act_table, 1)
        layout.addWidget(self.life_table, 1)
        layout.addWidget(self.more_button)
        layout.addWidget(self.help)
        self._arrange(life=False)

    def wait_for(self, act: Act) -> None:
        """Show an act's head while its records are read."""
        self._lines = []
        self.empty.set_texts("Reading what it changed")
        self.act_table.set_rows(())
        self._head(act)
        self._arrange(life=False)
        self.more_button.hide()

    def show_act(self, act: Act, records: ActRecords, shown: int) -> None:
        """Show an act's records; `shown` of its total are here."""
        self._head(act)
        self._lines = list(_act_lines(records))
        self.empty.set_texts("Nothing changed in the end", "The act set values to what they were.")
        self.act_table.set_rows(self._lines)
        self._arrange(life=False)
        self.more_button.setVisible(shown < records.total)
        self.more_button.setText(f"Show more records ({shown:,} of {records.total:,} are shown)")
        self._choose_first(self.act_table)

    def show_life(self, life: RecordLife, *, from_act: bool) -> None:
        """Show all that happened to a record, oldest first."""
        self._lines = list(_life_lines(life))
        gone = "" if life.here else ", removed since"
        changes = count_words(len(life.entries), "change")
        self.meta.setText(f"{life.kind.capitalize()}{gone} · {life.scope_name} · {changes}, oldest first")
        self.why.setText("")
        self.why.hide()
        self.life_table.set_rows(self._lines)
        self._arrange(life=True)
        self.back_button.setVisible(from_act)
        self.more_button.hide()
        self._choose_first(self.life_table)

    def take_focus(self) -> None:
        """Put the keyboard on the changes."""
        table = self.life_table if self._shows_life else self.act_table
        if self._lines:
            table.grid.setFocus(Qt.FocusReason.OtherFocusReason)

    def target(self) -> Target | None:
        """The record of the chosen line."""
        table = self.life_table if self._shows_life else self.act_table
        chosen = table.current_id()
        line = next((each for each in self._lines if each.id == chosen), None)
        return None if line is None else Target(entity=line.entity, row_id=line.row_id, scope=line.scope)

    def _head(self, act: Act) -> None:
        undone = " · undone since" if act.undone else ""
        self.meta.setText(f"{moment_words(act.at_ms)} · {act.who} · {act.what or 'nothing'}{undone}")
        self.why.setText(f"Why: {act.why}" if act.why else "")
        self.why.setVisible(bool(act.why))

    def _arrange(self, *, life: bool) -> None:
        self._shows_life = life
        self.act_table.setVisible(not life)
        self.life_table.setVisible(life)
        self.life_button.setVisible(not life)
        self.back_button.setVisible(life)
        self._selection()

    def _choose_first(self, table: DataTable) -> None:
        if self._lines and not table.current_id():
            table.select(self._lines[0].id)
        self._selection()

    def _selection(self) -> None:
        table = self.life_table if self._shows_life else self.act_table
        chosen = table.current_id()
        line = next((each for each in self._lines if each.id == chosen), None)
        self.life_button.setEnabled(line is not None)
        goes = line is not None and line.here and room_of(line.entity, line.scope) is not None
        self.go_button.setEnabled(goes)
        self.go_button.setToolTip(
            "" if goes or line is None else "It was removed" if not line.here else "It is shown in no room"
        )

    def _ask_life(self) -> None:
        target = self.target()
        if target is not None:
            self.life_asked.emit(target)

    def _ask_go(self) -> None:
        target = self.target()
        if target is not None:
            self.go_asked.emit(target)


def _act_lines(records: ActRecords) -> Iterable[Line]:
    for change in records.records:
        for number, line in enumerate(change.lines or (None,)):
            yield Line(
                id=f"{change.entity}/{change.row_id}/{line.field if line else ''}",
                entity=change.entity,
                row_id=change.row_id,
                scope=change.scope,
                here=change.here,
                first=f"{change.name}\n{change.kind}" if number == 0 else "",
                what=change.what if number == 0 else "",
                field=line.title if line else "",
                before=line.before if line else "",
                after=line.after if line else "",
            )


def _life_lines(life: RecordLife) -> Iterable[Line]:
    for entry in life.entries:
        role = f", {entry.role}" if entry.role else ""
        why = f"\nWhy: {entry.why}" if entry.why else ""
        for number, line in enumerate(entry.lines or (None,)):
            yield Line(
                id=f"{entry.change_id}/{line.field if line else ''}",
                entity=life.entity,
                row_id=life.row_id,
                scope=life.scope,
                here=life.here,
                first=f"{moment_words(entry.at_ms)}\n{entry.who}{role}{why}" if number == 0 else "",
                what=entry.what if number == 0 else "",
                field=line.title if line else "",
                before=line.before if line else "",
                after=line.after if line else "",
            )
