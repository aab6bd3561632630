"""Every part of the ui on one page, to be looked at. Run it with `python -m tests.gallery`.

It is no test and ships with no package: pictures are for people. `--shot FILE` writes a picture and
ends; without it a window opens.
"""

from __future__ import annotations

import argparse
import os
import sys
from datetime import date
from decimal import Decimal
from typing import Any


def rows(count: int = 24) -> list[dict[str, Any]]:
    """Invented rows of every kind of column."""
    names = [
        "Heart failure clinic",
        "Rapid access chest pain",
        "Cardiac rehabilitation",
        "Echo in the community",
    ]
    stages = ["crawl", "walk", "run"]
    return [
        {
            "id": f"r{at}",
            "name": f"{names[at % 4]} {at + 1}",
            "stage": stages[at % 3],
            "kind": ["Acute", "Community", "Mental health"][at % 3],
            "people": 120 + 37 * at if at % 5 else None,
            "cost": Decimal(60_000 + 12_345 * at) / (1 if at % 2 else 10),
            "since": date(2021 + at % 3, 1 + at % 12, 1 + at),
            "agreed": at % 3 == 0,
            "note": "Waiting for the trust's figures" if at % 4 == 0 else "",
        }
        for at in range(count)
    ]


def make_window() -> Any:
    """The gallery in one scrolling window."""
    from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

    from stewardship_desktop.ui.widgets import (
        Card,
        Chip,
        Column,
        DataTable,
        EmptyState,
        Field,
        FigureTile,
        HistoryEntry,
        IllustrativeMark,
        LinkButton,
        NoticeBar,
        PageHeader,
        ProgressLine,
        PropertyForm,
        SectionTabs,
        Stepper,
        button,
        label,
    )

    page = QWidget()
    page.setProperty("part", "page")
    layout = QVBoxLayout(page)
    layout.setContentsMargins(24, 24, 24, 24)
    layout.setSpacing(16)
    header = PageHeader(
        "Budget book",
        "2020/21, 58 lines, 2 mismatches to look at",
        "Import a budget book",
        action_icon="import",
    )
    header.add_secondary(button("Compare versions"))
    layout.addWidget(header)
    notice = NoticeBar(page)
    notice.show_notice("The cost of “Carer support” is now £33,000.", "info", action="Undo")
    layout.addWidget(notice)

    tiles = QHBoxLayout()
    tiles.setSpacing(16)
    tiles.addWidget(
        FigureTile(
            "Mapped to this care area",
            "£22.5m",
            unit="of £36.9m",
            as_at="As at 31 March 2021",
            source="Budget book 2020/21, sheet 3",
        )
    )
    tiles.addWidget(
        FigureTile(
            "Door to needle",
            "41",
            unit="minutes",
            as_at="February 2023",
            change="4 more than January",
            change_tone="bad",
            source="SSNAP",
        )
    )
    tiles.addWidget(FigureTile("Carers supported", "220", unit="people", as_at="2022/23", illustrative=True))
    layout.addLayout(tiles)

    chips = Card("Chips and marks")
    line = QWidget()
    row = QHBoxLayout(line)
    row.setContentsMargins(0, 0, 0, 0)
    for word, kind in (
        ("On track", "good"),
        ("Due in 2 days", "warn"),
        ("Overdue", "bad"),
        ("Paused", "neutral"),
        ("Draft", "info"),
    ):
        row.addWidget(Chip(word, kind))  # type: ignore[arg-type]
    row.addWidget(IllustrativeMark())
    row.addWidget(LinkButton("See all 12 changes"))
    row.addStretch(1)
    chips.add(line)
    buttons = QWidget()
    row = QHBoxLayout(buttons)
    row.setContentsMargins(0, 0, 0, 0)
    row.addWidget(button("Lock the decision", "primary", icon="lock"))
    row.addWidget(button("Export"))
    row.addWidget(button("Not now", "quiet"))
    row.addWidget(button("Open the gate", "link"))
    off = button("Cannot be pressed")
    off.setEnabled(False)
    row.addWidget(off)
    row.addStretch(1)
    chips.add(buttons)
    line2 = ProgressLine("Reading row 12,300 of 50,000", "Stop")
    line2.set_progress("Reading row 12,300 of 50,000", 0.25)
    chips.add(line2)
    layout.addWidget(chips)

    table = DataTable(
        [
            Column("name", "Service line", editable=True, required=True),
            Column(
                "stage",
                "Stage",
                "chip",
                chip=lambda v: (v, {"crawl": "neutral", "walk": "info", "run": "good"}[v]),
            ),
            Column(
                "kind",
                "Type",
                "choice",
                editable=True,
                choices=[(k, k) for k in ("Acute", "Community", "Mental health")],
            ),
            Column("people", "People reached", "integer", editable=True),
            Column("cost", "Cost, £", "money", editable=True, decimals=0),
            Column("since", "Since", "date", editable=True),
            Column("agreed", "Agreed", "check", editable=True),
            Column("note", "Note", "long", editable=True),
        ],
        "Service lines",
        allow_new=True,
        allow_delete=True,
        totals=lambda shown: {
            "name": f"Total of {len(shown)}",
            "people": sum(r["people"] or 0 for r in shown),
            "cost": sum(r["cost"] for r in shown),
        },
        illustrative=lambda r, key: key == "cost" and int(r["id"][1:]) % 3 == 0,
    )
    table.set_rows(rows())
    table.fit_height(8)
    table_card = Card(
        "A table", table, caption="Paste from a spreadsheet, sort by the titles, filter with Ctrl+F."
    )
    layout.addWidget(table_card)

    pair = QGridLayout()
    pair.setSpacing(16)
    form = PropertyForm(
        [
            Field("name", "Name", required=True, help="As people say it."),
            Field("stage", "Stage", "choice", choices=[(v, v.title()) for v in ("crawl", "walk", "run")]),
            Field("since", "Since", "date"),
            Field("people", "People", "integer", unit="people", illustrative=True),
            Field("why", "Why it matters", "long", help="One or two sentences."),
            Field("own", "Runs its own clinic", "check"),
            Field("by", "Last changed by", read_only=True),
        ],
        columns=2,
        history=lambda key: [
            HistoryEntry(
                when="12 March 2023, 14:02", who="Finance partner", before="11", after="12", why="Recount"
            )
        ],
    )
    form.set_values(
        {
            "name": "Stroke",
            "stage": "walk",
            "since": date(2023, 3, 16),
            "people": 1200,
            "why": "Half of strokes could be avoided.",
            "own": True,
            "by": "Finance partner",
        }
    )
    form.rows["people"].box.setText("1,2oo")  # type: ignore[attr-defined]
    form.rows["people"].commit()
    pair.addWidget(Card("A form", form), 0, 0)
    empty = EmptyState(
        "No data requests yet",
        "Ask a partner once, and everybody sees what was asked, when and what came back.",
        "Ask for data",
        icon="data-request",
    )
    pair.addWidget(Card("", empty), 0, 1)
    layout.addLayout(pair)

    stepper = Stepper(
        [
            ("File", label("Choose the file.")),
            ("Columns", label("Say what each column holds.")),
            ("Check", label("Look at the sums.")),
        ],
        "Accept 58 rows",
    )
    stepper.go_to(1)
    layout.addWidget(Card("", stepper))
    tabs = SectionTabs(
        [
            ("a", "Specification", label("Five parts.")),
            ("b", "Scope", label("In and out.")),
            ("c", "Blueprint", label("How it should work.")),
        ],
        "Sections",
    )
    layout.addWidget(Card("", tabs))
    layout.addStretch(1)
    scroll = QScrollArea()
    scroll.setWidgetResizable(True)
    scroll.setWidget(page)
    scroll.table = table  # type: ignore[attr-defined]
    scroll.form = form  # type: ignore[attr-defined]
    return scroll


