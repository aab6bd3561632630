"""Options and rules as a person would type them, in files; knows nothing of the engine."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

OPTION_COLUMNS = ("id", "name", "people", "benefit_share", "benefit", "success", "cost", "current")
RULE_COLUMNS = ("rule", "option", "other", "group", "quantity")


@dataclass(frozen=True, kw_only=True)
class TypedOption:
    """One row of an options file, its figures as typed; `rows` by name of the resource."""

    id: str
    cost: str
    people: str = "100"
    share: str = "1"
    benefit: str = "100"
    success: str = "1"
    current: bool = False
    name: str = "An option"
    rows: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class TypedRule:
    """One rule with all its members."""

    kind: str
    members: Sequence[str]
    quantity: int = 0
    group: str = ""


def write_options(path: Path, options: Sequence[TypedOption]) -> Path:
    names = list(options[0].rows)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow([*OPTION_COLUMNS, *(f"row:{name}" for name in names)])
        for one in options:
            figures = (one.people, one.share, one.benefit, one.success, one.cost)
            writer.writerow([one.id, one.name, *figures, int(one.current), *(one.rows[n] for n in names)])
    return path


def write_rules(path: Path, rules: Sequence[TypedRule]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(RULE_COLUMNS)
        for rule in rules:
            if rule.group:
                writer.writerows((rule.kind, each, "", rule.group, rule.quantity) for each in rule.members)
            else:
                writer.writerow([rule.kind, *rule.members, *[""] * (4 - len(rule.members))])
    return path
