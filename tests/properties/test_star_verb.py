"""The verb `star` against trying every set: random files with ties, all kinds of rules, rows and savings."""

from __future__ import annotations

import csv
import json
import tempfile
from fractions import Fraction
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from stewardship_desktop.__main__ import main
from tests.support.star_files import TypedOption, TypedRule, write_options, write_rules
from tests.support.star_oracle import Oracle

IDS = ("B", "a", "10", "2", "é", "x, y", "C")
BUDGETS = ("-3", "0", "2.5", "4", "6", "100")


def options_with(ids: list[str]) -> st.SearchStrategy[list[TypedOption]]:
    def one(option_id: str) -> st.SearchStrategy[TypedOption]:
        return st.builds(
            TypedOption,
            id=st.just(option_id),
            name=st.sampled_from(["North", "South"]),
            cost=st.sampled_from(["-2", "0", "1", "2", "2.50", "1.25", "4"]),
            people=st.sampled_from(["0", "100", "100", "3.5"]),
            share=st.sampled_from(["0", "0.5", "1", "1.0"]),
            benefit=st.sampled_from(["-20", "0", "50", "100", "33.3"]),
            success=st.sampled_from(["1", "0.9", ".5"]),
            current=st.booleans(),
            rows=st.fixed_dictionaries(
                {"wte": st.sampled_from(["-1", "0", "1", "2.5"]), "beds": st.sampled_from(["0", "3"])}
            ),
        )

    return st.tuples(*map(one, ids)).map(list)


@st.composite
def rules_over(draw: st.DrawFn, ids: list[str]) -> list[TypedRule]:
    found = []
    for number in range(draw(st.integers(0, 3))):
        kind = draw(
            st.sampled_from(
                ["must", "must_not", "needs", "both", "excludes", "at_least", "at_most", "exactly"]
            )
        )
        members = draw(st.lists(st.sampled_from(ids), min_size=1, max_size=len(ids), unique=True))
        if kind in ("at_least", "at_most", "exactly"):
            quantity = draw(st.integers(0, len(members)))
            found.append(TypedRule(kind=kind, members=members, quantity=quantity, group=f"g{number}"))
        elif kind in ("must", "must_not"):
            found.append(TypedRule(kind=kind, members=members[:1]))
        elif len(members) > 1:
            found.append(TypedRule(kind=kind, members=members[:2]))
    return found


def is_near(found: Any, expected: Fraction | None) -> bool:
    """Equal, or to 34 significant digits where the decimals of the quotient don't end."""
    if found is None or expected is None:
        return found is expected
    rest = expected.denominator
    while rest % 2 == 0 or rest % 5 == 0:
        rest //= 2 if rest % 2 == 0 else 5
    tolerance = 0 if rest == 1 else abs(expected) / 10**33
    return abs(Fraction(found) - expected) <= tolerance


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@settings(max_examples=150)
@given(data=st.data())
def test_all_four_files_agree_with_trying_every_set(data: st.DataObject) -> None:
    ids = data.draw(st.lists(st.sampled_from(IDS), min_size=1, max_size=6, unique=True))
    options = data.draw(options_with(ids))
    rules = data.draw(rules_over(ids))
    limits = data.draw(st.dictionaries(st.sampled_from(["wte", "beds"]), st.sampled_from(["-1", "2", "3.5"])))
    budget, is_compared = data.draw(st.sampled_from(BUDGETS)), data.draw(st.booleans())
    oracle = Oracle(options, rules, limits)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        out = folder / "deep" / "results"
        arguments = ["star", "--options", str(write_options(folder / "o.csv", options)), "--budget", budget]
        arguments += ["--rules", str(write_rules(folder / "r.csv", rules))] if rules else []
        arguments += [part for row, most in limits.items() for part in ("--limit", f"{row}={most}")]
        arguments += ["--current"] if is_compared else []
        status = main([*arguments, "--out", str(out)])
        best = oracle.best(Fraction(budget))
        if best is None:
            assert status == 2
            assert not out.parent.exists()
            return
        assert status == 0
        agree_on_frontier(out, oracle)
        agree_on_priority(out, oracle)
        agree_on_best(out, oracle, best, ids)
        summary = json.loads((out / "summary.json").read_text("utf-8"), parse_float=Fraction)
    agree_on_summary(summary, oracle, best, Fraction(budget), is_compared=is_compared)


def agree_on_frontier(out: Path, oracle: Oracle) -> None:
    found = [
        (Fraction(row["cost"]), Fraction(row["gain"]), row["convex"] == "1", row["members"])
        for row in rows_of(out / "frontier.csv")
    ]
    assert found == oracle.efficient()


def agree_on_priority(out: Path, oracle: Oracle) -> None:
    found, expected = rows_of(out / "priority.csv"), oracle.priority()
    assert [row["id"] for row in found] == [option_id for option_id, _, _ in expected]
    cost = gain = Fraction(0)
    for rank, (row, (option_id, gained, value)) in enumerate(zip(found, expected, strict=True), 1):
        cost += Fraction(oracle.options[option_id].cost)
        gain += gained
        assert row["rank"] == str(rank)
        assert Fraction(row["gain"]) == gained
        assert row["value_for_money"] == "inf" if value is None else is_near(row["value_for_money"], value)
        assert (Fraction(row["cumulative_cost"]), Fraction(row["cumulative_gain"])) == (cost, gain)


def agree_on_best(out: Path, oracle: Oracle, best: list[str], ids: list[str]) -> None:
    found = rows_of(out / "portfolio.csv")
    assert [(row["id"], row["chosen"]) for row in found] == [(one, str(int(one in best))) for one in ids]


def agree_on_summary(
    summary: dict[str, Any], oracle: Oracle, best: list[str], budget: Fraction, *, is_compared: bool
) -> None:
    current = frozenset(one.id for one in oracle.options.values() if one.current)
    differences = oracle.differences()
    assert list(summary) == [
        "cost", "gain", "current_cost", "current_gain", *differences, "replacement_cost",
    ]  # fmt: skip
    assert summary["cost"] == oracle.cost(frozenset(best))
    assert summary["gain"] == oracle.gain(frozenset(best))
    assert summary["current_cost"] == oracle.cost(current)
    assert summary["current_gain"] == oracle.gain(current)
    for key, expected in differences.items():
        assert is_near(summary[key], expected if is_compared else None), key
    assert summary["replacement_cost"] == oracle.replacement_costs(budget)
