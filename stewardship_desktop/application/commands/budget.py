"""Acts of the budget book: accept a file, note on it, remove a version, map lines, judge and discuss them.

A file's figures are written as printed. Nothing here adds up, splits or repairs money.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from stewardship_desktop.domain.budget.alignment import require_room
from stewardship_desktop.domain.budget.book import (
    BudgetFigure,
    BudgetImport,
    LineComment,
    LineMapping,
    LineRole,
    RememberedMapping,
)
from stewardship_desktop.domain.care_area import CareArea
from stewardship_desktop.domain.errors import UserFixable
from stewardship_desktop.domain.identity import new_id
from stewardship_desktop.domain.record import first_line, require
from stewardship_desktop.domain.system import Confidence, Organisation, OrganisationAlias, ServiceLine
from stewardship_desktop.store.writer import Writer


@dataclass(frozen=True, kw_only=True)
class AcceptedFile:
    """What is written when a file is accepted.

    `kept` carries a provisional id and version, which are settled when it is written; `figures` makes
    the figures of the import with that id then. `lines` are service lines that the file names,
    `page_line` the one a page is about.
    """

    kept: BudgetImport
    figures: Callable[[str], Sequence[BudgetFigure]]
    lines: tuple[ServiceLine, ...] = ()
    page_line: ServiceLine | None = None
    aliases: tuple[OrganisationAlias, ...] = ()
    remembered: RememberedMapping | None = None


def accept_import(writer: Writer, file: AcceptedFile) -> BudgetImport:
    """Keep a checked file as the next version of its kind, service line and period. One act, one undo."""
    _keep_lines(writer, (*file.lines, *((file.page_line,) if file.page_line else ())))
    for alias in file.aliases:
        writer.get(Organisation, alias.organisation_id)
        writer.put(alias)
    version = next_version(writer, file.kept)
    kept = replace(
        file.kept,
        version=version,
        id=BudgetImport.id_for(
            file.kept.kind,
            file.kept.service_line_id or "",
            file.kept.period,
            file.kept.file_sha256,
            version,
        ),
    )
    writer.insert(kept)
    writer.insert_many(file.figures(kept.id))
    if file.remembered is not None:
        writer.put(file.remembered)
    writer.name_act(f"Import {kept.file_name}, version {version}")
    return kept


def _keep_lines(writer: Writer, lines: Sequence[ServiceLine]) -> None:
    """Add the lines that aren't there; give those that are the number they lack. Names stay."""
    known = {line.id: line for line in writer.all(ServiceLine)} if lines else {}
    writer.insert_many([line for line in lines if line.id not in known])
    for line in lines:
        there = known.get(line.id)
        if there is not None and there.line_no is None and line.line_no is not None:
            writer.update(ServiceLine, line.id, line_no=line.line_no)


def next_version(writer: Writer, kept: BudgetImport) -> int:
    """One more than the highest version of this kind, service line and period."""
    series = writer.all(
        BudgetImport, kind=kept.kind, service_line_id=kept.service_line_id, period=kept.period
    )
    return 1 + max((each.version for each in series), default=0)


def note_on_import(writer: Writer, import_id: str, note: str) -> None:
    """Say something about an accepted file, or change what was said."""
    kept = writer.update(BudgetImport, import_id, checks_note=note.strip())
    writer.name_act(f"Note on {kept.display_name}")


def remove_import_version(writer: Writer, import_id: str) -> None:
    """Remove one version with its figures. Service lines that it brought stay."""
    kept = writer.get(BudgetImport, import_id)
    figures = [(each.id, each.scope) for each in writer.all(BudgetFigure, budget_import_id=import_id)]
    if figures:
        writer.remove_rows("budget_figure", figures)
    writer.delete(BudgetImport, import_id)
    writer.name_act(f"Remove {kept.display_name}")


def map_line(
    writer: Writer,
    service_line_id: str,
    care_area_id: str,
    role: LineRole,
    percent: Decimal | None = None,
    evidence: str = "",
    *,
    illustrative: bool = False,
) -> LineMapping:
    """Say that a line serves a care area, or change how. Per cents of one line never pass 100.

    Raises UserFixable for a per cent without evidence, out of range, or with no room left.
    """
    line = writer.get(ServiceLine, service_line_id)
    area = writer.get(CareArea, care_area_id)
    mapping = LineMapping(
        id=LineMapping.id_for(service_line_id, care_area_id),
        scope=care_area_id,
        service_line_id=service_line_id,
        care_area_id=care_area_id,
        role=role,
        percent=percent,
        evidence=evidence.strip(),
        illustrative=illustrative,
    )
    others = [
        each.percent
        for each in writer.all(LineMapping, service_line_id=service_line_id)
        if each.id != mapping.id
    ]
    require_room(line.name, others, percent)
    writer.put(mapping)
    writer.name_act(f"Map {line.name} to {area.name}")
    return mapping


def unmap_line(writer: Writer, mapping_id: str) -> None:
    """Say that a line doesn't serve a care area after all."""
    mapping = writer.get(LineMapping, mapping_id)
    line = writer.get(ServiceLine, mapping.service_line_id)
    area = writer.get(CareArea, mapping.care_area_id)
    writer.delete(LineMapping, mapping_id)
    writer.name_act(f"Unmap {line.name} from {area.name}")


def set_confidence(writer: Writer, service_line_id: str, confidence: Confidence, reason: str = "") -> None:
    """Say how far a line's figures can be relied on, and why."""
    line = writer.update(
        ServiceLine, service_line_id, confidence=confidence, confidence_reason=reason.strip()
    )
    writer.name_act(f"Set confidence of {line.name}")


def comment(writer: Writer, service_line_id: str, text: str, made_on: date) -> LineComment:
    """Remark on a line's figures."""
    require(text, "Comment")
    line = writer.get(ServiceLine, service_line_id)
    made = LineComment(id=new_id(), service_line_id=service_line_id, comment=text.strip(), made_on=made_on)
    writer.insert(made)
    writer.name_act(f"Comment on {line.name}: {first_line(text, 40)}")
    return made


def settle_comment(writer: Writer, comment_id: str, settled_on: date | None) -> None:
    """Settle a comment on that day, or open it again with None."""
    found = writer.get(LineComment, comment_id)
    if settled_on is not None and settled_on < found.made_on:
        raise UserFixable("A comment can't be settled before it was made.", "Choose a later day.")
    writer.update(LineComment, comment_id, settled_on=settled_on)
    writer.name_act(f"{'Settle' if settled_on else 'Reopen'} comment: {first_line(found.comment, 40)}")


def map_lines(writer: Writer, mappings: Sequence[LineMapping]) -> None:
    """Keep several mappings in one act, each under the same rules as `map_line`."""
    for each in mappings:
        map_line(
            writer,
            each.service_line_id,
            each.care_area_id,
            each.role,
            each.percent,
            each.evidence,
            illustrative=each.illustrative,
        )
    writer.name_act(f"Map {len(mappings)} service lines")
