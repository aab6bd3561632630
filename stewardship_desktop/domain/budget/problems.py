"""What is worth saying about a table beside its arithmetic: duplicates, signs, names, totals, periods."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from stewardship_desktop.domain.amount import nearest_pence
from stewardship_desktop.domain.budget.findings import Problem
from stewardship_desktop.domain.budget.headers import name_key
from stewardship_desktop.domain.budget.kinds import Quantity, Role
from stewardship_desktop.domain.budget.names import KnownNames, NameIndex
from stewardship_desktop.domain.budget.row_types import LineRole, line_role
from stewardship_desktop.domain.budget.table import ImportTable, RowType, TableRow

_MOST_SHOWN = 5
_MOST_NAMES = 30
# A sign shared by at least three rows and at most a fifth against it: worth a look.
_LEAST_SAME_SIGN = 3
_LARGEST_MINORITY = 5
_REST = re.compile(r"^(other|others|all other|rest|unknown|not known)\b")


def find_problems(table: ImportTable, known: KnownNames) -> Iterator[Problem]:
    """Everything worth saying about a table, in the order a person would check it."""
    yield from table.problems
    if table.line_count == 0 and not any(p.severity == "refuse" for p in table.problems):
        yield Problem(
            text="The file has no lines below its heading; there is nothing to import.", severity="refuse"
        )
    yield from _unnamed_rows(table)
    yield from _duplicates(table)
    yield from _totals(table)
    yield from _signs(table)
    yield from _pennies(table)
    yield from _names(table, known)
    yield from _service_line(table)
    yield from _periods(table, known)


def _unnamed_rows(table: ImportTable) -> Iterator[Problem]:
    for row in table.rows:
        if not row.label:
            yield Problem(
                text="This row has figures and no name; name it or delete it in the file.",
                row_no=row.row_no,
                severity="refuse",
            )


def _duplicates(table: ImportTable) -> Iterator[Problem]:
    seen: dict[tuple[str, ...], list[TableRow]] = {}
    for row in table.rows:
        key = (row.row_type.value, *map(name_key, (row.label, row.organisation, row.place, row.category)))
        seen.setdefault(key, []).append(row)
    doubled = [rows for rows in seen.values() if len(rows) > 1 and rows[0].label]
    for rows in doubled[:_MOST_NAMES]:
        same = all(rows[0].value(m.name) == r.value(m.name) for r in rows[1:] for m in table.measures)
        yield Problem(
            text=f"'{rows[0].label}' is a duplicate: it stands in rows {_row_list(rows)}"
            f"{' with the same figures' if same else ''}. All of them count; delete what is there twice.",
            row_no=rows[1].row_no,
        )
    if len(doubled) > _MOST_NAMES:
        yield Problem(text=f"{len(doubled) - _MOST_NAMES} more names stand in the file more than once.")


def _totals(table: ImportTable) -> Iterator[Problem]:
    totals = [r for r in table.rows if r.row_type is RowType.TOTAL]
    if not totals and table.line_count:
        yield Problem(
            text="The file prints no total, so its lines have nothing to agree with.", severity="note"
        )
        return
    if table.kind.balances or not totals:
        return
    if len(totals) > 1:
        yield Problem(
            text=f"The file has {len(totals)} totals: "
            + _few([f"row {r.row_no} '{r.label}'" for r in totals])
            + ". Each is checked against what stands above it; the last is taken as the total of the file.",
            row_no=totals[1].row_no,
        )
    first_is_total = table.rows[0].row_type is RowType.TOTAL
    after = [r for r in table.rows if r.row_no > totals[-1].row_no and r.row_type is RowType.LINE]
    if after and not first_is_total:
        yield Problem(
            text=f"{len(after)} lines stand below the last total (rows {_row_list(after)}), in no total.",
            row_no=after[0].row_no,
        )


def _signs(table: ImportTable) -> Iterator[Problem]:
    lines = [
        r
        for r in table.rows
        if r.row_type is RowType.LINE
        and not (table.kind.balances and line_role(r.label, r.row_type) is not LineRole.SPENDING)
    ]
    for measure in table.measures:
        if measure.role is Role.VARIANCE:
            continue
        minus = [r for r in lines if (v := r.value(measure.name)) is not None and v < 0]
        plus = [r for r in lines if (v := r.value(measure.name)) is not None and v > 0]
        few, many, word = (minus, plus, "minus") if len(minus) <= len(plus) else (plus, minus, "plus")
        if few and len(many) >= _LEAST_SAME_SIGN and len(few) * _LARGEST_MINORITY <= len(many) + len(few):
            yield Problem(
                text=f"The sign in '{measure.heading}' isn't the same throughout: "
                + _few([f"row {r.row_no} '{r.label}'" for r in few])
                + f" {'is' if len(few) == 1 else 'are'} printed with a {word}, unlike the other {len(many)}.",
                row_no=few[0].row_no,
                measure=measure.name,
            )
        if measure.quantity in (Quantity.WTE, Quantity.COUNT) and minus:
            yield Problem(
                text=f"'{measure.heading}' is below nought in row {_row_list(minus)}.",
                row_no=minus[0].row_no,
                measure=measure.name,
            )


def _pennies(table: ImportTable) -> Iterator[Problem]:
    unit = table.unit
    if unit is None:
        return
    for measure in table.measures:
        if measure.quantity is not Quantity.MONEY or measure.decimals <= 2:
            continue
        rows = [
            r
            for r in table.rows
            if r.row_type is not RowType.PERCENT
            and (v := r.value(measure.name)) is not None
            and not nearest_pence(v, unit)[1]
        ]
        if rows:
            yield Problem(
                text=f"{len(rows)} figures in '{measure.heading}' have fractions of a penny; the text is "
                "kept as it is, the amount in pence is rounded.",
                row_no=rows[0].row_no,
                measure=measure.name,
                severity="note",
            )


def _names(table: ImportTable, known: KnownNames) -> Iterator[Problem]:
    organisations = _organisations(table)
    places: dict[str, TableRow | None] = {}
    lines: dict[str, TableRow | None] = {}
    for row in table.rows:
        if row.row_type is not RowType.LINE:
            continue
        places.setdefault(row.place, row)
        if table.kind.label.name == "service_line":
            lines.setdefault(row.label, row)
    yield from _unknown(organisations, known.organisations, "organisation")
    yield from _unknown(places, known.places, "place")
    new = [n for n in lines if n and known.service_lines and known.service_lines.find(n) is None]
    if new and known.service_lines:
        alike = [f"'{n}'{_meant(known.service_lines.suggest(n), ' (perhaps {})')}" for n in new[:_MOST_SHOWN]]
        yield Problem(
            text=f"{len(new)} service lines are new to the workspace: {_few(alike, len(new))}.",
            severity="note",
        )


def unknown_organisations(
    table: ImportTable, known: KnownNames
) -> tuple[tuple[str, int | None, tuple[str, ...]], ...]:
    """Organisations that a table names and the workspace doesn't know: name, row number, what it may mean.

    Empty where the workspace knows no organisation at all.
    """
    if not known.organisations:
        return ()
    return tuple(
        (name, None if row is None else row.row_no, known.organisations.suggest(name))
        for name, row in _organisations(table).items()
        if name and not _REST.match(name_key(name)) and known.organisations.find(name) is None
    )


def _organisations(table: ImportTable) -> dict[str, TableRow | None]:
    """The organisations that lines and columns name, with the first row of each."""
    found: dict[str, TableRow | None] = {}
    label_is_organisation = table.kind.label.name in ("organisation", "commissioner")
    for row in table.rows:
        if row.row_type is RowType.LINE:
            found.setdefault(row.label if label_is_organisation else row.organisation, row)
    for measure in table.of_role(Role.PART):
        found.setdefault(measure.heading, None)
    return found


def _unknown(names: dict[str, TableRow | None], known: NameIndex, noun: str) -> Iterator[Problem]:
    wanted = [n for n in names if n and not _REST.match(name_key(n))]
    if not wanted:
        return
    if not known:
        yield Problem(
            text=f"The workspace holds no {noun}s yet, so the file's names weren't compared with any.",
            severity="note",
        )
        return
    strange = [n for n in wanted if known.find(n) is None]
    for name in strange[:_MOST_NAMES]:
        row, offers = names[name], known.suggest(name)
        yield Problem(
            text=f"'{name}' is an unknown {noun}. "
            + _meant(offers, "Did you mean {}? Then add it there as another name; otherwise add ")
            + ("it" if offers else "Add it")
            + " to the system profile.",
            row_no=None if row is None else row.row_no,
            name=name,
            offers=offers,
        )
    if len(strange) > _MOST_NAMES:
        yield Problem(text=f"{len(strange) - _MOST_NAMES} more {noun}s are unknown.")


def _service_line(table: ImportTable) -> Iterator[Problem]:
    if table.kind.about_one_line and not table.service_line:
        yield Problem(
            text="Nothing says which service line this page is about, so it isn't compared with other files. "
            'Say which service line: give "service_line" in the map, or name it in the file name.'
        )


def _periods(table: ImportTable, known: KnownNames) -> Iterator[Problem]:
    if table.covers == "full year" and not table.period.is_whole_year:
        yield Problem(
            text=f"A heading says full year, but the period given is {table.period.label}. Check the period."
        )
    if table.covers == "half year" and len(table.period.months) != 6:
        yield Problem(
            text=f"A heading says half year, but the period given is {table.period.label}. Check the period."
        )
    for other in sorted(known.imports, key=lambda i: (i.period, i.version)):
        if other.kind != table.kind.name or not other.period.overlaps(table.period):
            continue
        if _differs(other.service_line, table.service_line):
            continue
        if other.period == table.period:
            yield Problem(
                text=f"The workspace already has a {table.kind.title} for {table.period.label} "
                f"(version {other.version}); this becomes version {other.version + 1}. Both are kept.",
                severity="note",
            )
        else:
            yield Problem(
                text=f"Period clash: the workspace has a {table.kind.title} for {other.period.label}, "
                f"and this one is for {table.period.label}. They overlap, so don't add them up."
            )


def _differs(one: str | None, other: str | None) -> bool:
    return bool(one and other and name_key(one) != name_key(other))


def _row_list(rows: Sequence[TableRow]) -> str:
    return _few([str(r.row_no) for r in rows])


def _few(texts: Sequence[str], count: int | None = None) -> str:
    shown = ", ".join(texts[:_MOST_SHOWN])
    more = (len(texts) if count is None else count) - min(len(texts), _MOST_SHOWN)
    return f"{shown} and {more} more" if more > 0 else shown


def _meant(names: Sequence[str], wording: str) -> str:
    return wording.format(" or ".join(f"'{n}'" for n in names)) if names else ""
