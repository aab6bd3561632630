"""Measured text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stewardship_desktop.domain.chart.text import clean, cut, width_of, wrap


def test_widths_are_those_of_the_bundled_face() -> None:
    assert width_of("0123456789", 10) == pytest.approx(55.6, abs=0.1)
    assert width_of("WWW", 10) > width_of("iii", 10) * 3
    assert width_of("Stewards", 10, bold=True) > width_of("Stewards", 10)
    assert width_of("\u5b57", 10) == 10


def test_lines_break_at_spaces_and_words_only_where_they_must() -> None:
    assert wrap("one two three", width_of("one two", 12), 12) == ("one two", "three")
    assert len(wrap("Donaudampfschifffahrt", 40, 12)) > 1
    assert wrap("one two three four", width_of("one two", 12), 12, lines=1) == (
        "one t\N{HORIZONTAL ELLIPSIS}",
    )


@given(text=st.text(max_size=80), room=st.floats(20, 300), lines=st.one_of(st.none(), st.integers(1, 4)))
def test_no_line_is_wider_than_its_room(text: str, room: float, lines: int | None) -> None:
    found = wrap(text, room, 12, lines=lines)
    assert all(width_of(line, 12) <= room for line in found)
    assert lines is None or len(found) <= lines
    if lines is None:
        assert "".join("".join(found).split()) == "".join(clean(text).split())


@given(text=st.text(max_size=60), room=st.floats(12, 300))
def test_a_cut_text_fits(text: str, room: float) -> None:
    assert width_of(cut(text, room, 12), 12) <= room


def test_what_xml_forbids_is_replaced() -> None:
    assert clean("a\x00b\n\tc\ud800") == "a\N{REPLACEMENT CHARACTER}b c\N{REPLACEMENT CHARACTER}"


def test_one_endless_word_is_broken_in_one_pass() -> None:
    lines = wrap("y" * 100_000, 40, 12)
    assert "".join(lines) == "y" * 100_000
    assert len(set(map(len, lines[:-1]))) == 1
    assert width_of(lines[0], 12) <= 40 < width_of(lines[0] + "y", 12)
