"""The budget book as it is kept: accepted files (versions), their printed figures, comments, mappings.

A figure is kept as printed and never repaired; what it should add up to is computed anew by the
checks whenever it is shown. Money is integer pence; everything else is an exact Decimal.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from enum import StrEnum

from stewardship_desktop.domain.errors import UserFixable
from stewardship_desktop.domain.identity import key_id
from stewardship_desktop.domain.record import Record, first_line, may_refer, record, refers, require


@record
class BudgetImport(Record):
    """One accepted file: version `version` of its kind and period. Earlier versions are kept.

    `kind`, `unit` and `period` are written as the command line takes them ("budget-book",
    "thousand", "2020/21-H1"); `unit` is "" where the table holds no money. `columns` is JSON of
    heading to canonical column, in the file's order. `mismatches`, `roundings` and `fine` count what
    the checks found on the day it was accepted; `checks_note` is what was said about that.
    """

    kind: str
    period: str
    unit: str
    version: int
    file_name: str
    file_sha256: str
    imported_on: date
    service_line_id: str | None = may_refer("service_line")
    price_base: str = ""
    recurrent: str = ""
    sign_rule: str = ""
    columns: str = "{}"
    rows: int = 0
    mismatches: int = 0
    roundings: int = 0
    fine: int = 0
    checks_note: str = ""
    source: str = ""
    illustrative: bool = False

    def __post_init__(self) -> None:
        require(self.kind, "Kind of table")
        require(self.period, "Period")

    @property
    def display_name(self) -> str:
        return f"{self.file_name}, {self.period}, version {self.version}"

    @staticmethod
    def id_for(kind: str, service_line: str, period: str, file_sha256: str, version: int) -> str:
        """The id of this version of this file, the same on every laptop that imports it as that version."""
        return key_id("budget_import", kind, service_line, period, file_sha256, str(version))


@record
class BudgetFigure(Record):
    """One printed cell of an accepted file: row `row_no`, column `measure`.

    `value` is in the file's own unit and None for a blank cell; `pence` is the same amount of
    money in pence, None where the measure isn't money. `row_type` is "line" or a printed total.
    `organisation`, `organisation_type`, `place` and `category` are the row's texts as printed, ""
    where the file has no such column; the ids say which known record a text was taken for.
    """

    budget_import_id: str = refers("budget_import")
    row_no: int
    row_type: str
    label: str
    measure: str
    printed: str
    value: Decimal | None = None
    pence: int | None = None
    organisation_id: str | None = may_refer("organisation")
    place_id: str | None = may_refer("place")
    service_line_id: str | None = may_refer("service_line")
    organisation: str = ""
    organisation_type: str = ""
    place: str = ""
    category: str = ""
    source: str = ""

    @property
    def display_name(self) -> str:
        return f"{self.label}, {self.measure}"

    @staticmethod
    def id_for(budget_import_id: str, row_no: int, measure: str) -> str:
        """One figure per import, row and measure."""
        return key_id("budget_figure", budget_import_id, str(row_no), measure)


class LineRole(StrEnum):
    """How a service line serves a care area. Shared lines have no mapping: they are the unmapped rest."""

    MAIN = "main"
    CONTRIBUTES = "contributes"


@record
class LineMapping(Record):
    """A service line serves a care area. `percent` only with evidence; never over 100 in all.

    This is alignment, not apportionment: without a per cent no money is split.
    """

    service_line_id: str = refers("service_line")
    care_area_id: str = refers("care_area")
    role: LineRole
    percent: Decimal | None = None
    evidence: str = ""
    illustrative: bool = False

    def __post_init__(self) -> None:
        if self.percent is None:
            return
        if not 0 < self.percent <= 100:
            raise UserFixable(f"{self.percent} is not a share.", "Type a per cent above 0 and up to 100.")
        if not self.evidence.strip():
            raise UserFixable(
                "A per cent has no evidence.", "Say where the share comes from, or leave it out."
            )

    @property
    def display_name(self) -> str:
        return self.role.value

    @staticmethod
    def id_for(service_line_id: str, care_area_id: str) -> str:
        """One mapping per line and care area."""
        return key_id("line_mapping", service_line_id, care_area_id)


@record
class LineComment(Record):
    """A remark on a service line's figures, open until somebody settles it."""

    service_line_id: str = refers("service_line")
    comment: str
    made_on: date
    settled_on: date | None = None
    illustrative: bool = False

    def __post_init__(self) -> None:
        require(self.comment, "Comment")

    @property
    def display_name(self) -> str:
        return first_line(self.comment)


@record
class RememberedMapping(Record):
    """How a person mapped the columns of a file with these headers, offered the next time.

    `signature` is that of `exchange.mapping`; `choices` is canonical JSON of the wizard's answers.
    """

    signature: str
    kind: str
    choices: str

    @property
    def display_name(self) -> str:
        return f"columns of {'an' if self.kind[:1] in 'aeiou' else 'a'} {self.kind} file"

    @staticmethod
    def id_for(signature: str) -> str:
        """One remembered mapping per header signature."""
        return key_id("remembered_mapping", signature)
