"""The answer to one question of the specification: words, a figure with what makes it one, where it is from.

A figure waits for its unit: both are written together. Everything else is saved as it is left.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from stewardship_desktop.application.commands.care_area import answer_prompt
from stewardship_desktop.domain.care_area import SpecificationAnswer
from stewardship_desktop.domain.errors import UserFixable
from stewardship_desktop.domain.partial_date import PartialDate
from stewardship_desktop.domain.specification import missing_words
from stewardship_desktop.domain.system import Confidence
from stewardship_desktop.store.queries.care_area import AnsweredPrompt
from stewardship_desktop.ui.care_area.record_table import partial_label, read_partial
from stewardship_desktop.ui.page import RoomContext
from stewardship_desktop.ui.theme.tokens import SPACE_2, SPACE_3, SPACE_4
from stewardship_desktop.ui.widgets import Field, IllustrativeMark, PropertyForm, button, label
from stewardship_desktop.ui.widgets.scrolling import ScrollingPage
from stewardship_desktop.ui.widgets.typed_text import Unreadable

NO_UNIT = "A figure needs its unit: say what is counted, for example people or £ thousand."
_CONFIDENCES = [(each, each.value.capitalize()) for each in Confidence]


class AnswerForm(QWidget):
    """`AnswerForm(context)`: `show_prompt(row, care_area_id)`; `step_asked(1 or -1)` for another question."""

    step_asked = Signal(int)

    def __init__(self, context: RoomContext) -> None:
        super().__init__()
        self._context = context
        self._row: AnsweredPrompt | None = None
        self._care_area_id = ""
        self._awaits_unit = False
        self.question_label = label("", "heading")
        self.guidance_label = label("", "caption")
        self.missing_label = label("", "muted")
        self.mark = IllustrativeMark()
        self.form = PropertyForm(
            [
                Field("answer", "Answer", "long", lines=3),
                Field("figure", "Figure", "decimal"),
                Field("unit", "Unit", help="What is counted: people, £ thousand, per cent"),
                Field("qualifier", "Exactness", help="As the source says it: about, over, under"),
                Field("period", "Period", help="What it is about: 2021/22"),
                Field(
                    "as_at", "As at", parse=read_partial, format=partial_label,
                    help="A day, or as much as is known: March 2022",
                ),
                Field("confidence", "Confidence", "choice", required=True, choices=_CONFIDENCES),
                Field("source", "Source", help="Where it can be looked up; needed for a complete answer"),
                Field("illustrative", "Invented, to show how the program works", "check"),
            ],
            columns=2,
        )  # fmt: skip
        self.form.committed.connect(self._left)
        for row in self.form.rows.values():
            row.box.installEventFilter(self)
        self.before_button = button("Question before", "quiet", icon="chevron-up", clicked=self._before)
        self.next_button = button("Next question", "secondary", icon="chevron-down", clicked=self._next)
        self.before_button.setToolTip("Alt+Up")
        self.next_button.setToolTip("Alt+Down")
        inside = QWidget()
        inside.setProperty("part", "surface")
        rows = QVBoxLayout(inside)
        rows.setContentsMargins(SPACE_4, SPACE_3, SPACE_4, SPACE_4)
        rows.setSpacing(SPACE_2)
        head = QHBoxLayout()
        head.addWidget(self.question_label, 1)
        head.addWidget(self.mark, 0, Qt.AlignmentFlag.AlignTop)
        rows.addLayout(head)
        rows.addWidget(self.guidance_label)
        rows.addWidget(self.missing_label)
        rows.addWidget(self.form)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.before_button)
        foot.addWidget(self.next_button)
        rows.addLayout(foot)
        rows.addStretch(1)
        scroll = ScrollingPage(inside, sideways=False)
        self._inside = inside
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scroll)

    @property
    def prompt_id(self) -> str:
        """The question on show; "" for none."""
        return "" if self._row is None else self._row.prompt.id

    def show_prompt(self, row: AnsweredPrompt | None, care_area_id: str) -> bool:
        """Show a question with its answer; the same question keeps what is half typed.

        Another one saves it first. False, and the old one stays, where it can't be saved as it is.
        """
        other = row is None or row.prompt.id != self.prompt_id
        if care_area_id != self._care_area_id:
            self._revert()
        elif other and self._row is not None:
            if not self._leave():
                return False
            self._revert()
        self._row, self._care_area_id = row, care_area_id
        self._inside.setVisible(row is not None)
        if row is None:
            return True
        self.question_label.setText(row.prompt.prompt)
        self.guidance_label.setText(row.prompt.guidance)
        self.guidance_label.setVisible(bool(row.prompt.guidance))
        missing = missing_words(row.answer)
        self.missing_label.setText(f"{missing}." if missing else "Complete.")
        self.mark.setVisible(row.answer is not None and row.answer.illustrative)
        self.form.set_values(_values(row.answer))
        return True

    def _leave(self) -> bool:
        """Save what is typed; False with the focus on what can't be."""
        if not self.form.commit_all():
            return False
        if self._awaits_unit:
            self.form.focus_field("unit")
            return False
        return True

    def _revert(self) -> None:
        self._awaits_unit = False
        for field in self.form.rows.values():
            field.revert()

    def begin(self) -> None:
        """Put the cursor into the answer."""
        self.form.focus_field("answer")

    def _before(self) -> None:
        self.step_asked.emit(-1)

    def _next(self) -> None:
        self.step_asked.emit(1)

    def _left(self, key: str, value: object) -> None:
        if self._row is None:
            return
        values = {key: value}
        if key in ("figure", "unit"):
            try:
                values |= {each: self.form.rows[each].typed() for each in ("figure", "unit")}
            except Unreadable:
                return
            self._awaits_unit = values["figure"] is not None and not values["unit"]
            if self._awaits_unit:
                # Kept in its box, and said where it is missing, until both can be written.
                self.form.show_error("figure", NO_UNIT)
                return
            self.form.show_error("figure", "")
        self._context.bridge.act(
            answer_prompt,
            self._care_area_id,
            self._row.prompt.id,
            _fields(values),
            otherwise=lambda error: self._refused(key, error),
        )

    def _refused(self, key: str, error: UserFixable) -> None:
        self.form.show_error(key, f"{error.what} {error.remedy}".strip())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and event.modifiers() & Qt.KeyboardModifier.AltModifier
            and event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up)
        ):
            self.step_asked.emit(1 if event.key() == Qt.Key.Key_Down else -1)
            return True
        return super().eventFilter(watched, event)


