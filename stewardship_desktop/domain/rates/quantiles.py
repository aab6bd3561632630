"""Which fifth, quarter or tenth of its peers a value lies in. Ranks only; judges nothing."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence


def quantiles(
    values: Sequence[float | None], groups: int, *, highest_first: bool = True
) -> tuple[int | None, ...]:
    """For each value its group, 1 to `groups`, group 1 having the highest values (else the lowest).

    Equal values share the rank of the first of them; a missing value keeps out of the count and gets None.
    All are None where there are fewer values than groups. The formula is that of PHEindicatormethods
    2.1, in whole numbers, so that no rounding moves a value across a border.
    """
    if groups < 1:
        raise ValueError("there must be at least one group")
    known = sorted(value for value in values if value is not None)
    count = len(known)
    if count < groups:
        return (None,) * len(values)
    found: list[int | None] = []
    for value in values:
        if value is None:
            found.append(None)
            continue
        before = count - bisect_right(known, value) if highest_first else bisect_left(known, value)
        # Ranks count from 1, so that what is left with this one is the count less those before it.
        found.append(max(groups + 1 + (-(count - before) * groups // count), 1))
    return tuple(found)
