"""The seven kinds of budget tables, as data: their columns, the headings these go by, their checks.

Adding a heading or a kind is done here. No organisation's name appears in it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from stewardship_desktop.domain.budget.headers import read_heading
from stewardship_desktop.domain.errors import UserFixable


class Quantity(StrEnum):
    """What a measure counts."""

    MONEY = "money"
    WTE = "wte"
    PERCENT = "percent"
    COUNT = "count"


class Role(StrEnum):
    """What a column is for. The last nine hold figures, the others texts."""

    LABEL = "label"
    ROW_TYPE = "row type"
    ORGANISATION = "organisation"
    ORGANISATION_TYPE = "organisation type"
    PLACE = "place"
    CATEGORY = "category"
    LINE_NO = "line number"
    SOURCE = "source"
    LEFT_OUT = "left out"
    AMOUNT = "amount"
    GROSS = "gross"
    INTRAGROUP = "intragroup"
    NET = "net"
    SHARE = "share"
    PART = "part"
    ROW_TOTAL = "row total"
    PLAN = "plan"
    ACTUAL = "actual"
    VARIANCE = "variance"


MEASURE_ROLES = frozenset(
    {
        Role.AMOUNT,
        Role.GROSS,
        Role.INTRAGROUP,
        Role.NET,
        Role.SHARE,
        Role.PART,
        Role.ROW_TOTAL,
        Role.PLAN,
        Role.ACTUAL,
        Role.VARIANCE,
    }
)


@dataclass(frozen=True, kw_only=True)
class Column:
    """A canonical column. `headings` are patterns that its plain heading matches as a whole.

    `stretch` keeps plan, actual and variance of one stretch of time together ("ytd", "forecast").
    """

    name: str
    role: Role
    headings: tuple[str, ...] = ()
    quantity: Quantity | None = None
    required: bool = False
    stretch: str = ""

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        return re.compile("|".join((re.escape(self.name), *self.headings)))

    def goes_by(self, heading: str) -> bool:
        """True when a file's heading means this column."""
        return self._pattern.fullmatch(read_heading(heading).plain) is not None

    @property
    def is_measure(self) -> bool:
        """True for a column of figures."""
        return self.role in MEASURE_ROLES


@dataclass(frozen=True, kw_only=True)
class Kind:
    """A kind of table. `label` is the column that names its rows.

    `open_parts`: every further column of figures is a part of the row total (one per provider).
    `one_of`: at least one of these columns must be there. `about_one_line`: the whole table is
    about one service line. `balances`: rows are limits, spending and balances by section.
    """

    name: str
    title: str
    columns: tuple[Column, ...]
    one_of: tuple[str, ...] = ()
    open_parts: bool = False
    about_one_line: bool = False
    balances: bool = False
    file_words: frozenset[str] = frozenset()

    def column(self, name: str) -> Column:
        """The canonical column of that name; in an open kind, a part for any other name."""
        for column in self.columns:
            if column.name == name:
                return column
        if self.open_parts:
            return Column(name=name, role=Role.PART, quantity=Quantity.COUNT)
        raise UserFixable(
            f"'{name}' isn't a column of a {self.title}.",
            f"Choose one of {', '.join(c.name for c in self.columns)}.",
        )

    @cached_property
    def label(self) -> Column:
        """The column that names the rows."""
        return next(c for c in self.columns if c.role is Role.LABEL)

    @property
    def has_money(self) -> bool:
        """True when the unit of money matters."""
        return any(c.quantity is Quantity.MONEY for c in self.columns)

    def recognise(self, heading: str) -> Column | None:
        """The column that a file's heading means, None when it is not known."""
        return next((c for c in self.columns if c.goes_by(heading)), None)


