"""Writes a `ChartSpec` or a picture as SVG text: the one form in which charts leave the program.

Holds the frame of words around the plot and the serialising of primitives. The text is the same on
every machine (fixed decimals, no clock, no installed font asked), stands alone (no script, style
sheet, font or link) and carries its title and alternative text. Hatching is plain strokes, because
readers of SVG disagree about pattern fills.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

from stewardship_desktop.domain.chart.layout import LEAST_WIDTH, arrange
from stewardship_desktop.domain.chart.lettering import Lettering
from stewardship_desktop.domain.chart.picture import Chart
from stewardship_desktop.domain.chart.picture_reading import description_of
from stewardship_desktop.domain.chart.primitives import Circle, Lines, Path, Primitive, Rect, Text
from stewardship_desktop.domain.chart.shapes import hatch
from stewardship_desktop.domain.chart.spec import Pattern
from stewardship_desktop.domain.chart.text import LINE_HEIGHT, clean, wrap
from stewardship_desktop.domain.palette import SCHEMES

MARGIN = 16.0
TITLE_SIZE = 16.0
SUBTITLE_SIZE = 14.0
FOOT_SIZE = 12.0
FONT = "Liberation Sans, Arial, Helvetica, sans-serif"
ILLUSTRATIVE = "Illustrative"


def svg(
    spec: Chart,
    width: float = 720.0,
    height: float = 440.0,
    tokens_scheme: str = "light",
    *,
    with_words: bool = True,
    font: str = FONT,
) -> str:
    """The chart as an SVG document of `width` by at least `height` pixels.

    It gets higher than asked where names or rows would otherwise overlap; the viewBox says how high.
    `tokens_scheme` is "light", "dark" or "print" (greys). `with_words=False` leaves out title,
    subtitle and foot, for a page that sets them itself. `font` is the list of families; a reader that
    takes one only (QtSvg) is given one. Raises ValueError for an unknown scheme or a
    width below 232 pixels.
    """
    colours = _colours(tokens_scheme)
    room = width - 2 * MARGIN
    if room < LEAST_WIDTH:
        raise ValueError(f"A chart {width:g} pixels wide cannot be read. Use {LEAST_WIDTH + 2 * MARGIN:g}.")
    head, top = _head(spec, room, with_words)
    foot = wrap(spec.foot, room, FOOT_SIZE) if with_words and spec.foot.strip() else ()
    foot_height = len(foot) * FOOT_SIZE * LINE_HEIGHT + (10.0 if foot else 0.0)
    drawing = arrange(spec, room, height - top - foot_height - MARGIN, lettering=Lettering(FOOT_SIZE))
    total = top + drawing.height + foot_height + MARGIN
    body = [_element(one, colours) for one in drawing.everything]
    foot_y = top + drawing.height + 10.0 + FOOT_SIZE
    closing = [
        Text(MARGIN, foot_y + number * FOOT_SIZE * LINE_HEIGHT, line, "foot", "muted", FOOT_SIZE)
        for number, line in enumerate(foot)
    ]
    inner = [
        _element(Rect(0.0, 0.0, width, total, "ground", fill="surface"), colours),
        *(_element(one, colours) for one in head),
        f'<g transform="translate({_n(MARGIN)} {_n(top)})">',
        *body,
        "</g>",
        *(_element(one, colours) for one in closing),
    ]
    return _document(spec, width, total, font, "\n".join(inner))


def _colours(tokens_scheme: str) -> Mapping[str, str]:
    if tokens_scheme not in SCHEMES:
        raise ValueError(f"'{tokens_scheme}' is no colour scheme. Use one of {', '.join(SCHEMES)}.")
    return SCHEMES[tokens_scheme]


def _document(spec: Chart, width: float, height: float, font: str, inner: str) -> str:
    # Several charts stand in one HTML report: their ids must differ, and be the same every time.
    words = "\0".join((spec.title, spec.alternative_text, inner))
    mark = hashlib.sha256(words.encode("utf-8", "replace")).hexdigest()[:10]
    size = f"{_n(width)} {_n(height)}"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-labelledby="t{mark} d{mark}" '
        f'width="{_n(width)}" height="{_n(height)}" viewBox="0 0 {size}" font-family="{_escaped(font)}">\n'
        f'<title id="t{mark}">{_escaped(spec.title)}</title>\n'
        f'<desc id="d{mark}">{_escaped(description_of(spec))}</desc>\n'
        f"{inner}\n</svg>\n"
    )


def _head(spec: Chart, room: float, with_words: bool) -> tuple[list[Primitive], float]:
    """Title, subtitle and the illustrative mark; the height they take with the air below."""
    drawn: list[Primitive] = []
    flag_room = 0.0
    if spec.illustrative:
        flag, flag_room = _illustrative_mark(MARGIN + room)
        drawn.extend(flag)
    down = MARGIN
    if with_words:
        for line in wrap(spec.title, room - flag_room, TITLE_SIZE, bold=True):
            drawn.append(Text(MARGIN, down + TITLE_SIZE, line, "title", "text", TITLE_SIZE, True))
            down += TITLE_SIZE * LINE_HEIGHT
        for line in wrap(spec.subtitle, room - flag_room, SUBTITLE_SIZE) if spec.subtitle.strip() else ():
            drawn.append(Text(MARGIN, down + SUBTITLE_SIZE, line, "subtitle", "muted", SUBTITLE_SIZE))
            down += SUBTITLE_SIZE * LINE_HEIGHT
        down += 12.0
    elif spec.illustrative:
        down += 24.0
    return drawn, down


def _illustrative_mark(right: float) -> tuple[list[Primitive], float]:
    """A hatched patch with the word beside it, and the width they take."""
    wide = Lettering(FOOT_SIZE).width(ILLUSTRATIVE, bold=True)
    patch = (right - 18.0, MARGIN, 18.0, 18.0)
    strokes = tuple((a, b, c, d) for a, b, c, d in hatch(*patch, Pattern.HATCH))
    y = MARGIN + 13.0
    return [
        Rect(*patch, "illustrative", fill="surface", stroke="warn", stroke_width=1.5),
        Lines(strokes, "illustrative", "warn", 1.5),
        Text(right - 24.0, y, ILLUSTRATIVE, "illustrative", "warn", FOOT_SIZE, True, "end"),
    ], wide + 40.0


def _n(value: float) -> str:
    """Two decimals at most, and never "-0"."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def _escaped(text: str) -> str:
    escaped = clean(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return escaped.replace('"', "&quot;")


def _paint(
    colours: Mapping[str, str],
    fill: str | None,
    stroke: str | None,
    width: float,
    dash: tuple[float, ...] = (),
) -> str:
    parts = [f'fill="{colours[fill] if fill else "none"}"']
    if stroke:
        parts.append(f'stroke="{colours[stroke]}" stroke-width="{_n(width)}"')
    if dash:
        parts.append(f'stroke-dasharray="{",".join(_n(part) for part in dash)}"')
    return " ".join(parts)


def _tipped(name: str, attributes: str, tip: str) -> str:
    if not tip:
        return f"<{name} {attributes}/>"
    return f"<{name} {attributes}><title>{_escaped(tip)}</title></{name}>"


def _element(one: Primitive, colours: Mapping[str, str]) -> str:
    kind = f'class="{one.part}"'
    if isinstance(one, Rect):
        place = f'x="{_n(one.x)}" y="{_n(one.y)}" width="{_n(one.width)}" height="{_n(one.height)}"'
        paint = _paint(colours, one.fill, one.stroke, one.stroke_width)
        faint = f' fill-opacity="{_n(one.opacity)}"' if one.opacity < 1 else ""
        return _tipped("rect", f"{kind} {place} {paint}{faint}", one.tip)
    if isinstance(one, Circle):
        place = f'cx="{_n(one.x)}" cy="{_n(one.y)}" r="{_n(one.radius)}"'
        return _tipped(
            "circle", f"{kind} {place} {_paint(colours, one.fill, one.stroke, one.stroke_width)}", one.tip
        )
    if isinstance(one, Lines):
        strokes = " ".join(f"M{_n(a)} {_n(b)}L{_n(c)} {_n(d)}" for a, b, c, d in one.strokes)
        return f'<path {kind} d="{strokes}" {_paint(colours, None, one.stroke, one.stroke_width, one.dash)}/>'
    if isinstance(one, Path):
        way = "L".join(f"{_n(x)} {_n(y)}" for x, y in one.points)
        paint = _paint(colours, one.fill, one.stroke, one.stroke_width, one.dash)
        joined = ' stroke-linejoin="round"' if one.stroke else ""
        return _tipped("path", f'{kind} d="M{way}{"Z" if one.closed else ""}" {paint}{joined}', one.tip)
    place = f'x="{_n(one.x)}" y="{_n(one.y)}" font-size="{_n(one.size)}" fill="{colours[one.colour]}"'
    bold = ' font-weight="bold"' if one.bold else ""
    anchor = f' text-anchor="{one.anchor}"' if one.anchor != "start" else ""
    turned = f' transform="rotate(-90 {_n(one.x)} {_n(one.y)})"' if one.turned else ""
    return f"<text {kind} {place}{bold}{anchor}{turned}>{_escaped(one.text)}</text>"
