"""Step 3: people and cost of each option with their ranges and sources, as the room checks them."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from typing import Any

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from stewardship_desktop.application.commands import star
from stewardship_desktop.domain.star.session import Evidence, Measure
from stewardship_desktop.domain.star.typed import read_figure, shown_figure
from stewardship_desktop.domain.star.wording import counted
from stewardship_desktop.ui.page import RoomContext
from stewardship_desktop.ui.widgets import Card, Column, DataTable, Edit, EmptyState, SectionTabs
from stewardship_desktop.ui.workshop.showing import Showing, What
from stewardship_desktop.ui.workshop.step_panel import StepPanel

_MEASURES = (Measure.PEOPLE, Measure.SHARE, Measure.COST, Measure.SUCCESS)
_EVIDENCE = [(each, each.value.capitalize()) for each in Evidence]
_ENDS = frozenset({"low", "best", "high"})


@dataclass(frozen=True, kw_only=True)
class FigureRow:
    """One option's figure of the measure on show."""

    id: str
    name: str
    low: Decimal | None
    best: Decimal | None
    high: Decimal | None
    evidence: Evidence | None
    source: str


class FiguresStep(StepPanel):
    """A tab for each measure: low, best, high, what it rests on and where it comes from."""

    def __init__(self, context: RoomContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.tables = {measure: self._table(measure) for measure in _MEASURES}
        self.tabs = SectionTabs(
            [(measure.value, measure.heading, self.tables[measure]) for measure in _MEASURES],
            "Figures to check",
        )
        self.tabs.chosen.connect(self._turned)
        self.column.addWidget(Card("", self.tabs), 1)

    def _table(self, measure: Measure) -> DataTable:
        def number(key: str, title: str) -> Column:
            return Column(
                key, title, "decimal", editable=True, width=104, parse=partial(read_figure, measure),
                format=lambda value: shown_figure(measure, value),
            )  # fmt: skip

        table = DataTable(
            (
                Column("name", "Option", width=190, wrap=True),
                number("low", "Low"),
                Column(
                    "best", f"Best ({measure.unit})", "decimal", editable=True, width=150,
                    parse=partial(read_figure, measure), format=lambda value: shown_figure(measure, value),
                ),
                number("high", "High"),
                Column("evidence", "Rests on", "choice", editable=True, choices=_EVIDENCE, width=140),
                Column("source", "Source", editable=True, wrap=True),
            ),
            f"{measure.heading} of the options", tools=False,
            empty=EmptyState("No options yet", "Add them in the step before."),
            illustrative=lambda row, key: key in _ENDS
            and self.records.session.illustrative
            and getattr(row, key) is not None,
        )  # fmt: skip
        table.edits_requested.connect(self._edit)
        table.selection_changed.connect(self._moved)
        return table

    def measure(self) -> Measure:
        """The measure on show."""
        return Measure(self.tabs.current_key())

    def fill(self) -> None:
        for measure, table in self.tables.items():
            table.set_rows([self._row(option.id, option.name, measure) for option in self.records.active])
            table.fit_height(10)
            lacking = sum(self.records.best(option.id, measure) is None for option in self.records.active)
            heading = measure.heading
            if measure is Measure.SUCCESS and not self.records.session.apply_success:
                heading = f"{heading} (not applied)"
            elif lacking:
                heading = f"{heading}, {counted(lacking, 'gap')}"
            self.tabs.set_title(measure.value, heading)

    def _row(self, option_id: str, name: str, measure: Measure) -> FigureRow:
        found = self.records.estimate(option_id, measure)
        return FigureRow(
            id=option_id,
            name=name,
            low=None if found is None else found.low,
            best=None if found is None else found.best,
            high=None if found is None else found.high,
            evidence=None if found is None else found.evidence,
            source="" if found is None else found.source,
        )

    def showing(self) -> Showing:
        what = What.COST if self.measure() is Measure.COST else What.PEOPLE
        chosen = self.tables[self.measure()].selected_ids()
        return self.make_showing(what, option_id=chosen[0] if len(chosen) == 1 else None)

    @Slot(str)
    def _turned(self, _key: str) -> None:
        if self.reckoning is not None:
            self.showing_changed.emit()

    @Slot(list)
    def _moved(self, _ids: list[str]) -> None:
        if self.reckoning is not None:
            self.showing_changed.emit()

    @Slot(list)
    def _edit(self, edits: list[Edit]) -> None:
        by_option: dict[str, dict[str, Any]] = {}
        for edit in edits:
            value = edit.value
            if edit.key == "source":
                value = value or ""
            elif edit.key == "evidence":
                value = value or Evidence.JUDGEMENT
            by_option.setdefault(edit.row_id, {})[edit.key] = value
        for option_id, values in by_option.items():
            self.act(star.set_estimate, option_id, self.measure(), values)
