"""Reads the rules of the batch verb `star`, and tells which of them can't be, with their rows.

Whether rules can hold together is found by the engine; budgets and limits play no part here.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from stewardship_desktop.domain.budget.table import ReadRow
from stewardship_desktop.domain.errors import UserFixable
from stewardship_desktop.domain.star.contradictions import contradictions
from stewardship_desktop.domain.star.rules import GROUPS, PAIRS, SINGLES, Rule, RuleKind
from stewardship_desktop.exchange.star_cells import CellProblem, StarTable, plain_number, quoted, read_table

COLUMNS = ("rule", "option", "other", "group", "quantity")
KINDS = tuple(kind for kind in RuleKind if kind in SINGLES | PAIRS | GROUPS)
MOST_ROWS = 20_000
_USED = {
    **dict.fromkeys(SINGLES, ("option",)),
    **dict.fromkeys(PAIRS, ("option", "other")),
    **dict.fromkeys(GROUPS, ("option", "group", "quantity")),
}


@dataclass(frozen=True, kw_only=True)
class RulesFile:
    """What a rules file holds. With any problem the rules are not to be worked with."""

    rules: tuple[Rule, ...] = ()
    problems: tuple[CellProblem, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(kw_only=True)
class _Group:
    """A group as its rows are read: which quantity its first row gave, who is in it, and where."""

    quantity: str
    members: list[str]
    rows: list[int]
    sound: bool = True


def read_rules(path: Path, ids: Collection[str] | None) -> RulesFile:
    """Read a rules file. `ids`: the options there are; None where they aren't known, then none is missed."""
    table = read_table(path, COLUMNS, also=lambda _column: False, most_rows=MOST_ROWS)
    problems = list(table.problems)
    written: list[tuple[Rule, tuple[int, ...]]] = []
    groups: dict[tuple[RuleKind, str], _Group] = {}
    for row in table.rows if all(column in table.places for column in COLUMNS) else ():
        cells = {column: table.cell(row, column) or "" for column in COLUMNS}
        faults = _faults(table, row, cells, ids)
        kind = _kind(cells["rule"])
        if kind in GROUPS and cells["group"]:
            faults += _join(table, row, cells, kind, groups, sound=not faults)
        elif not faults and kind is not None:
            members = tuple(cells[column] for column in _USED[kind])
            written.append((Rule(kind=kind, members=members), (row.row_no,)))
        problems += faults
    for (kind, name), group in groups.items():
        if group.sound:
            quantity = int(plain_number(group.quantity))
            rule = Rule(kind=kind, members=tuple(group.members), quantity=quantity, name=name)
            written.append((rule, tuple(group.rows)))
    written.sort(key=lambda one: one[1])
    rules = tuple(rule for rule, _ in written)
    known = ids if ids is not None else {member for rule in rules for member in rule.members}
    for found in contradictions(rules, sorted(known)):
        alone = len(found.rules) == 1 and rules[found.rules[0]].kind in GROUPS
        rows = {row for index in found.rules for row in written[index][1]}
        problems.append(
            CellProblem(
                file=table.file, rows=tuple(sorted(rows)), column="quantity" if alone else "rule",
                text=f"{found.words} {'Change the quantity or the group.' if alone else 'Drop one of them.'}",
            )
        )  # fmt: skip
    return RulesFile(rules=rules, problems=tuple(problems), notes=table.notes)


def _kind(text: str) -> RuleKind | None:
    return next((kind for kind in KINDS if kind.value == text), None)


def _faults(
    table: StarTable, row: ReadRow, cells: dict[str, str], ids: Collection[str] | None
) -> list[CellProblem]:
    """What is wrong with one row by itself."""
    kind = _kind(cells["rule"])
    if kind is None:
        said = "The rule is missing." if not cells["rule"] else f"{quoted(cells['rule'])} is no rule."
        return [table.problem(row, "rule", f"{said} The rules are {', '.join(KINDS)}.")]
    found = []
    for column in COLUMNS[1:]:
        text = cells[column]
        if column not in _USED[kind]:
            # A nought for "no quantity" says nothing else, and many programs write it.
            if text and not (column == "quantity" and _is_count(text) and not plain_number(text)):
                words = f"{quoted(text)} means nothing in the rule {kind}. Leave the cell empty."
                found.append(table.problem(row, column, words))
        elif not text:
            found.append(table.problem(row, column, f"The rule {kind} needs this cell. Fill it in."))
        elif column in ("option", "other") and ids is not None and text not in ids:
            words = f"There is no option {quoted(text)}. Write an id of the options file."
            found.append(table.problem(row, column, words))
        elif column == "quantity" and not _is_count(text):
            words = f"{quoted(text)} isn't a whole number from 0 up. Write how many of the group."
            found.append(table.problem(row, column, words))
    if kind in PAIRS and cells["option"] and cells["option"] == cells["other"]:
        words = f"The rule {kind} names {quoted(cells['option'])} twice. Name two options."
        found.append(table.problem(row, "other", words))
    return found


def _is_count(text: str) -> bool:
    try:
        value = plain_number(text)
    except UserFixable:
        return False
    return value >= 0 and value.denominator == 1


def _join(
    table: StarTable, row: ReadRow, cells: dict[str, str], kind: RuleKind,
    groups: dict[tuple[RuleKind, str], _Group], *, sound: bool,
) -> list[CellProblem]:  # fmt: skip
    """Put a row into its group; what is wrong with it there."""
    group = groups.setdefault((kind, cells["group"]), _Group(quantity=cells["quantity"], members=[], rows=[]))
    found = []
    comparable = sound and bool(group.members) and _is_count(group.quantity)
    if comparable and plain_number(cells["quantity"]) != plain_number(group.quantity):
        words = (
            f"The group {quoted(cells['group'])} has the quantity {group.quantity} in row "
            f"{group.rows[0]} and {cells['quantity']} here. Write the same in each row of a group."
        )
        found.append(table.problem(row, "quantity", words))
    if cells["option"] in group.members:
        words = f"{quoted(cells['option'])} is in the group {quoted(cells['group'])} already. Delete the row."
        found.append(table.problem(row, "option", words))
    group.members.append(cells["option"])
    group.rows.append(row.row_no)
    group.sound = group.sound and sound and not found
    return found