ROW_TYPE = Column(name="row_type", role=Role.ROW_TYPE, headings=(r"type_of_row", r"row_kind"))
SOURCE = Column(name="source", role=Role.SOURCE, headings=(r"sources?", r"reference", r"origin"))
LINE_NO = Column(
    name="line_no", role=Role.LINE_NO, headings=(r"(line|row|no|number|ref)(_(no|number|ref))?",)
)
LEFT_OUT = Column(
    name="left_out",
    role=Role.LEFT_OUT,
    headings=(
        r"(row_)?total_minus_sum",
        r"row_total_minus_sum",
        r"(check|checks|difference|control)(_.*)?",
        r"(notes?|comments?|remarks?)",
    ),
)
PLACE = Column(
    name="place", role=Role.PLACE, headings=(r"places?", r"locality", r"district", r"alliance", r"borough")
)
ORGANISATION = Column(
    name="organisation",
    role=Role.ORGANISATION,
    headings=(r"organi[sz]ation(_name)?", r"body", r"trust", r"employer", r"provider", r"commissioner"),
)
ORGANISATION_TYPE = Column(
    name="organisation_type",
    role=Role.ORGANISATION_TYPE,
    headings=(r"organi[sz]ation_type", r"type_of_organi[sz]ation", r"org_type"),
)
CATEGORY = Column(
    name="category",
    role=Role.CATEGORY,
    headings=(
        r"(spend|expenditure|cost|spending)_(category|type)",
        r"subjective(_heading)?",
        r"categor(y|ies)",
    ),
)
_SPEND = r"(spend|spending|budget|expenditure|cost|costs|amount)"
_SPAN = r"(indicative_)?((full|half|whole)_year_|annual_|six_months?_|6_months?_)?"


def _as_label(column: Column, *headings: str) -> Column:
    return Column(name=column.name, role=Role.LABEL, headings=column.headings + headings, required=True)


def _stretch_of_time(stretch: str, words: str) -> tuple[Column, ...]:
    """Plan, actual and variance of one stretch of time."""
    meanings = (
        (Role.PLAN, "plan", r"(plan|planned|budget)"),
        (Role.ACTUAL, "actual", r"(actuals?|outturn|forecast|spend)"),
        (Role.VARIANCE, "variance", r"(variance|var)"),
    )
    return tuple(
        Column(
            name=f"{stretch}_{name}",
            role=role,
            quantity=Quantity.MONEY,
            stretch=stretch,
            headings=(rf"{words}_{pattern}", rf"{pattern}_{words}"),
        )
        for role, name, pattern in meanings
    )


_ACTIVITY_TOTAL = Column(
    name="total",
    role=Role.ROW_TOTAL,
    quantity=Quantity.COUNT,
    headings=(r"(grand_|row_)?total(_activity)?", r"all(_providers)?"),
)

