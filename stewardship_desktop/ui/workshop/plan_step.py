"""Step 7: shift before wish. What to do less of, then what that pays for, until the plan balances."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QListWidget, QListWidgetItem, QWidget

from stewardship_desktop.application.commands import star_plan
from stewardship_desktop.domain.amount import short_money
from stewardship_desktop.domain.star.drawn import balance_of
from stewardship_desktop.domain.star.model import chosen_ids
from stewardship_desktop.domain.star.session import Measure, OptionKind, StarOption, StarScenario
from stewardship_desktop.domain.star.session_pictures import balance
from stewardship_desktop.domain.star.verdict import shift_words, verdict, warnings
from stewardship_desktop.ui.charts.view import ChartView
from stewardship_desktop.ui.page import RoomContext
from stewardship_desktop.ui.theme import apply
from stewardship_desktop.ui.theme.tokens import SPACE_3
from stewardship_desktop.ui.widgets import Card
from stewardship_desktop.ui.widgets.words import button, label, show_if
from stewardship_desktop.ui.workshop.showing import Showing, What
from stewardship_desktop.ui.workshop.step_panel import Picker, StepPanel, bullet, row_of

_NARROW = 640


class MoveList(QListWidget):
    """Options as moves of a plan: Space or Enter turns the chosen one, 1 to 9 the one of that number.

    `turned(option id)` asks for the move to be made or unmade; it shows once that is done.
    """

    turned = Signal(str)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setAccessibleDescription("Space makes or unmakes a move, a number key the move of that number.")
        self.setWordWrap(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.itemClicked.connect(self._turn)

    def set_moves(self, moves: Sequence[tuple[str, str, bool]]) -> None:
        """Show moves as (option id, words, made)."""
        row = self.currentRow()
        self.clear()
        for number, (option_id, words, made) in enumerate(moves, 1):
            item = QListWidgetItem(f"{number}  {words}")
            item.setData(Qt.ItemDataRole.UserRole, option_id)
            item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
            item.setCheckState(Qt.CheckState.Checked if made else Qt.CheckState.Unchecked)
            self.addItem(item)
        self.setCurrentRow(max(0, min(row, self.count() - 1)) if self.count() else -1)
        self._fit()

    def _fit(self) -> None:
        """As high as its moves are, wrapped as they must be: the step scrolls, not the list."""
        rows = sum(self.sizeHintForRow(at) for at in range(self.count()))
        self.setFixedHeight(max(rows, apply.current().sizes.row) + 6)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.doItemsLayout()
        self._fit()

    @Slot(QListWidgetItem)
    def _turn(self, item: QListWidgetItem) -> None:
        self.turned.emit(str(item.data(Qt.ItemDataRole.UserRole)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        item = self.currentItem()
        if event.text().isdigit() and event.text() != "0" and not event.modifiers():
            at = int(event.text()) - 1
            if at < self.count():
                self.setCurrentRow(at)
                self._turn(self.item(at))
        elif event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter) and item is not None:
            self._turn(item)
        else:
            super().keyPressEvent(event)


class PlanStep(StepPanel):
    """A plan, its two lists, and what it comes to in a picture, a sentence and warnings."""

    def __init__(self, context: RoomContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.plan_picker = Picker("Plan")
        self.plan_picker.picked.connect(self._pick)
        self.copy_button = button("Copy as another plan", "secondary", clicked=self._copy)
        self.writing.append(self.copy_button)
        self.undo_button = button("Undo", "secondary", icon="undo", clicked=self._undo)
        self.column.addWidget(row_of(self.plan_picker, self.copy_button, self.undo_button))
        self.verdict_label = label("", "heading")
        self.warnings_label = label("", "error")
        self.shift_label = label("", "muted")
        self.shift_list, self.wish_list = MoveList("Shift: what to do less of"), MoveList("Wish: what to add")
        for moves in (self.shift_list, self.wish_list):
            moves.turned.connect(self._turn)
        self.shift_card = Card("1  Shift: what we do less of", self.shift_list)
        self.wish_card = Card("2  Wish: what we do more of", self.wish_list)
        self._lists = QWidget()
        self._grid = QGridLayout(self._lists)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(SPACE_3)
        self._lay_out(wide=True)
        self.column.addWidget(self._lists)
        self.balance = ChartView(balance(Fraction(0), Fraction(0)))
        card = Card("", self.verdict_label)
        for part in (self.warnings_label, self.shift_label, self.balance):
            card.add(part)
        self.column.addWidget(card)
        self.column.addStretch(1)

    def scenario(self) -> StarScenario | None:
        """The plan on show."""
        scenarios = self.records.scenarios
        return next(
            (each for each in scenarios if each.id == self.progress.scenario_id),
            scenarios[0] if scenarios else None,
        )

    def fill(self) -> None:
        assert self.reckoning is not None
        records, scenario = self.records, self.scenario()
        self.plan_picker.set_choices(
            [(each.id, each.name) for each in records.scenarios],
            None if scenario is None else scenario.id,
        )
        undo = self.context.bridge.undo_state()
        self.undo_button.setEnabled(bool(undo.undo))
        self.undo_button.setToolTip(f"Undo “{undo.undo}”" if undo.undo else "")
        if scenario is None:
            return
        chosen = set(chosen_ids(records, scenario))
        shift = [option for option in records.active if option.current]
        wish = [option for option in records.active if not option.current]
        self.shift_list.set_moves([(each.id, self._words(each), each.id not in chosen) for each in shift])
        self.wish_list.set_moves([(each.id, self._words(each), each.id in chosen) for each in wish])
        ledger = self.reckoning.ledgers[scenario.id]
        self.verdict_label.setText(verdict(ledger))
        found = warnings(records, ledger)
        self.warnings_label.setText("\n".join(bullet(line) for line in found))
        show_if(self.warnings_label, bool(found))
        self.shift_label.setText(shift_words(ledger) if ledger.moves else "")
        self.balance.set_spec(balance_of(self.reckoning, scenario))

    def _words(self, option: StarOption) -> str:
        cost = self.records.best(option.id, Measure.COST)
        money = "no cost yet" if cost is None else short_money(cost)
        if option.current:
            verb = "Scale back" if option.kind is OptionKind.SCALE_BACK else "Stop"
            frees = "releases" if option.cash_releasing else "frees time, not cash:"
            return f"{verb} {option.name}: {frees} {money}"
        return f"{option.name}: {money}"

    def showing(self) -> Showing:
        scenario = self.scenario()
        return self.make_showing(What.BALANCE, scenario_id=None if scenario is None else scenario.id)

    @Slot(str)
    def _turn(self, option_id: str) -> None:
        scenario = self.scenario()
        if scenario is not None:
            chosen = option_id in chosen_ids(self.records, scenario)
            self.act(star_plan.choose, scenario.id, {option_id: not chosen})

    @Slot(str)
    def _pick(self, scenario_id: str) -> None:
        self.move_on(scenario_id=scenario_id)
        self.fill()
        self.showing_changed.emit()

    @Slot()
    def _copy(self) -> None:
        scenario = self.scenario()
        name = f"Plan {chr(ord('A') + len(self.records.scenarios) % 26)}"

        def made(scenario_id: str) -> None:
            self.move_on(scenario_id=scenario_id)
            self.fill()
            self.showing_changed.emit()

        self.act(star_plan.add_scenario, name, None if scenario is None else scenario.id, then=made)

    @Slot()
    def _undo(self) -> None:
        self.context.bridge.undo()

    def _lay_out(self, *, wide: bool) -> None:
        if self._grid.property("wide") == wide:
            return
        self._grid.setProperty("wide", wide)
        for card in (self.shift_card, self.wish_card):
            self._grid.removeWidget(card)
        top = Qt.AlignmentFlag.AlignTop
        self._grid.addWidget(self.shift_card, 0, 0, top)
        self._grid.addWidget(self.wish_card, 0 if wide else 1, 1 if wide else 0, top)
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnStretch(1, 1 if wide else 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Side by side where there is room, shift above wish where there is not."""
        super().resizeEvent(event)
        self._lay_out(wide=self.width() >= apply.current().sizes.px(_NARROW))
