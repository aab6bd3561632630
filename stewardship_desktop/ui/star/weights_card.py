"""The weights of a session's criteria: typed, or from swings. Nothing is kept until they sum to 100."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from PySide6.QtWidgets import QComboBox, QGridLayout, QWidget

from stewardship_desktop.application.commands import criteria as commands
from stewardship_desktop.domain.criteria_set import Criterion
from stewardship_desktop.domain.errors import UserFixable
from stewardship_desktop.domain.star.reckoning import Reckoning
from stewardship_desktop.domain.weighted_criteria import WHOLE, in_tenths, swing_weights
from stewardship_desktop.ui.page import RoomContext
from stewardship_desktop.ui.star.number_slider import NumberSlider
from stewardship_desktop.ui.theme.tokens import SPACE_2, SPACE_3
from stewardship_desktop.ui.widgets import Card, button, label

TENTH = Decimal("0.1")
WAYS = ("By swings: which step from worst to best is worth most?", "By per cents that sum to 100")
ABOUT_SWINGS = (
    "Think of each criterion going from its worst to its best. Give the step that is worth most 100 points, "
    "and each other what it is worth beside that."
)
ABOUT = (ABOUT_SWINGS, "Give each criterion its share of 100.")


class WeightsCard(Card):
    """`show_session(reckoning)`. What is moved is a draft until "Use these weights"."""

    def __init__(self, context: RoomContext, parent: QWidget | None = None) -> None:
        super().__init__("Weights", parent=parent)
        self._context = context
        self._session_id = ""
        self._shown: tuple[tuple[str, str, Decimal], ...] = ()
        self.way_box = QComboBox()
        self.way_box.setAccessibleName("How the weights are found")
        self.way_box.addItems(WAYS)
        self.way_box.setCurrentIndex(1)
        self.way_box.currentIndexChanged.connect(self._begin)
        self.about_label = label("", "caption")
        self.sliders: dict[str, NumberSlider] = {}
        self.weight_labels: dict[str, QWidget] = {}
        self._rows = QWidget()
        self._grid = QGridLayout(self._rows)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(SPACE_3)
        self._grid.setVerticalSpacing(SPACE_2)
        self._grid.setColumnStretch(1, 1)
        self.sum_label = label("")
        self.use_button = button("Use these weights", clicked=self.use)
        for part in (self.way_box, self.about_label, self._rows, self.sum_label, self.use_button):
            self.add(part)

    def show_session(self, reckoning: Reckoning) -> None:
        """Show the weights; a draft stays unless criteria or weights changed."""
        records = reckoning.records
        self._session_id = records.session.id
        self.setEnabled(not records.locked)
        shown = tuple((each.id, each.name, each.weight) for each in records.criteria)
        if shown != self._shown:
            self._shown = shown
            self._make_rows(records.criteria)
            self._begin()

    def _make_rows(self, criteria: Sequence[Criterion]) -> None:
        while (item := self._grid.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        self.sliders.clear()
        self.weight_labels.clear()
        for at, each in enumerate(criteria):
            slider = NumberSlider(each.name, Decimal(0), Decimal(WHOLE), Decimal(1), places=1)
            slider.moved.connect(self._say)
            weight = label("", wrap=False)
            self.sliders[each.id] = slider
            self.weight_labels[each.id] = weight
            self._grid.addWidget(label(each.name, "label"), 2 * at, 0, 1, 3)
            self._grid.addWidget(slider, 2 * at + 1, 0, 1, 2)
            self._grid.addWidget(weight, 2 * at + 1, 2)

    @property
    def by_swings(self) -> bool:
        return self.way_box.currentIndex() == 0

    def _begin(self) -> None:
        """A draft from the weights that hold: as they are, or the largest as 100 points."""
        self.about_label.setText(ABOUT[self.way_box.currentIndex()])
        most = max((weight for _, _, weight in self._shown), default=Decimal(0))
        for key, _, weight in self._shown:
            points = (weight * WHOLE / most).quantize(Decimal(1)) if self.by_swings and most else weight
            self.sliders[key].set_value(points)
        self._say()

    def weights(self) -> dict[str, Decimal]:
        """The weights of the draft, in per cent. Raises UserFixable where no swing has 100 points."""
        values = {key: slider.value for key, slider in self.sliders.items()}
        return in_tenths(swing_weights(values)) if self.by_swings else values

    def _say(self) -> None:
        try:
            weights = self.weights()
            fault = ""
        except UserFixable as error:
            weights, fault = {}, f"{error.what} {error.remedy}".strip()
        for key, shown in self.weight_labels.items():
            words = f"{weights[key].normalize():f}%" if key in weights else ""
            shown.setText(words)  # type: ignore[attr-defined]
        total = sum(weights.values(), Decimal(0))
        if not fault and total != WHOLE:
            left = WHOLE - total
            fault = f"They sum to {total.normalize():f}%: {abs(left).normalize():f} "
            fault += "still to give." if left > 0 else "too much."
        self.sum_label.setText(fault or "They sum to 100%.")
        changed = any(weights.get(key) != weight for key, _, weight in self._shown)
        self.use_button.setEnabled(not fault and changed and bool(weights))

    def use(self) -> None:
        """Keep the weights of the draft."""
        self._context.bridge.act(commands.set_weights, self._session_id, self.weights())
