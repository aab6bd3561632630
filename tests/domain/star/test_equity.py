"""Published figures of EDE, Atkinson index and weights; plain weights; where they tip an answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stewardship_desktop.domain.star import equity
from stewardship_desktop.domain.star.frontier import budgeted
from stewardship_desktop.domain.star.option import Option, gain
from stewardship_desktop.domain.star.order import funded_in_order, priority_order
from stewardship_desktop.domain.star.problem import problem_of
from stewardship_desktop.domain.star.rules import Rule, RuleKind

# dceasimR, vignettes on social welfare functions and on inequality measures.
HEALTH = [Fraction(one) for one in ("52.1", "56.3", "59.8", "63.2", "66.8")]
FIFTHS = [Fraction(1, 5)] * 5


@pytest.mark.parametrize("epsilon, published", [(0, "59.64"), (1, "59.41665"), (5, "58.51938")])
def test_equally_distributed_equivalent_as_published(epsilon: int, published: str) -> None:
    found = equity.ede(HEALTH, FIFTHS, Fraction(epsilon))
    assert found.quantize(Decimal(published)) == Decimal(published)


@pytest.mark.parametrize("epsilon, published", [("0.5", "0.00187"), ("1", "0.00374"), ("2", "0.00751")])
def test_atkinson_index_as_published(epsilon: str, published: str) -> None:
    found = equity.atkinson_index(HEALTH, FIFTHS, Fraction(epsilon))
    assert found.quantize(Decimal(published)) == Decimal(published)


def test_weights_as_published() -> None:
    found = equity.atkinson_weights([Fraction(one) for one in (60, 63, 66, 69, 72)], FIFTHS, Fraction(1))
    published = ["1.0954413", "1.0432775", "0.9958558", "0.9525577", "0.9128678"]
    assert [f"{float(one):.7f}" for one in found] == published
    assert abs(sum(found, Fraction(0)) / 5 - 1) < Fraction(1, 10**9)


def test_without_aversion_everybody_counts_alike() -> None:
    assert equity.atkinson_weights(HEALTH, FIFTHS, Fraction(0)) == (Fraction(1),) * 5
    assert abs(equity.atkinson_index(HEALTH, FIFTHS, Fraction(0))) < Decimal("1e-20")


def test_epsilon_and_plain_weight_say_the_same() -> None:
    core20, rest = Fraction("52.3"), Fraction("64.9")
    weight = equity.weight_for(Fraction("2.5"), core20_health=core20, rest_health=rest)
    in_groups = equity.atkinson_weights([core20, rest], [Fraction(1, 5), Fraction(4, 5)], Fraction("2.5"))
    assert abs(in_groups[0] / in_groups[1] - weight) < Fraction(1, 10**7)
    back = equity.epsilon_for(weight, core20_health=core20, rest_health=rest)
    assert back is not None
    assert abs(back - Fraction("2.5")) < Fraction(1, 10**7)
    assert equity.epsilon_for(weight, core20_health=rest, rest_health=core20) is None
    assert equity.weight_for(Fraction(0), core20_health=core20, rest_health=rest) == 1


def test_the_multiplier_is_1_for_an_option_that_reaches_the_population_as_it_is() -> None:
    assert equity.multiplier(Fraction(1, 5), Fraction(7)) == Fraction(11, 5)
    assert equity.multiplier(Fraction(1, 5), Fraction(7), population_share=Fraction(1, 5)) == 1
    assert equity.multiplier(Fraction(1), Fraction(3), population_share=Fraction(1, 2)) == Fraction(3, 2)
    assert equity.multiplier(Fraction(3, 10), Fraction(1)) == 1


def option(name: str, gained: int, cost: int) -> Option:
    return Option(id=name, name=name, people=Fraction(gained), benefit=Fraction(100), cost=Fraction(cost))


ABC = [option("a", 30, 10), option("b", 20, 10), option("c", 16, 10)]


def test_an_unknown_core20_share_is_taken_as_the_populations() -> None:
    found = equity.weighted(ABC, {"a": None, "b": Fraction(1)}, Fraction(2), population_share=Fraction(1, 4))
    assert [one.weight for one in found] == [1, Fraction(8, 5), 1]
    found = equity.weighted(ABC, {"b": Fraction(1)}, Fraction(2))
    assert [one.weight for one in found] == [1, 2, 1]


def test_the_order_tips_where_two_lines_cross() -> None:
    # b: 2 (1 + t / 2) meets a: 3 at t = 1, that is weight 2; b has the later name, so only beyond it.
    found = equity.order_tips_at(ABC, {"b": Fraction(1, 2)})
    assert found == equity.TippingPoint(
        weight=Fraction(2), beyond=True, before=("a", "b", "c"), after=("b", "a", "c")
    )
    cheaper = [*ABC[:1], option("b", 18, 9), ABC[2]]
    found = equity.order_tips_at(cheaper, {"b": Fraction(1, 2)})
    assert found is not None
    assert (found.weight, found.beyond) == (Fraction(2), False)


def test_no_weight_tips_what_reaches_the_deprived_fifth_alike() -> None:
    same = dict.fromkeys("abc", Fraction(1, 4))
    assert equity.order_tips_at(ABC, same) is None
    assert equity.funded_tips_at(ABC, same, Fraction(20)) is None
    assert equity.order_tips_at([], {}) is None


def test_what_is_funded_tips_later_than_the_order() -> None:
    shares = {"b": Fraction(1, 2), "c": Fraction(1, 5)}
    assert equity.order_tips_at(ABC, shares).weight == 2  # type: ignore[union-attr]
    # With 20 to spend a and b are funded in either order, until c overtakes a: 1.6 (1 + t / 5) = 3.
    found = equity.funded_tips_at(ABC, shares, Fraction(20))
    assert found == equity.TippingPoint(
        weight=Fraction("5.375"), beyond=True, before=("a", "b"), after=("b", "c")
    )


def test_the_best_set_tips_exactly() -> None:
    # One of three fits. a: 30; b: 20 (1 + t) crosses it at t = 1/2.
    found = equity.best_set_tips_at(ABC, {"b": Fraction(1)}, [], Fraction(10))
    assert found == equity.TippingPoint(weight=Fraction(3, 2), beyond=True, before=("a",), after=("b",))
    assert equity.best_set_tips_at(ABC, {}, [], Fraction(10)) is None
    must = [Rule(kind=RuleKind.MUST, members=("a",))]
    assert equity.best_set_tips_at(ABC, {"b": Fraction(1)}, must, Fraction(10)) is None
    assert equity.best_set_tips_at(ABC, {"b": Fraction(1)}, must, Fraction(5)) is None
    assert equity.best_set_tips_at(ABC, {"b": Fraction(1)}, [], Fraction(10), most=Fraction(3, 2)) is None


@pytest.mark.parametrize("population", [None, Fraction(1, 5)])
def test_what_a_synergy_adds_is_not_weighted(population: Fraction | None) -> None:
    # Two of three fit: a and b with 10 more, 60, beside b and c: (20 + 16)(1 + t c).
    shares = {"a": Fraction(0), "b": Fraction(1), "c": Fraction(1)}
    together = Rule(kind=RuleKind.SYNERGY, members=("a", "b"), gain=Fraction(10))
    found = equity.best_set_tips_at(ABC, shares, [together], Fraction(20), population_share=population)
    assert found is not None
    # 40 + 20 (1 + t) = 36 (1 + t) without a population; with it the 10 count (1 + t / 5) times.
    ten = 10 * (1 + (found.weight - 1) * (population or 0))
    assert 30 + 20 * found.weight + ten == 36 * found.weight
    assert (found.before, found.after) == (("a", "b"), ("b", "c"))


@st.composite
def problems(draw: st.DrawFn) -> tuple[list[Option], dict[str, Fraction | None], int]:
    count = draw(st.integers(1, 6))
    options = [
        option("abcdef"[at], draw(st.integers(0, 12)), draw(st.integers(-1, 9))) for at in range(count)
    ]
    shares = {one.id: Fraction(draw(st.integers(0, 10)), 10) for one in options}
    return options, {**shares}, draw(st.integers(0, 25))


@given(problems(), st.sampled_from([None, Fraction(1, 5)]))
@settings(max_examples=60, deadline=None)
def test_tipping_points_are_where_the_answer_changes(
    problem: tuple[list[Option], dict[str, Fraction | None], int], population: Fraction | None
) -> None:
    options, shares, budget = problem

    def at(weight: Fraction) -> tuple[Option, ...]:
        return equity.weighted(options, shares, weight, population_share=population)

    def order(weight: Fraction) -> tuple[str, ...]:
        return tuple(one.option.id for one in priority_order(at(weight)))

    def funded(weight: Fraction) -> tuple[str, ...]:
        order = priority_order(at(weight))
        return tuple(sorted(one.option.id for one in funded_in_order(order, Fraction(budget))))

    hair = Fraction(1, 10**9)
    for answer, found in (
        (order, equity.order_tips_at(options, shares, population_share=population)),
        (funded, equity.funded_tips_at(options, shares, Fraction(budget), population_share=population)),
    ):
        if found is None:
            assert answer(Fraction(10**6)) == answer(Fraction(1))
            continue
        assert answer(Fraction(1)) == found.before
        assert answer(found.weight + hair if found.beyond else found.weight) == found.after != found.before
        if found.weight > 1:
            assert answer(found.weight - hair) == found.before
        if found.beyond:
            assert answer(found.weight) == found.before


@given(problems())
@settings(max_examples=40, deadline=None)
def test_the_best_sets_tipping_point_splits_worse_from_better(
    problem: tuple[list[Option], dict[str, Fraction | None], int],
) -> None:
    options, shares, budget = problem

    def worth(members: Sequence[str], weight: Fraction) -> Fraction:
        weighted = equity.weighted(options, shares, weight)
        return sum((gain(one) or Fraction(0) for one in weighted if one.id in members), Fraction(0))

    def best(some: Sequence[Option]) -> tuple[str, ...] | None:
        problem = problem_of(some)
        found = budgeted(problem, budget)
        return None if found is None else found.members

    found = equity.best_set_tips_at(options, shares, [], Fraction(budget))
    today = best(options)
    if today is None:
        assert found is None
        return
    top = Fraction(100) if found is None else found.weight
    rival = best(equity.weighted(options, shares, top))
    assert rival is not None
    assert worth(rival, top) == worth(today, top)
    if found is not None:
        above = top + Fraction(1, 10**6)
        assert worth(found.after, above) > worth(today, above)


def test_the_best_set_may_tip_to_nothing_at_all() -> None:
    # Good and harm come together: 3 - 2 (1 + t) is below nought from t = 1/2 on.
    pair = [option("a", 3, 1), replace(option("b", 2, 1), benefit=Fraction(-100))]
    both = [Rule(kind=RuleKind.BOTH, members=("a", "b"))]
    found = equity.best_set_tips_at(pair, {"a": Fraction(0), "b": Fraction(1)}, both, Fraction(10))
    assert found == equity.TippingPoint(weight=Fraction(3, 2), beyond=True, before=("a", "b"), after=())