def main() -> int:
    """Show or draw the gallery; 0 when done."""
    parser = argparse.ArgumentParser(prog="python -m tests.gallery")
    parser.add_argument("--theme", choices=("light", "dark", "contrast"), default="light")
    parser.add_argument("--scale", type=float, default=1.0, help="text scale, 1.0 to 2.0")
    parser.add_argument("--size", default="1280x720")
    parser.add_argument("--down", type=int, default=0, help="scroll this far down first")
    parser.add_argument("--focus", default="", help="table or form")
    parser.add_argument("--shot", default="", help="write a picture here")
    chosen = parser.parse_args()
    if chosen.shot:
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtWidgets import QApplication

    from stewardship_desktop.ui.theme.apply import apply_theme
    from stewardship_desktop.ui.widgets.focus_ring import FocusRing

    app = QApplication(sys.argv[:1])
    apply_theme(app, chosen.theme, chosen.scale)
    FocusRing(app)
    window = make_window()
    width, height = (int(part) for part in chosen.size.split("x"))
    window.resize(width, height)
    window.show()
    if not chosen.shot:
        return app.exec()
    app.processEvents()
    window.verticalScrollBar().setValue(chosen.down)
    if chosen.focus == "table":
        window.table.grid.setFocus()
        window.table.select("r2", "people")
    elif chosen.focus == "form":
        window.form.focus_field("name")
    for _ in range(3):
        app.processEvents()
    return 0 if window.grab().save(chosen.shot) else 1


if __name__ == "__main__":
    sys.exit(main())
