"""The working of a plan's totals: which options and moves each figure of a scenario is made of.

Takes the engine's own numbers apart so that a room can add them up by hand; it decides nothing and rounds
nothing. Money is pounds a year, gain full-benefit equivalents a year.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from fractions import Fraction

from stewardship_desktop.domain.star.model import chosen_ids
from stewardship_desktop.domain.star.moves import Ledger, Move, effects_of_move, sides
from stewardship_desktop.domain.star.option import Option, people_who_benefit
from stewardship_desktop.domain.star.plans import in_year_change
from stewardship_desktop.domain.star.problem import Item, ScaledSynergy
from stewardship_desktop.domain.star.reckoning import Reckoning
from stewardship_desktop.domain.star.session import Measure, StarOption, StarScenario
from stewardship_desktop.domain.star.working import gain_working, number_words

MINUS = "\N{MINUS SIGN}"


@dataclass(frozen=True, kw_only=True)
class Term:
    """One part of a sum; `how` says how it came about itself, where that is not plain."""

    words: str
    amount: Fraction
    how: str = ""


@dataclass(frozen=True, kw_only=True)
class Sum:
    """A figure and the parts that add up to it. `unit` is what follows the number; money has "£"."""

    terms: tuple[Term, ...]
    unit: str

    @property
    def total(self) -> Fraction:
        return sum((term.amount for term in self.terms), Fraction(0))

    @property
    def lines(self) -> tuple[str, ...]:
        """A line a part, then the total: "£60,000  Ward beds", "= £60,000 a year"."""
        if not self.terms:
            return ("Nothing adds to it: it is nought.",)
        parts = [
            f"{self._amount(term.amount)}  {term.words}{f': {term.how}' if term.how else ''}"
            for term in self.terms
        ]
        end = "a year" if self.unit == "£" else self.unit
        return (*parts, f"= {self._amount(self.total)} {end}")

    def _amount(self, value: Fraction) -> str:
        sign = MINUS if value < 0 else ""
        return f"{sign}{'£' if self.unit == '£' else ''}{number_words(abs(value))}"


def plan_working(reckoning: Reckoning, scenario: StarScenario, line_id: str) -> Sum | None:
    """What a line of `plans.plan_lines` is made of for a scenario; None for a line that is no sum.

    "category:NAME" is that of a category of the ledger.
    """
    ledger = reckoning.ledgers[scenario.id]
    kind, _, key = line_id.partition(":")
    chosen = chosen_ids(reckoning.records, scenario)
    match kind:
        case "cost":
            return cost_of_options(reckoning, chosen)
        case "gain":
            return gain_of_options(reckoning, chosen)
        case "people":
            found = (
                (reckoning.options[each], people_who_benefit(reckoning.options[each])) for each in chosen
            )
            terms = tuple(
                Term(words=_reached(one), amount=reached) for one, reached in found if reached is not None
            )
            return Sum(terms=terms, unit="people a year")
        case "wte" | "sessions" | "beds":
            return _resource(reckoning, chosen, Measure(kind))
        case "organisation":
            return Sum(terms=tuple(_organisation(reckoning, ledger, key)), unit="£")
        case "setting":
            acuity, _, name = key.partition(":")
            return _of_sides(
                ledger, lambda side: (str(side.acuity or 9), _stated(side.setting)) == (acuity, name)
            )
        case "category":
            return _of_sides(ledger, lambda side: _stated(side.category) == key)
    return _total(reckoning, ledger, kind)


def cost_of_options(reckoning: Reckoning, chosen: Iterable[str]) -> Sum:
    """What a set of options costs, with what the others leave behind."""
    return Sum(terms=tuple(_costs(reckoning, chosen)), unit="£")


def gain_of_options(reckoning: Reckoning, chosen: Iterable[str]) -> Sum:
    """What a set of options gains, each with its own working."""
    return Sum(terms=tuple(_gains(reckoning, chosen)), unit="full-benefit equivalents a year")


def move_working(reckoning: Reckoning, move: Move) -> tuple[str, ...]:
    """How the gain of a move comes about: the working of each side, and what is between them."""
    success = reckoning.records.session.apply_success
    said = [
        f"{when}: {side.name}. {gain_working(reckoning.options[side.id], apply_success=success)}."
        for when, side in (("Before", move.before), ("After", move.after))
        if side is not None
    ]
    sign = MINUS if move.gain < 0 else "+"
    return (*said, f"Change of gain {sign}{number_words(abs(move.gain))} a year.")


def _total(reckoning: Reckoning, ledger: Ledger, kind: str) -> Sum | None:
    """The sums of the whole ledger."""
    moves = ledger.moves
    match kind:
        case "freed":
            terms = [Term(words=each.words, amount=Fraction(-each.cash)) for each in moves if each.cash < 0]
        case "spent":
            terms = [Term(words=each.words, amount=Fraction(each.cash)) for each in moves if each.cash > 0]
        case "time":
            terms = [
                Term(words=each.words, amount=Fraction(each.cash - each.cost))
                for each in moves
                if each.cost < 0 and each.cash > each.cost
            ]
        case "net":
            terms = _net(ledger)
        case "left":
            terms = [Term(words="the envelope", amount=Fraction(ledger.envelope))]
            terms += [replace(each, amount=-each.amount) for each in _net(ledger)]
        case "once":
            return _of_sides(ledger, lambda side: not side.recurrent)
        case "in_year":
            if in_year_change(reckoning.records, ledger) is None:
                return None
            terms = list(_in_year(reckoning, ledger))
        case "stranded":
            terms = [
                Term(words=each.name, amount=Fraction(each.uncovered))
                for each in ledger.organisations
                if each.uncovered
            ]
        case _:
            return None
    return Sum(terms=tuple(terms), unit="£")


def _net(ledger: Ledger) -> list[Term]:
    terms = [Term(words=each.words, amount=Fraction(each.cash)) for each in ledger.moves if each.cash]
    if ledger.synergy:
        terms.append(Term(words="by working together", amount=Fraction(ledger.synergy)))
    if ledger.not_done:
        terms.append(Term(words="by what is not done", amount=Fraction(ledger.not_done)))
    return terms


def _in_year(reckoning: Reckoning, ledger: Ledger) -> Iterator[Term]:
    for move in ledger.moves:
        alone = replace(ledger, moves=(move,), synergy=0, not_done=0)
        change = in_year_change(reckoning.records, alone)
        words = move.words if change is not None else f"{move.words} (a full year)"
        amount = Fraction(move.cash if change is None else change)
        if amount:
            yield Term(words=words, amount=amount)
    yield from _net(replace(ledger, moves=()))


def _costs(reckoning: Reckoning, chosen: Iterable[str]) -> Iterator[Term]:
    problem, here = reckoning.problem, set(chosen)
    for item in _in_list_order(reckoning):
        name = reckoning.options[item.id].name
        if item.id in here:
            yield Term(words=name, amount=problem.cost_of(item.cost))
        elif item.cost_not_done:
            yield Term(words=f"{name}, left out: cost that stays", amount=problem.cost_of(item.cost_not_done))
    for bonus in _held(reckoning, here):
        if bonus.cost:
            yield Term(words=_together(reckoning, bonus), amount=problem.cost_of(bonus.cost))


def _gains(reckoning: Reckoning, chosen: Iterable[str]) -> Iterator[Term]:
    problem, here = reckoning.problem, set(chosen)
    success = reckoning.records.session.apply_success
    for item in _in_list_order(reckoning):
        if item.id in here:
            option = reckoning.options[item.id]
            how = gain_working(option, apply_success=success).partition(" = ")[0]
            yield Term(words=option.name, amount=problem.gain_of(item.gain), how=how)
    for bonus in _held(reckoning, here):
        if bonus.gain:
            yield Term(words=_together(reckoning, bonus), amount=problem.gain_of(bonus.gain))


def _in_list_order(reckoning: Reckoning) -> list[Item]:
    """The options that are counted as people see them, not by id."""
    places = {option_id: at for at, option_id in enumerate(reckoning.options)}
    return sorted(reckoning.problem.items, key=lambda item: places[item.id])


def _held(reckoning: Reckoning, chosen: set[str]) -> Iterator[ScaledSynergy]:
    return (bonus for bonus in reckoning.problem.synergies if chosen.issuperset(bonus.members))


def _together(reckoning: Reckoning, bonus: ScaledSynergy) -> str:
    return f"{' with '.join(reckoning.options[each].name for each in bonus.members)}, together"


def _reached(option: Option) -> str:
    assert option.people is not None
    assert option.share is not None
    return f"{option.name}: {number_words(option.people)} x {number_words(option.share)}"


def _resource(reckoning: Reckoning, chosen: Iterable[str], measure: Measure) -> Sum:
    known = ((each, reckoning.records.best(each, measure)) for each in chosen)
    return Sum(
        terms=tuple(
            Term(words=reckoning.options[each].name, amount=Fraction(amount))
            for each, amount in known
            if amount
        ),
        unit=measure.unit,
    )


def _organisation(reckoning: Reckoning, ledger: Ledger, organisation_id: str) -> Iterator[Term]:
    for move in ledger.moves:
        for each in effects_of_move(reckoning.records, ledger.scenario, move):
            if each.organisation_id != organisation_id:
                continue
            for amount, words in ((each.pays, "pays more"), (-each.saves, "pays less")):
                if amount:
                    yield Term(words=f"{move.words}: {words}", amount=Fraction(amount))


def _of_sides(ledger: Ledger, wanted: Callable[[StarOption], bool]) -> Sum:
    """The cash of the sides of moves that are wanted."""
    return Sum(
        terms=tuple(
            Term(words=side.name, amount=Fraction(net))
            for move in ledger.moves
            for side, net in sides(move)
            if net and wanted(side)
        ),
        unit="£",
    )


def _stated(text: str) -> str:
    return text.strip() or "not stated"
