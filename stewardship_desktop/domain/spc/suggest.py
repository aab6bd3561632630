"""Where limits might start again, with the evidence. It only suggests: a person decides, and says why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from stewardship_desktop.domain.spc.engine import Analysis
from stewardship_desktop.domain.spc.outcome import Rule
from stewardship_desktop.domain.spc.words import Show, When, month_words


@dataclass(frozen=True, kw_only=True)
class Suggestion:
    """A level that changed and stayed changed. `mean_before` and `mean_since` are in the values' unit.

    `points`: how many points in a row lie on one side of the old mean, up to the last one observed.
    """

    start: date
    points: int
    mean_before: float
    mean_since: float

    def sentence(self, show: Show, when: When = month_words) -> str:
        """What happened and what could be done, for the person who decides."""
        side = "above" if self.mean_since > self.mean_before else "below"
        return (
            f"The last {self.points} points, since {when(self.start)}, all lie {side} the mean of "
            f"{show(self.mean_before)}; their own mean is {show(self.mean_since)}. If you know what changed, "
            f"start new limits in {when(self.start)} and say why."
        )


def suggested_rebase(analysis: Analysis) -> Suggestion | None:
    """A start for new limits where a shift has lasted; None where there is none.

    A shift needs a run (7 points, or the profile's length) to be seen. It counts as lasting when it has
    gone on for as many points again, up to the last observed value: then the new stretch also has more than
    the 13 points of firm limits (12 by runs of 6). Not suggested where the stretch would begin with it.
    """
    last, current = analysis.last, analysis.current
    if last is None or current is None or current.mean is None:
        return None
    rule = analysis.hits[last] & (Rule.SHIFT_ABOVE | Rule.SHIFT_BELOW)
    if not rule:
        return None
    first = last
    while first > current.first and analysis.hits[first - 1] & rule:
        first -= 1
    points = last - first + 1
    if points < 2 * analysis.options.profile.run_length or first == current.first:
        return None
    since = [value for value in analysis.values[first : last + 1] if value is not None]
    return Suggestion(
        start=analysis.dates[first],
        points=points,
        mean_before=current.mean,
        mean_since=sum(since) / len(since),
    )
