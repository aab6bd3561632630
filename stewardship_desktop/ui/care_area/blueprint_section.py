"""The blueprint: how the area works at its best, a version each financial year, two of them compared."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QComboBox, QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from stewardship_desktop.application.commands import record
from stewardship_desktop.application.commands.care_area import start_blueprint
from stewardship_desktop.domain.care_area import Blueprint, BlueprintSource
from stewardship_desktop.domain.errors import UserFixable
from stewardship_desktop.domain.identity import new_id
from stewardship_desktop.domain.partial_date import date_words
from stewardship_desktop.domain.period import Period
from stewardship_desktop.domain.record import Record
from stewardship_desktop.store.queries.care_area import BlueprintPage, CareAreaView
from stewardship_desktop.ui.care_area.list_sections import is_illustrative
from stewardship_desktop.ui.care_area.record_table import RecordTable
from stewardship_desktop.ui.care_area.section import Section
from stewardship_desktop.ui.page import RoomContext
from stewardship_desktop.ui.record_values import blank_to_default
from stewardship_desktop.ui.theme.tokens import SPACE_3, SPACE_4
from stewardship_desktop.ui.widgets import (
    Column,
    DataTable,
    EmptyState,
    Field,
    PropertyForm,
    ToolbarRow,
    button,
    label,
)
from stewardship_desktop.ui.widgets.chip import ChipKind
from stewardship_desktop.ui.widgets.scrolling import ScrollingPage

_TEXTS = (
    ("how_it_works", "How the area works at its best"),
    ("resident_voice", "What residents say"),
    ("expertise", "Expertise it draws on"),
)
_KINDS = [
    (kind, kind.capitalize()) for kind in ("evidence", "practice elsewhere", "local expertise", "residents")
]


def financial_year(today_period: Period, after: str) -> str:
    """The year to start next: the one after `after`, else the present one."""
    if not after:
        return today_period.year_text
    return Period(Period.parse(after).year + 1).year_text


class BlueprintSection(Section):
    """The chosen year's texts and sources, or two years side by side."""

    def __init__(self, context: RoomContext) -> None:
        super().__init__(context)
        self._year, self._wanted = "", ""
        self.year_box = QComboBox()
        self.year_box.setAccessibleName("Year of the blueprint")
        self.year_box.activated.connect(self._year_chosen)
        self.compare_box = QComboBox()
        self.compare_box.setAccessibleName("Compare with")
        self.compare_box.activated.connect(self._show)
        self.new_year = QLineEdit()
        self.new_year.setAccessibleName("Financial year to start")
        self.new_year.setMaximumWidth(96)
        self.start_button = button("Start", "secondary", icon="plus", clicked=self.start)
        self.error_label = label("", "error")
        self.error_label.hide()
        tools = ToolbarRow()
        self.year_label = label("Year", "label", wrap=False)
        tools.add_left(self.year_label)
        tools.add_left(self.year_box)
        tools.add_left(self.compare_box)
        tools.add_right(self.new_year)
        tools.add_right(self.start_button)
        self.form = PropertyForm(
            [
                Field("how_it_works", "How the area works at its best", "long", lines=4),
                Field(
                    "resident_voice", "What residents say", "long", lines=2,
                    help="In their own words where you can",
                ),
                Field(
                    "expertise", "Expertise it draws on", "long", lines=2, help="Roles and bodies, no names"
                ),
                Field("agreed_on", "Agreed on", "date"),
            ]
        )  # fmt: skip
        self.form.committed.connect(self._left)
        self.sources = DataTable(
            (
                Column("citation", "Source", "long", editable=True, required=True, wrap=True),
                Column("kind", "Kind", "choice", editable=True, required=True, choices=_KINDS, width=160),
                Column("what_we_take", "What we take from it", "long", editable=True, wrap=True, width=280),
            ),
            "Sources of the blueprint", allow_new=True, allow_delete=True, tools=False,
            illustrative=is_illustrative,
        )  # fmt: skip
        self._wiring = RecordTable(self.sources, context, BlueprintSource, "source", make=self._make)
        self.comparison = DataTable(
            (
                Column("what", "Part", width=170, wrap=True),
                Column("earlier", "Earlier", wrap=True),
                Column("later", "Later", wrap=True),
                Column("state", "Change", "chip", chip=lambda said: said, width=120),
            ),
            "Two years side by side", row_id="what", tools=False,
        )  # fmt: skip
        self.nothing = EmptyState(
            "No blueprint yet",
            "A blueprint says how the area should work at its best: local and world practice, what residents "
            "say, whose expertise. One version a year, earlier ones kept.",
            "Start the blueprint", icon="target",
        )  # fmt: skip
        self.nothing.acted.connect(self.start)
        self.stack = QStackedWidget()
        for part in (self._page(), self.comparison, self.nothing):
            self.stack.addWidget(part)
        self.rows.addWidget(tools)
        self.rows.addWidget(self.error_label)
        self.rows.addWidget(self.stack, 1)

    def _page(self) -> QWidget:
        inside = QWidget()
        inside.setProperty("part", "page")
        rows = QVBoxLayout(inside)
        rows.setContentsMargins(0, 0, SPACE_3, 0)
        rows.setSpacing(SPACE_4)
        rows.addWidget(self.form)
        rows.addWidget(label("Sources", "heading"))
        rows.addWidget(self.sources)
        rows.addStretch(1)
        return ScrollingPage(inside)

    def fill(self, view: CareAreaView) -> None:
        years = [page.blueprint.year for page in view.blueprints]
        wanted = next((page for page in view.blueprints if page.blueprint.id == self._wanted), None)
        if wanted is not None:
            self._wanted = ""
            self._choose_year(wanted.blueprint.year)
            return
        if self._year not in years:
            self._year = years[0] if years else ""
            for field in self.form.rows.values():
                field.revert()
        _offer(self.year_box, [(year, year) for year in years], self._year)
        others = [("", "Compare with ...")] + [
            (year, f"Compare with {year}") for year in years if year != self._year
        ]
        _offer(self.compare_box, others, str(self.compare_box.currentData() or ""))
        self.compare_box.setVisible(len(years) > 1)
        for shown in (self.year_label, self.year_box):
            shown.setVisible(bool(years))
        if not self.new_year.hasFocus():
            self.new_year.setText(financial_year(_period_of(self.today), years[0] if years else ""))
        self.start_button.setText(f"Start from {years[0]}" if years else "Start the blueprint")
        self._show()

    def reveal(self, record_id: str) -> bool:
        for page in self.view.blueprints if self.view is not None else ():
            if record_id == page.blueprint.id or any(record_id == source.id for source in page.sources):
                self._choose_year(page.blueprint.year)
                self.sources.select(record_id)
                return True
        return False

    def start(self) -> None:
        """Start the typed year's blueprint, from the newest one where there is one."""
        if self.view is None:
            return
        newest = self.view.blueprints[0].blueprint.year if self.view.blueprints else ""
        year = self.new_year.text()
        self.error_label.hide()
        self.context.bridge.act(
            start_blueprint, self.view.area.id, year, from_year=newest,
            then=self._started, otherwise=self._refused,
        )  # fmt: skip

    def _started(self, row_id: str) -> None:
        for page in self.view.blueprints if self.view is not None else ():
            if page.blueprint.id == row_id:
                self._choose_year(page.blueprint.year)
                return
        # The page is told of the change after this; it then opens on the year just started.
        self._wanted = row_id

    def _refused(self, error: UserFixable) -> None:
        self.error_label.setText(f"{error.what} {error.remedy}".strip())
        self.error_label.show()

    @Slot()
    def _year_chosen(self) -> None:
        self._choose_year(str(self.year_box.currentData() or ""))

    def _choose_year(self, year: str) -> None:
        if year != self._year:
            self.form.commit_all()
            for field in self.form.rows.values():
                field.revert()
        self._year = year
        if self.view is not None:
            self.fill(self.view)

    def _chosen(self, year: str) -> BlueprintPage | None:
        pages = self.view.blueprints if self.view is not None else ()
        return next((page for page in pages if page.blueprint.year == year), None)

    @Slot()
    def _show(self) -> None:
        page, other = self._chosen(self._year), self._chosen(str(self.compare_box.currentData() or ""))
        if page is None:
            self.stack.setCurrentWidget(self.nothing)
            return
        if other is not None and other.blueprint.id != page.blueprint.id:
            earlier, later = sorted((page, other), key=lambda each: each.blueprint.year)
            self.comparison.set_rows(compare(earlier, later))
            self.stack.setCurrentWidget(self.comparison)
            return
        kept = page.blueprint
        self.form.set_values({key: getattr(kept, key) or None for key in self.form.rows})
        self.sources.set_rows(page.sources)
        self.sources.fit_height(8)
        self.stack.setCurrentIndex(0)

    def _left(self, key: str, value: object) -> None:
        page = self._chosen(self._year)
        if page is None:
            return
        edit = record.FieldEdit(Blueprint, page.blueprint.id, key, blank_to_default(Blueprint, key, value))
        self.context.bridge.act(
            record.edit, [edit], otherwise=lambda error: self.form.show_error(key, error.what)
        )

    def _make(self, values: Mapping[str, Any]) -> Record:
        page = self._chosen(self._year)
        if page is None:
            raise UserFixable("There is no blueprint to add a source to.", "Start one first.")
        return BlueprintSource(
            id=new_id(), scope=page.blueprint.scope, blueprint_id=page.blueprint.id, **values
        )


