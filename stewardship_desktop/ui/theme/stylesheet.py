"""The one Qt style sheet of the program, written from the tokens. Knows no widget of ours by class.

Widgets say what they are through the properties `part` (card, page, nav ...), `kind` (primary,
secondary, quiet, link ...) and `type` (title, lead, caption ...). Fusion is the base style.
The focus ring is painted by `widgets.focus_ring`, because a style sheet cannot draw outside a widget.
"""

from __future__ import annotations

from pathlib import Path

from stewardship_desktop.ui.theme.tokens import (
    MIN_TARGET,
    RADIUS,
    SPACE_1,
    SPACE_2,
    SPACE_3,
    SPACE_4,
    Palette,
    Sizes,
)

# Marks that a style sheet can only take from a file: name -> (icon, token).
MARKS: dict[str, tuple[str, str]] = {
    "check": ("check", "on_primary"),
    "partly": ("minus", "on_primary"),
    "down": ("chevron-down", "muted"),
    "up": ("chevron-up", "muted"),
    "right": ("chevron-right", "muted"),
    "left": ("chevron-left", "muted"),
    "ticked": ("check", "text"),
    "close": ("close", "muted"),
}


def stylesheet(palette: Palette, size: Sizes, marks: Path | None = None) -> str:
    """The style sheet of a palette at a text scale.

    `marks` is a folder that holds each of MARKS as NAME.svg in the palette's colours; without it
    the boxes and arrows that need a picture are left to Fusion.
    """
    return "\n".join(
        (
            _words(palette, size),
            _buttons(palette, size),
            _fields(palette, size, marks),
            _tables(palette, size),
            _frames(palette, size),
            _menus(palette, size, marks),
            _bars(palette, marks),
        )
    )


def _words(p: Palette, s: Sizes) -> str:
    return f"""
QLabel {{ background: transparent; }}
QLabel[type="display"] {{ font-size: {s.display}px; font-weight: bold; }}
QLabel[type="title"] {{ font-size: {s.title}px; font-weight: bold; }}
QLabel[type="lead"] {{ font-size: {s.lead}px; }}
QLabel[type="heading"] {{ font-size: {s.lead}px; font-weight: bold; }}
QLabel[type="label"] {{ font-size: {s.body}px; font-weight: bold; }}
QLabel[type="caption"] {{ font-size: {s.caption}px; color: {p.muted}; }}
QLabel[type="muted"] {{ color: {p.muted}; }}
QLabel[type="section"] {{ font-size: {s.caption}px; font-weight: bold; color: {p.muted}; }}
QLabel[type="error"] {{ color: {p.bad}; font-weight: bold; }}
QLabel[tone="good"] {{ color: {p.good}; }}
QLabel[tone="warn"] {{ color: {p.warn}; }}
QLabel[tone="bad"] {{ color: {p.bad}; }}
QToolTip {{ background: {p.raised}; color: {p.text}; border: 1px solid {p.edge};
  padding: {SPACE_1}px {SPACE_2}px; font-size: {s.caption}px; }}
"""


