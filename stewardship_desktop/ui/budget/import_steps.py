"""The pages of the import's first three steps: the file, its columns, what its figures mean."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from stewardship_desktop.application.import_columns import FileColumn, column_choices
from stewardship_desktop.domain.amount import Unit
from stewardship_desktop.domain.budget.findings import Problem
from stewardship_desktop.domain.budget.kinds import KINDS, Kind
from stewardship_desktop.domain.budget.meaning import PriceBase, Recurrence
from stewardship_desktop.domain.budget.table import ReadTable, SignRule
from stewardship_desktop.domain.errors import UserFixable
from stewardship_desktop.domain.period import Period
from stewardship_desktop.ui.budget.amounts import counted
from stewardship_desktop.ui.theme import apply
from stewardship_desktop.ui.theme.tokens import SPACE_2, SPACE_3, SPACE_4
from stewardship_desktop.ui.widgets import (
    Card,
    Column,
    DataTable,
    Edit,
    Field,
    PropertyForm,
    label,
)
from stewardship_desktop.ui.widgets.file_choice import FileChoice
from stewardship_desktop.ui.widgets.scrolling import ScrollingPage

NOT_CHOSEN = "not chosen"
MUST_BE_CHOSEN = ("unit", "price_base", "recurrent", "sign_rule")
"""Choices without which the figures mean nothing; "not stated" is an answer."""
UNIT_WORDS = {Unit.POUND: "Pounds", Unit.THOUSAND: "Thousand pounds (£000)", Unit.MILLION: "Million pounds"}
_FORM_WIDTH = 720


class FileStep(QWidget):
    """Step 1. `file_chosen(Path)`, `browse_asked`, `sheet_chosen(str)`, `kind_chosen(str)`, `stop_asked`."""

    file_chosen = Signal(object)
    browse_asked = Signal()
    sheet_chosen = Signal(str)
    kind_chosen = Signal(str)
    stop_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.drop = FileChoice(
            "A budget book, one service line's page, or a month report. Its headings stand in the first row."
        )
        self.drop.file_chosen.connect(self.file_chosen)
        self.drop.browse_asked.connect(self.browse_asked)
        self.drop.stop_asked.connect(self.stop_asked)
        self.name_label, self.error_label = self.drop.name_label, self.drop.error_label
        self.choose_button, self.progress = self.drop.choose_button, self.drop.progress
        self.sheets = QComboBox()
        self.sheets.setAccessibleName("Sheet")
        self.sheets.activated.connect(self._sheet_activated)
        self.kinds = QComboBox()
        self.kinds.setAccessibleName("Kind of table")
        self.kinds.addItem("Choose the kind of table", NOT_CHOSEN)
        for kind in KINDS:
            self.kinds.addItem(kind.title.capitalize(), kind.name)
        self.kinds.activated.connect(self._kind_activated)
        self.told_label = label("", "caption")
        self.about = Card("What it is")
        for words, box in (("Sheet", self.sheets), ("Kind of table", self.kinds)):
            line = QWidget()
            row = QHBoxLayout(line)
            row.setContentsMargins(0, 0, 0, 0)
            row.setSpacing(SPACE_3)
            name = label(words, "label", wrap=False)
            name.setBuddy(box)
            name.setFixedWidth(apply.current().sizes.px(120))
            row.addWidget(name)
            row.addWidget(box)
            row.addStretch(1)
            self.about.add(line)
            if box is self.sheets:
                self._sheet_line = line
        self.about.add(self.told_label)
        self.about.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE_4)
        layout.addWidget(self.drop)
        layout.addWidget(self.about)
        layout.addStretch(1)
        self.setFocusProxy(self.choose_button)

    def show_error(self, words: str) -> None:
        """The file couldn't be read; another can be chosen."""
        self.about.hide()
        self.drop.show_error(words)

    def clear(self) -> None:
        """No file is chosen."""
        self.about.hide()
        self.drop.clear()

    def show_file(self, read: ReadTable, kind: Kind | None, remembered: bool) -> None:
        """A file has been read: how, and what it seems to be."""
        columns = sum(bool(heading.strip()) for heading in read.headers)
        notes = " ".join(read.notes)
        words = f"{counted(len(read.rows), 'row')} under {counted(columns, 'heading')}. {notes}".strip()
        self.drop.show_file(read.file_name, words)
        self.sheets.clear()
        for sheet in read.sheets:
            self.sheets.addItem(sheet, sheet)
        self.sheets.setCurrentIndex(self.sheets.findData(read.sheet))
        self._sheet_line.setVisible(len(read.sheets) > 1)
        self.kinds.setCurrentIndex(max(0, self.kinds.findData(kind.name if kind else NOT_CHOSEN)))
        if kind is None:
            told = "The headings don't say what kind of table this is. Choose it."
        elif remembered:
            told = "You have imported a file with these headings before; what you said then is filled in."
        else:
            told = "Told by its headings. Change it if that is wrong."
        self.told_label.setText(told)
        self.about.show()

    def _sheet_activated(self, at: int) -> None:
        self.sheet_chosen.emit(str(self.sheets.itemData(at)))

    def _kind_activated(self, at: int) -> None:
        self.kind_chosen.emit(str(self.kinds.itemData(at)))


_NO_HEADING = "(no heading)"


@dataclass(frozen=True)
class _ColumnRow:
    id: str
    heading: str
    samples: str
    meaning: str


