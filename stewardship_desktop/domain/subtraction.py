"""What a reader can work out of a table by adding and subtracting: how far each count could be off.

A table of parts with totals is drawn as a ring of flows: from the start to each row (its total), from
there to each column (the part), on to the end (the column's total) and back to the start (the total of
all). What goes into a corner comes out of it, which says all that the totals say; and since counts are
whole, so is every bound that is found here. Knows no policy and decides nothing.
"""

from __future__ import annotations

import heapq
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass

MOST = 10**15
"""Stands for "no upper limit"; no count of people comes near it."""


@dataclass(frozen=True, kw_only=True)
class Step:
    """A way out of a corner: along the arrow (the count goes up) or against it (down), and where to."""

    arrow: int
    is_up: bool
    to: int


class Ring:
    """The arrows of a table with `rows` x `columns` parts.

    Arrows are numbered: parts row by row, then the rows' totals, the columns' totals, the total of all.
    Bounds and counts are given arrow by arrow in that order.
    """

    def __init__(self, rows: int, columns: int) -> None:
        self.rows, self.columns = rows, columns
        start, end = rows + columns, rows + columns + 1
        self.ends = [(row, rows + column) for row in range(rows) for column in range(columns)]
        self.ends += [(start, row) for row in range(rows)]
        self.ends += [(rows + column, end) for column in range(columns)]
        self.ends.append((end, start))
        self._ways: list[list[Step]] = [[] for _ in range(end + 1)]
        for arrow, (tail, head) in enumerate(self.ends):
            self._ways[tail].append(Step(arrow=arrow, is_up=True, to=head))
            self._ways[head].append(Step(arrow=arrow, is_up=False, to=tail))

    def room(
        self, arrow: int, *, is_up: bool, flows: Sequence[int], lows: Sequence[int], highs: Sequence[int],
        enough: int,
    ) -> int:  # fmt: skip
        """How far the count on an arrow can go up, or down, while all stay within their bounds.

        Looks no further than `enough`.
        """
        now = list(flows)
        own = highs[arrow] - now[arrow] if is_up else now[arrow] - lows[arrow]
        wanted, found = min(enough, own), 0
        while found < wanted:
            path = self._open_path(arrow, is_up=is_up, flows=now, lows=lows, highs=highs)
            if path is None:
                break
            by = min(_left(step, now, lows, highs) for step in path)
            by = min(by, wanted - found)
            for step in path:
                now[step.arrow] += by if step.is_up else -by
            found += by
        return found

    def _open_path(
        self, arrow: int, *, is_up: bool, flows: Sequence[int], lows: Sequence[int], highs: Sequence[int]
    ) -> list[Step] | None:
        """The shortest way round that lets the arrow's count move by one; None if there is none."""
        first, last = self._way_round(arrow, is_up=is_up)
        came: dict[int, Step | None] = {first: None}
        waiting = deque([first])
        while waiting and last not in came:
            here = waiting.popleft()
            for step in self._ways[here]:
                if step.to not in came and step.arrow != arrow and _left(step, flows, lows, highs) > 0:
                    came[step.to] = step
                    waiting.append(step.to)
        return self._walked(came, last) if last in came else None

    def cheapest(
        self, arrow: int, *, is_up: bool, flows: Sequence[int], lows: Sequence[int], highs: Sequence[int],
        costs: Sequence[int | None],
    ) -> tuple[int, frozenset[int]] | None:  # fmt: skip
        """Which arrows to give up, at the least cost, so that the arrow's count can go further than now.

        `lows` and `highs` are those that hold now; an arrow that is given up has no upper limit and may go
        down to 1. `costs`: None for an arrow that can't be given up. None if nothing helps.
        """
        now = list(flows)
        while (path := self._open_path(arrow, is_up=is_up, flows=now, lows=lows, highs=highs)) is not None:
            by = min(MOST, *(_left(step, now, lows, highs) for step in path))
            for step in path:
                now[step.arrow] += by if step.is_up else -by
        first, last = self._way_round(arrow, is_up=is_up)
        came: dict[int, Step | None] = {}
        waiting: list[tuple[int, int, int, Step | None]] = [(0, 0, first, None)]
        counter = 0
        while waiting:
            cost, _, here, by_step = heapq.heappop(waiting)
            if here in came:
                continue
            came[here] = by_step
            if here == last:
                walked = self._walked(came, last)
                given_up = {step.arrow for step in walked if _left(step, now, lows, highs) <= 0}
                return cost, frozenset(given_up)
            for step in self._ways[here]:
                if step.to in came or step.arrow == arrow:
                    continue
                price = 0 if _left(step, now, lows, highs) > 0 else costs[step.arrow]
                if price is None or (price and not step.is_up and now[step.arrow] <= 1):
                    continue
                counter += 1
                heapq.heappush(waiting, (cost + price, counter, step.to, step))
        return None

    def _way_round(self, arrow: int, *, is_up: bool) -> tuple[int, int]:
        """From where to where the others must carry what one more, or one less, on the arrow leaves over."""
        tail, head = self.ends[arrow]
        return (head, tail) if is_up else (tail, head)

    def _walked(self, came: dict[int, Step | None], last: int) -> list[Step]:
        steps = []
        here = last
        while (step := came[here]) is not None:
            steps.append(step)
            tail, head = self.ends[step.arrow]
            here = tail if step.is_up else head
        return steps


def _left(step: Step, flows: Sequence[int], lows: Sequence[int], highs: Sequence[int]) -> int:
    if step.is_up:
        return highs[step.arrow] - flows[step.arrow]
    return flows[step.arrow] - lows[step.arrow]
