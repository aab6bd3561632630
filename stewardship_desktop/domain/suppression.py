"""Small numbers: what is hidden on screen and in exports so that nobody can be recognised.

Applied last, to what is shown, and never to what an engine works on. A nought is shown: both policies
hide counts from 1 up, since a nought is about nobody. Intervals and points of a chart that come from a
hidden count are hidden with it by whoever draws them; standardised rates need no hiding, as they have at
least 10 events behind them.

What is promised for tables: all that is shown, and what is known from elsewhere, never adds up to tell a
reader that a hidden count is small; only the mark does. And at least three small numbers stay possible for
each, even to one who knows how this works, save where the marks alone say more (a total of four hidden
parts, none of them a nought, is at least 4).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum, StrEnum
from typing import TypeVar

from stewardship_desktop.domain.errors import UserFixable
from stewardship_desktop.domain.small_number_policy import Policy
from stewardship_desktop.domain.subtraction import MOST, Ring

_T = TypeVar("_T")
_LEAST_LEFT = 3
"""Small numbers that stay possible for each hidden one."""


class Hidden(Enum):
    """Stands where a count or a value is hidden."""

    HIDDEN = "*"

    @property
    def words(self) -> str:
        """What a screen reader says and a key explains."""
        return "hidden: a small number, or one that would give a small number away"


HIDDEN = Hidden.HIDDEN

Shown = int | Hidden | None
"""A count as it is shown; None where there is none."""


class Totals(StrEnum):
    """What a reader has of the totals in one direction.

    SHOWN beside the parts, KNOWN from elsewhere as they are, so that hiding them here is of no use, or
    ABSENT.
    """

    SHOWN = "shown"
    KNOWN = "known"
    ABSENT = "absent"


@dataclass(frozen=True, kw_only=True)
class Around:
    """Which totals a table has: of its rows, of its columns (sums over time, say), and of all."""

    rows: Totals = Totals.ABSENT
    columns: Totals = Totals.ABSENT
    whole: Totals = Totals.ABSENT


@dataclass(frozen=True, kw_only=True)
class ShownTable:
    """A table as it may be shown; `rows`, `columns` and `whole` are the totals, None where absent or known.

    `is_safe`: the promise above holds. It fails only where totals that are known elsewhere give a small
    number away whatever is hidden here; then don't show the table at all.
    """

    parts: tuple[tuple[Shown, ...], ...]
    rows: tuple[Shown, ...]
    columns: tuple[Shown, ...]
    whole: Shown
    is_safe: bool


@dataclass(frozen=True, kw_only=True)
class ShownShare:
    """A part of a whole as it may be shown: events `x` of `n`, and their share of 1."""

    x: Shown
    n: Shown
    value: float | Hidden | None


NOTHING = ShownShare(x=None, n=None, value=None)
Share = tuple[int, int] | None
"""Events and the people they are of; None where there are none."""


@dataclass(frozen=True, kw_only=True)
class ShownShares:
    """As `ShownTable`, of shares."""

    parts: tuple[tuple[ShownShare, ...], ...]
    rows: tuple[ShownShare, ...]
    columns: tuple[ShownShare, ...]
    whole: ShownShare
    is_safe: bool


def shown_count(policy: Policy, count: int | None) -> Shown:
    """A count that stands alone, with no total to take it from."""
    if count is None:
        return None
    _refuse_below_0(count)
    return HIDDEN if policy.is_small(count) else policy.rounded(count)


def shown_share(policy: Policy, x: int, n: int) -> ShownShare:
    """A share or rate that stands alone, such as one month of a metric.

    Events and value are hidden where the events are few, and where the rest, `n` - `x`, are few, as it
    could be worked out. `n` is hidden where it is small itself, or so little above that whatever is hidden
    must be small. Where the policy rounds, the value is that of the rounded counts, or it would undo them.
    """
    _refuse_below_0(x)
    _refuse_below_0(n)
    if policy is Policy.NONE:
        return ShownShare(x=x, n=n, value=x / n if n else None)
    shown_n = HIDDEN if policy.is_small(n) else policy.rounded(n)
    if policy.is_small(x) or policy.is_small(n) or policy.is_small(n - x):
        return ShownShare(x=HIDDEN, n=HIDDEN if n <= policy.largest_hidden + 1 else shown_n, value=HIDDEN)
    shown_x = policy.rounded(x)
    return ShownShare(x=shown_x, n=shown_n, value=shown_x / policy.rounded(n) if n else None)


def shown_counts(policy: Policy, parts: Sequence[Sequence[int | None]], around: Around) -> ShownTable:
    """A table of counts with the totals that stand around it, hidden so that nothing can be subtracted out.

    Rows are alike long; None is a gap and counts as nothing. Totals are those of the parts given: what
    belongs to none of them ("not stated") is a part of its own. A list of parts with their total is a
    table of one row with `Around(rows=SHOWN)`. Raises `UserFixable` for a count below 0.
    """
    ring, flows = _ring(parts), _flows(parts)
    pattern = _Pattern(policy, ring, [_Layer(flows, [policy.read_back(flow) for flow in flows])], around)
    pattern.fix(_gaps(parts))
    pattern.settle()
    shown = _cut(ring, pattern.marked([policy.rounded(flow) for flow in flows], HIDDEN, None))
    return ShownTable(
        parts=shown[0], rows=shown[1], columns=shown[2], whole=shown[3], is_safe=pattern.is_safe
    )


def shown_shares(policy: Policy, parts: Sequence[Sequence[Share]], around: Around) -> ShownShares:
    """A table of shares with totals: `shown_counts` for events, people and people without the event at once.

    What is hidden of one is hidden of all three, so that none can be worked out from the others. Where
    somewhere there are more events than people, as in a rate of visits, there are no "others" to hide.
    """
    ring = _ring(parts)
    events = _flows([[share and share[0] for share in row] for row in parts])
    people = _flows([[share and share[1] for share in row] for row in parts])
    others = [n - x for x, n in zip(events, people, strict=True)]
    # Few people are few events, few others or both, so that two layers tell all three.
    layers = _share_layers(policy, events, people, others)
    pattern = _Pattern(policy, ring, layers, around)
    pattern.fix(_gaps(parts))
    pattern.settle()
    seen = []
    for x, n in zip(events, people, strict=True):
        x, n = policy.rounded(x), policy.rounded(n)
        seen.append(ShownShare(x=x, n=n, value=x / n if n else None))
    hidden = ShownShare(x=HIDDEN, n=HIDDEN, value=HIDDEN)
    shown = _cut(ring, pattern.marked(seen, hidden, NOTHING))
    return ShownShares(
        parts=shown[0], rows=shown[1], columns=shown[2], whole=shown[3], is_safe=pattern.is_safe
    )


@dataclass(frozen=True)
class _Layer:
    """Counts on every arrow, and between what and what a reader knows each where it isn't hidden."""

    flows: list[int]
    known: list[tuple[int, int]]


