"""What would change an answer most easily: flips that come to the same, together, the likeliest first.

It finds no flip itself and judges no range but a figure's own.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from stewardship_desktop.domain.star.estimate import MEASURES, Estimates, span
from stewardship_desktop.domain.star.flip_words import flip_words, within_range
from stewardship_desktop.domain.star.flips import Altered, Flip, easiest_first
from stewardship_desktop.domain.star.option import Option
from stewardship_desktop.domain.star.wording import counted

WHAT = {
    Altered.ORDER: "the order",
    Altered.FUNDED: "what the order funds",
    Altered.BEST_SET: "the best plan",
}


@dataclass(frozen=True, kw_only=True)
class Call:
    """One other answer: its easiest flip, how many more come to the same, and whether it may well happen.

    `inside`: some flip to it lies within its figure's own range; `flip` is then the easiest of those.
    """

    flip: Flip
    others: int
    inside: bool


def closest_calls(
    flips: Iterable[Flip], options: Sequence[Option], estimates: Estimates, altered: Altered
) -> tuple[Call, ...]:
    """A call for each other answer that one figure alone can bring: within ranges first, then by size."""
    by_id = {one.id: one for one in options}
    groups: dict[tuple[str, ...] | None, list[Flip]] = {}
    for one in easiest_first(flip for flip in flips if flip.altered is altered):
        groups.setdefault(one.after, []).append(one)
    calls = []
    for same in groups.values():
        inside = [one for one in same if within_range(one, by_id[one.option_id], estimates)]
        calls.append(Call(flip=(inside or same)[0], others=len(same) - 1, inside=bool(inside)))
    return tuple(sorted(calls, key=lambda call: (not call.inside, call.flip.change)))


def call_words(call: Call, options: Sequence[Option]) -> str:
    """The sentence of its easiest flip, and how many other figures come to the same."""
    words = flip_words(call.flip, options)
    if call.others:
        words += f" {counted(call.others, 'other change')} of one figure would do the same."
    return words


def call_verdict(
    calls: Sequence[Call], options: Sequence[Option], estimates: Estimates, altered: Altered
) -> str:
    """Whether the answer holds, in one or two sentences."""
    what = WHAT[altered]
    if not calls:
        return f"No: whatever any one figure is, {what} stays."
    least = percent_of(min(call.flip.change for call in calls if call.inside or not calls[0].inside))
    if calls[0].inside:
        return f"Yes: within the ranges given, {what} can change. {least} off in one figure is enough."
    if any(span(one, measure, estimates) for one in options for measure in MEASURES):
        return f"Not within the ranges given. One figure would have to be {least} off to change {what}."
    return f"No figure has a range yet. One that is {least} off would change {what}."


def percent_of(change: Fraction) -> str:
    """The size of a change beside today's value: "3%", "under 1%"."""
    whole = round(change * 100)
    return "under 1%" if whole < 1 else f"{whole:,}%"
