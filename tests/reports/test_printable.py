"""Texts are made such that the print face can set them."""

from __future__ import annotations

import pytest

from stewardship_desktop.application.locations import resource_folder
from stewardship_desktop.domain.chart.font_widths import BOLD, REGULAR
from stewardship_desktop.reports.printable import LACKING, drawable, printable

FONTS = resource_folder() / "fonts"


@pytest.mark.parametrize(
    "text, printed",
    [
        ("£1.2m \N{EN DASH} “café” ≥ 5 %", "£1.2m \N{EN DASH} “café” ≥ 5 %"),
        ("two\nlines\tand  spaces", "two lines and spaces"),
        ("e\N{COMBINING ACUTE ACCENT}", "é"),
        ("well done \N{GRINNING FACE}!", "well done [grinning face]!"),
        ("\N{THUMBS UP SIGN}\N{EMOJI MODIFIER FITZPATRICK TYPE-4}", "[thumbs up sign]"),
        ("\N{HEAVY BLACK HEART}\N{VARIATION SELECTOR-16}", "[heavy black heart]"),
        ("中", LACKING),
        ("\N{HEBREW LETTER ALEF}", "\N{HEBREW LETTER ALEF}"),
        ("\N{ARABIC LETTER BEH}\N{ARABIC FATHA}", LACKING),
        ("private \uf001\ue000", f"private {LACKING}{LACKING}"),
        ("null \0 and half \ud800", f"null {LACKING} and half {LACKING}"),
        ("x" * 24, "x" * 24),
        ("x" * 25, "\N{ZERO WIDTH SPACE}".join(("x" * 8, "x" * 8, "x" * 8, "x"))),
    ],
)
def test_printable(text: str, printed: str) -> None:
    assert printable(text, FONTS) == printed


def test_every_character_with_a_measured_width_has_its_glyph() -> None:
    for table in (REGULAR, BOLD):
        for char in "".join(table.values()):
            assert printable(f"a{char}a", FONTS) in {f"a{char}a", "a a"}


def test_a_drawing_keeps_its_lines_and_its_length() -> None:
    assert drawable("<text>\n中 £5</text>\n", FONTS) == f"<text>\n{LACKING} £5</text>\n"
