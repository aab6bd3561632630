"""The parts that pages are made of. None knows a noun of the program, reads the store or changes data.

A part is told what to show by its methods and says what a person asks for by its signals; what was
asked shows once the page has had it done and tells the part again. All texts are plain text.

Each line: the constructor (keyword arguments after *), its methods, and after -> its signals.

PageHeader(title, state="", action="", *, action_icon="", slim=False) lead_with set_state set_action
    add_secondary -> acted
Card(title="", body=None, *, caption="") add add_action set_title set_caption
FigureTile(title, value, *, unit, as_at, source, illustrative, change, change_tone, opens) set_figure
    -> opened
Chip(word, kind: good|warn|bad|neutral|info) set_status
IllustrativeMark()
EmptyState(what, why="", action="", *, icon="") set_texts -> acted
NoticeBar() show_notice(text, tone="info", *, action="", act=None) close_notice -> closed
ProgressLine(words="", cancel="") set_progress(words, fraction or None) -> cancelled
SplitView(parts, shares, *, remembers=None, key="", vertical=False)
SideSheet(host, title="", *, width=420) open_with(body, title) close_sheet -> closed
Stepper(steps: [(title, page)], finish, *, cancel) go_to back refuse(why) set_next_enabled
    -> next_asked(step) finished cancelled step_changed(step)
SectionTabs(sections: [(key, title, page)], name) choose current_key set_title -> chosen(key)
ToolbarRow() add_left add_right
WrapRow(*, gap) add
ScrollingPage(body, *, sideways=True)
PropertyForm(fields: [Field], *, columns=1, history=None) set_values values drafts show_error commit_all
    -> committed(key, value)
DraftForm(fields, action, *, columns, cancel) begin refuse end -> sent left(key, value) ended
Field(key, label, kind, help, required, choices, unit, read_only, lines, most, illustrative, parse, format,
    check), kind: text long choice date integer decimal check
Popover(title, [part], *, more="") open_at(widget, place) -> more_asked
HistoryPopover(title, [HistoryEntry(when=, who=, before=, after=, why=)], *, more="") open_at(widget)
    -> more_asked
DataTable(columns: [Column], name, *, row_id="id", empty, opens, allow_new, allow_delete, tools, totals,
    illustrative, rings, remembers, key) set_rows select selected_ids sort_by set_filter set_hidden
    fit_height(most_rows) add_tool say edit_cell set_title
    set_read_only(why) lead_with
    -> edits_requested([Edit]) rows_pasted([dict]) delete_requested([id]) opened(id) selection_changed([id])
Column(key, title, kind, editable, required, choices, help, width, align, wrap, decimals, hidden, format,
    parse, check, chip, shares, value, tip), kind: text long integer decimal money date choice check chip link
    A subclass may override read_text(row, text), mark(row) (an icon before the words), edge(row).
Edit: row_id, key, value
LinkButton(text) -> clicked
file_choice.FileChoice(hint) show_reading show_error show_file clear
    -> file_chosen(Path) browse_asked stop_asked

`label(text, type)`, `button(text, kind, *, icon, clicked, shortcut)`, `icon_button(icon, name, *, clicked)`
and `hairline()` build the small things. `Remembers` is what keeps widths: `get(key, default)` and
`set(key, value)`. Frames take the property "part": page, surface, nav, topbar, popover; a button of the
navigation is a checkable QPushButton with the part "nav-item".
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from stewardship_desktop.ui.widgets.announce import announce
    from stewardship_desktop.ui.widgets.card import Card
    from stewardship_desktop.ui.widgets.chip import Chip, paint_chip
    from stewardship_desktop.ui.widgets.data_table import Column, DataTable, Edit
    from stewardship_desktop.ui.widgets.empty_state import EmptyState
    from stewardship_desktop.ui.widgets.figure_tile import FigureTile
    from stewardship_desktop.ui.widgets.focus_ring import FocusRing
    from stewardship_desktop.ui.widgets.history_popover import HistoryEntry, HistoryPopover
    from stewardship_desktop.ui.widgets.illustrative import IllustrativeMark
    from stewardship_desktop.ui.widgets.notice_bar import NoticeBar
    from stewardship_desktop.ui.widgets.page_header import PageHeader
    from stewardship_desktop.ui.widgets.popover import Popover
    from stewardship_desktop.ui.widgets.progress_line import ProgressLine
    from stewardship_desktop.ui.widgets.property_form import Field, PropertyForm
    from stewardship_desktop.ui.widgets.remembered import Remembers
    from stewardship_desktop.ui.widgets.scrolling import ScrollingPage
    from stewardship_desktop.ui.widgets.section_tabs import SectionTabs, ToolbarRow
    from stewardship_desktop.ui.widgets.side_sheet import SideSheet
    from stewardship_desktop.ui.widgets.split_view import SplitView
    from stewardship_desktop.ui.widgets.stepper import Stepper
    from stewardship_desktop.ui.widgets.words import LinkButton, button, hairline, icon_button, label

__all__ = [
    "Card",
    "Chip",
    "Column",
    "DataTable",
    "Edit",
    "EmptyState",
    "Field",
    "FigureTile",
    "FocusRing",
    "HistoryEntry",
    "HistoryPopover",
    "IllustrativeMark",
    "LinkButton",
    "NoticeBar",
    "PageHeader",
    "Popover",
    "ProgressLine",
    "PropertyForm",
    "Remembers",
    "ScrollingPage",
    "SectionTabs",
    "SideSheet",
    "SplitView",
    "Stepper",
    "ToolbarRow",
    "announce",
    "button",
    "hairline",
    "icon_button",
    "label",
    "paint_chip",
]

_HOMES = {
    "Card": "card",
    "Chip": "chip",
    "Column": "data_table",
    "DataTable": "data_table",
    "Edit": "data_table",
    "EmptyState": "empty_state",
    "Field": "property_form",
    "FigureTile": "figure_tile",
    "FocusRing": "focus_ring",
    "HistoryEntry": "history_popover",
    "HistoryPopover": "history_popover",
    "IllustrativeMark": "illustrative",
    "LinkButton": "words",
    "NoticeBar": "notice_bar",
    "PageHeader": "page_header",
    "Popover": "popover",
    "ProgressLine": "progress_line",
    "PropertyForm": "property_form",
    "Remembers": "remembered",
    "ScrollingPage": "scrolling",
    "SectionTabs": "section_tabs",
    "SideSheet": "side_sheet",
    "SplitView": "split_view",
    "Stepper": "stepper",
    "ToolbarRow": "section_tabs",
    "announce": "announce",
    "button": "words",
    "hairline": "words",
    "icon_button": "words",
    "label": "words",
    "paint_chip": "chip",
}


def __getattr__(name: str) -> Any:
    """Import a part's module when it is first named: the frame is painted before a table is needed."""
    if name not in _HOMES:
        raise AttributeError(f"no part is called {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
