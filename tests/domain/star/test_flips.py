"""Flip values by hand and by property: the answer is the same up to them and another past them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from stewardship_desktop.domain.star.estimate import MEASURES, changed, value_of
from stewardship_desktop.domain.star.flips import (
    Altered,
    Flip,
    best_set_flips,
    easiest_first,
    funded_flips,
    order_flips,
)
from stewardship_desktop.domain.star.frontier import budgeted
from stewardship_desktop.domain.star.option import Option
from stewardship_desktop.domain.star.order import funded_in_order, priority_order
from stewardship_desktop.domain.star.problem import evaluate, problem_of
from stewardship_desktop.domain.star.rules import Rule, RuleKind
from stewardship_desktop.domain.star.session import Measure


def option(name: str, gained: int, cost: int) -> Option:
    return Option(
        id=name, name=name.upper(), people=Fraction(abs(gained)) * 4, share=Fraction(1, 2),
        benefit=Fraction(50 if gained >= 0 else -50), cost=Fraction(cost),
    )  # fmt: skip


# Gains 30, 20, 15 for 10 each: value for money 3, 2, 1.5.
ABC = [option("a", 30, 10), option("b", 20, 10), option("c", 15, 10)]
A, B, C = ABC


def shape(flips: Sequence[Flip]) -> list[tuple[Fraction, str, bool]]:
    return [(one.at, "up" if one.rises else "down", one.beyond) for one in flips]


def test_the_order_flips_where_an_option_meets_its_neighbours() -> None:
    # b with cost x: 20 / x = 3 at 6 2/3, dearer than that a is first; = 1.5 at 13 1/3, c is cheaper there.
    assert shape(order_flips(ABC, B, Measure.COST)) == [
        (Fraction(20, 3), "down", False),
        (Fraction(40, 3), "up", False),
    ]
    # b with n people: gain n / 4; at 120 it ties with a, whose name is first; below 60 c overtakes.
    up, down = sorted(order_flips(ABC, B, Measure.PEOPLE), key=lambda one: -one.at)
    assert (up.at, up.beyond, up.after) == (Fraction(120), True, ("b", "a", "c"))
    assert (down.at, down.beyond, down.after) == (Fraction(60), True, ("a", "c", "b"))


def test_a_figure_stays_on_its_scale() -> None:
    # c would have to benefit more than 2/3 of those it reaches to pass b; nothing ever passes 100.
    (up, down) = sorted(order_flips(ABC, C, Measure.SHARE), key=lambda one: -one.at)
    assert (up.at, up.beyond) == (Fraction(2, 3), True)
    assert (down.at, down.beyond, down.after) == (Fraction(0), False, ("a", "b"))
    weak = [A, option("z", 1, 10)]
    assert [one.rises for one in order_flips(weak, weak[1], Measure.BENEFIT)] == [False]


def test_what_does_not_count_has_no_flip() -> None:
    assert order_flips(ABC, B, Measure.SUCCESS, apply_success=False) == ()
    assert order_flips(ABC, B, Measure.SUCCESS) != ()
    assert order_flips([replace(A, cost=None), B], replace(A, cost=None), Measure.PEOPLE) == ()
    harmful = replace(A, benefit=Fraction(-5))
    assert order_flips([harmful, B], harmful, Measure.COST) == ()


def test_a_tie_today_flips_at_once() -> None:
    twin = replace(A, id="z", name="Z")
    up, down = order_flips([A, twin], twin, Measure.PEOPLE)
    first = up if up.rises else down
    assert (first.at, first.beyond, first.change) == (Fraction(120), True, Fraction(0))


def test_what_the_order_funds_flips_at_the_budget_too() -> None:
    # Budget 25 funds a and b. b may cost up to 13 1/3, where c overtakes it, and then nothing changes
    # until 15, more than which b no longer fits behind a.
    flips = funded_flips(ABC, B, Measure.COST, Fraction(25))
    up = next(one for one in flips if one.rises)
    assert (up.at, up.beyond, up.after) == (Fraction(40, 3), False, ("a", "c"))
    down = next(one for one in flips if not one.rises)
    assert (down.at, down.beyond, down.after) == (Fraction(5), False, ("a", "b", "c"))
    alone = funded_flips([A], A, Measure.COST, Fraction(25))
    assert shape(alone) == [(Fraction(25), "up", True)]


def test_the_best_set_flips() -> None:
    # Budget 20: a and b. Without b the best is a and c, 45 to 50: b may lose 5 of gain, 20 people.
    found = {
        (one.option_id, one.measure, one.rises): one
        for some in best_set_flips(ABC, [], Fraction(20))
        for one in some
    }
    lost = found["b", Measure.PEOPLE, False]
    assert (lost.at, lost.beyond, lost.after) == (Fraction(60), True, ("a", "c"))
    assert lost.altered is Altered.BEST_SET
    # c needs 5 more of gain: 80 people instead of 60; or to be free, so that all three fit.
    assert found["c", Measure.PEOPLE, True].at == 80
    assert found["c", Measure.COST, False].at == 0
    assert found["c", Measure.COST, False].after == ("a", "b", "c")
    # a has no slack: a pound more and b and c, or less, are what fits; it must be free for all to fit.
    assert found["a", Measure.COST, True].at == 10
    assert ("a", Measure.PEOPLE, True) not in found


def test_what_must_be_done_never_drops_out_by_its_gain() -> None:
    must = [Rule(kind=RuleKind.MUST, members=("c",))]
    flips = [one for some in best_set_flips(ABC, must, Fraction(20)) for one in some]
    assert not [one for one in flips if one.option_id == "c" and one.measure is Measure.PEOPLE]
    dearer = next(one for one in flips if one.option_id == "c" and one.rises)
    assert (dearer.at, dearer.after) == (Fraction(10), ("c",))
    only = [one for some in best_set_flips(ABC, must, Fraction(10)) for one in some]
    assert next(one for one in only if one.option_id == "c" and one.rises).after is None
    assert list(best_set_flips(ABC, must, Fraction(5))) == []


def test_the_easiest_flip_comes_first() -> None:
    flips = [*order_flips(ABC, B, Measure.COST), *order_flips(ABC, B, Measure.SHARE)]
    sizes = [one.change for one in easiest_first(flips)]
    assert sizes == sorted(sizes)


FIGURES = st.tuples(st.integers(-2, 9), st.integers(-3, 9))


@given(st.lists(FIGURES, min_size=1, max_size=5), st.integers(0, 20), st.data())
@settings(max_examples=150, deadline=None)
def test_answers_change_at_flips_and_not_before(
    figures: list[tuple[int, int]], budget: int, data: st.DataObject
) -> None:
    options = [option("abcde"[at], gained, cost) for at, (gained, cost) in enumerate(figures)]
    one = data.draw(st.sampled_from(options))
    measure = data.draw(st.sampled_from(MEASURES))

    def order(value: Fraction) -> tuple[str, ...]:
        return tuple(each.option.id for each in priority_order(changed(options, one.id, measure, value)))

    def funded(value: Fraction) -> tuple[str, ...]:
        places = priority_order(changed(options, one.id, measure, value))
        return tuple(sorted(each.option.id for each in funded_in_order(places, Fraction(budget))))

    now = value_of(one, measure)
    assert now is not None
    hair = Fraction(1, 10**9)
    least, most = measure.bounds
    for answer, flips in (
        (order, order_flips(options, one, measure)),
        (funded, funded_flips(options, one, measure, Fraction(budget))),
    ):
        for way in (1, -1):
            flip = next((each for each in flips if each.rises == (way > 0)), None)
            end = most if way > 0 else least
            far = Fraction(end) if end is not None else now + way * 10_000
            if flip is None:
                stops = [now + (far - now) * step / 40 for step in range(41)]
                assert {answer(value) for value in stops} == {answer(now)}
                continue
            assert flip.before == answer(now) != flip.after
            assert answer(flip.at + way * hair if flip.beyond else flip.at) == flip.after
            stops = [now + (flip.at - now) * step / 40 for step in range(40)]
            assert {answer(value) for value in stops} == {answer(now)}


LEVELS = st.tuples(st.sampled_from(["", "", "s", "t"]), st.booleans())


@given(
    st.lists(st.tuples(FIGURES, LEVELS), min_size=1, max_size=5), st.integers(0, 15), st.booleans()
)  # fmt: skip
@settings(max_examples=200, deadline=None)
def test_the_best_set_stays_the_best_up_to_its_flips(
    figures: list[tuple[tuple[int, int], tuple[str, bool]]], budget: int, needs: bool
) -> None:
    options: list[Option] = []
    for at, ((gained, cost), (service, stays)) in enumerate(figures):
        # One level of a service is today's.
        first = not service or all(one.service != service for one in options)
        made = option("abcde"[at], gained, cost)
        options.append(replace(made, service=service, cost_stays=stays and first))
    rules = [Rule(kind=RuleKind.NEEDS, members=("a", "b"))] if needs and len(options) > 1 else []

    def still_best(members: tuple[str, ...], some: Sequence[Option]) -> bool:
        """Whether today's set fits and no other gains more."""
        problem = problem_of(some, rules)
        most = problem.scaled_budget(Fraction(budget))
        best = budgeted(problem, most)
        today = evaluate(problem, members)
        return today.cost <= most and best is not None and today.gain == best.gain

    hair = Fraction(1, 10**6)
    for flips, one in zip(best_set_flips(options, rules, Fraction(budget)), options, strict=False):
        for measure in MEASURES:
            now = value_of(one, measure)
            assert now is not None
            for way in (1, -1):
                flip = next(
                    (each for each in flips if each.measure is measure and each.rises == (way > 0)), None
                )
                end = measure.bounds[1 if way > 0 else 0]
                far = Fraction(end) if end is not None else now + way * 1000
                if flip is None:
                    today = next((each.before for each in flips), None)
                    if today is not None:
                        assert still_best(today, changed(options, one.id, measure, far))
                    continue
                past = flip.at + way * hair if flip.beyond else flip.at
                assert not still_best(flip.before, changed(options, one.id, measure, past))
                short = flip.at if flip.beyond else flip.at - way * hair
                assert still_best(flip.before, changed(options, one.id, measure, short))
