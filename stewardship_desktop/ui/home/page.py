"""Home: what needs us, what changed since we were last here, and how far the area's record has come.

For the chosen care area, or for the whole programme where none is chosen.
"""

from __future__ import annotations

import itertools
import time
from datetime import date
from typing import ClassVar

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QGridLayout, QVBoxLayout, QWidget

from stewardship_desktop.application.today import local_today
from stewardship_desktop.domain.due import DueItem, DueKind, Urgency, status_words
from stewardship_desktop.domain.history import moment_words
from stewardship_desktop.domain.value_column import ValueColumn
from stewardship_desktop.store.queries.data_requests import request_rows
from stewardship_desktop.store.queries.home import (
    AreaHome,
    Changes,
    ProgrammeHome,
    ValueCounts,
    area_home,
    changes_since,
    dashboard_words,
    programme_home,
)
from stewardship_desktop.ui.chase import COPIED, copy_chase
from stewardship_desktop.ui.home import words
from stewardship_desktop.ui.home.due_list import DueList
from stewardship_desktop.ui.home.visits import look_in
from stewardship_desktop.ui.page import Page, RoomContext
from stewardship_desktop.ui.theme import apply
from stewardship_desktop.ui.theme.tokens import SPACE_3, SPACE_4, SPACE_5
from stewardship_desktop.ui.widgets import Card, EmptyState, FigureTile, LinkButton, PageHeader, label
from stewardship_desktop.ui.widgets.scrolling import ScrollingPage

WIDE = 1240
"""Logical pixels from which what needs us and what changed stand side by side."""
TILE_WIDTH = 230
TALL = 860
"""Logical pixels of height from which more than a few due lines are shown at once."""
ACTS_SHOWN = 3
AFTER_PAINT_MS = 20
"""How long after the rest the charts are read, so that the page is painted before."""

_WHERE = {
    DueKind.VALUE: "dashboard",
    DueKind.COLUMN: "value",
    DueKind.REQUEST: "requests",
    DueKind.REVIEW: "care_area",
    DueKind.OBJECTIVE: "care_area",
    DueKind.SPECIFICATION: "care_area",
    DueKind.LEAD: "care_area",
    DueKind.BUDGET: "budget",
    DueKind.QUESTIONS: "care_area",
    DueKind.STEP: "workshop",
    DueKind.SESSION: "star",
}


