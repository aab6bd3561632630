"""The independent checker: whole-number arithmetic of its own, shared with no engine.

Every answer of either engine passes `checked` before anybody sees it. It judges whether a portfolio
is what it says it is and keeps to the rules; not whether a better one exists.
"""

from __future__ import annotations

from stewardship_desktop.domain.star.problem import Portfolio, Problem
from stewardship_desktop.domain.star.rules import Rule, RuleKind


class WrongAnswerError(Exception):
    """An engine gave a portfolio that fails the checker. It must never be shown."""


def checked(problem: Problem, portfolio: Portfolio, budget: int | None = None) -> Portfolio:
    """The same portfolio. Raises WrongAnswerError if the checker finds a fault."""
    found = faults(problem, portfolio, budget)
    if found:
        raise WrongAnswerError(" ".join(found))
    return portfolio


def faults(problem: Problem, portfolio: Portfolio, budget: int | None = None) -> tuple[str, ...]:
    """What is wrong with a portfolio, each in a sentence; scaled budget, None for no limit."""
    found: list[str] = []
    chosen: dict[str, bool] = dict.fromkeys((item.id for item in problem.items), False)
    for member in portfolio.members:
        if member not in chosen:
            found.append(f"{member} is no option of the problem.")
        elif chosen[member]:
            found.append(f"{member} is chosen twice.")
        chosen[member] = True
    if list(portfolio.members) != sorted(portfolio.members):
        found.append("The options are not in the order of their ids.")
    cost = gained = 0
    use = [0] * len(problem.limits)
    for item in problem.items:
        if not chosen[item.id]:
            cost = cost + item.cost_not_done
            continue
        cost = cost + item.cost
        gained = gained + item.gain
        for row in range(len(use)):
            use[row] = use[row] + item.rows[row]
    for synergy in problem.synergies:
        if False not in [chosen.get(member, False) for member in synergy.members]:
            cost = cost + synergy.cost
            gained = gained + synergy.gain
    if cost != portfolio.cost:
        found.append(f"The cost is {cost}, not {portfolio.cost}.")
    if gained != portfolio.gain:
        found.append(f"The gain is {gained}, not {portfolio.gain}.")
    if budget is not None and cost > budget:
        found.append(f"The cost {cost} is above the budget {budget}.")
    for row, limit in enumerate(problem.limits):
        if limit is not None and use[row] > limit:
            found.append(f"Row {row + 1} uses {use[row]} of {limit}.")
    found += [_broken(rule) for rule in problem.rules if not _holds(rule, chosen)]
    return tuple(found)


def broken_rules(problem: Problem, portfolio: Portfolio) -> tuple[Rule, ...]:
    """The rules that a portfolio breaks (the current allocation may)."""
    chosen = {item.id: item.id in portfolio.members for item in problem.items}
    return tuple(rule for rule in problem.rules if not _holds(rule, chosen))


def exceeded_rows(problem: Problem, portfolio: Portfolio) -> tuple[int, ...]:
    """The further rows, by their place among the limits, of which a portfolio uses too much."""
    chosen = [item for item in problem.items if item.id in portfolio.members]
    return tuple(
        row
        for row, limit in enumerate(problem.limits)
        if limit is not None and sum(item.rows[row] for item in chosen) > limit
    )


def _broken(rule: Rule) -> str:
    group = f" {rule.quantity}" if rule.kind.value in ("at_least", "at_most", "exactly") else ""
    return f"The rule {rule.kind.value}{group} of {', '.join(rule.members)} is broken."


def _holds(rule: Rule, chosen: dict[str, bool]) -> bool:
    taken = [chosen[member] for member in dict.fromkeys(rule.members)]
    number = taken.count(True)
    match rule.kind:
        case RuleKind.MUST:
            return all(taken)
        case RuleKind.MUST_NOT:
            return number == 0
        case RuleKind.NEEDS:
            return chosen[rule.members[1]] or not chosen[rule.members[0]]
        case RuleKind.BOTH:
            return number in (0, len(taken))
        case RuleKind.EXCLUDES:
            return number <= 1
        case RuleKind.AT_LEAST:
            return number >= rule.quantity
        case RuleKind.AT_MOST:
            return number <= rule.quantity
        case RuleKind.EXACTLY:
            return number == rule.quantity
        case RuleKind.SYNERGY:
            return True