def _values(answer: SpecificationAnswer | None) -> dict[str, Any]:
    if answer is None:
        blank: dict[str, Any] = dict.fromkeys(
            ("answer", "figure", "unit", "qualifier", "period", "as_at", "source")
        )
        return {**blank, "confidence": Confidence.UNKNOWN, "illustrative": False}
    as_at = None
    if answer.as_at is not None:
        as_at = PartialDate(first=answer.as_at, words=answer.as_at_words)
    return {
        "answer": answer.answer or None,
        "figure": answer.figure,
        "unit": answer.unit or None,
        "qualifier": answer.qualifier or None,
        "period": answer.period or None,
        "as_at": as_at,
        "confidence": answer.confidence,
        "source": answer.source or None,
        "illustrative": answer.illustrative,
    }


def _fields(values: dict[str, Any]) -> dict[str, Any]:
    """What the form sends as fields of the answer."""
    made: dict[str, Any] = {}
    for key, value in values.items():
        if key == "as_at":
            made["as_at"] = None if value is None else value.first
            made["as_at_words"] = "" if value is None else value.words
        elif key == "confidence":
            made[key] = Confidence(value)
        elif key == "figure":
            made[key] = value if value is None else Decimal(value)
        else:
            made[key] = "" if value is None else value
    return made
