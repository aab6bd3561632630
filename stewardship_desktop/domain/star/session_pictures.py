"""Pictures of a session: scores revealed as dots, sensitivity as ranges, and the balance of a plan.

Holds what each picture says. No name of a person reaches it: scores come as bare values.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from stewardship_desktop.domain.chart.number import money_text, one_decimal
from stewardship_desktop.domain.chart.picture import (
    BalanceSpec,
    DotRound,
    DotRow,
    DotsSpec,
    NetEffect,
    RangeBar,
    RangesSpec,
)
from stewardship_desktop.domain.star.pictures import decimal

SPLIT, AGREED = "split: talk", "close together"
SPLIT_MEANS = "Split: a third or more lie outside one band of the median."


def dot_round(
    values: Sequence[Fraction | int],
    *,
    median: Fraction | None,
    quartiles: tuple[Fraction, Fraction] | None,
    split: bool,
    label: str = "",
    before: bool = False,
) -> DotRound:
    """One lane of dots: a round, or a category of seats, as bare values. `before` draws rings."""
    words = "" if not values else SPLIT if split else AGREED
    return DotRound(
        values=tuple(decimal(Fraction(value)) for value in values),
        median=None if median is None else decimal(median),
        low=None if quartiles is None else decimal(quartiles[0]),
        high=None if quartiles is None else decimal(quartiles[1]),
        label=label, words=words, is_split=split, hollow=before,
    )  # fmt: skip


def reveal(
    rows: Sequence[DotRow],
    *,
    high_name: str,
    highlight: str = "",
    illustrative: bool = False,
    foot: str = "",
) -> DotsSpec:
    """All scores at once. A row counts as split where its last round, or any category, is.

    `high_name` is the group's own anchor for 100; 0 is always "no benefit".
    """
    split = [row.name for row in rows if _is_split(row)]
    scored = [row for row in rows if any(one.values for one in row.rounds)]
    title = f"All {len(scored)} options are close together"
    if len(scored) < 3:
        title = "The scores are close together"
    if split:
        title = f"Talk about {_and(split)}: the scores are split"
    if len(split) > 3:
        title = f"{len(split)} of {len(scored)} options are split: talk about these"
    if not scored:
        title = "No scores yet"
    told = "; ".join(
        f"{row.name} " + ", ".join(f"{one.label} {one.words}".strip() for one in row.rounds if one.values)
        for row in scored
    )
    return DotsSpec(
        title=title,
        subtitle="A dot a person. Tall line: median. Bar: the middle half.",
        foot=" ".join(part for part in (SPLIT_MEANS if split else "", foot) if part),
        alternative_text=f"Scores as dots on a line from 0 to 100: {told or 'none yet'}.",
        illustrative=illustrative, highlight=highlight, rows=tuple(rows), high_name=high_name,
        empty_text="No scores yet. Type each seat's scores in the entry grid.",
    )  # fmt: skip


def _is_split(row: DotRow) -> bool:
    """Rounds before the last (rings) were talked about already."""
    return any(one.is_split for one in row.rounds if not one.hollow)


def _and(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


@dataclass(frozen=True, kw_only=True)
class InputRange:
    """An input's low and high figure in words, and the result at each."""

    key: str
    name: str
    low_words: str
    high_words: str
    at_low: Fraction
    at_high: Fraction


def tornado(
    result: str,
    best: Fraction,
    inputs: Sequence[InputRange],
    *,
    highlight: str = "",
    illustrative: bool = False,
    foot: str = "",
) -> RangesSpec:
    """What `result` ("Gain of the plan") becomes at each input's low and high figure, the widest first."""
    ordered = sorted(inputs, key=lambda one: (-abs(one.at_high - one.at_low), one.name, one.key))
    bars = tuple(
        RangeBar(
            key=one.key, name=one.name, at_low=decimal(one.at_low), at_high=decimal(one.at_high),
            low_words=one.low_words, high_words=one.high_words,
        )
        for one in ordered
    )  # fmt: skip
    title = f"No figure has a range yet for the {result.lower()}"
    if bars:
        title = f"{bars[0].name} moves the {result.lower()} the most"
    told = "; ".join(
        f"{one.name} from {one_decimal(one.ends[0])} to {one_decimal(one.ends[1])}" for one in bars
    )
    return RangesSpec(
        title=title,
        subtitle="One figure at a time at its low (hatched) or high (solid), the others at best.",
        foot=foot,
        alternative_text=f"{result} {one_decimal(decimal(best))} at best figures. {told or 'No ranges'}.",
        illustrative=illustrative, highlight=highlight, best=decimal(best), bars=bars, result_name=result,
        empty_text="No figure has a low and a high yet. Type them in the table to see what matters most.",
    )  # fmt: skip


def balance(
    released: Fraction,
    spent: Fraction,
    envelope: Fraction = Fraction(0),
    *,
    by_organisation: Sequence[tuple[str, str, Fraction]] = (),
    notes: Sequence[str] = (),
    highlight: str = "",
    illustrative: bool = False,
    foot: str = "",
) -> BalanceSpec:
    """Money released against money spent; `envelope` is growth money beyond what is released.

    `by_organisation` are (key, name, net effect in pounds a year); `notes` are flags for them, in their
    order ("a cost pressure by a gain for the system"), or none.
    """
    rest = released + envelope - spent
    words = "Balanced: nothing left and nothing over."
    title = "The plan balances"
    if rest > 0:
        words = f"{money_text(decimal(rest))} is left."
        title = f"The plan leaves {money_text(decimal(rest))} unspent"
    elif rest < 0:
        words = f"{money_text(decimal(-rest))} over what may be spent."
        title = f"The plan spends {money_text(decimal(-rest))} too much"
    if not (released or spent or envelope):
        title = "Nothing is moved yet"
    effects = tuple(
        NetEffect(key=key, name=name, net=decimal(net), note=notes[place] if notes else "")
        for place, (key, name, net) in enumerate(by_organisation)
    )
    told = "; ".join(f"{one.name} {money_text(one.net)}" for one in effects)
    return BalanceSpec(
        title=title,
        subtitle="A year. Left: released (hatched). Right: spent. Upright line: what may be spent.",
        foot=foot,
        alternative_text=(
            f"Released {money_text(decimal(released))}, spent {money_text(decimal(spent))}"
            f"{f', growth money {money_text(decimal(envelope))}' if envelope else ''}. {words}"
            f"{f' Net effect: {told}.' if told else ''}"
        ),
        illustrative=illustrative, highlight=highlight, released=decimal(released), spent=decimal(spent),
        envelope=decimal(envelope), words=words, effects=effects,
        empty_text="Nothing is moved yet. Release money by an option to stop, or set an envelope.",
    )  # fmt: skip
