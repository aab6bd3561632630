"""From a table of texts to a budget table: which column means what, and what each cell says.

The headings are recognised by the patterns of `domain.budget.kinds` unless a map says otherwise.
What can't be read is a problem line, never a guess; `build_table` doesn't raise for it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from stewardship_desktop.domain.amount import Unit
from stewardship_desktop.domain.budget.findings import Problem
from stewardship_desktop.domain.budget.headers import Heading, plain, read_heading
from stewardship_desktop.domain.budget.kinds import KINDS, Column, Kind, Quantity, Role, kind_named
from stewardship_desktop.domain.budget.names import KnownNames, service_line_of_file, words_left_over
from stewardship_desktop.domain.budget.table import ImportTable, ReadTable, SignRule
from stewardship_desktop.domain.errors import UserFixable
from stewardship_desktop.domain.period import Period
from stewardship_desktop.exchange.cells import all_figures, read_rows

LEAVE_OUT = ("", "-", "leave out", "ignore", "left_out")
_MAP_KEYS = frozenset({"kind", "columns", "sheet", "header_row", "service_line"})
_MAP_SHAPE = (
    'A map is JSON such as {"columns": {"Heading in the file": "net_spend"}, "sheet": "Q1", '
    '"header_row": 3, "service_line": "Stroke"}, or just {"Heading in the file": "net_spend"}.'
)


@dataclass(frozen=True, kw_only=True)
class ColumnMap:
    """What a person said about a file: heading to column ("" leaves one out), and where it is."""

    columns: Mapping[str, str] = field(default_factory=dict)
    kind: str | None = None
    sheet: str | None = None
    header_row: int = 1
    service_line: str | None = None


@dataclass(frozen=True, kw_only=True)
class Mapped:
    """Columns of a file by position, with the problems met on the way."""

    columns: Mapping[int, Column]
    problems: tuple[Problem, ...] = ()


def load_map(path: str | Path) -> ColumnMap:
    """Read a `--map` file. Raises `UserFixable` for one that can't be read or isn't a map."""
    file = Path(path)
    try:
        if file.exists() and not file.is_file():
            raise UserFixable(f"The map {file} isn't a file.", "Choose a file of JSON.")
        content = json.loads(file.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise UserFixable(f"The map {file.name} can't be read.", "Check where it is.") from error
    except (ValueError, RecursionError) as error:
        raise UserFixable(f"The map {file.name} isn't JSON.", _MAP_SHAPE) from error
    return parse_map(content)


def parse_map(content: object) -> ColumnMap:
    """Make a `ColumnMap` of decoded JSON; pairs of heading and column alone will do.

    Raises `UserFixable` for any other shape.
    """
    if not isinstance(content, dict):
        raise UserFixable("The map isn't an object.", _MAP_SHAPE)
    known: dict[str, Any] = content
    if known and _MAP_KEYS.isdisjoint(known) and all(isinstance(v, str | None) for v in known.values()):
        known = {"columns": known}
    strange = [str(k) for k in known if k not in _MAP_KEYS]
    if strange:
        raise UserFixable(f"The map has '{strange[0]}', which means nothing.", _MAP_SHAPE)
    columns = known["columns"] if known.get("columns") is not None else {}
    if not isinstance(columns, dict) or not all(isinstance(v, str | None) for v in columns.values()):
        raise UserFixable("The map's columns aren't pairs of heading and column.", _MAP_SHAPE)
    header_row = known.get("header_row", 1)
    if not isinstance(header_row, int) or isinstance(header_row, bool) or header_row < 1:
        raise UserFixable("The map's header_row isn't a row number.", _MAP_SHAPE)
    for key in ("kind", "sheet", "service_line"):
        if not isinstance(known.get(key), str | None):
            raise UserFixable(f"The map's {key} isn't a text.", _MAP_SHAPE)
    if known.get("kind"):
        kind_named(known["kind"])
    return ColumnMap(
        columns={str(k): (v or "") for k, v in columns.items()},
        kind=known.get("kind"),
        sheet=known.get("sheet"),
        header_row=header_row,
        service_line=known.get("service_line"),
    )


def header_signature(headers: Sequence[str]) -> str:
    """What is remembered to know a file of the same make again: its headings in plain form, in order."""
    return "|".join(plain(h) for h in headers)


def recognise_kind(headers: Sequence[str]) -> Kind | None:
    """The kind whose columns these headings name, None when no kind or more than one fits equally."""
    scored: list[tuple[int, Kind]] = []
    for kind in KINDS:
        names = {c.name for h in headers if h.strip() and (c := kind.recognise(h)) is not None}
        fits = all(c.name in names for c in kind.columns if c.required)
        fits = fits and (not kind.one_of or any(n in names for n in kind.one_of))
        if fits:
            measures = sum(c.is_measure and c.name in names for c in kind.columns)
            known = len(names - {"row_type", "source", "left_out"})
            own_label = kind.label.name == plain(next(h for h in headers if kind.label.goes_by(h)))
            if not (kind.open_parts and len([h for h in headers if h.strip()]) < 2):
                scored.append((10 * measures + 2 * known + 5 * own_label, kind))
    scored.sort(key=lambda s: -s[0])
    if not scored or (len(scored) > 1 and scored[0][0] == scored[1][0]):
        return None
    return scored[0][1]


def find_header_row(table_rows: Sequence[tuple[int, Sequence[str]]], kind: Kind) -> int | None:
    """The row among the first ones whose cells name the kind's required columns, None if there is none."""
    for row_no, cells in table_rows:
        names = {c.name for h in cells if h.strip() and (c := kind.recognise(h)) is not None}
        if all(c.name in names for c in kind.columns if c.required) and (
            not kind.one_of or any(n in names for n in kind.one_of)
        ):
            return row_no
    return None


