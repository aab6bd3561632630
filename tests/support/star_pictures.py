"""Invented options, portfolios and scores for tests of the pictures."""

from __future__ import annotations

import random
from dataclasses import replace
from fractions import Fraction
from itertools import pairwise

from stewardship_desktop.domain.chart.picture import DotRound, DotRow, PictureSpec
from stewardship_desktop.domain.star.option import Option
from stewardship_desktop.domain.star.order import priority_order
from stewardship_desktop.domain.star.pictures import frontier, rectangles, triangles
from stewardship_desktop.domain.star.session_pictures import InputRange, balance, dot_round, reveal, tornado

F = Fraction
Point = tuple[Fraction, Fraction, bool]


def option(id: str, name: str, people: int | None, benefit: int | None, success: str, cost: int) -> Option:  # noqa: A002
    return Option(
        id=id, name=name, people=None if people is None else F(people),
        benefit=None if benefit is None else F(benefit), success=F(success), cost=F(cost),
    )  # fmt: skip


EIGHT = (
    option("g", "Guided self-help", 400, 12, "0.9", 60_000),
    option("c", "Carer support group", 220, 10, "0.95", 33_000),
    option("s", "School sessions", 1500, 4, "0.6", 90_000),
    option("e", "Early supported discharge", 310, 30, "0.8", 420_000),
    option("r", "Repeat imaging without change", 500, 1, "1", 150_000),
    option("n", "Newsletter", 300, 2, "0.5", 0),
    option("t", "Telephone follow-up in place of clinic", 700, 3, "0.9", -80_000),
    option("o", "Old screening round", 260, -5, "1", 70_000),
)
FOOT = "Invented figures, as at 2026"
MISSING = replace(EIGHT[0], id="m", name="Group not costed", people=None, cost=None)


def many(count: int) -> tuple[Option, ...]:
    draw = random.Random(7)
    words = ("Guided", "Early", "Carer", "Home", "School", "Rapid", "Shared", "Evening", "Mobile", "Weekend")
    things = ("clinic", "support group", "discharge team", "follow-up by telephone", "visits", "sessions")
    return tuple(
        option(
            f"o{number:02}", f"{draw.choice(words)} {draw.choice(things)} {number + 1}",
            draw.randint(40, 1500), draw.randint(2, 60), "0.9", draw.randint(20, 400) * 1000,
        )
        for number in range(count)
    )  # fmt: skip