BUDGET_BOOK = Kind(
    name="budget-book",
    title="budget book by service line",
    columns=(
        Column(
            name="service_line",
            role=Role.LABEL,
            required=True,
            headings=(r"service(_line)?s?(_name)?", r"specialty|speciality", r"line_name"),
        ),
        Column(
            name="spend",
            role=Role.AMOUNT,
            quantity=Quantity.MONEY,
            required=True,
            headings=(rf"{_SPAN}((total|net)_)?{_SPEND}", rf"{_SPAN}(total_|net_)?value", rf"{_SPAN}plan"),
        ),
        ORGANISATION,
        ORGANISATION_TYPE,
        PLACE,
        CATEGORY,
        ROW_TYPE,
        LINE_NO,
        SOURCE,
        LEFT_OUT,
    ),
    file_words=frozenset("budget book service line lines".split()),
)
ORGANISATION_RESOURCES = Kind(
    name="organisation-resources",
    title="resources by organisation",
    columns=(
        _as_label(ORGANISATION),
        ORGANISATION_TYPE,
        Column(
            name="total_spend",
            role=Role.GROSS,
            quantity=Quantity.MONEY,
            headings=(rf"(total|gross)(_{_SPEND})?", rf"{_SPEND}_(total|gross)", rf"{_SPAN}total_{_SPEND}"),
        ),
        Column(
            name="less_intragroup",
            role=Role.INTRAGROUP,
            quantity=Quantity.MONEY,
            headings=(r"(less_)?(intra_?group|inter_?company)(_.*)?",),
        ),
        Column(
            name="net_spend",
            role=Role.NET,
            quantity=Quantity.MONEY,
            headings=(rf"net(_{_SPEND})?", rf"{_SPEND}_net", rf"{_SPAN}net_{_SPEND}"),
        ),
        Column(
            name="pct_for_population",
            role=Role.SHARE,
            quantity=Quantity.PERCENT,
            headings=(
                r"(pct|per_?cent|percentage|share|proportion)_(for|of)_.*",
                r"for_.*_(pct|per_?cent)",
                r"pct|per_?cent(age)?",
            ),
        ),
        Column(
            name="staff_wte",
            role=Role.AMOUNT,
            quantity=Quantity.WTE,
            headings=(r"(staff(ing)?_)?(wte|fte)s?", r"(wte|fte)_staff(ing)?", r"staff(ing)?"),
        ),
        PLACE,
        ROW_TYPE,
        LINE_NO,
        SOURCE,
        LEFT_OUT,
    ),
    one_of=("net_spend", "total_spend"),
    about_one_line=True,
    file_words=frozenset("resources resource by organisation organisations".split()),
)
CATEGORY_SPEND = Kind(
    name="category-spend",
    title="spend by category",
    columns=(
        _as_label(CATEGORY),
        Column(
            name="net_spend",
            role=Role.NET,
            quantity=Quantity.MONEY,
            required=True,
            headings=(rf"{_SPAN}((total|net)_)?{_SPEND}", r"net|total|value"),
        ),
        ROW_TYPE,
        LINE_NO,
        SOURCE,
        LEFT_OUT,
    ),
    about_one_line=True,
    file_words=frozenset("spend spending by category categories".split()),
)
STAFFING = Kind(
    name="staffing",
    title="staffing by staff group",
    columns=(
        Column(
            name="staff_category",
            role=Role.LABEL,
            required=True,
            headings=(r"staff(ing)?_(category|group|type)", r"staff", r"profession"),
        ),
        Column(
            name="wte",
            role=Role.AMOUNT,
            quantity=Quantity.WTE,
            required=True,
            headings=(r"(staff(ing)?_)?(wte|fte)s?", r"whole_time_equivalents?"),
        ),
        ROW_TYPE,
        LINE_NO,
        SOURCE,
        LEFT_OUT,
    ),
    about_one_line=True,
    file_words=frozenset("staffing staff groups group".split()),
)
ACTIVITY_BY_COMMISSIONER = Kind(
    name="activity-by-commissioner",
    title="activity by commissioner",
    columns=(
        Column(
            name="commissioner",
            role=Role.LABEL,
            required=True,
            headings=(r"commissioners?(_name)?", r"commissioning_(body|organi[sz]ation)"),
        ),
        _ACTIVITY_TOTAL,
        ROW_TYPE,
        LINE_NO,
        SOURCE,
        LEFT_OUT,
    ),
    open_parts=True,
    about_one_line=True,
    file_words=frozenset("activity by commissioner commissioners".split()),
)
ACTIVITY_BY_TYPE = Kind(
    name="activity-by-type",
    title="activity by type",
    columns=(
        Column(
            name="activity_type",
            role=Role.LABEL,
            required=True,
            headings=(r"(activity_)?types?(_of_activity)?", r"point_of_delivery|pod", r"activity"),
        ),
        _ACTIVITY_TOTAL,
        ROW_TYPE,
        LINE_NO,
        SOURCE,
        LEFT_OUT,
    ),
    open_parts=True,
    about_one_line=True,
    file_words=frozenset("activity by type types".split()),
)
MONTH_REPORT = Kind(
    name="month-report",
    title="month report of expenditure",
    columns=(
        Column(
            name="expenditure_line",
            role=Role.LABEL,
            required=True,
            headings=(
                r"(expenditure|spend|income|budget)(_(line|area|heading))?",
                r"line|area|heading|description",
            ),
        ),
        *_stretch_of_time("ytd", r"(ytd|year_to_date)"),
        *_stretch_of_time("forecast", r"(forecast(_outturn)?|fot|outturn|full_year|annual)"),
        ROW_TYPE,
        LINE_NO,
        SOURCE,
        LEFT_OUT,
    ),
    one_of=("ytd_plan", "ytd_actual", "forecast_plan", "forecast_actual"),
    balances=True,
    file_words=frozenset("icb ics month expenditure report".split()),
)

KINDS: tuple[Kind, ...] = (
    BUDGET_BOOK,
    ORGANISATION_RESOURCES,
    CATEGORY_SPEND,
    STAFFING,
    ACTIVITY_BY_COMMISSIONER,
    ACTIVITY_BY_TYPE,
    MONTH_REPORT,
)


def kind_named(name: str) -> Kind:
    """The kind of that name. Raises `UserFixable` with the seven names."""
    for kind in KINDS:
        if kind.name == name.strip().casefold():
            return kind
    raise UserFixable(
        f"'{name}' isn't a kind of budget table.", f"Use one of {', '.join(k.name for k in KINDS)}."
    )
