"""The tokens keep their promise: every text pair is 4.5:1 or better and every mark 3:1."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from stewardship_desktop.domain.palette import contrast
from stewardship_desktop.ui.theme import tokens
from stewardship_desktop.ui.theme.stylesheet import MARKS, stylesheet

SYSTEM = tokens.high_contrast(ground="#3D3D3D", text="#FFFAEF", selection="#A1BFDE", link="#75E9FC")
PALETTES = [
    tokens.LIGHT_PALETTE,
    tokens.DARK_PALETTE,
    tokens.high_contrast(ground="#000000", text="#FFFFFF", selection="#1AEBFF", link="#FFFF00"),
    tokens.high_contrast(ground="#FFFFFF", text="#000000", selection="#37006E", link="#00009F"),
    SYSTEM,
]


@pytest.mark.parametrize("palette", PALETTES, ids=lambda palette: f"{palette.name}-{palette.ground}")
def test_every_text_pair_can_be_read(palette: tokens.Palette) -> None:
    weak = {
        pair: round(contrast(palette.colour(pair[0]), palette.colour(pair[1])), 2)
        for pair in tokens.TEXT_PAIRS
        if contrast(palette.colour(pair[0]), palette.colour(pair[1])) < 4.5
    }
    assert weak == {}


@pytest.mark.parametrize("palette", PALETTES, ids=lambda palette: f"{palette.name}-{palette.ground}")
def test_every_mark_can_be_seen(palette: tokens.Palette) -> None:
    weak = {
        pair: round(contrast(palette.colour(pair[0]), palette.colour(pair[1])), 2)
        for pair in tokens.MARK_PAIRS
        if contrast(palette.colour(pair[0]), palette.colour(pair[1])) < 3
    }
    assert weak == {}


@pytest.mark.parametrize("palette", PALETTES, ids=lambda palette: f"{palette.name}-{palette.ground}")
def test_chips_can_be_read_on_their_tint(palette: tokens.Palette) -> None:
    weak = [
        token
        for token in tokens.CHIP_TOKENS
        if contrast(palette.colour(token), palette.tint(token, tokens.CHIP_TINT)) < 4.5
    ]
    assert weak == []


@pytest.mark.parametrize("palette", PALETTES, ids=lambda palette: f"{palette.name}-{palette.ground}")
def test_focus_is_seen_on_every_ground(palette: tokens.Palette) -> None:
    """The yellow or the dark line beside it stands out, whatever lies below."""
    for ground in ("ground", "surface", "raised", "selection"):
        under = palette.colour(ground)
        assert max(contrast(palette.focus, under), contrast(palette.focus_outside, under)) >= 3, ground


def test_high_contrast_keeps_the_systems_colours_and_thickens_edges() -> None:
    assert (SYSTEM.ground, SYSTEM.text) == ("#3D3D3D", "#FFFAEF")
    assert SYSTEM.edge_width > tokens.LIGHT_PALETTE.edge_width
    assert SYSTEM.dark


def test_high_contrast_without_a_system_theme_is_black_and_white() -> None:
    made = tokens.high_contrast(ground="#777777", text="#888888")
    assert {made.ground, made.text} == {tokens.BLACK, tokens.WHITE}


def test_text_scale_grows_type_and_controls_and_stays_in_bounds() -> None:
    small, large = tokens.sizes(1.0), tokens.sizes(2.0)
    assert (small.caption, small.body, small.lead, small.title, small.display) == (12, 14, 16, 20, 28)
    assert (small.control, small.row) == (32, 32)
    assert large.body == 28
    assert large.control > large.body * 1.5
    assert tokens.sizes(9).text_scale == 2.0
    assert tokens.sizes(0.2).text_scale == 1.0


def test_a_token_that_does_not_exist_is_refused() -> None:
    with pytest.raises(KeyError):
        tokens.LIGHT_PALETTE.colour("dark")
    assert tokens.LIGHT_PALETTE.colour("primary-strong") == tokens.LIGHT_PALETTE.primary_strong


@pytest.mark.parametrize("palette", PALETTES, ids=lambda palette: f"{palette.name}-{palette.ground}")
def test_the_style_sheet_uses_only_colours_of_its_palette(palette: tokens.Palette) -> None:
    made = stylesheet(palette, tokens.sizes(1.0), Path("marks"))
    own = {palette.colour(token) for token in tokens.COLOUR_TOKENS}
    strange = set(re.findall(r"#[0-9A-Fa-f]{6}\b", made)) - own
    # The scroll bar's handle is the edge thinned onto the surface, and nothing else is mixed.
    assert len(strange) <= 1
    assert all(f"{name}.svg" in made for name in MARKS if name not in {"ticked", "close"})


def test_no_other_file_of_the_ui_names_a_colour() -> None:
    ui = Path(tokens.__file__).parents[1]
    guilty = [
        str(path.relative_to(ui))
        for path in sorted((ui / "widgets").rglob("*.py")) + sorted((ui / "theme").glob("*.py"))
        if path.name != "tokens.py"
        and re.search(r"[\"']#[0-9A-Fa-f]{3,8}[\"']", path.read_text(encoding="utf-8"))
    ]
    assert guilty == []
