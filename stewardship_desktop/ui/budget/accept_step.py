"""The import's last step: what will be stored, and what there is to say about it."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from stewardship_desktop.application.prepared import Prepared
from stewardship_desktop.ui.budget.amounts import counted
from stewardship_desktop.ui.theme import apply
from stewardship_desktop.ui.theme.tokens import SPACE_4
from stewardship_desktop.ui.widgets import Card, Field, PropertyForm, label
from stewardship_desktop.ui.widgets.scrolling import ScrollingPage

_NOTES_WIDTH = 720


class AcceptStep(QWidget):
    """`stored_label` says what accepting writes, `notes_form` holds "notes"."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_4)
        self.stored_label = label("")
        column.addWidget(Card("What will be stored", self.stored_label))
        self.notes_form = PropertyForm(
            [
                Field(
                    "notes",
                    "Notes on what the checks found",
                    "long",
                    lines=4,
                    help="Who you asked, what they said, why it is taken as it is. Kept with this version.",
                )
            ]
        )
        self.notes_form.setMaximumWidth(apply.current().sizes.px(_NOTES_WIDTH))
        column.addWidget(self.notes_form)
        column.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(ScrollingPage(inside))
        self.setFocusProxy(self.notes_form)


def accept_words(prepared: Prepared) -> str:
    """What the last button accepts: "Accept 58 lines with 1 rounding"."""
    report = prepared.report
    found = [
        counted(report.count(result), word, plural)
        for result, word, plural in (
            ("mismatch", "mismatch", "mismatches"),
            ("rounding", "rounding", "roundings"),
        )
        if report.count(result)
    ]
    return f"Accept {counted(report.rows, 'line')}{' with ' if found else ''}{' and '.join(found)}"
