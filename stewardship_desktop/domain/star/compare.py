"""Why the priority order and the best portfolio for a budget are not the same, in words.

The order is stable as the budget changes and knows no rules; the best portfolio may be any efficient
one (Lourenço, Morton and Bana e Costa 2012). Both are given; nothing is solved here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from stewardship_desktop.domain.amount import short_money
from stewardship_desktop.domain.star.check import broken_rules
from stewardship_desktop.domain.star.order import Ranked, funded_in_order
from stewardship_desktop.domain.star.problem import Portfolio, Problem, evaluate
from stewardship_desktop.domain.star.rules import rule_words
from stewardship_desktop.domain.star.working import rounded_words


def difference_words(
    problem: Problem,
    order: Sequence[Ranked],
    best: Portfolio | None,
    budget: Fraction,
    names: Mapping[str, str],
) -> str:
    """Whether the order funds the same at a budget as the best portfolio, else what differs and why.

    `best` is the portfolio of most gain within the budget, None where nothing fits; `names` are what
    people call each option, by id and in the order people see them.
    """
    taken = funded_in_order(order, budget)
    funded = [place.option.id for place in taken]
    if best is None:
        return "Nothing keeps to the rules at this budget, so there is no best plan to compare."
    if set(funded) == set(best.members):
        return "The priority order funds the same options as the best plan."
    by_order = evaluate(problem, funded)
    order_cost = taken[-1].cumulative_cost if taken else Fraction(0)
    order_gain = taken[-1].cumulative_gain if taken else Fraction(0)
    head = (
        f"The priority order funds {_listed(names, funded)} "
        f"(gain {rounded_words(order_gain)} for {short_money(order_cost)})"
    )
    broken = broken_rules(problem, by_order)
    over = problem.cost_of(by_order.cost) - budget
    if broken:
        why = f"but takes no account of rules: {rule_words(broken[0], lambda key: names.get(key, key))}"
    elif over > 0:
        why = (
            "but takes no account of the cost of not doing the others: "
            f"with it the plan is {short_money(over)} over the budget"
        )
    else:
        why = _stopped(order, len(taken), budget - order_cost)
    added = [each for each in names if each in best.members and each not in funded]
    dropped = [each for each in funded if each not in best.members]
    more = problem.gain_of(best.gain) - order_gain
    changes = []
    if dropped:
        changes.append(f"leaves out {_listed(names, dropped)}")
    if added:
        changes.append(f"takes {_listed(names, added)}" + ("" if dropped else " too"))
    if not changes:
        changes.append("is the same set")
    size = (
        f"{rounded_words(more)} more"
        if more > 0
        else f"{rounded_words(-more)} less"
        if more < 0
        else "the same gain"
    )
    return (
        f"{head}, {why}. The best plan {' and '.join(changes)}: gain "
        f"{rounded_words(problem.gain_of(best.gain))} for {short_money(problem.cost_of(best.cost))}, {size}."
    )


def _stopped(order: Sequence[Ranked], count: int, left: Fraction) -> str:
    """Where the order stopped: the first option that no longer fits."""
    if count >= len(order):
        return "which is all of it"
    following = order[count]
    return (
        f"and stops: {following.option.name} is next and costs {short_money(following.cost)}, "
        f"more than the {short_money(left)} left"
    )


def _listed(names: Mapping[str, str], ids: Sequence[str]) -> str:
    """Names with commas and "and"."""
    called = [names.get(each, each) for each in ids]
    if not called:
        return "nothing"
    return called[0] if len(called) == 1 else f"{', '.join(called[:-1])} and {called[-1]}"
