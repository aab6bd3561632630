"""Ranks and funding when figures are drawn from their ranges: how often, and by which seed."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from stewardship_desktop.application.commands import star
from stewardship_desktop.application.star_sensitivity import Drawn, draw, inputs_of
from stewardship_desktop.domain.star.draws import FUNDED_DRAWS, RANK_DRAWS, Core, FundedDraws, RankDraws
from stewardship_desktop.domain.star.reckoning import Reckoning
from stewardship_desktop.ui.page import RoomContext
from stewardship_desktop.ui.star.panel_job import PanelJob
from stewardship_desktop.ui.theme.tokens import SPACE_2
from stewardship_desktop.ui.widgets import Card, Column, DataTable, EmptyState, button, label
from stewardship_desktop.ui.widgets.illustrative import IllustrativeMark
from stewardship_desktop.ui.widgets.words import show_if

CHIPS = {
    Core.CORE: ("core", "good"),
    Core.BORDERLINE: ("borderline", "warn"),
    Core.EXTERIOR: ("exterior", "neutral"),
}
RANKS_SAID = 3
MOST_ROWS = 60


@dataclass(frozen=True)
class DrawnRow:
    """An option, how often it takes each rank, and how often it is in the best plan."""

    id: str
    name: str
    ranks: str
    core: Core | None
    index: str


class DrawsCard(Card):
    """`show_session(reckoning)`, `highlight(option id)` -> `option_chosen(id)`."""

    option_chosen = Signal(str)

    def __init__(self, context: RoomContext, parent: QWidget | None = None) -> None:
        super().__init__(
            "How sure is a rank?",
            caption=f"Each figure with a range is drawn from low to high, most often near its best: "
            f"{RANK_DRAWS:,} times for the order, {FUNDED_DRAWS} times for the best plan.",
            parent=parent,
        )
        self._context = context
        self._reckoning: Reckoning | None = None
        self._drawn_for: object = None
        self._quiet = False
        self.seed_label = label("")
        self.draw_button = button("Draw", clicked=self.draw)
        self.again_button = button("Draw again with another seed", "quiet", clicked=self.draw_anew)
        acts = QHBoxLayout()
        acts.setContentsMargins(0, 0, 0, 0)
        acts.setSpacing(SPACE_2)
        acts.addWidget(self.draw_button)
        acts.addWidget(self.again_button)
        acts.addStretch(1)
        row = QWidget()
        row.setLayout(acts)
        self.job = PanelJob(context, "Stop drawing")
        self.job.finished.connect(self._show)
        self.job.halted.connect(self._stopped)
        self.table = DataTable(
            [
                Column("name", "Option", wrap=True, width=120),
                Column("ranks", "Ranks it takes, first to last", wrap=True, width=150),
                Column("core", "Best plan", "chip", width=110, chip=CHIPS.__getitem__),
                Column("index", "Funded", align="right", width=64),
            ],
            "Ranks and funding by draws",
            tools=False,
            empty=EmptyState("Nothing drawn yet", "Core: in the best plan in every draw. Exterior: in none."),
        )
        self.table.fit_height(MOST_ROWS)
        self.table.selection_changed.connect(self._selected)
        self.mark = IllustrativeMark()
        self.add_action(self.mark)
        for part in (self.seed_label, row, self.job, self.table):
            self.add(part)

    def show_session(self, reckoning: Reckoning) -> None:
        """Show the seed; what was drawn for other figures is taken away."""
        self._reckoning = reckoning
        wanted = (inputs_of(reckoning), reckoning.records.session.seed)
        self.again_button.setEnabled(not reckoning.records.locked)
        show_if(self.mark, reckoning.records.session.illustrative)
        if wanted != self._drawn_for:
            before, self._drawn_for = self._drawn_for, wanted
            had = bool(self.table.rows()) or self.job.is_running
            self.job.halt()
            self.table.set_rows(())
            self._say_seed()
            if had and isinstance(before, tuple) and before[0] == wanted[0]:
                self.draw()

    def _say_seed(self) -> None:
        assert self._reckoning is not None
        seed = self._reckoning.records.session.seed
        self.seed_label.setText(f"Seed {seed}: the same seed gives the same draws on every computer.")

    def draw(self) -> None:
        """Draw by the session's seed."""
        if self._reckoning is not None:
            self.draw_button.setEnabled(False)
            self.job.run("Drawing the figures", partial(draw, self._reckoning))

    def draw_anew(self) -> None:
        """Give the session the next seed and draw by it."""
        if self._reckoning is None:
            return
        session = self._reckoning.records.session
        self._context.bridge.act(
            star.edit_session, session.id, {"seed": session.seed + 1}, then=self._seed_is_set
        )

    def _seed_is_set(self, _result: object) -> None:
        if not self.job.is_running and not self.table.rows():
            self.draw()

    def _stopped(self) -> None:
        self.draw_button.setEnabled(True)

    def _show(self, drawn: Drawn | None) -> None:
        self.draw_button.setEnabled(True)
        if drawn is None or self._reckoning is None:
            return
        names = {key: option.name for key, option in self._reckoning.options.items()}
        order = {place.option.id: place.rank for place in self._reckoning.order}
        rows = [
            _row(key, names[key], drawn.ranks, drawn.funded) for key in drawn.ranks.counts if key in names
        ]
        rows.sort(key=lambda row: (order.get(row.id, len(order) + 1), row.name))
        self._quiet = True
        self.table.set_rows(rows)
        self._quiet = False
        if drawn.funded is not None and drawn.funded.infeasible:
            self.seed_label.setText(
                f"Seed {drawn.ranks.seed}. In {drawn.funded.infeasible} of {drawn.funded.done} draws nothing "
                "fits the budget and the rules; they count for no option."
            )

    def highlight(self, option_id: str) -> None:
        """Select the option that was chosen elsewhere."""
        if self.table.selected_ids() != [option_id]:
            self._quiet = True
            self.table.select(option_id)
            self._quiet = False

    def _selected(self, ids: list[str]) -> None:
        if len(ids) == 1 and not self._quiet:
            self.option_chosen.emit(ids[0])


def _row(option_id: str, name: str, ranks: RankDraws, funded: FundedDraws | None) -> DrawnRow:
    count = len(ranks.counts[option_id])
    shares = [ranks.share(option_id, rank) for rank in range(1, count + 1)]
    often = sorted(range(count), key=lambda at: (-shares[at], at))[:RANKS_SAID]
    said = [f"{ordinal(at + 1)} {percent(shares[at])}" for at in sorted(often) if shares[at]]
    without = ranks.without_place(option_id)
    if without:
        said.append(f"no place {percent(without)}")
    index = None if funded is None else funded.core_index(option_id)
    return DrawnRow(
        id=option_id,
        name=name,
        ranks=", ".join(said),
        core=None if funded is None else funded.core(option_id),
        index="" if index is None else percent(index),
    )


def ordinal(place: int) -> str:
    """ "1st", "2nd", "11th"."""
    ending = "th" if 10 < place % 100 < 14 else {1: "st", 2: "nd", 3: "rd"}.get(place % 10, "th")
    return f"{place}{ending}"


def percent(share: Fraction) -> str:
    """ "62%"; "under 1%" and "over 99%" where rounding would say never or always."""
    if 0 < share < Fraction(1, 100):
        return "under 1%"
    if Fraction(99, 100) < share < 1:
        return "over 99%"
    return f"{round(share * 100)}%"