def _buttons(p: Palette, s: Sizes) -> str:
    pad = SPACE_4 - 2
    edge = p.edge_width
    inner = s.control - 2 * edge
    return f"""
QPushButton, QToolButton {{ min-height: {inner}px; border-radius: {RADIUS}px; padding: 0 {pad}px;
  border: {edge}px solid {p.edge}; background: {p.surface}; color: {p.text}; }}
QToolButton {{ padding: 0 {SPACE_2}px; min-width: {MIN_TARGET - 2 * edge}px; }}
QPushButton:hover, QToolButton:hover {{ background: {p.hover}; }}
QLineEdit > QToolButton {{ min-height: 0; min-width: 0; padding: 0; margin: 0; border: none;
  background: transparent; }}
QPushButton:pressed, QToolButton:pressed, QToolButton:checked, QPushButton:checked {{
  background: {p.selection}; }}
QPushButton:disabled, QToolButton:disabled {{ color: {p.muted}; border-color: {p.line};
  background: {p.ground}; }}
QPushButton[kind="primary"] {{ background: {p.primary}; color: {p.on_primary}; border-color: {p.primary};
  font-weight: bold; }}
QPushButton[kind="primary"]:hover, QPushButton[kind="primary"]:pressed {{ background: {p.primary_strong};
  border-color: {p.primary_strong}; }}
QPushButton[kind="primary"]:disabled {{ background: {p.ground}; color: {p.muted}; border-color: {p.line}; }}
QPushButton[kind="quiet"], QToolButton[kind="quiet"] {{ background: transparent; border-color: transparent;
  padding: 0 {SPACE_2}px; }}
QPushButton[kind="quiet"]:hover, QToolButton[kind="quiet"]:hover {{ background: {p.hover}; }}
QPushButton[kind="quiet"]:checked, QToolButton[kind="quiet"]:checked {{ background: {p.selection}; }}
QPushButton[kind="quiet"]:disabled, QToolButton[kind="quiet"]:disabled {{ background: transparent;
  border-color: transparent; }}
QPushButton[part="search"] {{ text-align: left; color: {p.muted}; }}
QPushButton[kind="link"] {{ background: transparent; border: none; color: {p.primary}; padding: 0 2px;
  min-height: {max(MIN_TARGET, s.px(24))}px; text-align: left; text-decoration: underline; }}
QPushButton[kind="link"]:hover {{ color: {p.primary_strong}; }}
QPushButton[kind="link"]:disabled {{ color: {p.muted}; text-decoration: none; }}
QToolButton[kind="icon"] {{ background: transparent; border-color: transparent; padding: 0;
  min-height: {max(MIN_TARGET, s.px(24)) - 2 * edge}px; min-width: {
        max(MIN_TARGET, s.px(24)) - 2 * edge
    }px; }}
QToolButton[kind="icon"]:hover {{ background: {p.hover}; }}
QToolButton::menu-indicator {{ image: none; width: 0; }}
QPushButton::menu-indicator {{ image: none; width: 0; }}
"""