def _share_layers(policy: Policy, events: list[int], people: list[int], others: list[int]) -> list[_Layer]:
    if min(others) < 0:
        return [_Layer(flows, [policy.read_back(flow) for flow in flows]) for flows in (events, people)]
    of_events, of_others = [], []
    for x, n, y in zip(events, people, others, strict=True):
        (least_x, most_x), (least_n, most_n) = policy.read_back(x), policy.read_back(n)
        of_events.append((max(least_x, least_n - y), min(most_x, most_n - y)))
        of_others.append((least_n - x, most_n - x))
    return [_Layer(events, of_events), _Layer(others, of_others)]


class _Pattern:
    """Which arrows are hidden, in all layers alike, until no small number can be worked out."""

    def __init__(self, policy: Policy, ring: Ring, layers: list[_Layer], around: Around) -> None:
        self._most = policy.largest_hidden
        self._ring = ring
        self._layers = layers
        totals = [around.rows] * ring.rows + [around.columns] * ring.columns + [around.whole]
        self._parts = ring.rows * ring.columns
        self._free = {self._parts + place for place, has in enumerate(totals) if has is Totals.ABSENT}
        self._are_totals_known = Totals.KNOWN in totals
        self._fixed = {self._parts + place for place, has in enumerate(totals) if has is Totals.KNOWN}
        self.is_safe = True
        self._hidden: set[int] = set()
        for layer in layers:
            self._hide(arrow for arrow, flow in enumerate(layer.flows) if policy.is_small(flow))

    def fix(self, arrows: Iterable[int]) -> None:
        """Gaps: there is nothing to hide, and everybody sees it."""
        self._fixed |= set(arrows)

    def _hide(self, arrows: Iterable[int]) -> None:
        """Hide what is shown of these."""
        self._hidden |= set(arrows) - self._free - self._fixed

    def marked(self, shown: Sequence[_T], hidden: _T, nothing: _T) -> list[_T]:
        """What stands on each arrow: as shown, the mark, or nothing."""
        unseen = self._free | self._fixed
        return [
            nothing if arrow in unseen else hidden if arrow in self._hidden else one
            for arrow, one in enumerate(shown)
        ]

    def settle(self) -> None:
        """Hide more until all is safe. What is safe stays so, as hiding only adds to what is possible."""
        for layer in self._layers:
            for arrow, flow in enumerate(layer.flows):
                if 0 < flow <= self._most and arrow not in self._fixed:
                    self._make_safe(layer, arrow)

    def _make_safe(self, layer: _Layer, arrow: int) -> None:
        while directions := self._lacking(layer, arrow):
            if not self._relieve(layer, arrow, directions):
                # With all hidden that can be, it is the marks alone that say so much; known totals say more.
                self.is_safe &= not self._is_told(layer, arrow) and not self._are_totals_known
                break

    def _lacking(self, layer: _Layer, arrow: int) -> tuple[bool, ...]:
        """In which directions (True: up) a small count needs more room; none where it is safe."""
        if self._is_told(layer, arrow):
            return (True,)
        flow, is_capped = layer.flows[arrow], self._is_capped
        down = self._room(layer, arrow, is_up=False, enough=_LEAST_LEFT - 1, is_capped=is_capped)
        up = self._room(layer, arrow, is_up=True, enough=self._most - flow, is_capped=is_capped)
        if down + up + 1 >= _LEAST_LEFT:
            return ()
        return (True, False) if is_capped else (False,)

    def _is_told(self, layer: _Layer, arrow: int) -> bool:
        """Whether sums alone say that a small count is small."""
        beyond = self._most + 1 - layer.flows[arrow]
        return self._room(layer, arrow, is_up=True, enough=beyond, is_capped=False) < beyond

    @property
    def _is_capped(self) -> bool:
        """Whether every hidden count is small, so that one who knows the policy can tell as much."""
        return len(self._layers) == 1 and all(
            self._layers[0].flows[arrow] <= self._most for arrow in self._hidden
        )

    def _room(self, layer: _Layer, arrow: int, *, is_up: bool, enough: int, is_capped: bool) -> int:
        lows, highs = self._bounds(layer, is_capped=is_capped)
        return self._ring.room(arrow, is_up=is_up, flows=layer.flows, lows=lows, highs=highs, enough=enough)

    def _bounds(self, layer: _Layer, *, is_capped: bool) -> tuple[list[int], list[int]]:
        """What a reader knows of each count before adding up: a hidden one is no nought unless one is."""
        least = min((layer.flows[arrow] for arrow in self._hidden), default=1)
        least = min(least, 1)
        most = self._most if is_capped else MOST
        lows, highs = [], []
        for arrow, (flow, (low, high)) in enumerate(zip(layer.flows, layer.known, strict=True)):
            if arrow in self._free:
                low, high = 0, MOST
            elif arrow in self._hidden:
                low, high = least, most
            elif arrow in self._fixed:
                low, high = flow, flow
            lows.append(low)
            highs.append(high)
        return lows, highs

    def _relieve(self, layer: _Layer, arrow: int, directions: tuple[bool, ...]) -> bool:
        """Hide the cheapest that helps. Returns whether anything does."""
        lows, highs = self._bounds(layer, is_capped=False)
        found = [
            self._ring.cheapest(
                arrow, is_up=is_up, flows=layer.flows, lows=lows, highs=highs, costs=self._costs()
            )
            for is_up in directions
        ]
        ways = [way for way in found if way is not None]
        if ways:
            self._hidden |= min(ways, key=lambda way: way[0])[1]
        return bool(ways)

    def _costs(self) -> list[int | None]:
        """What hiding each would cost: few rather than many, parts rather than totals, small ones first.

        A nought is the last resort: as none else is hidden, readers may take it that none is.
        """
        costs: list[int | None] = []
        for arrow, flow in enumerate(self._layers[0].flows):
            if arrow in self._free | self._fixed | self._hidden:
                costs.append(None)
                continue
            rank = 1 if arrow < self._parts else 6 if arrow == len(self._layers[0].flows) - 1 else 3
            nought = any(layer.flows[arrow] == 0 for layer in self._layers)
            costs.append((rank + 100 * nought) * MOST + flow)
        return costs


