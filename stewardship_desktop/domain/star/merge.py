"""The exact engine: every efficient portfolio by merging the efficient parts (Nemhauser and Ullmann 1969).

Connected parts of the rules are decided option by option (`walk`), filtered and merged one after
another. A state is one whole number that holds cost, gain forgone, a tie-breaker and the use of each
row that can bind side by side, each from nought up, so that adding states adds all of them and
sorting them puts the better one first: lower cost, then more gain, then fewer members, then the
members that are first in the order of their ids. Nothing is rounded.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from stewardship_desktop.domain.star.problem import Portfolio, Problem
from stewardship_desktop.domain.star.walk import NO, Bonus, Walk, walks

WORK = 10_000_000
"""States looked at before the merge gives up (some seconds); with several rows, comparisons too."""

BATCH = 300_000


class TooLargeError(Exception):
    """The merge would look at more states than it was allowed: a solver has to do it."""


@dataclass(frozen=True)
class RowField:
    """Where the use of one row stands in a state, and the most it may be."""

    row: int
    shift: int
    mask: int
    limit: int

    def use(self, state: int) -> int:
        return state >> self.shift & self.mask


class Layout:
    """How one whole number holds a state, lowest bits first: rows, tie-breaker, gain forgone, cost."""

    def __init__(self, problem: Problem) -> None:
        items, synergies = problem.items, problem.synergies
        self.problem = problem
        self.rows: list[RowField] = []
        shift = 0
        for row, limit in enumerate(problem.limits):
            uses = [one.rows[row] for one in items]
            most = sum(map(abs, uses))
            above_least = -1 if limit is None else limit - sum(min(0, use) for use in uses)
            if limit is not None and above_least < most:
                width = max(most, 1).bit_length() + 1
                self.rows.append(RowField(row, shift, (1 << width) - 1, above_least))
                shift += width + 1
        self.row_mask = (1 << shift) - 1
        self.guards = sum(1 << one.shift + one.mask.bit_length() for one in self.rows)
        self.count = len(items)
        self.tie_shift = shift
        self.gain_shift = shift + self.count + self.count.bit_length() + 1
        gains = [one.gain for one in items] + [one.gain for one in synergies]
        self.cost_shift = self.gain_shift + sum(map(abs, gains)).bit_length() + 1
        self.gain_mask = (1 << self.cost_shift) - (1 << self.gain_shift)
        self.most_gain = sum(one for one in gains if one > 0)
        self.least_cost = sum(min(one.cost, one.cost_not_done) for one in items)
        self.least_cost += sum(min(0, one.cost) for one in synergies)

    def _key(self, cost: int, gain: int, tie: int = 0) -> int:
        return (cost << self.cost_shift) - (gain << self.gain_shift) + (tie << self.tie_shift)

    def left(self, place: int) -> int:
        """What leaving an option out adds to a state."""
        item = self.problem.items[place]
        used = sum(-min(0, item.rows[one.row]) << one.shift for one in self.rows)
        return self._key(item.cost_not_done - min(item.cost, item.cost_not_done), 0) + used

    def taken(self, place: int) -> int:
        """What taking an option adds; sums of the ties put fewer members first, then the first ids."""
        item = self.problem.items[place]
        used = sum(max(0, item.rows[one.row]) << one.shift for one in self.rows)
        tie = (1 << self.count) - (1 << (self.count - 1 - place))
        return self._key(item.cost - min(item.cost, item.cost_not_done), item.gain, tie) + used

    def earned(self, number: int) -> int:
        """What earning a synergy adds."""
        return self._key(self.problem.synergies[number].cost, self.problem.synergies[number].gain)

    def start(self, walk: Walk) -> int:
        """The state of a part where nothing is decided: all that it could gain is forgone."""
        earns = {watch.earns for step in walk.steps for watch in step.watches if watch.earns >= 0}
        bonuses = [self.problem.synergies[number] for number in earns]
        forgone = sum(max(0, self.problem.items[step.item].gain) for step in walk.steps)
        forgone += sum(max(0, one.gain) for one in bonuses)
        return self._key(sum(max(0, -one.cost) for one in bonuses), -forgone)

    def above(self, cost: int) -> int:
        """The smallest state that costs more than a scaled cost."""
        return (cost - self.least_cost + 1) << self.cost_shift

    def cost(self, state: int) -> int:
        return (state >> self.cost_shift) + self.least_cost

    def gain(self, state: int) -> int:
        return self.most_gain - ((state & self.gain_mask) >> self.gain_shift)

    def portfolio(self, state: int) -> Portfolio:
        """What a complete state stands for."""
        mask = -(state >> self.tie_shift) & ((1 << self.count) - 1)
        top = self.count - 1
        members = tuple(item.id for place, item in enumerate(self.problem.items) if mask >> (top - place) & 1)
        return Portfolio(members, self.cost(state), self.gain(state))


class Merge:
    """The efficient states of the connected parts of a problem, and their merges.

    `ceiling`: scaled cost above which nothing is kept (None: no limit). A list of states is always
    efficient and cheapest first; an empty one means that the rules and limits can't be met. Every
    method that returns one raises TooLargeError when `work` is used up.
    """

    def __init__(self, problem: Problem, *, ceiling: int | None = None, work: int = WORK) -> None:
        self.problem = problem
        self.layout = Layout(problem)
        self._work = work
        self._above = None if ceiling is None else self.layout.above(ceiling)
        place = {one.id: at for at, one in enumerate(problem.items)}
        bonuses = [Bonus(tuple(place[member] for member in one.members)) for one in problem.synergies]
        self.walks = walks([one.id for one in problem.items], problem.rules, bonuses)

    def efficient(self, states: list[int], decided: Sequence[int] = (), slack: int = 0) -> list[int]:
        """The states that no other is at least as good as.

        `decided`: the places they decide; `slack`: what synergies may still take off a state.
        """
        self._count(len(states))
        if self.layout.rows:
            states = self._level(states, decided)
        states.sort()
        if self._above is not None:
            del states[bisect_left(states, self._above + slack) :]
        if len(self.layout.rows) == 1:
            return self._stairs(states)
        if self.layout.rows:
            return self._undominated(states)
        mask = self.layout.gain_mask
        best = mask + 1
        kept = []
        for state in states:
            forgone = state & mask
            if forgone < best:
                best = forgone
                kept.append(state)
        return kept

    def part(self, walk: Walk, *, banned: int = -1, forced: int = -1) -> list[int]:
        """The states of one connected part. `banned` and `forced`: places to leave out or to take."""
        if walk.start == NO:
            return []
        layout = self.layout
        start = layout.start(walk)
        reached = {walk.start: [start]}
        decided: list[int] = []
        for step in walk.steps:
            decided.append(step.item)
            out, by = layout.left(step.item), layout.taken(step.item)
            moved: dict[int, list[int]] = {}
            for status, states in reached.items():
                left = NO if step.item == forced else step.left(status)
                if left != NO:
                    moved.setdefault(left, []).extend([state + out for state in states])
                taken, earned = (NO, ()) if step.item == banned else step.taken(status)
                if taken != NO:
                    shift = by + sum(map(layout.earned, earned))
                    moved.setdefault(taken, []).extend([state + shift for state in states])
            reached = {}
            for status, states in moved.items():
                kept = self.efficient(states, decided, 0 if step is walk.steps[-1] else start)
                if kept:
                    reached[status] = kept
        return reached.get(0, [])

    def merged(self, first: list[int], second: list[int], decided: Sequence[int] = ()) -> list[int]:
        """The states of two parts together. `decided`: the places that either of them decides."""
        if len(first) < len(second):
            first, second = second, first
        kept: list[int] = []
        batch = max(1, BATCH // max(1, len(first)))
        for at in range(0, len(second), batch):
            together = [state + by for by in second[at : at + batch] for state in first]
            kept = self.efficient(kept + together, decided)
        return kept

    def start(self) -> list[int]:
        """The state of no part at all; none where a row has to be below what it can be."""
        return [0] if all(row.limit >= 0 for row in self.layout.rows) else []

    def whole(self) -> list[int]:
        """The states of the whole problem."""
        parts = sorted(((self.part(walk), walk) for walk in self.walks), key=lambda one: len(one[0]))
        states, decided = self.start(), list[int]()
        for part, walk in parts:
            decided += [step.item for step in walk.steps]
            states = self.merged(states, part, decided)
        return states

    def _count(self, work: int) -> None:
        self._work -= work
        if self._work < 0:
            raise TooLargeError

    def _level(self, states: list[int], decided: Sequence[int]) -> list[int]:
        """The states that keep to the limits; use so low that it can no longer matter is levelled."""
        here = set(decided)
        rest = [one for place, one in enumerate(self.problem.items) if place not in here]
        for row in self.layout.rows:
            level = max(0, row.limit - sum(abs(one.rows[row.row]) for one in rest))
            levelled = []
            for state in states:
                use = row.use(state)
                if use <= row.limit:
                    levelled.append(state + (level - use << row.shift) if use < level else state)
            states = levelled
        return states

    def _stairs(self, states: list[int]) -> list[int]:
        """The undominated of sorted states with one row."""
        mask, row = self.layout.gain_mask, self.layout.rows[0]
        forgone_steps: list[int] = []
        use_steps: list[int] = []
        kept = []
        for state in states:
            forgone, use = state & mask, row.use(state)
            at = bisect_right(forgone_steps, forgone)
            if at and use_steps[at - 1] <= use:
                continue
            end = at
            while end < len(use_steps) and use_steps[end] >= use:
                end += 1
            forgone_steps[at:end] = [forgone]
            use_steps[at:end] = [use]
            kept.append(state)
        return kept

    def _undominated(self, states: list[int]) -> list[int]:
        """The undominated of sorted states with several rows: each is held against those kept."""
        mask, row_mask, guards = self.layout.gain_mask, self.layout.row_mask, self.layout.guards
        kept: list[tuple[int, int]] = []
        found = []
        for state in states:
            forgone, guarded = state & mask, state & row_mask | guards
            self._count(len(kept) // 4)
            for other_forgone, other_use in kept:
                if other_forgone <= forgone and (guarded - other_use) & guards == guards:
                    break
            else:
                kept.append((forgone, state & row_mask))
                found.append(state)
        return found


def efficient_portfolios(problem: Problem, *, work: int = WORK) -> tuple[Portfolio, ...]:
    """Every efficient portfolio at any budget within rules and limits, cheapest first.

    One a (cost, gain): the set with fewest members, then first in id order. Empty where no portfolio
    keeps to rules and limits. Raises TooLargeError.
    """
    merge = Merge(problem, work=work)
    return tuple(map(merge.layout.portfolio, merge.whole()))


def best_pair(merge: Merge, first: list[int], second: list[int], budget: int) -> int | None:
    """The best complete state from two halves within a scaled budget: most gain, then as states sort.

    Without further rows only: there every pair may be taken.
    """
    above, low = merge.layout.above(budget), (1 << merge.layout.cost_shift) - 1
    found: tuple[int, int] | None = None
    end = len(second)
    # Down the second list as the first gets dearer; in each list more cost is more gain.
    for one in first:
        while end and one + second[end - 1] >= above:
            end -= 1
        if not end:
            break
        state = one + second[end - 1]
        worth = ((state & low) >> merge.layout.gain_shift, state)
        if found is None or worth < found:
            found = worth
    return None if found is None else found[1]


def best_within(problem: Problem, budget: int | None, *, work: int = WORK) -> Portfolio | None:
    """The portfolio of most gain within a scaled budget (None: any), ties as in the frontier.

    Two halves are merged and then walked through side by side, which is much less than the frontier.
    None where nothing fits the budget under rules and limits. Raises TooLargeError.
    """
    merge = Merge(problem, ceiling=budget, work=work)
    if budget is None or merge.layout.rows:
        states = merge.whole()
        return merge.layout.portfolio(states[-1]) if states else None
    halves = [[0], [0]]
    for part in sorted((merge.part(walk) for walk in merge.walks), key=len, reverse=True):
        halves.sort(key=len)
        halves[0] = merge.merged(halves[0], part)
    best = best_pair(merge, halves[0], halves[1], budget)
    return None if best is None else merge.layout.portfolio(best)
