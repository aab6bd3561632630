"""What a file's columns are taken for before it is checked: by their headings, as said now or last time."""

from __future__ import annotations

import itertools
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from stewardship_desktop.domain.amount import Unit
from stewardship_desktop.domain.budget.book import RememberedMapping
from stewardship_desktop.domain.budget.findings import Problem
from stewardship_desktop.domain.budget.headers import read_heading
from stewardship_desktop.domain.budget.kinds import Kind, Role
from stewardship_desktop.domain.budget.names import service_line_of_file, words_left_over
from stewardship_desktop.domain.budget.table import ReadTable
from stewardship_desktop.exchange.mapping import ColumnMap, header_signature, map_columns
from stewardship_desktop.store.connection import Connection
from stewardship_desktop.store.queries.budget.known import name_book
from stewardship_desktop.store.queries.records import record

PART = "#part"
"""Stands for "a column of its own", a provider of an activity table, where columns are chosen."""

LEFT_OUT = ""


@dataclass(frozen=True, kw_only=True)
class FileColumn:
    """A column of a file with what it is taken for: a canonical column, `PART` or `LEFT_OUT`."""

    position: int
    heading: str
    meaning: str
    samples: tuple[str, ...]


def file_columns(
    read: ReadTable, kind: Kind, said: ColumnMap | None = None
) -> tuple[tuple[FileColumn, ...], tuple[Problem, ...]]:
    """What each column of a file is taken for, with three samples, and what is missing or doubled."""
    mapped = map_columns(read, kind, said)
    known = {column.name for column in kind.columns}
    found = []
    for at, heading in enumerate(read.headers):
        column = mapped.columns.get(at)
        name = LEFT_OUT if column is None else column.name
        texts = (row.cells[at].strip() for row in read.rows[:200])
        found.append(
            FileColumn(
                position=at,
                heading=heading,
                meaning=name if name in known or not name else PART,
                samples=tuple(itertools.islice((text for text in texts if text), 3)),
            )
        )
    return tuple(found), mapped.problems


def column_choices(kind: Kind) -> tuple[tuple[str, str], ...]:
    """What a column may be taken for, as (meaning, words)."""
    named = [
        (column.name, column.name.replace("_", " ").replace("pct", "per cent").capitalize())
        for column in kind.columns
        if column.role is not Role.LEFT_OUT
    ]
    part = [(PART, "One provider's activity")] if kind.open_parts else []
    return ((LEFT_OUT, "Leave out"), *named, *part)


def columns_said(columns: Mapping[str, str]) -> ColumnMap:
    """A map of headings to meanings as the engine takes it."""
    return ColumnMap(
        columns={
            heading: read_heading(heading).plain if meaning == PART else meaning
            for heading, meaning in columns.items()
            if heading.strip()
        }
    )


def meanings_moved(columns: Sequence[FileColumn], said: Mapping[str, str]) -> dict[str, str]:
    """What is said of some headings, and that the columns which meant the same are left out now."""
    moved: dict[str, str] = {}
    for heading, meaning in said.items():
        # Two columns can't be the same thing, save providers, each of which is one of its own.
        if meaning not in (LEFT_OUT, PART):
            moved |= {c.heading: LEFT_OUT for c in columns if c.meaning == meaning and c.heading != heading}
    # Last, so that two columns can change places.
    return moved | dict(said)


def stated_unit(read: ReadTable) -> Unit | None:
    """The unit of money that the headings state, None where they say nothing."""
    return next((unit for heading in read.headers if (unit := read_heading(heading).unit) is not None), None)


def likely_service_line(connection: Connection, read: ReadTable, kind: Kind) -> str:
    """What a one-line page is probably about, by the file's name; "" where nothing says so."""
    if not kind.about_one_line:
        return ""
    known = name_book(connection).known.service_lines
    return service_line_of_file(read.file_name, known) or words_left_over(read.file_name, kind) or ""


def remembered_choices(connection: Connection, headers: tuple[str, ...]) -> dict[str, Any] | None:
    """What was said last about a file with these headings: "kind", "columns" and more; None if nothing."""
    found = record(connection, RememberedMapping, RememberedMapping.id_for(header_signature(headers)))
    if found is None:
        return None
    choices: dict[str, Any] = json.loads(found.choices)
    return {**choices, "kind": found.kind}