def efficient(options: tuple[Option, ...], most: int) -> list[Point]:
    """Convex points of the order and, below each step, further points that rise: like a true frontier."""
    order = priority_order(options)
    ends = [(F(0), F(0)), *((one.cumulative_cost, one.cumulative_gain) for one in order if one.cost > 0)]
    each = max((most - len(ends)) // max(len(ends) - 1, 1), 0)
    points = []
    for (cost, gain), (next_cost, next_gain) in pairwise(ends):
        points.append((cost, gain, True))
        for part in range(1, each + 1):
            share = F(part, each + 1)
            lower = (next_gain - gain) * share * F(9, 10)
            points.append((cost + (next_cost - cost) * share, gain + lower, False))
    return [*points, (*ends[-1], True)]


def pictures() -> dict[str, PictureSpec]:
    """One or more of each picture, from a handful to sixty options."""
    sixty = many(60)
    costing = tuple(one for one in EIGHT if one.cost and one.cost > 0)
    few = efficient(costing, 40)
    dense = efficient(sixty, 400)
    thousands = efficient(sixty, 3000)
    return {
        "rectangles": rectangles((*EIGHT, MISSING), highlight="s", illustrative=True, foot=FOOT),
        "rectangles_60": rectangles(sixty, apply_success=False, highlight="o03"),
        "triangles": triangles((*EIGHT, MISSING), highlight="e", illustrative=True, foot=FOOT),
        "triangles_60": triangles(sixty, highlight="o03"),
        "frontier": frontier(
            few, current=(F(620_000), F(90)), gain_at_same_cost=F(123), cost_at_same_gain=F(480_000),
            budget=F(400_000), order=priority_order(costing), highlight="e",
            scenarios=(("A", "Shift to home", F(500_000), F(120)), ("B", "As now", F(640_000), F(95)),
                       ("C", "All growth", F(700_000), F(205))), illustrative=True, foot="Example",
        ),
        "frontier_60": frontier(
            dense, current=(F(6_000_000), F(5_000)), gain_at_same_cost=F(2_500),
            gain_at_same_cost_whole=F(2_400), cost_at_same_gain_whole=F(2_900_000),
            cost_at_same_gain=F(3_000_000), budget=F(4_000_000), order=priority_order(sixty), highlight="o03",
            scenarios=(("A", "Shift to home", F(5_000_000), F(6_000)),
                       ("B", "As now", F(6_050_000), F(5_050))),
        ),
        "frontier_3000": frontier(thousands, budget=F(9_000_000)),
        "dots": reveal(_rows(8), high_name="back to full health", illustrative=True, foot="12 seats"),
        "dots_rounds": reveal(_rounds(), high_name="back to full health", highlight="s0"),
        "tornado": tornado("Gain of the plan", F(182), _ranges(9), highlight="i1", illustrative=True),
        "balance": balance(
            F(420_000), F(480_000), F(0), illustrative=True, highlight="b",
            by_organisation=(("a", "Hospital trust", F(-420_000)), ("b", "Community provider", F(300_000)),
                             ("d", "Primary care network", F(120_000)), ("z", "Borough council", F(0))),
        ),
        "balance_left": balance(F(0), F(700_000), F(1_000_000)),
    }  # fmt: skip


def _rows(count: int) -> list[DotRow]:
    draw = random.Random(3)
    rows = []
    for number in range(count):
        centre = draw.randint(15, 85)
        spread = 25 if number % 3 == 0 else 5
        values = [min(max(round(draw.gauss(centre, spread) / 5) * 5, 0), 100) for _ in range(12)]
        values = [40] * 12 if number == 2 else values
        rows.append(DotRow(key=f"s{number}", name=EIGHT[number % 8].name, rounds=(_scored(values),)))
    return [
        rows[0],
        DotRow(key="x", name="Imaging", rounds=rows[1].rounds, note="1 seat left out"),
        *rows[2:],
    ]


def _rounds() -> list[DotRow]:
    first = [20, 25, 30, 55, 60, 60, 65, 70, 90, 95, 95, 100]
    second = [50, 55, 55, 60, 60, 60, 60, 65, 65, 70, 70, 75]
    groups = (("members", second[:6]), ("residents", first[6:10]), ("guests", [40, 60]))
    return [
        DotRow(
            key="s0", name=EIGHT[0].name, rounds=(_scored(first, "before", True), _scored(second, "after"))
        ),
        DotRow(key="s1", name=EIGHT[3].name, rounds=tuple(_scored(values, name) for name, values in groups)),
    ]


def _scored(values: list[int], label: str = "", before: bool = False) -> DotRound:
    ranked = sorted(values)
    low, middle, high = (ranked[round((len(ranked) - 1) * part)] for part in (0.25, 0.5, 0.75))
    split = ranked[-1] - ranked[0] > 50
    return dot_round(
        values, median=F(middle), quartiles=(F(low), F(high)), split=split, label=label, before=before
    )


def _ranges(count: int) -> list[InputRange]:
    names = (
        "Benefit of early supported discharge",
        "People reached by school sessions",
        "Success of self-help",
    )
    return [
        InputRange(
            key=f"i{number}", name=names[number % 3] + (f" {number}" if number > 2 else ""),
            low_words=f"{5 + number}", high_words=f"{40 - number}", at_low=F(182 - 60 // (number + 1)),
            at_high=F(182 + 45 // (number + 1)),
        )
        for number in range(count)
    ]  # fmt: skip
