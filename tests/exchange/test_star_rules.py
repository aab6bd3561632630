"""Rules files: pairs and groups put together, and every rule that can't be told with its rows."""

from __future__ import annotations

from pathlib import Path

import pytest

from stewardship_desktop.domain.star.rules import Rule, RuleKind
from stewardship_desktop.exchange.star_rules import read_rules

HEAD = "rule,option,other,group,quantity\n"
IDS = frozenset("abcd")


def lines(tmp_path: Path, text: str) -> list[str]:
    file = tmp_path / "rules.csv"
    file.write_text(HEAD + text, encoding="utf-8")
    return [problem.line() for problem in read_rules(file, IDS).problems]


def test_pairs_and_groups_are_put_together(tmp_path: Path) -> None:
    file = tmp_path / "rules.csv"
    file.write_text(
        f"{HEAD}must,a,,,\nat_least,b,,G,1\nneeds,a,b,,\nat_least,c,,G,1.0\nat_most,b,,G,2\nat_most,c,,G,2\n",
        encoding="utf-8",
    )
    read = read_rules(file, IDS)
    assert read.problems == ()
    assert read.rules == (
        Rule(kind=RuleKind.MUST, members=("a",)),
        Rule(kind=RuleKind.AT_LEAST, members=("b", "c"), quantity=1, name="G"),
        Rule(kind=RuleKind.NEEDS, members=("a", "b")),
        Rule(kind=RuleKind.AT_MOST, members=("b", "c"), quantity=2, name="G"),
    )


def test_a_nought_where_no_quantity_belongs_says_nothing(tmp_path: Path) -> None:
    assert lines(tmp_path, "must,a,,,0\nneeds,a,b,,0\n") == []
    assert len(lines(tmp_path, "must,a,,,1\n")) == 1


def test_headings_alone_are_no_rules(tmp_path: Path) -> None:
    assert lines(tmp_path, "") == []


@pytest.mark.parametrize(
    "row,column,says",
    [
        ("synergy,a,b,,", "rule", "is no rule"),
        (",a,b,,", "rule", "The rule is missing"),
        ("must,z,,,", "option", 'no option "z"'),
        ("must,,,,", "option", "needs this cell"),
        ("must,a,b,,", "other", "means nothing"),
        ("needs,a,,,", "other", "needs this cell"),
        ("needs,a,z,,", "other", 'no option "z"'),
        ("both,a,a,,", "other", "twice"),
        ("excludes,a,b,G,", "group", "means nothing"),
        ("at_most,a,,,1", "group", "needs this cell"),
        ("at_most,a,,G,", "quantity", "needs this cell"),
        ("at_most,a,,G,-1", "quantity", "whole number"),
        ("exactly,a,,G,0.5", "quantity", "whole number"),
        ("at_least,a,,G,2", "quantity", "asks for 2 of 1"),
    ],
)
def test_one_bad_row_is_one_line_that_says_where(tmp_path: Path, row: str, column: str, says: str) -> None:
    (line,) = lines(tmp_path, f"must_not,d,,,\n{row}\n")
    assert line.startswith(f"rules.csv, row 3, column {column}: ")
    assert says in line


def test_a_group_with_two_quantities_or_a_member_twice(tmp_path: Path) -> None:
    found = lines(tmp_path, "at_most,a,,G,1\nat_most,b,,G,2\nat_most,a,,G,1\n")
    assert [line.split(":")[0] for line in found] == [
        "rules.csv, row 3, column quantity",
        "rules.csv, row 4, column option",
    ]


def test_rules_that_contradict_each_other_are_told_with_their_rows(tmp_path: Path) -> None:
    found = lines(tmp_path, "must,a,,,\nmust,d,,,\nneeds,a,b,,\nmust_not,b,,,\nboth,c,d,,\nexcludes,d,c,,\n")
    assert [line.split(":")[0] for line in found] == [
        "rules.csv, row 2 (with 4 and 5), column rule",
        "rules.csv, row 3 (with 6 and 7), column rule",
    ]
    assert "a must be in; a needs b; b must be left out" in found[0]


def test_without_known_options_no_name_is_missed(tmp_path: Path) -> None:
    file = tmp_path / "rules.csv"
    file.write_text(f"{HEAD}must,anything,,,\n", encoding="utf-8")
    assert read_rules(file, None).problems == ()


def test_missing_columns_are_told_once_each(tmp_path: Path) -> None:
    file = tmp_path / "rules.csv"
    file.write_text("rule,option,other\nmust,a,\nneeds,b,z\n", encoding="utf-8")
    found = [problem.line() for problem in read_rules(file, IDS).problems]
    assert [line.split(":")[0] for line in found] == [
        "rules.csv, row 1, column group",
        "rules.csv, row 1, column quantity",
    ]
