"""The SVG writer: golden texts, and what must hold for any chart."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stewardship_desktop.domain.chart import (
    PERCENT,
    PLAIN,
    Band,
    ChartSpec,
    Event,
    Kind,
    Limit,
    Mark,
    Pattern,
    PointNote,
    Series,
    Shape,
)
from stewardship_desktop.domain.chart.reading import table_of
from stewardship_desktop.domain.chart.text import width_of
from stewardship_desktop.domain.palette import PRINT
from stewardship_desktop.reports.chart_svg import svg
from tests.reports.chart_examples import EXAMPLES, GOLDEN, golden_texts

NAMESPACE = "{http://www.w3.org/2000/svg}"


@dataclass(frozen=True)
class Box:
    text: str
    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Box) -> bool:
        across = min(self.right, other.right) - max(self.left, other.left)
        down = min(self.bottom, other.bottom) - max(self.top, other.top)
        return across > 1 and down > 1


def texts_of(drawn: str) -> list[Box]:
    """Every text's box in the picture's pixels, by the widths of the bundled face."""
    boxes: list[Box] = []

    def walk(element: ElementTree.Element, dx: float, dy: float) -> None:
        moved = re.match(r"translate\(([-\d.]+) ([-\d.]+)\)", element.get("transform", ""))
        if moved:
            dx, dy = dx + float(moved[1]), dy + float(moved[2])
        if element.tag == f"{NAMESPACE}text":
            boxes.append(_box(element, dx, dy))
        for child in element:
            walk(child, dx, dy)

    walk(ElementTree.fromstring(drawn), 0.0, 0.0)
    return boxes


def _box(element: ElementTree.Element, dx: float, dy: float) -> Box:
    text, size = element.text or "", float(element.get("font-size", "0"))
    wide = width_of(text, size, element.get("font-weight") == "bold")
    back = {"start": 0.0, "middle": wide / 2, "end": wide}[element.get("text-anchor", "start")]
    x, y = float(element.get("x", "0")) + dx, float(element.get("y", "0")) + dy
    if "rotate" in element.get("transform", ""):
        return Box(text, x - size * 0.75, y - wide + back, x + size * 0.2, y + back)
    return Box(text, x - back, y - size * 0.75, x - back + wide, y + size * 0.2)


def size_of(drawn: str) -> tuple[float, float]:
    found = re.search(r'viewBox="0 0 ([\d.]+) ([\d.]+)"', drawn)
    assert found
    return float(found[1]), float(found[2])


def outside(drawn: str) -> list[Box]:
    width, height = size_of(drawn)
    return [
        box
        for box in texts_of(drawn)
        if box.left < -0.5 or box.top < -0.5 or box.right > width + 0.5 or box.bottom > height + 0.5
    ]


def count(drawn: str, part: str) -> int:
    return drawn.count(f'class="{part}"')


@pytest.mark.parametrize("file_name", sorted(golden_texts()))
def test_the_text_is_what_was_looked_at_and_kept(file_name: str) -> None:
    assert golden_texts()[file_name] == (GOLDEN / file_name).read_text(encoding="utf-8")


def test_no_golden_file_is_left_over() -> None:
    assert {path.name for path in GOLDEN.glob("*")} == set(golden_texts())


@pytest.mark.parametrize("make", EXAMPLES.values(), ids=EXAMPLES)
@pytest.mark.parametrize("width", [260, 420, 720, 1200])
def test_texts_stay_inside_and_apart_at_every_width(make: Callable[[], ChartSpec], width: int) -> None:
    drawn = svg(make(), width, 360)
    assert outside(drawn) == []
    boxes = texts_of(drawn)
    met = [(one.text, two.text) for place, one in enumerate(boxes) for two in boxes[:place] if one.meets(two)]
    assert met == []


@pytest.mark.parametrize("make", EXAMPLES.values(), ids=EXAMPLES)
def test_every_figure_is_drawn_once(make: Callable[[], ChartSpec]) -> None:
    spec = make()
    figures = sum(value is not None for one in spec.series for value in one.values)
    drawn = svg(spec, 720, 400)
    assert count(drawn, "bar") + count(drawn, "mark") == figures


def test_the_picture_stands_alone_and_says_what_it_shows() -> None:
    drawn = svg(EXAMPLES["columns"](), 720, 400)
    root = ElementTree.fromstring(drawn)
    title, description = root.find(f"{NAMESPACE}title"), root.find(f"{NAMESPACE}desc")
    assert title is not None
    assert description is not None
    assert root.get("role") == "img"
    assert root.get("aria-labelledby") == f"{title.get('id')} {description.get('id')}"
    assert description.text == f"{EXAMPLES['columns']().alternative_text} The figures are illustrative."
    assert not re.search(r"<(script|style|image|a|use|foreignObject)\b|href|url\(|@import", drawn)
    assert "Illustrative" in [box.text for box in texts_of(drawn)]


def test_markup_in_words_stays_words() -> None:
    spec = replace(EXAMPLES["line"](), title='<script>alert("&")</script>\x00\x0b', foot="</svg>")
    drawn = svg(spec, 720, 400)
    root = ElementTree.fromstring(drawn)
    assert "<script" not in drawn
    assert (root.findtext(f"{NAMESPACE}title") or "").startswith('<script>alert("&")</script>')


def test_print_uses_greys_only() -> None:
    colours = set(re.findall(r"#[0-9A-F]{6}", svg(EXAMPLES["share_bar"](), 720, 400, "print")))
    assert colours <= set(PRINT.values())
    assert all(colour[1:3] == colour[3:5] == colour[5:7] for colour in colours)


def test_two_charts_on_one_page_share_no_id() -> None:
    found = [re.findall(r' id="(\w+)"', svg(make(), 720, 400)) for make in EXAMPLES.values()]
    every = [one for ids in found for one in ids]
    assert len(every) == len(set(every)) == 2 * len(EXAMPLES)


def test_without_words_the_page_sets_them() -> None:
    drawn = svg(EXAMPLES["columns"](), 720, 400, with_words=False)
    shown = [box.text for box in texts_of(drawn)]
    assert count(drawn, "title") == count(drawn, "subtitle") == count(drawn, "foot") == 0
    assert "Illustrative" in shown


def test_what_cannot_be_drawn_is_refused_in_words() -> None:
    with pytest.raises(ValueError, match="'sepia' is no colour scheme"):
        svg(EXAMPLES["line"](), 720, 400, "sepia")
    with pytest.raises(ValueError, match="cannot be read"):
        svg(EXAMPLES["line"](), 100, 100)


# ------------------------------------------------------------------------------- any chart

words = st.text(min_size=1, max_size=60).filter(lambda text: bool(text.strip()))
numbers = st.one_of(
    st.none(),
    st.integers(-(10**8), 10**8),
    st.floats(-1e6, 1e6, allow_nan=False).map(lambda value: round(value, 3)),
)
colours = st.sampled_from(["primary", "personal", "good", "concern", "common"])


@st.composite
def charts(draw: st.DrawFn) -> ChartSpec:
    kind = draw(st.sampled_from(list(Kind)))
    length = draw(st.integers(0, 9))
    dated = kind in {Kind.LINE, Kind.LEVELS} and draw(st.booleans())
    if dated:
        days = sorted(draw(st.sets(st.integers(0, 2000), min_size=length, max_size=length)))
        keys: tuple[str | date, ...] = tuple(date(2020, 1, 1) + timedelta(days=day) for day in days)
    else:
        keys = tuple(draw(st.lists(words, min_size=length, max_size=length, unique=True)))
    levels: tuple[str, ...] = ()
    values = numbers
    if kind in {Kind.ORDINAL, Kind.LEVELS}:
        levels = tuple(draw(st.lists(words, min_size=2, max_size=5, unique=True)))
        values = st.one_of(st.none(), st.integers(0, len(levels) - 1))
    elif kind in {Kind.STACK, Kind.SHARE}:
        values = st.one_of(st.none(), st.integers(0, 10**8))
    names = draw(st.lists(words, min_size=1, max_size=4, unique=True))
    marks = st.one_of(st.none(), st.builds(Mark, shape=st.sampled_from(list(Shape)), colour=colours))
    series = tuple(
        Series(
            name=name,
            values=tuple(draw(st.lists(values, min_size=length, max_size=length))),
            colour=draw(colours),
            pattern=draw(st.sampled_from(list(Pattern))),
            marks=tuple(draw(st.lists(marks, min_size=length, max_size=length))),
            labelled=tuple(draw(st.sets(st.integers(0, length - 1)))) if length else (),
            forecast=draw(st.booleans()) if kind in {Kind.LINE, Kind.LEVELS} else False,
        )
        for name in names
    )
    limits: tuple[Limit, ...] = ()
    bands: tuple[Band, ...] = ()
    events: tuple[Event, ...] = ()
    notes: tuple[PointNote, ...] = ()
    if kind in {Kind.BARS, Kind.COLUMNS, Kind.LINE}:
        size = draw(st.sampled_from([1, length] if length else [1]))
        if draw(st.booleans()):
            levels_of = tuple(draw(st.lists(numbers, min_size=size, max_size=size)))
            over_time = kind is Kind.LINE and size > 1
            starts = draw(st.sets(st.integers(1, size - 1), max_size=2)) if over_time else set()
            trial = (len(starts),) if over_time and draw(st.booleans()) else ()
            limits = (Limit(name=draw(words), values=levels_of, breaks=tuple(sorted(starts)), trial=trial),)
        if draw(st.booleans()):
            low = draw(st.integers(-1000, 1000))
            bands = (Band(name=draw(words), low=low, high=low + draw(st.integers(1, 5000))),)
    if kind in {Kind.LINE, Kind.LEVELS} and length:
        at = draw(st.lists(st.sampled_from(keys), max_size=4))
        events = tuple(Event(at=one, text=draw(words), rebase=draw(st.booleans())) for one in at)
        at = draw(st.lists(st.sampled_from(keys), max_size=4))
        notes = tuple(PointNote(at=one, text=draw(words), series=len(names) - 1) for one in at)
    return ChartSpec(
        kind=kind,
        title=draw(words),
        subtitle=draw(st.text(max_size=80)),
        foot=draw(st.text(max_size=80)),
        alternative_text=draw(words),
        key_heading="Key",
        keys=keys,
        series=series,
        number=draw(st.sampled_from([PLAIN, PERCENT])),
        limits=limits,
        target=Limit(name="Target", values=(draw(st.integers(-500, 500)),)) if bands else None,
        bands=bands,
        events=events,
        notes=notes,
        value_bounds=(0, 100) if kind is Kind.LINE and draw(st.booleans()) else (None, None),
        levels=levels,
        from_zero=draw(st.booleans()) if kind is Kind.LINE else True,
        illustrative=draw(st.booleans()),
    )


@settings(max_examples=120)
@given(spec=charts(), width=st.integers(380, 1200), height=st.integers(100, 900))
def test_any_chart_is_well_formed_whole_and_the_same_every_time(
    spec: ChartSpec, width: int, height: int
) -> None:
    drawn = svg(spec, width, height)
    assert drawn == svg(spec, width, height)
    ElementTree.fromstring(drawn)
    assert outside(drawn) == []
    assert not re.search(r"\b(nan|inf)\b", re.sub(r">[^<]*<", "><", drawn))
    figures = sum(value is not None for one in spec.series for value in one.values)
    if spec.kind is Kind.SHARE:
        totals = [sum(one.values[place] or 0 for one in spec.series) for place in range(len(spec.keys))]
        figures = sum(
            value is not None and bool(totals[place])
            for one in spec.series
            for place, value in enumerate(one.values)
        )
    assert count(drawn, "bar") + count(drawn, "mark") == figures
    header, rows = table_of(spec)
    assert all(len(row) == len(header) for row in rows)