def map_columns(read: ReadTable, kind: Kind, said: ColumnMap | None = None) -> Mapped:
    """Give each column of a file its canonical column: what the map says first, then what the heading says.

    Raises `UserFixable` where the map names a heading the file doesn't have, or a column the kind
    doesn't have. Everything else is a problem: unknown, blank and repeated headings, missing columns.
    """
    headers = read.headers
    problems: list[Problem] = []
    taken, left_out = _said_columns(headers, kind, said)
    named = {c.name for c in taken.values()}
    for position, header in enumerate(headers):
        if position in taken or position in left_out:
            continue
        if not header.strip():
            if any(row.cells[position].strip() for row in read.rows):
                problems.append(
                    Problem(
                        text=f"Column {_letter(position)} has no heading, so it was left out. Give it one."
                    )
                )
            continue
        column = kind.recognise(header)
        if column is None and kind.open_parts and all_figures(read, position):
            column = kind.column(read_heading(header).plain)
        if column is None:
            problems.append(
                Problem(
                    text=f"Column '{header}' isn't one of a {kind.title} and was left out. "
                    "Say what it is in the map if it matters.",
                    severity="note",
                )
            )
        elif column.role is Role.LEFT_OUT or (column.name in named and not column.is_measure):
            problems.append(Problem(text=f"Column '{header}' was left out.", severity="note"))
        elif column.name in named:
            first = next((headers[p] for p, c in taken.items() if c.name == column.name), "")
            if said is None or not any(v == column.name for v in said.columns.values()):
                same = (
                    "is there twice"
                    if first.strip() == header.strip()
                    else f"and '{first}' both mean {column.name}"
                )
                problems.append(
                    Problem(
                        text=f"Repeated heading: '{header}' {same}. Rename or delete one.",
                        row_no=read.header_row,
                        measure=column.name,
                        severity="refuse",
                    )
                )
        else:
            taken[position] = column
            named.add(column.name)
    problems += _missing(read, kind, taken)
    return Mapped(columns=dict(sorted(taken.items())), problems=tuple(problems))


def _said_columns(
    headers: Sequence[str], kind: Kind, said: ColumnMap | None
) -> tuple[dict[int, Column], set[int]]:
    taken: dict[int, Column] = {}
    left_out: set[int] = set()
    for heading, name in (said.columns if said else {}).items():
        places = [i for i, h in enumerate(headers) if h == heading] or [
            i for i, h in enumerate(headers) if plain(h) == plain(heading) and plain(heading)
        ]
        if not places:
            raise UserFixable(
                f"The map names a heading '{heading}' that the file doesn't have.",
                f"The headings are {', '.join(h for h in headers if h)}.",
            )
        if len(places) > 1 and name.strip() not in LEAVE_OUT:
            raise UserFixable(
                f"The map names the heading '{heading}', which the file has {len(places)} times.",
                "Rename the headings in the file so that each is there once.",
            )
        if name.strip() in LEAVE_OUT:
            left_out.update(places)
            continue
        column = kind.column(name.strip())
        if any(c.name == column.name for c in taken.values()):
            raise UserFixable(f"The map makes two columns '{column.name}'.", "Choose one of them.")
        taken[places[0]] = column
    return taken, left_out


