"""The balance of a plan: what is released before what is added, and what that means for whom.

Amounts come from the ledger and are pounds a year; the panel works out nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from stewardship_desktop.application.commands import star_plan
from stewardship_desktop.application.star_workings import save_workings, workings_name
from stewardship_desktop.domain.amount import short_money, signed_money
from stewardship_desktop.domain.chart.number import one_decimal
from stewardship_desktop.domain.star.drawn import balance_of
from stewardship_desktop.domain.star.moves import Ledger, Move, Share
from stewardship_desktop.domain.star.plan_working import move_working, plan_working
from stewardship_desktop.domain.star.plans import in_year_words, left_words, pressure_words, setting_words
from stewardship_desktop.domain.star.reckoning import Reckoning
from stewardship_desktop.domain.star.session import StarScenario
from stewardship_desktop.domain.star.typed import read_whole_pounds
from stewardship_desktop.domain.star.verdict import shift_words, verdict, warnings
from stewardship_desktop.domain.star.workings import cash_words, recurrent_words
from stewardship_desktop.ui.charts.view import ChartView
from stewardship_desktop.ui.page import RoomContext
from stewardship_desktop.ui.star.locked_words import LOCKED
from stewardship_desktop.ui.star.scenario_picker import ScenarioPicker
from stewardship_desktop.ui.star.working_popover import show_working
from stewardship_desktop.ui.theme.tokens import SPACE_2, SPACE_4
from stewardship_desktop.ui.widgets import (
    Card,
    Column,
    DataTable,
    Edit,
    EmptyState,
    IllustrativeMark,
    Popover,
    button,
    label,
)
from stewardship_desktop.ui.widgets.scrolling import ScrollingPage
from stewardship_desktop.ui.widgets.words import show_if

CSV = (("Comma separated values", ("*.csv",)),)
MOST_ROWS = 40
YEARLY = "Pounds a year. Money is taken to move with the work."
FUNDING = "Type an amount under Funding where it does not (below nought: away from it)."
WORKING = "Enter or a click shows the working"


class BalancePanel(QWidget):
    """`show_session(reckoning)`, `highlight(option id)`, `show_scenario(id)`.

    -> `option_chosen(id)`, `scenario_chosen(id)`
    """

    option_chosen = Signal(str)
    scenario_chosen = Signal(str)

    def __init__(self, context: RoomContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._reckoning: Reckoning | None = None
        self._quiet = False
        self.picker = ScenarioPicker()
        self.picker.chosen.connect(self._picked)
        self.export_button = button("Save workings", "quiet", icon="export", clicked=self.export)
        self.export_button.setToolTip("Every amount with its source, as a CSV file")
        self.mark = IllustrativeMark()
        self.verdict_label = label("", "lead")
        self.warnings_label = label("")
        self.released = self._moves_table("What is released", "Nothing is released")
        self.added = self._moves_table("What is added", "Nothing is added")
        self.organisations = self._organisations_table()
        self.settings = _shares_table("Settings, lowest acuity first", "Setting", "No move names a setting")
        self.categories = _shares_table("Categories of spend", "Category", "No move names a category")
        for table, kind in ((self.settings, "setting"), (self.categories, "category")):
            table.opened.connect(partial(self._share_opened, table, kind))
        self.facts = label("")
        self.working_button = button("Show the working", "quiet", clicked=self.show_total_working)
        self.shift_label = label("", "caption")
        self.chart: ChartView | None = None
        self._chart_card = Card()
        self._lay_out()

    # ---- building
    def _lay_out(self) -> None:
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, SPACE_2, SPACE_4)
        column.setSpacing(SPACE_4)
        head = QHBoxLayout()
        head.setSpacing(SPACE_2)
        head.addWidget(self.picker, 1)
        head.addWidget(self.mark)
        head.addWidget(self.export_button)
        column.addLayout(head)
        column.addWidget(self.verdict_label)
        self.warnings_card = Card("Look at this before you agree", self.warnings_label)
        column.addWidget(self.warnings_card)
        column.addWidget(Card("1. Shift: what is released", self.released))
        column.addWidget(Card("2. Wish: what is added", self.added))
        column.addWidget(self._chart_card)
        self.organisations_card = Card(
            "Net effect on each organisation",
            self.organisations,
            caption=f"{YEARLY} {FUNDING}",
        )
        column.addWidget(self.organisations_card)
        settings = Card("Net effect on each setting", self.settings)
        settings.add(self.shift_label)
        column.addWidget(settings)
        column.addWidget(Card("Net effect on each category", self.categories))
        in_all = Card("In all", self.facts)
        in_all.add_action(self.working_button)
        column.addWidget(in_all)
        column.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(ScrollingPage(body, sideways=False))

    def _moves_table(self, name: str, empty: str) -> DataTable:
        table = DataTable(
            [
                Column("words", "Option", wrap=True, width=130),
                Column("cost", "Cost", "money", format=signed_money),
                Column("kind", "", wrap=True, width=124, value=_kind_words),
                Column(
                    "gain", "Gain", "link", align="right", value=lambda move: move.gain, format=_short_gain,
                    help="Full-benefit equivalents a year; Enter or a click shows the working",
                ),
            ],
            name,
            row_id=_move_id,
            opens=True,
            tools=False,
            empty=EmptyState(empty),
            illustrative=self._is_illustrative,
        )  # fmt: skip
        table.fit_height(MOST_ROWS)
        table.selection_changed.connect(self._selected)
        table.opened.connect(partial(self.show_move_working, table))
        return table

    def _organisations_table(self) -> DataTable:
        table = DataTable(
            [
                Column("name", "Organisation", wrap=True, width=110),
                Column("net", "Net", "link", align="right", format=signed_money, help=WORKING),
                Column(
                    "funding", "Funding", "money", editable=True, format=signed_money,
                    parse=read_whole_pounds,
                    help="Money moved to it, pounds a year; blank where money moves with the work",
                ),
                Column("pressure", "Left with", wrap=True, width=150, value=_left_with),
                Column("pays", "Pays", "money", format=short_money, hidden=True),
                Column("saves", "Saves", "money", format=short_money, hidden=True),
                Column("stranded", "Stranded", "money", format=short_money, hidden=True),
                Column("uncovered", "Not covered", "money", format=short_money, hidden=True),
            ],
            "Organisations",
            row_id="organisation_id",
            empty=EmptyState(
                "No organisation is named yet",
                "Say in an option's details who pays, who saves and what cost is left stranded.",
                icon="organisation",
            ),
            opens=True,
            illustrative=self._is_illustrative,
            remembers=self._context.remember,
            key="star.balance.organisations",
        )  # fmt: skip
        table.fit_height(MOST_ROWS)
        table.edits_requested.connect(self._fund)
        table.opened.connect(self._organisation_opened)
        return table

    # ---- showing
    def show_session(self, reckoning: Reckoning) -> None:
        """Show the balance of the scenario that was chosen."""
        self._reckoning = reckoning
        self.picker.show_scenarios(reckoning.records)
        show_if(self.mark, reckoning.records.session.illustrative)
        self._fill()

    @property
    def chosen_scenario(self) -> str:
        """The id of the scenario on show."""
        return self.picker.scenario_id()

    def show_scenario(self, scenario_id: str) -> None:
        """Show the scenario that was chosen elsewhere."""
        if self.picker.choose(scenario_id):
            self._fill()

    def highlight(self, option_id: str) -> None:
        """Select the move of the option that was chosen elsewhere."""
        self._quiet = True
        for table in (self.released, self.added):
            move = next((each for each in table.rows() if option_id in _move_id(each).split()), None)
            if move is not None:
                table.select(_move_id(move))
        self._quiet = False

    def _fill(self) -> None:
        reckoning, scenario = self._reckoning, self.picker.scenario()
        if reckoning is None or scenario is None:
            return
        ledger = reckoning.ledgers[scenario.id]
        self.verdict_label.setText(verdict(ledger))
        found = warnings(reckoning.records, ledger)
        self.warnings_label.setText("\n".join(f"\N{BULLET} {words}" for words in found))
        show_if(self.warnings_card, bool(found))
        self._quiet = True
        self.released.set_rows(ledger.released)
        self.added.set_rows(ledger.added)
        self._quiet = False
        locked = reckoning.records.locked
        self.organisations.set_read_only(LOCKED if locked else "")
        self.organisations_card.set_caption(YEARLY if locked else f"{YEARLY} {FUNDING}")
        self.organisations.set_rows(ledger.organisations)
        self.settings.set_rows(ledger.settings)
        self.categories.set_rows(ledger.categories)
        self.shift_label.setText(shift_words(ledger))
        self.facts.setText("\n".join(_facts(reckoning, ledger)))
        self._draw(scenario)

    def _draw(self, scenario: StarScenario) -> None:
        assert self._reckoning is not None
        spec = balance_of(self._reckoning, scenario)
        if self.chart is None:
            self.chart = ChartView(spec)
            self._chart_card.add(self.chart)
        else:
            self.chart.set_spec(spec)

    # ---- workings
    def show_move_working(self, table: DataTable, move_id: str) -> None:
        """How the gain of a move came about."""
        move = next((each for each in table.rows() if _move_id(each) == move_id), None)
        if self._reckoning is not None and move is not None:
            show_working(table, f"Working of {move.words}", move_working(self._reckoning, move), self)

    def show_total_working(self) -> None:
        """What is left of the envelope, and what the plan costs and gains, part by part."""
        reckoning, scenario = self._reckoning, self.picker.scenario()
        if reckoning is None or scenario is None:
            return
        parts: list[QWidget] = []
        for line_id, words in (("left", "Left of the envelope"), ("cost", "Cost"), ("gain", "Gain")):
            found = plan_working(reckoning, scenario, line_id)
            parts.append(label(words, "label"))
            parts += [label(line) for line in (found.lines if found is not None else ())]
        Popover(f"Working of {scenario.name}", parts, parent=self).open_at(self.working_button)

    def _organisation_opened(self, organisation_id: str) -> None:
        table = self.organisations
        key = table.columns[max(0, table.grid.currentIndex().column())].key
        if key == "funding":
            table.edit_cell(organisation_id, key)
            return
        name = next(each.name for each in table.rows() if each.organisation_id == organisation_id)
        self._show_line(table, f"organisation:{organisation_id}", name)

    def _share_opened(self, table: DataTable, kind: str, row_id: str) -> None:
        share = next(each for each in table.rows() if _share_id(each) == row_id)
        place = f"{share.acuity or 9}:" if kind == "setting" else ""
        self._show_line(table, f"{kind}:{place}{share.name}", share.name)

    def _show_line(self, table: DataTable, line_id: str, name: str) -> None:
        reckoning, scenario = self._reckoning, self.picker.scenario()
        found = None if reckoning is None or scenario is None else plan_working(reckoning, scenario, line_id)
        if found is not None:
            show_working(table, f"Working of {name}", found.lines, self)

    # ---- acting
    def export(self) -> None:
        """Ask for a file and write the workings of the scenario on show into it."""
        reckoning, scenario = self._reckoning, self.picker.scenario()
        if reckoning is not None and scenario is not None:
            name = workings_name(reckoning, scenario)
            self._context.ask.choose_file_to_save("Save the workings", CSV, name, self._save)

    def _save(self, path: Path) -> None:
        reckoning, scenario = self._reckoning, self.picker.scenario()
        if reckoning is not None and scenario is not None:
            self._context.start_job(
                f"Saving {path.name}",
                lambda _report: save_workings(path, reckoning, scenario),
                partial(self._saved, path),
            )

    def _saved(self, path: Path, _result: object) -> None:
        self._context.notify(f"The workings are in {path}.", "", None, "good")

    def _fund(self, edits: Sequence[Edit]) -> None:
        if self._reckoning is None:
            return
        session_id = self._reckoning.records.session.id
        for edit in edits:
            amount = None if edit.value is None else int(edit.value)
            self._context.bridge.act(
                star_plan.set_funding, session_id, self.chosen_scenario, edit.row_id, amount
            )

    def _picked(self, scenario_id: str) -> None:
        self._fill()
        self.scenario_chosen.emit(scenario_id)

    def _selected(self, ids: Sequence[str]) -> None:
        if len(ids) == 1 and not self._quiet:
            self.option_chosen.emit(ids[0].rpartition(" ")[2])

    def _is_illustrative(self, _row: object, key: str) -> bool:
        session = self._reckoning.records.session if self._reckoning is not None else None
        return session is not None and session.illustrative and key in ("cost", "net")


def _shares_table(name: str, title: str, empty: str) -> DataTable:
    table = DataTable(
        [
            Column("name", title, wrap=True, value=setting_words),
            Column("net", "Net", "link", align="right", format=signed_money, help=WORKING),
        ],
        name,
        row_id=_share_id,
        opens=True,
        tools=False,
        empty=EmptyState(empty),
    )
    table.fit_height(MOST_ROWS)
    return table


def _facts(reckoning: Reckoning, ledger: Ledger) -> list[str]:
    """What the plan comes to, a sentence a line."""
    said = [
        f"Released as cash {short_money(ledger.freed)}, spent {short_money(ledger.spent)} a year.",
        f"Envelope {signed_money(ledger.envelope)} a year: {left_words(ledger)}.",
        f"Recurrent {signed_money(ledger.recurrent)}, not recurrent {signed_money(ledger.non_recurrent)}.",
        f"Full year {signed_money(ledger.net)}, this year {in_year_words(reckoning.records, ledger)}.",
    ]
    if ledger.synergy or ledger.not_done:
        said.append(
            f"By working together {signed_money(ledger.synergy)}, "
            f"by not doing {signed_money(ledger.not_done)}."
        )
    said.append(f"Not placed with an organisation: {short_money(ledger.not_placed)}.")
    return said


def _share_id(share: Share) -> str:
    return f"{share.acuity}:{share.name}"


def _move_id(move: Move) -> str:
    return " ".join(side.id for side in (move.before, move.after) if side is not None)


def _kind_words(move: Move) -> str:
    return f"{cash_words(move)}, {recurrent_words(move)}"


def _short_gain(gain: Fraction) -> str:
    return one_decimal(Decimal(gain.numerator) / Decimal(gain.denominator))


def _left_with(each: Any) -> str:
    """ "cost pressure £60k; stranded £90k, £60k not covered", or that there is none."""
    said = [pressure_words(each) or "no pressure"]
    if each.stranded:
        rest = f"{short_money(each.uncovered)} not covered" if each.uncovered else "all covered"
        said.append(f"stranded {short_money(each.stranded)}, {rest}")
    return "; ".join(said)
