"""An option scored against each criterion, 0 to 10, the words of the band in sight. It adds up nothing."""

from __future__ import annotations

from decimal import Decimal

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from stewardship_desktop.application.commands import criteria as commands
from stewardship_desktop.domain.criteria_set import Criterion, CriterionScore
from stewardship_desktop.domain.star.reckoning import Reckoning
from stewardship_desktop.domain.weighted_criteria import HIGHEST_SCORE, band_of, band_words
from stewardship_desktop.ui.page import RoomContext
from stewardship_desktop.ui.star.number_slider import NumberSlider
from stewardship_desktop.ui.theme.tokens import SPACE_1, SPACE_2, SPACE_4
from stewardship_desktop.ui.widgets import Card, button, label

NOT_YET = "\N{EN DASH}"
"""In a score's box while nobody has scored: nought would be a score."""


class ScoreRow(QWidget):
    """One criterion: slider, box, what the band means, why. -> `scored(score or None)`, `said(reason)`."""

    scored = Signal(object)
    said = Signal(str)

    def __init__(self, criterion: Criterion, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.criterion = criterion
        self._score: Decimal | None = None
        head = label(f"{criterion.name} ({criterion.weight.normalize():f}%)", "label")
        head.setToolTip(criterion.detail)
        self.slider = NumberSlider(
            criterion.name, Decimal(0), Decimal(HIGHEST_SCORE), Decimal(1), unit="of 10"
        )
        self.slider.moved.connect(self._moved)
        self.slider.settled.connect(self._settled)
        self.zero_button = button("Score it 0", "quiet", clicked=self._score_nought)
        self.clear_button = button("Clear", "quiet", clicked=self._clear)
        self.words_label = label("", "muted")
        self.reason_box = QLineEdit()
        self.reason_box.setPlaceholderText("Why")
        self.reason_box.setAccessibleName(f"Reason for the score of {criterion.name}")
        self.reason_box.editingFinished.connect(self._reasoned)
        line = QHBoxLayout()
        line.setSpacing(SPACE_2)
        line.addWidget(self.slider, 1)
        line.addWidget(self.zero_button)
        line.addWidget(self.clear_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE_1)
        layout.addWidget(head)
        layout.addLayout(line)
        layout.addWidget(self.words_label)
        layout.addWidget(self.reason_box)

    def show_score(self, kept: CriterionScore | None) -> None:
        """Show what was scored; None for not yet."""
        self._score = None if kept is None else kept.score
        self.slider.box.setSpecialValueText(NOT_YET if kept is None else "")
        self.slider.set_value(self._score or Decimal(0))
        self.zero_button.setVisible(kept is None)
        self.clear_button.setVisible(kept is not None)
        self.reason_box.setEnabled(kept is not None)
        if not self.reason_box.hasFocus() or not self.reason_box.isModified():
            self.reason_box.setText("" if kept is None else kept.reason)
        self._say(self._score)

    def _say(self, score: Decimal | None) -> None:
        if score is None:
            bands = self.criterion
            self.words_label.setText(
                f"Not scored yet. 0: {bands.low}. 10: {bands.high}." if bands.low else "Not scored yet."
            )
            return
        self.words_label.setText(f"{band_of(score).value}: {band_words(self.criterion, score)}")

    def _moved(self, score: Decimal) -> None:
        self._say(score)

    def _settled(self, score: Decimal) -> None:
        self.scored.emit(score)

    def _score_nought(self) -> None:
        self.scored.emit(Decimal(0))

    def _clear(self) -> None:
        self.scored.emit(None)

    def _reasoned(self) -> None:
        if self.reason_box.isModified():
            self.reason_box.setModified(False)
            self.said.emit(self.reason_box.text().strip())


class ScoringCard(Card):
    """`show_session(reckoning)`, `highlight(option id)` -> `option_chosen(id)`."""

    option_chosen = Signal(str)

    def __init__(self, context: RoomContext, parent: QWidget | None = None) -> None:
        super().__init__("Score an option", parent=parent)
        self._context = context
        self._reckoning: Reckoning | None = None
        self._criteria: tuple[Criterion, ...] = ()
        self.rows: dict[str, ScoreRow] = {}
        self.option_box = QComboBox()
        self.option_box.setAccessibleName("Option to score")
        self.option_box.setMinimumContentsLength(12)
        self.option_box.activated.connect(self._chosen)
        self.next_button = button("Next option", "quiet", icon="chevron-right", clicked=self.next_option)
        head = QHBoxLayout()
        head.setContentsMargins(0, 0, 0, 0)
        head.setSpacing(SPACE_2)
        head.addWidget(self.option_box, 1)
        head.addWidget(self.next_button)
        holder = QWidget()
        holder.setLayout(head)
        self._place = QWidget()
        self._column = QVBoxLayout(self._place)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(SPACE_4)
        self.add(holder)
        self.add(self._place)

    def show_session(self, reckoning: Reckoning) -> None:
        """Show the option that was chosen, with its scores."""
        self._reckoning = reckoning
        records = reckoning.records
        self._place.setEnabled(not records.locked)
        before = self.option_box.currentData()
        self.option_box.clear()
        for option in records.active:
            self.option_box.addItem(option.name, option.id)
        self.option_box.setCurrentIndex(max(0, self.option_box.findData(before)))
        criteria = records.criteria
        if criteria != self._criteria:
            self._criteria = criteria
            self._make_rows()
        self._fill()

    def _make_rows(self) -> None:
        for old in self.rows.values():
            old.hide()
            old.deleteLater()
        self.rows.clear()
        for criterion in self._criteria:
            row = ScoreRow(criterion)
            _Keeper(row, self)
            self.rows[criterion.id] = row
            self._column.addWidget(row)

    def _fill(self) -> None:
        if self._reckoning is None:
            return
        kept = self._reckoning.records.criterion_scores.get(self.option_id, {})
        for key, row in self.rows.items():
            row.show_score(kept.get(key))

    @property
    def option_id(self) -> str:
        """The option that is scored, "" where there is none."""
        return str(self.option_box.currentData() or "")

    def highlight(self, option_id: str) -> None:
        """Show the option that was chosen elsewhere."""
        at = self.option_box.findData(option_id)
        if at >= 0 and at != self.option_box.currentIndex():
            self.option_box.setCurrentIndex(at)
            self._fill()

    def next_option(self) -> None:
        """Go on to the next option, from the last one to the first."""
        if self.option_box.count():
            self.option_box.setCurrentIndex((self.option_box.currentIndex() + 1) % self.option_box.count())
            self._chosen()

    def _chosen(self) -> None:
        self._fill()
        self.option_chosen.emit(self.option_id)

    def keep(self, criterion_id: str, values: dict[str, object]) -> None:
        """Keep the score, or the reason, of the option on show."""
        if self._reckoning is not None and self.option_id:
            session_id = self._reckoning.records.session.id
            self._context.bridge.act(commands.set_score, session_id, self.option_id, criterion_id, values)


class _Keeper(QObject):
    """Knows which criterion a row is about when it tells of a score."""

    def __init__(self, row: ScoreRow, card: ScoringCard) -> None:
        super().__init__(row)
        self._row, self._card = row, card
        row.scored.connect(self._scored)
        row.said.connect(self._said)

    def _scored(self, score: Decimal | None) -> None:
        self._card.keep(self._row.criterion.id, {"score": score})

    def _said(self, reason: str) -> None:
        self._card.keep(self._row.criterion.id, {"reason": reason})