def _ring(parts: Sequence[Sequence[object]]) -> Ring:
    return Ring(len(parts), len(parts[0]) if parts else 0)


def _flows(parts: Sequence[Sequence[int | None]]) -> list[int]:
    """The parts and their totals as the arrows of a ring have them."""
    counts = [[count or 0 for count in row] for row in parts]
    for row in counts:
        for count in row:
            _refuse_below_0(count)
    by_row = [sum(row) for row in counts]
    by_column = [sum(column) for column in zip(*counts, strict=True)]
    return [*(count for row in counts for count in row), *by_row, *by_column, sum(by_row)]


def _gaps(parts: Sequence[Sequence[object]]) -> list[int]:
    cells = [cell for row in parts for cell in row]
    return [arrow for arrow, cell in enumerate(cells) if cell is None]


def _refuse_below_0(count: int) -> None:
    if count < 0:
        raise UserFixable(f"{count} is no count of people.", "Give a whole number from 0 up.")


def _cut(
    ring: Ring, shown: Sequence[_T]
) -> tuple[tuple[tuple[_T, ...], ...], tuple[_T, ...], tuple[_T, ...], _T]:
    """What stands on the arrows as parts, totals of rows and of columns, and of all."""
    wide, high = ring.columns, ring.rows
    parts = tuple(tuple(shown[row * wide : (row + 1) * wide]) for row in range(high))
    rows = tuple(shown[high * wide : high * wide + high])
    columns = tuple(shown[high * wide + high : high * wide + high + wide])
    return parts, rows, columns, shown[-1]