def _fields(p: Palette, s: Sizes, marks: Path | None) -> str:
    edge = p.edge_width
    inner = s.control - 2 * edge
    box = s.px(18)
    made = f"""
QLineEdit, QComboBox, QSpinBox, QDoubleSpinBox, QDateEdit {{ min-height: {inner}px; padding: 0 {SPACE_2}px;
  border: {edge}px solid {p.edge}; border-radius: {RADIUS}px; background: {p.surface}; color: {p.text};
  selection-background-color: {p.primary}; selection-color: {p.on_primary}; }}
QPlainTextEdit, QTextEdit {{ padding: {SPACE_1}px {SPACE_1}px; border: {edge}px solid {p.edge};
  border-radius: {RADIUS}px; background: {p.surface}; color: {p.text};
  selection-background-color: {p.primary}; selection-color: {p.on_primary}; }}
QLineEdit:read-only, QPlainTextEdit:read-only, QTextEdit:read-only {{ background: {p.ground};
  border-color: {p.line}; }}
QLineEdit:disabled, QComboBox:disabled, QPlainTextEdit:disabled, QSpinBox:disabled {{ color: {p.muted};
  background: {p.ground}; border-color: {p.line}; }}
QLineEdit[state="error"], QPlainTextEdit[state="error"], QComboBox[state="error"] {{
  border: {edge + 1}px solid {p.bad}; min-height: {inner - 2}px; }}
QLineEdit[part="cell"], QComboBox[part="cell"], QPlainTextEdit[part="cell"] {{
  border: {edge + 1}px solid {p.primary};
  border-radius: 0; padding: 0 {SPACE_3 - 4}px; min-height: 0; }}
QLineEdit[part="cell"][state="error"] {{ border-color: {p.bad}; }}
QLineEdit, QPlainTextEdit, QTextEdit {{ placeholder-text-color: {p.muted}; }}
QComboBox {{ padding-right: {s.px(24)}px; }}
QComboBox::drop-down {{ border: none; width: {s.px(24)}px; }}
QComboBox QAbstractItemView {{ background: {p.raised}; color: {p.text}; border: 1px solid {p.edge};
  padding: {SPACE_1}px; outline: none; selection-background-color: {p.selection};
  selection-color: {p.text}; }}
QComboBox QAbstractItemView::item {{ min-height: {s.control - 4}px; padding: 0 {SPACE_2}px; }}
QComboBox QAbstractItemView::item:selected {{ background: {p.selection}; color: {p.text}; }}
QCheckBox, QRadioButton {{ min-height: {max(MIN_TARGET, s.px(24))}px; spacing: {SPACE_2}px;
  background: transparent; }}
QCheckBox:disabled, QRadioButton:disabled {{ color: {p.muted}; }}
QGroupBox {{ border: none; margin-top: {s.px(24)}px; font-weight: bold; }}
QGroupBox::title {{ subcontrol-origin: margin; left: 0; }}
QSlider::groove:horizontal {{ height: 4px; background: {p.line}; border-radius: 2px; }}
QSlider::sub-page:horizontal {{ background: {p.primary}; border-radius: 2px; }}
QSlider::handle:horizontal {{ width: {box}px; height: {box}px; margin: {-(box // 2) + 1}px 0;
  border-radius: {box // 2 + 1}px; background: {p.surface}; border: 2px solid {p.primary}; }}
QSlider:horizontal {{ min-height: {max(MIN_TARGET, box + 6)}px; }}
"""
    if marks is None:
        return made
    return (
        made
        + f"""
QComboBox::down-arrow {{ image: url("{(marks / "down.svg").as_posix()}"); width: {s.icon}px;
  height: {s.icon}px; }}
QCheckBox::indicator, QGroupBox::indicator, QListView::indicator {{ width: {box}px; height: {box}px;
  border-radius: 4px;
  border: {max(1, edge)}px solid {p.edge}; background: {p.surface}; }}
QCheckBox::indicator:checked, QGroupBox::indicator:checked, QListView::indicator:checked {{
  background: {p.primary};
  border-color: {p.primary};
  image: url("{(marks / "check.svg").as_posix()}"); }}
QCheckBox::indicator:indeterminate {{ background: {p.primary}; border-color: {p.primary};
  image: url("{(marks / "partly.svg").as_posix()}"); }}
QCheckBox::indicator:disabled {{ border-color: {p.line}; background: {p.ground}; }}
QCheckBox::indicator:checked:disabled {{ border-color: {p.muted}; background: {p.muted}; }}
QRadioButton::indicator {{ width: {box}px; height: {box}px; border-radius: {box // 2 + 1}px;
  border: {edge}px solid {p.edge}; background: {p.surface}; }}
QRadioButton::indicator:checked {{ border: {max(5, box // 3)}px solid {p.primary};
  background: {p.on_primary};
  width: {box + 2 - 2 * max(5, box // 3)}px; height: {box + 2 - 2 * max(5, box // 3)}px; }}
QSpinBox::up-arrow, QDoubleSpinBox::up-arrow {{ image: url("{(marks / "up.svg").as_posix()}");
  width: 12px; height: 12px; }}
QSpinBox::down-arrow, QDoubleSpinBox::down-arrow {{ image: url("{(marks / "down.svg").as_posix()}");
  width: 12px; height: 12px; }}
QSpinBox::up-button, QSpinBox::down-button, QDoubleSpinBox::up-button, QDoubleSpinBox::down-button {{
  border: none; width: {s.px(20)}px; background: transparent; }}
"""
    )


