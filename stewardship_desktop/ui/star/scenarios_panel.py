"""Scenarios side by side: which options each has, and what that comes to. It works out nothing itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from stewardship_desktop.application.commands import star_plan
from stewardship_desktop.domain.star.model import chosen_ids, letter
from stewardship_desktop.domain.star.plan_working import plan_working
from stewardship_desktop.domain.star.plans import PlanLine, option_words, plan_lines
from stewardship_desktop.domain.star.reckoning import Reckoning
from stewardship_desktop.domain.star.records import SessionRecords
from stewardship_desktop.domain.star.session import StarOption
from stewardship_desktop.domain.star.verdict import verdict
from stewardship_desktop.domain.star.wording import listed
from stewardship_desktop.ui.page import RoomContext
from stewardship_desktop.ui.star.locked_words import LOCKED
from stewardship_desktop.ui.star.scenario_picker import ScenarioPicker, scenario_title
from stewardship_desktop.ui.star.working_popover import show_working
from stewardship_desktop.ui.theme import apply
from stewardship_desktop.ui.theme.tokens import SPACE_2, SPACE_4
from stewardship_desktop.ui.widgets import Card, Column, DataTable, Edit, Field, PropertyForm, button, label
from stewardship_desktop.ui.widgets.illustrative import IllustrativeMark
from stewardship_desktop.ui.widgets.scrolling import ScrollingPage
from stewardship_desktop.ui.widgets.words import show_if

MOST_ROWS = 40
LINES_CAPTION = "Pounds a year, against today's allocation. Enter or a click on a figure shows its working."
NO_SUM = {
    "rules": ("No figure: the rules that this plan doesn't keep to. They are written under Rules.",),
    "in_year": ("Nobody has given a cost of this year for what moves, so it counts as in a full year.",),
}
"""What is said of a line that is not added up."""
WIDE, NARROW = 700, 470
"""Widths (at 100% text) below which the marks, and then today's column too, give way to the plans."""
DIFFERS = "differs"
MARKS = {DIFFERS: (DIFFERS, "info"), "changed": ("changed", "neutral")}
NEW = ""
"""Stands for today's allocation where a new scenario is asked what it begins with."""


@dataclass(frozen=True)
class OptionRow:
    """An option, and whether each scenario has it, by the scenario's id."""

    option: StarOption
    chosen: dict[str, bool]

    @property
    def id(self) -> str:
        return self.option.id

    @property
    def name(self) -> str:
        """With the level where the option is one of several."""
        level = self.option.level.strip()
        return (
            f"{self.option.name} ({level})" if level and level not in self.option.name else self.option.name
        )

    @property
    def today(self) -> str:
        return "in" if self.option.current else ""

    @property
    def mark(self) -> str | None:
        return option_words(list(self.chosen.values()), current=self.option.current) or None


