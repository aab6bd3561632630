"""Charts of the budget book: the largest lines; how a line's net spend, kinds of cost and activity fall.

Plain values to plain values. Titles state what the figures say; nothing is computed that isn't a sum
or a share of figures as printed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

from stewardship_desktop.domain.budget.kinds import Quantity, Role
from stewardship_desktop.domain.budget.table import ImportTable, Measure, RowType, TableRow
from stewardship_desktop.domain.budget.views import View
from stewardship_desktop.domain.chart import ChartSpec, Kind, NumberFormat, Pattern, Series, money_format

_LONGEST_NAME = 44
_COLOURS = ("primary", "population", "personal", "resource", "neutral", "common")
_PATTERNS = (Pattern.SOLID, Pattern.HATCH, Pattern.DOTS, Pattern.BACK_HATCH, Pattern.CROSS, Pattern.OUTLINE)


def largest_rows(
    view: View, *, subtitle: str, foot: str, most: int = 12, illustrative: bool = False
) -> ChartSpec:
    """The largest rows of a view as bars; the rest is said in the foot, never drawn as one bar."""
    shown = sorted(view.rows, key=lambda row: -abs(row.pence))[:most]
    total = view.pence
    pounds = tuple(Decimal(row.pence) / 100 for row in shown)
    number = money_format(pounds)
    rest = len(view.rows) - len(shown)
    title = "No amounts to show"
    if shown and shown[0].given:
        title = f"{shown[0].name} is the largest {view.by}: {number.text(pounds[0])}"
        if total > 0 and len(shown) > 1 and 0 < shown[0].pence < total:
            title += f", {_share(shown[0].pence, total)} of the total"
    elif shown:
        title = (
            f"The source doesn't say which {view.by} {_share(shown[0].pence, total)} of the money belongs to"
        )
    keys = _different([row.name for row in shown])
    more = f" {rest} smaller rows are in the table." if rest else ""
    listed = "; ".join(f"{key} {number.text(value)}" for key, value in zip(keys[:3], pounds[:3], strict=True))
    return ChartSpec(
        kind=Kind.BARS,
        title=title,
        subtitle=subtitle,
        foot=f"{foot}{more}",
        alternative_text=f"Bars of the {len(shown)} largest rows by {view.by}. {listed or 'No figures'}.",
        key_heading=view.by.capitalize(),
        keys=keys,
        series=(
            Series(
                name="Amount",
                values=pounds,
                point_colours=tuple("primary" if row.given else "common" for row in shown),
            ),
        ),
        number=number,
        illustrative=illustrative,
    )


def net_by_organisation(table: ImportTable, *, foot: str, illustrative: bool = False) -> ChartSpec | None:
    """Gross spend of each organisation split into what is passed within the group and what is left (net).

    None where the table lacks the three columns or has no lines with money.
    """
    gross, inside, net = (table.of_role(role) for role in (Role.GROSS, Role.INTRAGROUP, Role.NET))
    if not gross or not inside or not net:
        return None
    rows = [row for row in _lines(table) if row.value(gross[0].name)]
    if not rows:
        return None
    nets = tuple(_pounds(table, row.value(net[0].name)) for row in rows)
    passed = tuple(abs(_pounds(table, row.value(inside[0].name))) for row in rows)
    if any(value < 0 for value in nets):
        return None
    number = money_format((*nets, *passed))
    total_passed, total_net = sum(passed, Decimal(0)), sum(nets, Decimal(0))
    keys = _different([row.label for row in rows])
    return ChartSpec(
        kind=Kind.STACK,
        title=f"{number.text(total_passed)} is passed between these organisations; "
        f"{number.text(total_net)} is left after taking it out once",
        subtitle=f"Net spend and intragroup money by organisation, {table.period.label}",
        foot=foot,
        alternative_text=f"Stacked bars of {len(rows)} organisations: net spend adds up to "
        f"{number.words(total_net)}, intragroup money to {number.words(total_passed)}.",
        key_heading="Organisation",
        keys=keys,
        series=(
            Series(name="Net", values=nets, colour="primary"),
            Series(name="Intragroup", values=passed, colour="common", pattern=Pattern.HATCH),
        ),
        number=number,
        illustrative=illustrative,
    )


def single_measure(
    table: ImportTable, *, noun: str, foot: str, illustrative: bool = False
) -> ChartSpec | None:
    """The lines of a table with one figure each (categories, staff groups) as bars, largest first."""
    measures = [m for m in table.measures if m.role in (Role.NET, Role.AMOUNT)]
    if not measures:
        return None
    measure = measures[0]
    rows = [row for row in _lines(table) if row.value(measure.name) is not None]
    rows.sort(key=lambda row: -_figure(table, row, measure))
    values = tuple(_figure(table, row, measure) for row in rows)
    total = sum(values, Decimal(0))
    if not rows or total <= 0:
        return None
    number = _number(measure, values)
    return ChartSpec(
        kind=Kind.BARS,
        title=f"{rows[0].label}: {number.text(values[0])}, {_share(values[0], total)} of {noun}",
        subtitle=f"{noun.capitalize()}, {table.period.label}",
        foot=foot,
        alternative_text=f"Bars of {len(rows)} rows. {rows[0].label} is the largest with "
        f"{number.words(values[0])} of {number.words(total)}.",
        key_heading=table.kind.label.name.replace("_", " ").capitalize(),
        keys=_different([row.label for row in rows]),
        series=(Series(name=noun.capitalize(), values=values),),
        number=number,
        illustrative=illustrative,
    )


def activity(table: ImportTable, *, foot: str, illustrative: bool = False) -> ChartSpec | None:
    """Activity by row and provider as printed parts, providers without any left out."""
    parts = [
        measure
        for measure in table.of_role(Role.PART)
        if any(row.value(measure.name) for row in _lines(table))
    ]
    rows = [row for row in _lines(table) if any(row.value(part.name) for part in parts)]
    values = {part.name: tuple(row.value(part.name) for row in rows) for part in parts}
    if not rows or any(v is not None and v < 0 for column in values.values() for v in column):
        return None
    sums = {name: sum((v for v in column if v is not None), Decimal(0)) for name, column in values.items()}
    first = max(parts, key=lambda part: sums[part.name])
    total = sum(sums.values(), Decimal(0))
    return ChartSpec(
        kind=Kind.STACK,
        title=f"{first.heading.upper() if first.heading.islower() else first.heading} provides "
        f"{_share(sums[first.name], total)} of the activity",
        subtitle=f"Activity by {table.kind.label.name.replace('_', ' ')} and provider, {table.period.label}",
        foot=foot,
        alternative_text=f"Stacked bars of {len(rows)} rows and {len(parts)} providers; the parts add up to "
        f"{total:,}.",
        key_heading=table.kind.label.name.replace("_", " ").capitalize(),
        keys=_different([row.label for row in rows]),
        series=tuple(
            Series(
                name=part.heading,
                values=values[part.name],
                colour=_COLOURS[at % len(_COLOURS)],
                pattern=_PATTERNS[at % len(_PATTERNS)],
            )
            for at, part in enumerate(parts)
        ),
        number=NumberFormat(unit="contacts and spells"),
        illustrative=illustrative,
    )


def serving_lines(
    lines: Sequence[tuple[str, int, bool]], *, care_area: str, subtitle: str, foot: str, illustrative: bool
) -> ChartSpec:
    """The whole lines that serve a care area: (name, pence, main line?); main ones in their own colour."""
    pounds = tuple(Decimal(pence) / 100 for _, pence, _ in lines)
    number = money_format(pounds)
    main = sum((value for value, line in zip(pounds, lines, strict=True) if line[2]), Decimal(0))
    names = [name for name, _, is_main in lines if is_main]
    title = (
        f"{care_area}'s main {'line holds' if len(names) == 1 else 'lines hold'} {number.text(main)}"
        if names
        else f"{care_area} has no main line; others contribute"
    )
    return ChartSpec(
        kind=Kind.BARS,
        title=title,
        subtitle=subtitle,
        foot=foot,
        alternative_text=f"Bars of {len(lines)} service lines that serve {care_area}; main lines hold "
        f"{number.words(main)}.",
        key_heading="Service line",
        keys=_different([f"{name} ({'main' if is_main else 'contributes'})" for name, _, is_main in lines]),
        series=(
            Series(
                name="Whole line",
                values=pounds,
                point_colours=tuple("primary" if is_main else "common" for _, _, is_main in lines),
            ),
        ),
        number=number,
        illustrative=illustrative,
        empty_text="No line with a figure serves this care area yet.",
    )


def _lines(table: ImportTable) -> list[TableRow]:
    return [row for row in table.rows if row.row_type is RowType.LINE]


def _pounds(table: ImportTable, value: Decimal | None) -> Decimal:
    return (value or Decimal(0)) * (table.unit.pounds if table.unit is not None else 1)


def _figure(table: ImportTable, row: TableRow, measure: Measure) -> Decimal:
    value = row.value(measure.name)
    return _pounds(table, value) if measure.quantity is Quantity.MONEY else value or Decimal(0)


def _number(measure: Measure, values: Sequence[Decimal]) -> NumberFormat:
    if measure.quantity is Quantity.MONEY:
        return money_format(values)
    return NumberFormat(unit="wte" if measure.quantity is Quantity.WTE else "")


def _share(part: Decimal | int, total: Decimal | int) -> str:
    if not total:
        return "none"
    share = (Decimal(part) * 100 / Decimal(total)).quantize(Decimal(1), ROUND_HALF_UP)
    return f"{share}%" if share else "under 1%"


def _different(names: Sequence[str]) -> tuple[str, ...]:
    """Names short enough to stand at an axis, each once."""
    seen: Counter[str] = Counter()
    found = []
    for name in names:
        short = name if len(name) <= _LONGEST_NAME else f"{name[: _LONGEST_NAME - 1].rstrip()}\u2026"
        seen[short] += 1
        found.append(short if seen[short] == 1 else f"{short} ({seen[short]})")
    return tuple(found)
