"""The third step of the import of values: which metric each series of the file is, and what new ones are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from stewardship_desktop.domain.dashboard.entry import in_order
from stewardship_desktop.domain.dashboard.series_names import LEAVE_OUT, NEW, Goal, Match
from stewardship_desktop.domain.spc.profile import Direction
from stewardship_desktop.domain.value_framework import Frequency, Scale
from stewardship_desktop.store.queries.dashboard import Framework
from stewardship_desktop.ui.dashboard.import_column import scrolled_column
from stewardship_desktop.ui.dashboard.import_outcome import OutcomeLine
from stewardship_desktop.ui.theme import apply
from stewardship_desktop.ui.theme.tokens import SPACE_2
from stewardship_desktop.ui.widgets import Column, DataTable, Edit, label
from stewardship_desktop.ui.widgets.words import show_if

_LEFT_OUT = "left out"
_LONGEST_OUTCOME = 60
_LEAST_TABLE = 200
_LOOKS = {
    Match.SAME_NAME.value: "good",
    Match.BEFORE.value: "good",
    Match.NEAR.value: "warn",
    Match.NONE.value: "info",
    _LEFT_OUT: "neutral",
    "chosen": "good",
}
_DIRECTIONS = {
    Direction.UP: "Higher is better",
    Direction.DOWN: "Lower is better",
    Direction.NEITHER: "Neither",
}
# A rate or a ratio needs more than a cell can ask; it is described in the Value room.
_SCALES = {
    Scale.NUMBER: "Number",
    Scale.PROPORTION: "Per cent",
    Scale.MONEY: "Pounds",
}


@dataclass(frozen=True)
class _Line:
    id: str
    series: str
    cells: int
    goes: str
    why: str
    name: str
    outcome: str | None
    scale: str | None
    unit: str | None
    direction: str | None
    frequency: str | None


class NamesStep(QWidget):
    """`goals_changed(tuple[Goal, ...])` when a person chooses otherwise.

    `outcome_written(ValueColumn, words)` asks for an outcome to be added, for the new metrics.
    """

    goals_changed = Signal(object)
    outcome_written = Signal(object, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._goals: tuple[Goal, ...] = ()
        self.intro = label("", "body")
        self.outcome_line = OutcomeLine()
        self.outcome_line.outcome_chosen.connect(self._choose_outcome)
        self.outcome_line.outcome_written.connect(self.outcome_written)
        self.outcome_line.leave_asked.connect(self._leave_new)
        self._column = scrolled_column(self, SPACE_2)
        self._column.addWidget(self.intro)
        self._column.addWidget(self.outcome_line)
        self.table: DataTable | None = None
        self._made_for: Any = None

    def show_goals(self, framework: Framework, goals: Sequence[Goal]) -> None:
        """Show where each series goes."""
        self._goals = tuple(goals)
        offered = [(each.id, each.metric.name) for each in in_order(framework.metrics)]
        outcomes = [(each.id, _outcome_words(each)) for each in framework.outcomes]
        if self.table is None or self._made_for != (offered, outcomes):
            self._made_for = (offered, outcomes)
            self._make_table(offered, outcomes)
            self.outcome_line.set_outcomes(outcomes)
        assert self.table is not None
        new = [each for each in self._goals if each.goes == NEW]
        chosen = {each.new.outcome_id for each in new}
        self.outcome_line.show_chosen(next(iter(chosen), ""))
        show_if(self.outcome_line, bool(new))
        self.intro.setText(_intro(self._goals))
        self.table.set_rows(_line(str(at), each) for at, each in enumerate(self._goals))

    def fault(self) -> str:
        """What keeps the values from being compared; "" if nothing does."""
        waiting = [each.series for each in self._goals if each.goes == NEW and not each.new.outcome_id]
        if waiting:
            many = f"and {len(waiting) - 1:,} more " if len(waiting) > 1 else ""
            say = "Choose" if self.outcome_line.outcomes.count() > 1 else "Add"
            return f"{say} the outcome that {waiting[0]} {many}would show, or leave the new ones out."
        if all(each.goes == LEAVE_OUT for each in self._goals):
            return "Everything is left out. Choose a metric for one name at least."
        return ""

    def focus_fault(self) -> None:
        """Put the keyboard on what `fault` asks for."""
        if any(each.goes == NEW and not each.new.outcome_id for each in self._goals):
            self.outcome_line.take_focus()
        elif self.table is not None:
            self.table.select("0", "goes")
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def use_outcome(self, outcome_id: str) -> None:
        """Let the new metrics that have no outcome yet show this one."""
        self._tell(
            replace(each, new=replace(each.new, outcome_id=outcome_id))
            if each.goes == NEW and not each.new.outcome_id
            else each
            for each in self._goals
        )

    # ---- what a person says
    def _choose_outcome(self, outcome_id: str) -> None:
        self._tell(
            replace(each, new=replace(each.new, outcome_id=outcome_id)) if each.goes == NEW else each
            for each in self._goals
        )

    def _leave_new(self) -> None:
        self._tell(replace(each, goes=LEAVE_OUT) if each.goes == NEW else each for each in self._goals)

    def _edited(self, edits: list[Edit]) -> None:
        assert self.table is not None
        goals = list(self._goals)
        for edit in edits:
            at = int(edit.row_id)
            goal = goals[at]
            if edit.key == "goes":
                goes = LEAVE_OUT if edit.value == _LEFT_OUT else str(edit.value)
                outcome = goal.new.outcome_id or self.outcome_line.chosen()
                goals[at] = replace(
                    goal, goes=goes, why=Match.NONE, new=replace(goal.new, outcome_id=outcome)
                )  # fmt: skip
            elif goal.goes != NEW:
                self.table.say("Only a new metric can be described here. The others are in the Value room.")
                return
            else:
                goals[at] = replace(goal, new=replace(goal.new, **_said(edit.key, edit.value)))
        self._tell(goals)

    def _tell(self, goals: Any) -> None:
        self.goals_changed.emit(tuple(goals))

    def _make_table(self, offered: Sequence[tuple[str, str]], outcomes: Sequence[tuple[str, str]]) -> None:
        if self.table is not None:
            self._column.removeWidget(self.table)
            self.table.hide()
            self.table.deleteLater()
        goes = [(NEW, "New metric"), (_LEFT_OUT, "Left out"), *offered]
        self.table = DataTable(
            [
                Column("series", "Name in the file", wrap=True, width=200),
                Column("cells", "Values", "integer", width=64),
                Column(
                    "goes", "Goes to", "choice", editable=True, required=True, choices=goes, width=120,
                    help="Enter or F2 to choose",
                ),
                Column("why", "", "chip", chip=_look, width=116),
                Column("name", "Called here", editable=True, wrap=True, width=150),
                Column("outcome", "Outcome", "choice", editable=True, choices=outcomes, width=128),
                Column(
                    "scale", "Is a", "choice", editable=True, width=84,
                    choices=[(each.value, words) for each, words in _SCALES.items()],
                ),
                Column("unit", "Unit", editable=True, width=64),
                Column(
                    "direction", "Better", "choice", editable=True, width=116,
                    choices=[(each.value, words) for each, words in _DIRECTIONS.items()],
                ),
                Column(
                    "frequency", "Comes", "choice", editable=True, width=92,
                    choices=[(each.value, each.value.capitalize()) for each in Frequency],
                ),
            ],
            "Names in the file",
            tools=False,
        )  # fmt: skip
        self.table.setMinimumHeight(apply.current().sizes.px(_LEAST_TABLE))
        self.table.edits_requested.connect(self._edited)
        self._column.addWidget(self.table, 1)
        self.setFocusProxy(self.table)
        self.table.show()


def _said(key: str, value: Any) -> dict[str, Any]:
    if key == "outcome":
        return {"outcome_id": str(value or "")}
    if key == "unit":
        return {"unit": str(value or "")}
    if key == "name":
        said = " ".join(str(value or "").split())
        return {"name": said} if said else {}
    kinds: dict[str, Any] = {"scale": Scale, "direction": Direction, "frequency": Frequency}
    return {} if value is None else {key: kinds[key](str(value))}


def _line(row_id: str, goal: Goal) -> _Line:
    new = goal.new if goal.goes == NEW else None
    return _Line(
        id=row_id,
        series=goal.series,
        cells=goal.cells,
        goes=goal.goes or _LEFT_OUT,
        why=_why(goal),
        name="" if new is None else new.name,
        outcome=None if new is None else new.outcome_id or None,
        scale=None if new is None or new.scale is Scale.ORDINAL else new.scale.value,
        unit=None if new is None else "grade " + " ".join(reversed(new.levels)) if new.levels else new.unit,
        direction=None if new is None else new.direction.value,
        frequency=None if new is None else new.frequency.value,
    )


def _why(goal: Goal) -> str:
    if goal.goes == LEAVE_OUT:
        return _LEFT_OUT
    if goal.goes == NEW:
        return Match.NONE.value
    return "chosen" if goal.why is Match.NONE else goal.why.value


def _look(what: str) -> tuple[str, str]:
    words = {Match.NEAR.value: "similar: check", Match.NONE.value: "new here"}.get(what, what)
    return words, _LOOKS[what]


def _outcome_words(outcome: Any) -> str:
    words = f"{outcome.column.value.capitalize()}: {outcome.display_name}"
    return words if len(words) <= _LONGEST_OUTCOME else f"{words[: _LONGEST_OUTCOME - 3]}..."


def _intro(goals: Sequence[Goal]) -> str:
    counts = [
        (sum(each.goes not in (NEW, LEAVE_OUT) for each in goals), "known here"),
        (sum(each.goes == NEW for each in goals), "new"),
        (sum(each.goes == LEAVE_OUT for each in goals), "left out"),
    ]
    said = ", ".join(f"{count:,} {words}" for count, words in counts if count)
    names = "1 name" if len(goals) == 1 else f"{len(goals):,} names"
    return f"{names} in the file: {said}. Enter or F2 opens the choice of a cell."