class ColumnsStep(QWidget):
    """Step 2. `meanings_asked({heading: meaning})` when a column is said to mean something else."""

    meanings_asked = Signal(dict)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(SPACE_2)
        self.intro = label("", "body")
        self.problems_label = label("", "error")
        self._layout.addWidget(self.intro)
        self._layout.addWidget(self.problems_label)
        self.table: DataTable | None = None
        self._kind = ""

    def show_columns(self, kind: Kind, columns: Sequence[FileColumn], problems: Sequence[Problem]) -> None:
        """Show what each column is taken for, and what that lacks."""
        if self.table is None or self._kind != kind.name:
            self._make_table(kind)
        assert self.table is not None
        self.intro.setText(
            f"{kind.title.capitalize()}: what each column is taken for. Enter or F2 opens the choice."
        )
        self.table.set_rows(
            [
                _ColumnRow(
                    str(column.position),
                    column.heading or _NO_HEADING,
                    "   ".join(column.samples),
                    column.meaning,
                )
                for column in columns
            ]
        )
        against = [problem.text for problem in problems if problem.severity == "refuse"]
        self.problems_label.setText("\n".join(against))
        self.problems_label.setVisible(bool(against))

    def _make_table(self, kind: Kind) -> None:
        self._kind = kind.name
        if self.table is not None:
            self._layout.removeWidget(self.table)
            self.table.hide()
            self.table.deleteLater()
        self.table = DataTable(
            [
                Column("heading", "Heading in the file", width=300),
                Column("samples", "First values"),
                Column(
                    "meaning",
                    "Is taken for",
                    "choice",
                    editable=True,
                    required=True,
                    choices=column_choices(kind),
                    width=260,
                    help="Enter or F2 to choose",
                ),
            ],
            "Columns of the file",
            tools=False,
        )
        self.table.edits_requested.connect(self._edited)
        self._layout.addWidget(self.table, 1)
        self.setFocusProxy(self.table)
        # At once, not with the next turn of events: the keyboard may be given to it now.
        self.table.show()

    def refuse(self, why: str) -> None:
        """Say above the table why a column can't be taken for what was chosen."""
        assert self.table is not None
        self.table.say(why)

    def _edited(self, edits: list[Edit]) -> None:
        assert self.table is not None
        headings = {row.id: row.heading for row in self.table.rows()}
        if any(headings[edit.row_id] == _NO_HEADING for edit in edits):
            self.refuse(
                "A column without a heading is left out. Give it one in the file, and choose it again."
            )
            return
        self.meanings_asked.emit({headings[edit.row_id]: str(edit.value or "") for edit in edits})


def _period_typed(text: str) -> str | None:
    """A typed period in its plain form; ValueError in words for anything else."""
    try:
        return str(Period.parse(text)) if text.strip() else None
    except UserFixable as error:
        raise ValueError(str(error)) from error


def _period_words(value: Any) -> str:
    return str(value or "")


class MeaningStep(QWidget):
    """Step 3. `form` holds what is answered; which questions there are depends on the kind."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(SPACE_3)
        self.intro = label("", "body")
        self._layout.addWidget(self.intro)
        self.form: PropertyForm | None = None
        self._area: ScrollingPage | None = None

    def ask(self, kind: Kind, stated: Unit | None, answers: dict[str, Any]) -> None:
        """Ask what matters for this kind; `stated` is the unit that the headings say."""
        if self._area is not None:
            self._layout.removeWidget(self._area)
            self._area.hide()
            self._area.deleteLater()
        self.intro.setText("A figure without its period and unit means nothing, so these are asked for.")
        self.form = PropertyForm(_fields(kind, stated), columns=2)
        self.form.setMaximumWidth(apply.current().sizes.px(_FORM_WIDTH))
        self.form.set_values(answers)
        self._area = ScrollingPage(self.form)
        self._layout.addWidget(self._area, 1)
        self.setFocusProxy(self.form)
        self._area.show()


def _fields(kind: Kind, stated: Unit | None) -> list[Field]:
    """The questions of a kind. A choice starts blank: what nobody chose must not look chosen."""
    fields = [
        Field(
            "period",
            "Period",
            required=True,
            help="2020/21 for a year, 2020/21-H1 for a half, -Q3 for a quarter, 2022/23-M10 for a month",
            parse=_period_typed,
            format=_period_words,
        )
    ]
    if kind.about_one_line:
        fields.append(
            Field(
                "service_line",
                "Service line this page is about",
                required=True,
                help="As the budget book names it",
            )
        )
    if kind.has_money:
        said = (
            f"The headings say {stated.label}."
            if stated
            else "The headings don't say. A slip here is a factor of a thousand."
        )
        fields += [
            Field(
                "unit",
                "Unit of its money",
                "choice",
                choices=[(unit.value, words) for unit, words in UNIT_WORDS.items()],
                help=said,
            ),
            Field(
                "price_base",
                "Prices",
                "choice",
                choices=[(base.value, base.value.capitalize()) for base in PriceBase],
                help="Amounts at different prices don't compare",
            ),
            Field(
                "recurrent",
                "Does the money come again every year?",
                "choice",
                choices=[(each.value, each.value.capitalize()) for each in Recurrence],
            ),
            Field(
                "sign_rule",
                "What a minus means",
                "choice",
                required=True,
                choices=[(rule.value, rule.value.capitalize()) for rule in SignRule],
                help="Figures are kept as printed whichever it is",
            ),
        ]
    fields.append(Field("source", "Source", help="Document, sheet and date, for whoever asks later"))
    return fields