class HomePage(Page):
    """Home of one care area or of the programme."""

    shows: ClassVar[frozenset[str]] = frozenset(
        {
            "care_area", "care_area_status", "specification_prompt", "specification_answer", "objective",
            "data_request", "scope_item", "line_mapping", "budget_import", "budget_figure", "sub_pathway",
            "standard", "standard_adoption", "blueprint", "blueprint_source", "star_session", "star_option",
            "star_estimate", "seat", "star_decision", "next_step", "outcome", "metric", "metric_definition",
            "target", "observation", "rebase",
        }
    )  # fmt: skip

    def __init__(self, context: RoomContext) -> None:
        super().__init__(context)
        self.setProperty("part", "page")
        self.header = PageHeader("Home")
        self.due_list = DueList("What needs us")
        self.all_due_list = DueList("What needs the groups", with_area=True)
        self.due_card = Card("What needs us", self.due_list)
        self.due_card.add(self.all_due_list)
        self.changes_label = label("", "body")
        self.acts_label = label("", "muted")
        self.changed_card = Card("What changed")
        self.changed_card.add(self.changes_label)
        self.changed_card.add(self.acts_label)
        self.changed_card.add(QWidget(), 1)
        self.history_link = LinkButton("See all in History")
        self.history_link.clicked.connect(self._open_history)
        self.changed_card.add_action(self.history_link)
        self.nothing = EmptyState(
            "No care areas yet",
            "A care area is what a group stewards, such as stroke. Everything else hangs on one.",
            "Add care areas",
            icon="care-area",
        )
        self.nothing.acted.connect(self._open_list)
        self.tiles: dict[str, FigureTile] = {}
        self._standing = ("", "")
        """The care area whose charts were read last, and how they stand."""
        self._value: ValueCounts | None = None
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(AFTER_PAINT_MS)
        self._later.timeout.connect(self._read_charts)
        self._lay_out()
        for each in (self.due_list, self.all_due_list):
            each.acted.connect(self._do)
            each.refilled.connect(self._order_tabs)

    def today(self) -> date:
        """Today, where the person is."""
        return local_today()

    def now_ms(self) -> int:
        """This moment in UTC milliseconds."""
        return time.time_ns() // 1_000_000

    def show_care_area(self, care_area_id: str | None) -> None:
        """Show another area; the keyboard that was on a line of the one before goes to the first of it."""
        focused = QApplication.focusWidget()
        had = focused is not None and self.isAncestorOf(focused) and care_area_id != self.care_area_id
        super().show_care_area(care_area_id)
        if had and self.isVisible():
            self.take_focus()
            self.show_top()

    def take_focus(self) -> None:
        """Put the keyboard on the first thing to do."""
        due = self.due_list if self.care_area_id is not None else self.all_due_list
        if due.rows and due.isVisible():
            due.rows[0].action_button.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            super().take_focus()

    def showEvent(self, event: QShowEvent) -> None:
        self._stale = True  # what is due and what is new hang on the clock, too
        super().showEvent(event)

    # ---- making
    def _lay_out(self) -> None:
        inside = QWidget()
        inside.setProperty("part", "page")
        rows = QVBoxLayout(inside)
        rows.setContentsMargins(SPACE_5, SPACE_4, SPACE_5, SPACE_4)
        rows.setSpacing(SPACE_4)
        rows.addWidget(self.header)
        rows.addWidget(self.nothing, 1)
        self._top = QGridLayout()
        self._top.setSpacing(SPACE_4)
        rows.addLayout(self._top)
        self._tile_host = QWidget()
        self._tile_grid = QGridLayout(self._tile_host)
        self._tile_grid.setContentsMargins(0, 0, 0, 0)
        self._tile_grid.setSpacing(SPACE_3)
        rows.addWidget(self._tile_host)
        rows.addStretch(1)
        scroll = ScrollingPage(inside, sideways=False)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scroll)
        self._arrange()
        apply.notifier().changed.connect(self._arrange)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    @Slot()
    def _arrange(self) -> None:
        size = apply.current().sizes
        beside = self.width() >= size.px(WIDE)
        self._top.removeWidget(self.due_card)
        self._top.removeWidget(self.changed_card)
        self._top.addWidget(self.due_card, 0, 0)
        self._top.addWidget(self.changed_card, *((0, 1) if beside else (1, 0)), Qt.AlignmentFlag(0))
        self._top.setColumnStretch(0, 2)
        self._top.setColumnStretch(1, 1 if beside else 0)
        for each in (self.due_list, self.all_due_list):
            each.set_room(tall=self.height() >= size.px(TALL))
        across = max(1, min(4, (self.width() - 2 * SPACE_5) // size.px(TILE_WIDTH)))
        if across > 2 and len(self.tiles) % across in (1, across - 2):
            across -= 1  # rows of one length look better than a last one of few
        for at, tile in enumerate(self.tiles.values()):
            self._tile_grid.removeWidget(tile)
            self._tile_grid.addWidget(tile, at // across, at % across)
        for column in range(self._tile_grid.columnCount()):
            self._tile_grid.setColumnStretch(column, 1 if column < across else 0)

    # ---- showing
    def refresh(self) -> None:
        read = self.context.bridge.read
        home = read(area_home, self.care_area_id, self.today()) if self.care_area_id else None
        since, first = look_in(self.context.remember, self.care_area_id or "programme", self.now_ms())
        changes = read(changes_since, since, self.care_area_id if home is not None else None, ACTS_SHOWN)
        if home is not None:
            self._show_area(home)
        else:
            self._show_programme(read(programme_home, self.today()))
        self._show_changes(changes, since, first=first)
        self._order_tabs()

    def _order_tabs(self) -> None:
        """Tab goes as the eye does: what is due, what changed, the cards."""
        due = self.due_list if self.care_area_id is not None and self.due_list.rows else self.all_due_list
        order: list[QWidget] = [row.action_button for row in due.rows]
        if due.more_button is not None:
            order.append(due.more_button)
        order += [self.history_link, *self.tiles.values()]
        for before, after in itertools.pairwise(order):
            QWidget.setTabOrder(before, after)

    def _show_area(self, home: AreaHome) -> None:
        area = home.area
        cohort = f"Cohort {area.cohort}, {area.cohort_year}. " if area.cohort else ""
        self.header.set_title(area.name)
        self.header.set_state(f"{cohort}{status_words(home.status)}.")
        self._show_parts(empty=False, area=True)
        self._value = home.value
        standing = self._standing[1] if self._standing[0] == area.id else ""
        if home.value.priorities:
            self._later.start()
        self.due_card.set_title(_due_title("What needs us", home.due))
        self.due_list.show_items(home.due, "Nothing is due. The next dates are further than two weeks away.")
        self._set_tiles(
            {
                "care_area": ("Specification", *words.specification_figure(home)),
                "scope": ("Scope", *words.scope_figure(home)),
                "value": ("Value framework", *words.value_figure(home.value)),
                "dashboard": ("Dashboard", *words.dashboard_figure(home.value, standing)),
                "resources": ("Resources", *words.resources_figure(home.resources)),
                "requests": ("Data requests", *words.requests_figure(home)),
            }
        )

    @Slot()
    def _read_charts(self) -> None:
        """Say how the charts stand, once the rest of the page is there."""
        tile = self.tiles.get("dashboard")
        if self.care_area_id is None or tile is None or self._value is None or not self.isVisible():
            return
        said = self.context.bridge.read(dashboard_words, self.care_area_id, self.today())
        self._standing = (self.care_area_id, said)
        value, unit, second = words.dashboard_figure(self._value, said)
        tile.set_figure(value, unit=unit, change=second)

    def _show_programme(self, home: ProgrammeHome) -> None:
        self.header.set_title("Programme")
        self.header.set_state(words.programme_line(home))
        self._show_parts(empty=not home.areas, area=False)
        self.due_card.set_title(_due_title("What needs the groups", home.due))
        self.all_due_list.show_items(home.due, "Nothing is due in any care area.")
        self._set_tiles(
            {
                f"cohort {at}": (
                    words.cohort_title(line), str(line.areas), "area" if line.areas == 1 else "areas",
                    words.cohort_states(line),
                )
                for at, line in enumerate(home.cohorts)
            }
        )  # fmt: skip

    def _show_parts(self, *, empty: bool, area: bool) -> None:
        self.nothing.setVisible(empty)
        for part in (self.due_card, self.changed_card, self._tile_host):
            part.setVisible(not empty)
        self.due_list.setVisible(area)
        self.all_due_list.setVisible(not area)

    def _set_tiles(self, wanted: dict[str, tuple[str, str, str, str]]) -> None:
        if list(wanted) != list(self.tiles) or any(
            self.tiles[key].title_label.text() != title for key, (title, *_) in wanted.items()
        ):
            for tile in self.tiles.values():
                self._tile_grid.removeWidget(tile)
                tile.hide()
                tile.deleteLater()
            self.tiles = {}
            for key, (title, value, unit, second) in wanted.items():
                tile = FigureTile(title, value, unit=unit, change=second, opens=True)
                tile.opened.connect(self._tile_opened)
                tile.setProperty("room", key)
                self.tiles[key] = tile
            self._arrange()
        for key, (_, value, unit, second) in wanted.items():
            self.tiles[key].set_figure(value, unit=unit, change=second)

    def _show_changes(self, changes: Changes, since: int, *, first: bool) -> None:
        when = "in the last seven days" if first else f"since {moment_words(since)}"
        self.changed_card.set_title(f"What changed {when}")
        said = f"{changes.words}." if changes.words else "Nothing has changed."
        if changes.cut:
            said += " Only the newest changes are counted."
        self.changes_label.setText(said)
        lines = [f"{act.label}, by {act.who}" if act.who else act.label for act in changes.acts]
        more = changes.act_count - len(changes.acts)
        if more > 0:
            lines.append(f"and {words.count(more, 'more act')}")
        self.acts_label.setText("\n".join(lines))
        self.acts_label.setVisible(bool(lines))

    # ---- doing
    @Slot(object)
    def _do(self, item: DueItem) -> None:
        if item.kind is DueKind.REQUEST and item.urgency is Urgency.OVERDUE:
            self._chase(item)
            return
        if item.care_area_id != self.care_area_id:
            self.context.go("home", item.care_area_id)
        record_id = item.record_id
        if item.kind is DueKind.SPECIFICATION and item.part is not None:
            record_id = item.part.value
        elif item.kind in (DueKind.LEAD, DueKind.QUESTIONS):
            record_id = item.kind.value
        elif item.kind is DueKind.VALUE:
            record_id = f"entry:{item.record_id}"
        elif item.kind is DueKind.COLUMN:
            record_id = ValueColumn.RESOURCE.value
        self.context.go(_WHERE[item.kind], record_id)

    def _chase(self, item: DueItem) -> None:
        rows = self.context.bridge.read(request_rows, self.today(), item.care_area_id)
        row = next((each for each in rows if each.id == item.record_id), None)
        if row is None:
            return
        copy_chase(self.context, row, self.today())
        self.context.notify(
            COPIED,
            "Open the request",
            lambda: self._open_request(item),
        )

    def _open_request(self, item: DueItem) -> None:
        if item.care_area_id != self.care_area_id:
            self.context.go("home", item.care_area_id)
        self.context.go("requests", item.record_id)

    @Slot()
    def _tile_opened(self) -> None:
        key = str(self.sender().property("room"))
        if key == "scope":
            self.context.go("care_area", "scope")
        elif key.startswith("cohort"):
            self.context.go("care_areas")
        else:
            self.context.go(key)

    @Slot()
    def _open_history(self) -> None:
        self.context.go("history")

    @Slot()
    def _open_list(self) -> None:
        self.context.go("care_areas")


def _due_title(words_: str, due: tuple[DueItem, ...]) -> str:
    late = sum(item.urgency is Urgency.OVERDUE for item in due)
    return f"{words_}: {late} overdue" if late else words_