class ScenariosPanel(QWidget):
    """`show_session(reckoning)`, `highlight(option id)`, `show_scenario(id)`.

    -> `option_chosen(id)`, `scenario_chosen(id)`
    """

    option_chosen = Signal(str)
    scenario_chosen = Signal(str)

    def __init__(self, context: RoomContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._reckoning: Reckoning | None = None
        self._columns: tuple[tuple[str, str], ...] = ()
        self._quiet = False
        self._hidden: tuple[str, ...] = ()
        self.options: DataTable | None = None
        self.lines: DataTable | None = None
        self.about_label = label("", "muted")
        self.options_card = Card("What each scenario does")
        self.options_card.add(self.about_label)
        self.verdict_label = label("")
        self.lines_card = Card("What it comes to", caption=LINES_CAPTION)
        self.lines_card.add(self.verdict_label)
        self.mark = IllustrativeMark()
        self.lines_card.add_action(self.mark)
        self.scenario_card = self._make_scenario_card()
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, SPACE_2, SPACE_4)
        column.setSpacing(SPACE_4)
        for card in (self.options_card, self.lines_card, self.scenario_card):
            column.addWidget(card)
        column.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(ScrollingPage(body, sideways=False))

    # ---- building
    def _make_scenario_card(self) -> Card:
        card = Card("Change a scenario")
        self.picker = ScenarioPicker()
        self.picker.chosen.connect(self._picked)
        self.best_button = button("Put the best plan into it", clicked=self.take_best)
        self.remove_button = button("Remove it", "quiet", icon="trash", clicked=self.remove_scenario)
        self.best_label = label("", "caption")
        acts = QHBoxLayout()
        acts.setSpacing(SPACE_2)
        acts.addWidget(self.best_button)
        acts.addWidget(self.remove_button)
        acts.addStretch(1)
        self.form = PropertyForm(
            [
                Field("name", "Name", required=True, most=80),
                Field("note", "Note", "long", help="What this plan is about, or what speaks against it"),
            ]
        )
        self.form.committed.connect(self._edit_scenario)
        self.name_box = QLineEdit()
        self.name_box.setAccessibleName("Name of a new scenario")
        self.name_box.setPlaceholderText("Name of a new scenario")
        self.copy_box = QComboBox()
        self.copy_box.setAccessibleName("What the new scenario begins with")
        self.add_button = button("Add scenario", icon="plus", clicked=self.add_scenario)
        self.name_box.returnPressed.connect(self.add_scenario)
        begin = QHBoxLayout()
        begin.setSpacing(SPACE_2)
        begin.addWidget(self.copy_box, 1)
        begin.addWidget(self.add_button)
        card.add(self.picker)
        card.add(self.form)
        card.add(_holding(acts))
        card.add(self.best_label)
        card.add(label("Another scenario", "label"))
        card.add(self.name_box)
        card.add(_holding(begin))
        return card

    def _make_tables(self, records: SessionRecords) -> None:
        """Tables with a column a scenario; made anew when scenarios come or go."""
        columns = tuple((each.id, letter(each, records)) for each in records.scenarios)
        if columns == self._columns and self.options is not None:
            return
        self._columns = columns
        for old in (self.options, self.lines):
            if old is not None:
                old.hide()
                old.deleteLater()
        ticks = [
            Column(
                key, title, "check", editable=True, align="centre", width=44,
                value=partial(_is_in, scenario_id=key), help="Space puts the option in or leaves it out",
            )
            for key, title in columns
        ]  # fmt: skip
        self.options = DataTable(
            [
                Column("name", "Option", wrap=True, width=106, value=self._named),
                Column("today", "Today", width=60),
                *ticks,
                Column("mark", "", "chip", width=88, chip=MARKS.__getitem__),
            ],
            "Options of each scenario",
            tools=False,
        )
        self.options.edits_requested.connect(self._choose)
        self.options.selection_changed.connect(self._selected)
        self.lines = DataTable(
            [
                Column("name", "", width=130, wrap=True, value=self._named),
                Column("today", "Today", width=82, wrap=True),
                *(
                    Column(key, title, "link", wrap=True, width=88, value=partial(_value, place=place))
                    for place, (key, title) in enumerate(columns)
                ),
                Column("mark", "", "chip", width=88, chip=MARKS.__getitem__),
            ],
            "What each scenario comes to",
            opens=True,
            tools=False,
        )
        self.lines.opened.connect(self.show_line_working)
        self.options_card.add(self.options)
        self.lines_card.add(self.lines)
        for table in (self.options, self.lines):
            table.fit_height(MOST_ROWS)
            table.set_hidden(self._hidden)

    # ---- showing
    def show_session(self, reckoning: Reckoning) -> None:
        """Show the scenarios; the selected cell and half-typed names stay."""
        self._reckoning = reckoning
        records = reckoning.records
        self._make_tables(records)
        assert self.options is not None  # made above
        assert self.lines is not None
        held = {each.id: set(chosen_ids(records, each)) for each in records.scenarios}
        self._quiet = True
        self.options.set_read_only(LOCKED if records.locked else "")
        self.options.set_rows(
            OptionRow(option, {key: option.id in chosen for key, chosen in held.items()})
            for option in records.active
        )
        self._quiet = False
        self.lines.set_rows(plan_lines(reckoning))
        show_if(self.mark, records.session.illustrative)
        self.verdict_label.setText(
            "\n".join(
                f"{scenario_title(each, records)}. {verdict(reckoning.ledgers[each.id])} {each.note}".strip()
                for each in records.scenarios
            )
        )
        self._say_about()
        self._fill_card(records)

    def _fill_card(self, records: SessionRecords) -> None:
        self.picker.show_scenarios(records)
        begin = self.copy_box.currentData()
        self.copy_box.clear()
        self.copy_box.addItem("Begin with today's allocation", NEW)
        for each in records.scenarios:
            self.copy_box.addItem(f"Begin with a copy of {scenario_title(each, records)}", each.id)
        self.copy_box.setCurrentIndex(max(0, self.copy_box.findData(begin)))
        show_if(self.scenario_card, not records.locked)
        self._fill_scenario()

    def _fill_scenario(self) -> None:
        scenario, reckoning = self.picker.scenario(), self._reckoning
        if scenario is None or reckoning is None:
            return
        records = reckoning.records
        self.form.set_values({"name": scenario.name, "note": scenario.note})
        self.remove_button.setEnabled(len(records.scenarios) > 1)
        best = reckoning.best
        self.best_button.setEnabled(best is not None)
        self.best_button.setText(f"Put the best plan into {letter(scenario, records)}")
        if best is None:
            self.best_label.setText("There is no best plan to take: nothing fits the budget and the rules.")
            return
        names = [reckoning.options[each].name for each in best.members]
        self.best_label.setText(f"The best plan for the budget: {listed(names) if names else 'nothing'}.")

    @property
    def chosen_scenario(self) -> str:
        """The id of the scenario that the card is about."""
        return self.picker.scenario_id()

    def show_scenario(self, scenario_id: str) -> None:
        """Show the scenario that was chosen elsewhere."""
        if self.picker.choose(scenario_id):
            self._fill_scenario()

    def highlight(self, option_id: str) -> None:
        """Select the option that was chosen elsewhere."""
        if self.options is not None and self.options.selected_ids() != [option_id]:
            self._quiet = True
            self.options.select(option_id)
            self._quiet = False

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is little room, a word after the name stands for the marks at the end of a row."""
        super().resizeEvent(event)
        px, width = apply.current().sizes.px, self.width()
        hidden = ("mark", "today") if width < px(NARROW) else ("mark",) if width < px(WIDE) else ()
        if hidden != self._hidden:
            self._hidden = hidden
            for table in (self.options, self.lines):
                if table is not None:
                    table.set_hidden(hidden)
                    table.set_rows(table.rows())
            self._say_about()

    def _say_about(self) -> None:
        records = None if self._reckoning is None else self._reckoning.records
        said = []
        if records is not None and not records.locked:
            said.append("Click a box, or press Space on it, to put an option into a plan or take it out.")
            if any(each.service for each in records.active):
                said.append("A plan holds one level of a service: the last one put in stays.")
        self.about_label.setText(" ".join(said))

    def show_line_working(self, line_id: str) -> None:
        """What the current cell's figure is made of; on another column the first scenario's."""
        reckoning, table = self._reckoning, self.lines
        if reckoning is None or table is None:
            return
        key = table.columns[max(0, table.grid.currentIndex().column())].key
        scenarios = reckoning.records.scenarios
        scenario = next((each for each in scenarios if each.id == key), scenarios[0])
        line = next(each for each in table.rows() if each.id == line_id)
        found = plan_working(reckoning, scenario, line_id)
        title = f"{line.name}, {scenario_title(scenario, reckoning.records)}"
        show_working(table, title, NO_SUM[line_id] if found is None else found.lines, self)

    def _named(self, row: OptionRow | PlanLine) -> str:
        return f"{row.name} \N{MIDDLE DOT} {DIFFERS}" if self._hidden and row.mark == DIFFERS else row.name

    # ---- acting
    def take_best(self) -> None:
        """Choose for the scenario what the optimum at the budget has; what isn't counted stays as it is."""
        reckoning, scenario = self._reckoning, self.picker.scenario()
        if reckoning is None or scenario is None or reckoning.best is None:
            return
        members = set(reckoning.best.members)
        chosen = {item.id: item.id in members for item in reckoning.problem.items}
        self._act(star_plan.choose, scenario.id, chosen)

    def add_scenario(self) -> None:
        """Add one under the name typed, or the next letter's."""
        if self._reckoning is None:
            return
        sign = chr(ord("A") + len(self._reckoning.records.scenarios) % 26)
        name = self.name_box.text().strip() or f"Plan {sign}"
        copied = self.copy_box.currentData() or None
        self._act(star_plan.add_scenario, name, copied, then=self._added)

    def _added(self, scenario_id: str) -> None:
        self.name_box.clear()
        if self.picker.choose(scenario_id):
            self._fill_scenario()
        self.scenario_chosen.emit(scenario_id)

    def remove_scenario(self) -> None:
        """Remove the scenario; Undo brings it back."""
        self._act(star_plan.remove_scenario, self.chosen_scenario)

    def _edit_scenario(self, key: str, value: object) -> None:
        self._act(star_plan.edit_scenario, self.chosen_scenario, {key: value or ""})

    def _choose(self, edits: Sequence[Edit]) -> None:
        for scenario_id in dict.fromkeys(edit.key for edit in edits):
            chosen = {edit.row_id: bool(edit.value) for edit in edits if edit.key == scenario_id}
            self._act(star_plan.choose, scenario_id, chosen)

    def _act(self, command: object, *arguments: object, **named: object) -> None:
        if self._reckoning is not None:
            session_id = self._reckoning.records.session.id
            self._context.bridge.act(command, session_id, *arguments, **named)  # type: ignore[arg-type]

    def _picked(self, scenario_id: str) -> None:
        self._fill_scenario()
        self.scenario_chosen.emit(scenario_id)

    def _selected(self, ids: Sequence[str]) -> None:
        if len(ids) == 1 and not self._quiet:
            self.option_chosen.emit(ids[0])


def _is_in(row: OptionRow, *, scenario_id: str) -> bool:
    return row.chosen[scenario_id]


def _value(line: PlanLine, *, place: int) -> str:
    return line.values[place]


def _holding(row: QHBoxLayout) -> QWidget:
    made = QWidget()
    row.setContentsMargins(0, 0, 0, 0)
    made.setLayout(row)
    return made
