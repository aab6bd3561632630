"""A file as it was read, or as it is kept, with the cells ringed that a check has something to say of."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from stewardship_desktop.domain.budget.headers import read_heading
from stewardship_desktop.domain.budget.report import CheckReport
from stewardship_desktop.domain.budget.table import ImportTable, ReadTable, RowType
from stewardship_desktop.ui.widgets import Column, DataTable, EmptyState

_ROW_WORDS = {
    RowType.LINE: "",
    RowType.SUBTOTAL: "subtotal",
    RowType.TOTAL: "total",
    RowType.BALANCE: "balance",
    RowType.PERCENT: "per cent",
}


_WIDTHS = {"row_type": 110, "organisation_type": 110, "source": 160, "line_no": 64}
_AT_FIRST_HIDDEN = ("source", "organisation_type")


@dataclass(frozen=True)
class SheetColumn:
    """A column of a sheet: `key` is the canonical column, or its position where it has none."""

    key: str
    title: str
    figures: bool


@dataclass(frozen=True)
class SheetRow:
    """A row as texts by column key."""

    row_no: int
    cells: Mapping[str, str]

    @property
    def id(self) -> str:
        """The row number as a table wants its ids."""
        return str(self.row_no)


@dataclass(frozen=True)
class Sheet:
    """Texts of a file under its headings."""

    columns: tuple[SheetColumn, ...]
    rows: tuple[SheetRow, ...]


def sheet_of_file(read: ReadTable, table: ImportTable) -> Sheet:
    """The file's own headings and texts, left-out columns included."""
    measures = {measure.name for measure in table.measures}
    keys = [table.columns.get(heading) or f"#{at}" for at, heading in enumerate(read.headers)]
    keys = [key if keys.index(key) == at else f"#{at}" for at, key in enumerate(keys)]
    columns = [
        SheetColumn(key, heading or f"(column {at + 1})", key in measures)
        for at, (key, heading) in enumerate(zip(keys, read.headers, strict=True))
    ]
    # The column that names the rows stays in sight when the rest is scrolled, so it comes first.
    columns.sort(key=lambda column: column.key != table.kind.label.name)
    return Sheet(
        tuple(columns),
        tuple(
            SheetRow(row.row_no, dict(zip(keys, (cell.strip() for cell in row.cells), strict=True)))
            for row in read.rows
        ),
    )


def sheet_of_table(table: ImportTable) -> Sheet:
    """A kept file: its row names, further texts that it has, its figures as printed."""
    headings = {name: heading for heading, name in table.columns.items()}
    texts = [
        name
        for name in ("organisation", "organisation_type", "place", "category")
        if name != table.kind.label.name
        and any(getattr(row, name) and getattr(row, name) != row.label for row in table.rows)
    ]
    label_key = table.kind.label.name
    columns = [SheetColumn(label_key, headings.get(label_key, label_key), figures=False)]
    columns += [SheetColumn(name, headings.get(name, name), figures=False) for name in texts]
    columns += [SheetColumn(m.name, m.heading, figures=True) for m in table.measures]
    columns.append(SheetColumn("row_type", "row", figures=False))
    return Sheet(
        tuple(columns),
        tuple(
            SheetRow(
                row.row_no,
                {
                    label_key: row.label,
                    **{name: getattr(row, name) for name in texts},
                    **{name: cell.text for name, cell in row.cells.items()},
                    "row_type": _ROW_WORDS[row.row_type],
                },
            )
            for row in table.rows
        ),
    )


def rings_of(report: CheckReport) -> dict[tuple[int, str], tuple[str, str]]:
    """For each cell that raised something its colour token and the words, what is worst on top."""
    found: dict[tuple[int, str], tuple[str, str]] = {}
    for problem in report.problems:
        if problem.severity == "warn" and problem.row_no is not None and problem.measure is not None:
            found[(problem.row_no, problem.measure)] = ("warn", problem.text)
    for result, token in (("rounding", "warn"), ("mismatch", "bad")):
        for check in report.checks:
            if check.result == result:
                words = f"{result.capitalize()}: {check.check}. {check.likely_cause}".strip()
                for cell in check.cells[:1] if result == "rounding" else check.cells:
                    found[cell] = (token, words)
    for problem in report.problems:
        if problem.severity == "refuse" and problem.row_no is not None and problem.measure is not None:
            found[(problem.row_no, problem.measure)] = ("bad", problem.text)
    return found


class CheckedSheet(QWidget):
    """`show_sheet(sheet, rings)`, `go_to(row_no, key)`; `row_chosen(row_no)` when another row is chosen.

    With `most_rows` it is as high as its rows, for a page that scrolls.
    """

    row_chosen = Signal(int)

    def __init__(self, name: str, *, most_rows: int = 0, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name, self._most_rows = name, most_rows
        self._rings: Mapping[tuple[int, str], tuple[str, str]] = {}
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self.table: DataTable | None = None

    def show_sheet(self, sheet: Sheet, rings: Mapping[tuple[int, str], tuple[str, str]]) -> None:
        """Show this sheet in place of the one before; its columns make the table, so it is made anew."""
        self._rings = rings
        if self.table is not None:
            self._layout.removeWidget(self.table)
            self.table.hide()
            self.table.deleteLater()
        self.table = DataTable(
            [
                *_columns(sheet.columns[:1]),
                Column("row_no", "Row", "integer", width=56, help="The row of the file"),
                *_columns(sheet.columns[1:]),
            ],
            self._name,
            empty=EmptyState("The file has no rows", "Nothing stands below its headings."),
            rings=self._ring,
            tools=not self._most_rows,
        )
        self._layout.addWidget(self.table)
        self.setFocusProxy(self.table)
        self.table.set_rows(sheet.rows)
        self.table.selection_changed.connect(self._chosen)
        if self._most_rows:
            self.table.fit_height(self._most_rows)

    def go_to(self, row_no: int, key: str) -> None:
        """Make a cell the current one and bring it into sight."""
        if self.table is not None:
            self.table.set_filter("")
            self.table.select(str(row_no), key)

    def _ring(self, row: SheetRow, key: str) -> tuple[str, str] | None:
        return self._rings.get((row.row_no, key))

    def _chosen(self, ids: list[str]) -> None:
        if ids:
            self.row_chosen.emit(int(ids[0]))


def _columns(columns: Sequence[SheetColumn]) -> Iterator[Column]:
    """Table columns: headings without their unit, with spaces to break at; the exact one is the help."""
    for column in columns:
        # The unit stands in the page's head; beside every heading it only makes columns wide.
        said = read_heading(column.title).plain if column.figures else column.title
        words = said.replace("_", " ") or column.title
        longest = max((len(word) for word in words.split()), default=0)
        narrow = 9 * longest + 30
        yield Column(
            column.key,
            words,
            align="right" if column.figures else "",
            width=max(64, min(120, narrow)) if column.figures else _WIDTHS.get(column.key),
            value=_reader(column.key),
            help=column.title,
            hidden=column.key in _AT_FIRST_HIDDEN,
        )


def _reader(key: str) -> Callable[[SheetRow], str]:
    """What a column reads of a row."""
    return lambda row: row.cells.get(key, "")
