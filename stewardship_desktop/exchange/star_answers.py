"""The answers of the batch verb `star` as the texts of its four files. Opens no file, works nothing out."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from decimal import ROUND_HALF_EVEN, Context, Decimal
from fractions import Fraction

from stewardship_desktop.domain.star.frontier import Frontier
from stewardship_desktop.domain.star.order import Ranked

_DIGITS = 34
"""Enough for whoever reads a quotient as a double to get the nearest one: 17 of an exact quotient are not."""

_QUOTIENT = Context(prec=_DIGITS, rounding=ROUND_HALF_EVEN)
Summary = Mapping[str, "Fraction | Mapping[str, Fraction | None] | None"]


def plain(value: Fraction) -> str:
    """A number in plain digits: exact where its decimals end, else to 34 significant digits.

    Sums and products of decimals always end; quotients may not.
    """
    rest, places = value.denominator, 0
    for prime in (2, 5):
        count = 0
        while rest % prime == 0:
            rest //= prime
            count += 1
        places = max(places, count)
    if rest > 1:
        quotient = _QUOTIENT.divide(Decimal(value.numerator), Decimal(value.denominator))
        return f"{quotient:f}"
    digits = f"{abs(value.numerator) * 10**places // value.denominator:0{places + 1}d}"
    whole, decimals = (digits[:-places], digits[-places:]) if places else (digits, "")
    return f"{'-' if value < 0 else ''}{whole}{'.' if decimals else ''}{decimals}"


def priority_text(order: Iterable[Ranked]) -> str:
    """priority.csv: the options with a gain by value for money."""
    columns = ("rank", "id", "gain", "value_for_money", "cumulative_cost", "cumulative_gain")
    return _csv(
        columns,
        (
            (
                str(each.rank), each.option.id, plain(each.gain),
                "inf" if each.value_for_money is None else plain(each.value_for_money),
                plain(each.cumulative_cost), plain(each.cumulative_gain),
            )
            for each in order
        ),
    )  # fmt: skip


def frontier_text(frontier: Frontier) -> str:
    """frontier.csv: every efficient portfolio, cheapest first."""
    problem = frontier.problem
    return _csv(
        ("cost", "gain", "convex", "members"),
        (
            (
                plain(problem.cost_of(point.cost)), plain(problem.gain_of(point.gain)),
                _mark(is_convex), "+".join(point.members),
            )
            for point, is_convex in zip(frontier.points, frontier.convex, strict=True)
        ),
    )  # fmt: skip


def portfolio_text(ids: Iterable[str], chosen: Collection[str]) -> str:
    """portfolio.csv: every option, in the order given, and whether it is chosen."""
    return _csv(("id", "chosen"), ((one, _mark(one in chosen)) for one in ids))


def summary_text(summary: Summary) -> str:
    """summary.json, its numbers written by `plain` so that an exact decimal stays exact."""
    return (
        "{\n" + ",\n".join(f"  {json.dumps(key)}: {_json(value)}" for key, value in summary.items()) + "\n}\n"
    )


def _json(value: Fraction | Mapping[str, Fraction | None] | None) -> str:
    if value is None:
        return "null"
    if isinstance(value, Fraction):
        return plain(value)
    return "{" + ", ".join(f"{json.dumps(key)}: {_json(each)}" for key, each in value.items()) + "}"


def _mark(is_so: bool) -> str:
    return "1" if is_so else "0"


def _csv(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(rows)
    return text.getvalue()