def _missing(read: ReadTable, kind: Kind, taken: Mapping[int, Column]) -> Iterator[Problem]:
    names = {c.name for c in taken.values()}
    missing = [c.name for c in kind.columns if c.required and c.name not in names]
    if kind.one_of and not any(n in names for n in kind.one_of):
        missing.append(" or ".join(kind.one_of))
    if kind.open_parts and not any(c.is_measure for c in taken.values()):
        missing.append("any figures")
    if not missing:
        return
    shown = ", ".join(f"'{h}'" for h in read.headers[:12] if h) or "none"
    other = recognise_kind(read.headers)
    rows = [(r.row_no, r.cells) for r in read.rows[:20]]
    if other is not None and other.name != kind.name:
        remedy = f"The headings look like a {other.name} table; import it as that."
    elif (at := find_header_row(rows, kind)) is not None:
        remedy = (
            f'Row {at} seems to have the headings: delete the rows above, or put "header_row": {at} in a map.'
        )
    else:
        remedy = f"Its headings are {shown}; say in the map which is which."
    yield Problem(
        text=f"The file has no column for {' and '.join(missing)}, which a {kind.title} needs. {remedy}",
        row_no=read.header_row,
        severity="refuse",
    )


def build_table(
    read: ReadTable,
    kind: Kind,
    said: ColumnMap | None = None,
    *,
    period: Period,
    unit: Unit | None = None,
    sign_rule: SignRule = SignRule.AS_PRINTED,
    service_line: str | None = None,
    known: KnownNames | None = None,
) -> ImportTable:
    """Make a budget table of a read file. Its `problems` say what kept it out or is worth knowing.

    `unit` concerns money only; None takes what the headings say. A unit that contradicts a heading,
    a cell that isn't a number, a missing or repeated column are problems that refuse the file.
    `service_line` (else the map's, else the file name's) is what a one-line page is about.
    Raises `UserFixable` only where the map itself is wrong.
    """
    names = known or KnownNames()
    mapped = map_columns(read, kind, said)
    headings = {i: read_heading(read.headers[i]) for i, c in mapped.columns.items() if c.is_measure}
    unit, unit_problems = _unit(read, kind, mapped.columns, headings, unit)
    rows = read_rows(read, kind, mapped.columns, unit)
    line, line_problems = _service_line(
        read, kind, service_line or (said.service_line if said else None), names
    )
    return ImportTable(
        kind=kind,
        period=period,
        unit=unit,
        measures=rows.measures,
        rows=rows.rows,
        file_name=read.file_name,
        sheet=read.sheet,
        service_line=line,
        sign_rule=sign_rule,
        problems=(
            *(Problem(text=n, severity="note") for n in read.notes),
            *mapped.problems,
            *unit_problems,
            *rows.problems,
            *line_problems,
        ),
        columns={read.headers[i]: c.name for i, c in mapped.columns.items()},
        row_types_inferred=rows.inferred,
        covers=next((h.covers for h in headings.values() if h.covers and not kind.balances), ""),
    )


def _unit(
    read: ReadTable,
    kind: Kind,
    columns: Mapping[int, Column],
    headings: Mapping[int, Heading],
    given: Unit | None,
) -> tuple[Unit | None, list[Problem]]:
    """The unit of the table's money, and refusals where heading and unit given don't agree."""
    if not kind.has_money:
        return None, []
    stated = {
        i: h.unit for i, h in headings.items() if h.unit is not None and columns[i].quantity is Quantity.MONEY
    }
    first = next(iter(stated.items()), None)
    for position, unit in stated.items():
        wanted = given or (first[1] if first else None)
        if unit is not wanted and wanted is not None:
            said = (
                f"the unit given is {wanted}"
                if given
                else f"'{read.headers[first[0] if first else 0]}' says {wanted}"
            )
            return given, [
                Problem(
                    text=f"The heading '{read.headers[position]}' says {unit}, but {said}. "
                    "Give the unit the file is in, or correct the heading.",
                    row_no=read.header_row,
                    measure=columns[position].name,
                    severity="refuse",
                )
            ]
    chosen = given or (first[1] if first else None)
    if chosen is None:
        return None, [
            Problem(
                text="Nothing says whether the money is in pounds, thousands or millions. Give the unit.",
                severity="refuse",
            )
        ]
    return chosen, []


def _service_line(
    read: ReadTable, kind: Kind, said: str | None, known: KnownNames
) -> tuple[str | None, list[Problem]]:
    """What a one-line page is about: as said, else by the file's name. A guess from the name is noted."""
    if not kind.about_one_line:
        return None, []
    if said and said.strip():
        return known.service_lines.find(said) or said.strip(), []
    found = service_line_of_file(read.file_name, known.service_lines)
    if found is not None:
        return found, []
    guess = words_left_over(read.file_name, kind)
    if guess is None or known.service_lines:
        return None, []
    text = f"The page is taken to be about '{guess}', from the file's name. If it isn't, say so in the map."
    return guess, [Problem(text=text, severity="note")]


def _letter(position: int) -> str:
    letters = ""
    number = position + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
