"""Which slide a `Showing` is, and the line at the foot of every slide."""

from __future__ import annotations

from stewardship_desktop.domain.star.reckoning import Reckoning
from stewardship_desktop.domain.star.session import Measure
from stewardship_desktop.ui.workshop.agenda import STEPS
from stewardship_desktop.ui.workshop.showing import Showing, What
from stewardship_desktop.ui.workshop.slides import plan, room, scores
from stewardship_desktop.ui.workshop.slides.slide import Slide


def slide_of(showing: Showing, reckoning: Reckoning) -> Slide:
    """The slide for a showing, of the records as they stand."""
    records = reckoning.records
    match showing.what:
        case What.PURPOSE:
            return room.purpose(records)
        case What.OPTIONS:
            return room.options(showing, records)
        case What.PEOPLE:
            return room.figures(showing, records, Measure.PEOPLE)
        case What.COST:
            return room.figures(showing, records, Measure.COST)
        case What.SCORING:
            return room.scoring(showing, records)
        case What.REVEAL:
            return scores.reveal(showing, records)
        case What.SPLITS:
            return scores.splits(showing, records)
        case What.BEFORE_AND_AFTER:
            return scores.before_and_after(showing, records)
        case What.TRIANGLES:
            return plan.triangles(showing, reckoning)
        case What.FRONTIER:
            return plan.frontier(reckoning)
        case What.BALANCE:
            return plan.balance(showing, reckoning)
        case What.DECISION:
            return plan.decision(showing, reckoning)


def step_words(step: int) -> str:
    """ "4 of 8: Score alone"."""
    return f"{step + 1} of {len(STEPS)}: {STEPS[step].title}"