def _tables(p: Palette, s: Sizes) -> str:
    return f"""
QTableView, QTreeView, QListView {{ background: {p.surface}; color: {p.text}; border: none; outline: none;
  selection-background-color: {p.selection}; selection-color: {p.text}; gridline-color: {p.line}; }}
QListView::item, QTreeView::item {{ min-height: {s.row}px; padding: 0 {SPACE_2}px; }}
QListView::item:hover, QTreeView::item:hover {{ background: {p.hover}; }}
QListView::item:selected, QTreeView::item:selected {{ background: {p.selection}; color: {p.text}; }}
QHeaderView {{ background: {p.surface}; border: none; }}
QHeaderView::section {{ background: {p.surface}; color: {p.muted}; border: none;
  border-bottom: {p.edge_width}px solid {p.edge}; padding: 0 {SPACE_2}px; font-size: {s.caption}px;
  font-weight: bold; }}
QHeaderView::section:hover {{ background: {p.hover}; color: {p.text}; }}
QAbstractScrollArea::corner {{ background: transparent; border: none; }}
QTableCornerButton::section {{ background: {p.surface}; border: none; }}
QTabBar {{ background: transparent; }}
QTabWidget::pane {{ border: none; border-top: 1px solid {p.line}; }}
QTabBar::tab {{ min-height: {s.control}px; padding: 0 {SPACE_1}px; margin-right: {SPACE_3}px;
  background: transparent;
  color: {p.muted}; border: none; border-bottom: 3px solid transparent; }}
QTabBar::tab:hover {{ color: {p.text}; border-bottom-color: {p.line}; }}
QTabBar::tab:selected {{ color: {p.primary_strong}; font-weight: bold; border-bottom-color: {p.primary}; }}
QTabBar::tab:disabled {{ color: {p.muted}; }}
"""


def _frames(p: Palette, s: Sizes) -> str:
    edge = p.edge_width
    card_edge = p.edge if edge > 1 else p.line
    return f"""
QMainWindow, QDialog, QWidget[part="page"] {{ background: {p.ground}; }}
QFrame[part="card"] {{ background: {p.surface}; border: {edge}px solid {card_edge};
  border-radius: {RADIUS}px; }}
QFrame[part="surface"], QWidget[part="surface"] {{ background: {p.surface}; }}
QFrame[part="well"] {{ background: {p.ground}; border: none; border-radius: {RADIUS}px; }}
QFrame[part="popover"] {{ background: {p.raised}; border: {edge}px solid {p.edge};
  border-radius: {RADIUS}px; }}
QFrame[part="sheet"] {{ background: {p.raised}; border: none; border-left: {edge}px solid {p.edge}; }}
QFrame[part="hairline"] {{ background: {p.line}; border: none; min-height: 1px; max-height: 1px; }}
QFrame[part="totals"] {{ background: {p.surface}; border-top: {edge}px solid {p.edge}; }}
QFrame[part="notice"] {{ background: {p.raised}; border: {edge}px solid {card_edge};
  border-radius: {RADIUS}px;
  border-left: 4px solid {p.primary}; }}
QFrame[part="notice"][tone="good"] {{ border-left-color: {p.good}; }}
QFrame[part="notice"][tone="warn"] {{ border-left-color: {p.warn}; }}
QFrame[part="notice"][tone="bad"] {{ border-left-color: {p.bad}; }}
QFrame[part="nav"], QWidget[part="nav"] {{ background: {p.surface}; border: none;
  border-right: {edge}px solid {card_edge}; }}
QFrame[part="topbar"], QWidget[part="topbar"] {{ background: {p.surface}; border: none;
  border-bottom: {edge}px solid {card_edge}; }}
QFrame[part="foot"] {{ background: {p.surface}; border: none; border-top: {edge}px solid {card_edge}; }}
QToolButton[part="status"] {{ background: transparent; border: none; padding: 0 {SPACE_2}px;
  min-height: {max(MIN_TARGET, s.px(24))}px; color: {p.muted}; font-size: {s.caption}px; }}
QToolButton[part="status"]:hover {{ background: {p.hover}; }}
QPushButton[part="nav-item"], QToolButton[part="nav-item"] {{ background: transparent; border: none;
  border-left: 4px solid transparent; border-radius: {RADIUS}px; min-height: {s.control}px;
  text-align: left;
  padding: 0 {SPACE_2}px; color: {p.text}; }}
QPushButton[part="nav-item"]:hover, QToolButton[part="nav-item"]:hover {{ background: {p.hover}; }}
QPushButton[part="nav-item"]:checked, QToolButton[part="nav-item"]:checked {{ background: {p.primary};
  color: {p.on_primary}; }}
QPushButton[part="step"] {{ background: transparent; border: none; text-align: left; color: {p.muted};
  padding: 0 {SPACE_2}px; }}
QPushButton[part="step"]:hover:enabled {{ background: {p.hover}; }}
QPushButton[part="step"][state="now"] {{ color: {p.primary_strong}; font-weight: bold; }}
QPushButton[part="step"][state="done"] {{ color: {p.text}; }}
QScrollArea {{ border: none; background: transparent; }}
QScrollArea > QWidget > QWidget[part="page"] {{ background: {p.ground}; }}
QStatusBar {{ background: {p.surface}; color: {p.muted}; border-top: 1px solid {p.line};
  font-size: {s.caption}px; }}
QStatusBar::item {{ border: none; }}
QSplitter::handle {{ background: transparent; }}
QSplitter::handle:hover {{ background: {p.line}; }}
"""


