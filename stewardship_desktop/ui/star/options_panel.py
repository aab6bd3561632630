"""The options of a session in a table to type and paste into, with those parked below it.

It works out nothing: rows come from the reckoning, and every change is an act of `commands.star`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QPoint, Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QCheckBox, QMenu, QVBoxLayout, QWidget

from stewardship_desktop.application.commands import star
from stewardship_desktop.domain.errors import UserFixable
from stewardship_desktop.domain.star.reckoning import Reckoning
from stewardship_desktop.domain.star.records import SessionRecords
from stewardship_desktop.domain.star.session import MOST_OPTIONS
from stewardship_desktop.domain.star.working import working
from stewardship_desktop.ui.page import RoomContext
from stewardship_desktop.ui.star.banner import Banner
from stewardship_desktop.ui.star.locked_words import LOCKED
from stewardship_desktop.ui.star.option_rows import COLUMNS, WORKED, option_rows, stored
from stewardship_desktop.ui.star.parked_list import ParkedList
from stewardship_desktop.ui.theme.tokens import SPACE_2
from stewardship_desktop.ui.widgets import DataTable, Edit, Popover, button, label
from stewardship_desktop.ui.widgets.words import show_if

_KEYS = {column.key for column in COLUMNS if column.editable}
PARK_REASON = f"More than {MOST_OPTIONS} options for one session"
FEW = 12
"""Up to so many rows are seen at a glance: there is nothing to filter."""
HOW_TO_BEGIN = (
    "Type the first option's name and press Enter, or paste rows from Excel: option, people, share, benefit, "
    "success, cost. Amounts may be written £1.2m, 60k, 20% or 1,200."
)


class OptionsPanel(QWidget):
    """`show_session(reckoning)`, `highlight(option id)` -> `option_chosen(id)`, `details_asked(id)`."""

    option_chosen = Signal(str)
    details_asked = Signal(str)

    def __init__(self, context: RoomContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._reckoning: Reckoning | None = None
        self._quiet = False
        self.too_many = Banner("warn", "warn")
        self.too_many.acted.connect(self.park_the_rest)
        self.table = DataTable(
            COLUMNS, "Options", opens=True, allow_new=True, allow_delete=True,
            remembers=context.remember, key="star.options",
        )  # fmt: skip
        self.table.edits_requested.connect(self._edit)
        self.table.rows_pasted.connect(self._add)
        self.table.delete_requested.connect(self._remove)
        self.table.opened.connect(self._opened)
        self.table.selection_changed.connect(self._selected)
        self.menu_button = button("Option", "quiet", icon="more", clicked=self._open_menu)
        self.menu_button.setToolTip("Details, move, merge, park and remove the chosen options")
        self.table.add_tool(self.menu_button)
        self.success_box = QCheckBox("Apply probability of success")
        self.success_box.setToolTip("Every gain is multiplied by the option's probability of success")
        self.success_box.clicked.connect(self._switch_success)
        self.count_label = label("", "muted", wrap=False)
        for part in (self.count_label, self.success_box):
            self.table.lead_with(part)
        self.said_label = label("", "caption")
        self.parked = ParkedList()
        self.parked.take_up_asked.connect(self._take_up)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE_2)
        layout.addWidget(self.too_many)
        layout.addWidget(self.table, 1)
        layout.addWidget(self.said_label)
        layout.addWidget(self.parked)
        self.setFocusProxy(self.table)
        for keys, act in (
            ("Alt+Shift+Up", self.move_up),
            ("Alt+Shift+Down", self.move_down),
            ("Ctrl+Return", self.open_details),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

    # ---- what the page tells
    def show_session(self, reckoning: Reckoning) -> None:
        """Show the options of a session as it is now."""
        self._reckoning = reckoning
        records = reckoning.records
        self._quiet = True
        self.table.set_title(
            "success", "Success" if records.session.apply_success else "Success (not applied)"
        )
        self.table.set_title("name", "Option (illustrative)" if records.session.illustrative else "Option")
        self.table.set_rows(option_rows(reckoning))
        self._quiet = False
        self.table.set_read_only(LOCKED if records.locked else "")
        for part in (self.table.filter_box, self.table.count_label):
            show_if(part, len(records.active) > FEW)
        count = len(records.active)
        over = count - MOST_OPTIONS
        self.too_many.show_words(
            f"{count} options: more than {MOST_OPTIONS} don't fit a two-hour session. "
            f"Park {'one' if over == 1 else over} for another day."
            if over > 0 and not records.locked
            else "",
            "Park the rest",
        )
        self.success_box.setChecked(records.session.apply_success)
        show_if(self.success_box, not records.locked)
        self.count_label.setText(_count_words(records))
        said = _said(reckoning)
        self.said_label.setText(said)
        show_if(self.said_label, bool(said))
        self.parked.show_options(records.parked, locked=records.locked)
        show_if(self.parked, bool(records.parked))

    def highlight(self, option_id: str) -> None:
        """Let the row of an option stand out; sends nothing."""
        if option_id and self.table.current_id() != option_id:
            self._quiet = True
            self.table.select(option_id)
            self._quiet = False

    # ---- acts
    def open_details(self) -> None:
        """Ask for the sheet of the current option."""
        if self.table.current_id():
            self.details_asked.emit(self.table.current_id())

    def move_up(self) -> None:
        """One place up in the list."""
        self._move(-1)

    def move_down(self) -> None:
        """One place down in the list."""
        self._move(1)

    def park_the_rest(self) -> None:
        """Park what stands below the most that a session takes."""
        if self._reckoning is not None:
            rest = [option.id for option in self._reckoning.records.active[MOST_OPTIONS:]]
            self._act(star.park, rest, PARK_REASON)

    def park_chosen(self) -> None:
        """Park the chosen options."""
        if self.table.selected_ids():
            self._act(star.park, self.table.selected_ids(), "Put aside by the group")

    def merge_chosen(self) -> None:
        """Make one of two chosen options: the upper one stays."""
        chosen = self.table.selected_ids()
        if len(chosen) != 2:
            self.table.say("Choose two options to merge: the upper one stays.", "info")
            return
        bridge, notify = self._context.bridge, self._context.notify
        self._act(
            star.merge_options, *chosen, then=lambda _: notify("Merged two options.", "Undo", bridge.undo)
        )

    def remove_chosen(self) -> None:
        """Remove the chosen options."""
        if self.table.selected_ids():
            self._remove(self.table.selected_ids())

    def show_working(self, option_id: str) -> None:
        """The working of an option's gain and value, by the current cell."""
        if self._reckoning is None or option_id not in self._reckoning.options:
            return
        option = self._reckoning.options[option_id]
        lines = working(option, apply_success=self._reckoning.records.session.apply_success)
        popover = Popover(f"Working of {option.name}", [label(line) for line in lines], parent=self)
        grid = self.table.grid
        popover.open_at(grid.viewport(), grid.visualRect(grid.currentIndex()))

    def _move(self, by: int) -> None:
        if self.table.current_id():
            self._act(star.move_option, self.table.current_id(), by)

    def _act(
        self, command: Callable[..., Any], *arguments: Any, then: Callable[[Any], None] | None = None
    ) -> None:
        if self._reckoning is None:
            return
        self._context.bridge.act(
            command, self._reckoning.records.session.id, *arguments, then=then, otherwise=self._refuse
        )

    def _refuse(self, error: UserFixable) -> None:
        self.table.say(f"{error.what} {error.remedy}".strip())

    @Slot(list)
    def _edit(self, edits: list[Edit]) -> None:
        wanted = [star.OptionEdit(each.row_id, each.key, stored(each.key, each.value)) for each in edits]
        self._act(star.edit_options, wanted)

    @Slot(list)
    def _add(self, rows: list[dict[str, Any]]) -> None:
        wanted = [
            {key: stored(key, value) for key, value in row.items() if key in _KEYS and value is not None}
            for row in rows
        ]
        self._act(star.add_options, wanted, then=self._added)

    def _added(self, ids: list[str]) -> None:
        if len(ids) == 1:
            self.table.select(ids[0], "kind")

    @Slot(list)
    def _remove(self, ids: list[str]) -> None:
        words = "1 option" if len(ids) == 1 else f"{len(ids)} options"
        bridge, notify = self._context.bridge, self._context.notify
        self._act(star.remove_options, ids, then=lambda _: notify(f"Removed {words}.", "Undo", bridge.undo))

    @Slot(str)
    def _take_up(self, option_id: str) -> None:
        self._act(star.take_up, [option_id])

    @Slot(bool)
    def _switch_success(self, applied: bool) -> None:
        self._act(star.edit_session, {"apply_success": applied})

    # ---- going about
    @Slot(str)
    def _opened(self, row_id: str) -> None:
        """Enter: on what is worked out its working, on the name the sheet, else the cell is typed in."""
        column = COLUMNS[max(0, self.table.grid.currentIndex().column())]
        if column.key in WORKED:
            self.show_working(row_id)
        elif column.key == "name" or not column.editable or self._locked():
            self.details_asked.emit(row_id)
        else:
            self.table.edit_cell(row_id, column.key)

    def _locked(self) -> bool:
        return self._reckoning is not None and self._reckoning.records.locked

    @Slot(list)
    def _selected(self, _: list[str]) -> None:
        if not self._quiet and self.table.current_id():
            self.option_chosen.emit(self.table.current_id())

    def _open_menu(self) -> None:
        menu = self.option_menu()
        menu.popup(self.menu_button.mapToGlobal(QPoint(0, self.menu_button.height())))

    def option_menu(self) -> QMenu:
        """What can be done with the chosen options; deleted when it closes."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        chosen = len(self.table.selected_ids())
        for words, act, least in (
            ("Details\tCtrl+Enter", self.open_details, 1),
            ("Move up\tAlt+Shift+Up", self.move_up, 1),
            ("Move down\tAlt+Shift+Down", self.move_down, 1),
            ("Merge two into the upper one", self.merge_chosen, 2),
            ("Park", self.park_chosen, 1),
            ("Remove\tDel", self.remove_chosen, 1),
        ):
            made = menu.addAction(words, act)
            made.setEnabled(chosen >= least and (not self._locked() or act == self.open_details))
        return menu


def _count_words(records: SessionRecords) -> str:
    """How many options there are of those a session takes; of a locked one whether success was applied."""
    count = f"{len(records.active)} of {MOST_OPTIONS} options"
    if not records.locked:
        return count
    applied = "applied" if records.session.apply_success else "not applied"
    return f"{count}, probability of success {applied}"


def _said(reckoning: Reckoning) -> str:
    """How to begin, or which options can't be counted yet."""
    if not reckoning.records.active:
        return HOW_TO_BEGIN
    if not reckoning.missing:
        return ""
    every = len(reckoning.missing) == len(reckoning.records.active)
    names = "all" if every else ", ".join(option.name for option, _ in reckoning.missing)
    return f"Not counted, figures missing: {names}."