def compare(earlier: BlueprintPage, later: BlueprintPage) -> list[dict[str, Any]]:
    """Two years part by part: the year, each text, the date, the sources; each same, changed, new or gone."""
    before, after = earlier.blueprint, later.blueprint
    pairs = [("Year", before.year, after.year)]
    pairs += [(title, getattr(before, key), getattr(after, key)) for key, title in _TEXTS]
    dates = [date_words(each.agreed_on) if each.agreed_on else "not agreed yet" for each in (before, after)]
    pairs.append(("Agreed on", dates[0], dates[1]))
    pairs.append(("Sources", _citations(earlier), _citations(later)))
    return [
        {"what": what, "earlier": old, "later": new, "state": None if what == "Year" else _change(old, new)}
        for what, old, new in pairs
    ]


def _citations(page: BlueprintPage) -> str:
    return "\n".join(source.citation for source in page.sources)


def _change(old: str, new: str) -> tuple[str, ChipKind]:
    if old == new:
        return "Same", "neutral"
    if not old:
        return "New", "info"
    return ("Gone", "warn") if not new else ("Changed", "info")


def _period_of(day: Any) -> Period:
    return Period(day.year if day.month >= 4 else day.year - 1)


def _offer(box: QComboBox, choices: list[tuple[str, str]], chosen: str) -> None:
    box.blockSignals(True)
    box.clear()
    for value, words in choices:
        box.addItem(words, value)
    box.setCurrentIndex(max(0, next((at for at, (value, _) in enumerate(choices) if value == chosen), 0)))
    box.blockSignals(False)