def _menus(p: Palette, s: Sizes, marks: Path | None) -> str:
    made = f"""
QMenu {{ background: {p.raised}; color: {p.text}; border: 1px solid {p.edge}; padding: {SPACE_1}px;
  border-radius: {RADIUS}px; }}
QMenu::item {{ min-height: {s.px(28)}px; padding: 0 {SPACE_4}px 0 {SPACE_3}px; border-radius: 4px; }}
QMenu::item:selected {{ background: {p.selection}; color: {p.text}; }}
QMenu::item:disabled {{ color: {p.muted}; }}
QMenu::icon {{ padding-left: {SPACE_2}px; }}
QMenu::separator {{ height: 1px; background: {p.line}; margin: {SPACE_1}px {SPACE_2}px; }}
QMenuBar {{ background: {p.surface}; color: {p.text}; }}
QMenuBar::item {{ padding: {SPACE_1}px {SPACE_2}px; background: transparent; border-radius: 4px; }}
QMenuBar::item:selected {{ background: {p.selection}; }}
"""
    if marks is None:
        return made
    box = s.px(18)
    return (
        made
        + f"""
QMenu::indicator {{ width: {box}px; height: {box}px; margin-left: {SPACE_2}px; border-radius: 4px;
  border: 1px solid {p.edge}; background: {p.surface}; }}
QMenu::indicator:checked {{ background: {p.primary}; border-color: {p.primary};
  image: url("{(marks / "check.svg").as_posix()}"); }}
QMenu::right-arrow {{ image: url("{(marks / "right.svg").as_posix()}"); width: {s.icon}px;
  height: {s.icon}px; }}
"""
    )


def _bars(p: Palette, marks: Path | None) -> str:
    wide = 12
    made = f"""
QScrollBar:vertical {{ background: transparent; width: {wide}px; margin: 0; }}
QScrollBar:horizontal {{ background: transparent; height: {wide}px; margin: 0; }}
QScrollBar::handle {{ background: {p.edge if p.edge_width > 1 else _bar(p)}; border-radius: 3px;
  margin: 3px; }}
QScrollBar::handle:vertical {{ min-height: 32px; }}
QScrollBar::handle:horizontal {{ min-width: 32px; }}
QScrollBar::handle:hover {{ background: {p.edge}; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; border: none; background: none; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: none; }}
QProgressBar {{ border: none; background: {p.line}; border-radius: 3px; max-height: 6px; min-height: 6px; }}
QProgressBar::chunk {{ background: {p.primary}; border-radius: 3px; }}
"""
    if marks is None:
        return made
    return (
        made
        + f"""
QTabBar QToolButton {{ background: {p.surface}; border: 1px solid {p.line}; }}
QTabBar QToolButton::right-arrow {{ image: url("{(marks / "right.svg").as_posix()}"); }}
QTabBar QToolButton::left-arrow {{ image: url("{(marks / "left.svg").as_posix()}"); }}
"""
    )


def _bar(p: Palette) -> str:
    """A scroll bar's handle: quieter than an edge, still 3:1 on every ground."""
    from stewardship_desktop.domain.palette import contrast
    from stewardship_desktop.ui.theme.tokens import mix

    for share in (0.55, 0.65, 0.75, 0.85):
        ink = mix(p.edge, p.surface, share)
        if min(contrast(ink, p.surface), contrast(ink, p.ground)) >= 3:
            return ink
    return p.edge
