"""Every token of the look: colours, spaces, type sizes, corners and control sizes.

The one module of the ui that knows a size or a font, and the one that turns the colour values of
`domain.palette` into a palette for a theme. It paints nothing and knows no widget and no Qt.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any, Final

from stewardship_desktop.domain.palette import DARK, LIGHT, contrast

FONT_FAMILY: Final = "Liberation Sans"
# Same widths as the bundled font, so nothing moves where it could not be registered.
FONT_FALLBACKS: Final = ("Arial", "Helvetica Neue", "Helvetica", "DejaVu Sans")

SPACE_1: Final = 4
SPACE_2: Final = 8
SPACE_3: Final = 12
SPACE_4: Final = 16
SPACE_5: Final = 24
SPACE_6: Final = 32
SPACES: Final = (SPACE_1, SPACE_2, SPACE_3, SPACE_4, SPACE_5, SPACE_6)

RADIUS: Final = 6
CELL_PAD: Final = SPACE_3
MIN_TARGET: Final = 24
FOCUS_WIDTH: Final = 3
FOCUS_OUTSIDE: Final = 1
MOTION_MS: Final = 120
PROJECTOR_POINTS: Final = (18, 24, 32, 48)
NAVIGATION_WIDTH: Final = 200

# The pair of a high contrast theme where the system has none of its own on.
BLACK: Final = "#000000"
WHITE: Final = "#FFFFFF"

MIN_TEXT_SCALE: Final = 1.0
MAX_TEXT_SCALE: Final = 2.0


@dataclass(frozen=True, kw_only=True)
class Palette:
    """The colours of one theme, each "#RRGGBB". `line` is decoration only; `edge` bounds a control."""

    name: str
    dark: bool
    ground: str
    surface: str
    raised: str
    text: str
    muted: str
    line: str
    edge: str
    primary: str
    primary_strong: str
    on_primary: str
    selection: str
    hover: str
    good: str
    warn: str
    bad: str
    personal: str
    population: str
    resource: str
    improve: str
    concern: str
    common: str
    neutral: str
    focus: str
    focus_outside: str
    edge_width: int = 1

    def colour(self, token: str) -> str:
        """The value of a token, named "primary-strong" or "primary_strong". KeyError if there is none."""
        name = token.replace("-", "_")
        if name not in COLOUR_TOKENS:
            raise KeyError(token)
        value: str = getattr(self, name)
        return value

    def tint(self, token: str, share: float = 0.10) -> str:
        """The token's colour thinned onto the surface: a quiet ground for a word of that colour."""
        if self.edge_width > 1:
            # High contrast has outlines in place of tints.
            return self.surface
        return mix(self.colour(token), self.surface, share)


COLOUR_TOKENS: Final = frozenset(
    each.name for each in fields(Palette) if each.name not in {"name", "dark", "edge_width"}
)

# Text on its ground, 4.5:1 or better; held in tests for every palette that ships.
TEXT_PAIRS: Final = (
    *(
        (ink, ground)
        for ink in ("text", "muted", "primary", "primary_strong", "good", "warn", "bad")
        for ground in ("ground", "surface", "raised")
    ),
    ("text", "selection"),
    ("text", "hover"),
    ("muted", "selection"),
    ("primary_strong", "selection"),
    ("primary_strong", "hover"),
    ("on_primary", "primary"),
    ("on_primary", "primary_strong"),
)
# Marks, edges and icons on their ground, 3:1 or better.
MARK_PAIRS: Final = (
    *(
        (ink, ground)
        for ink in ("edge", "personal", "population", "resource", "improve", "concern", "common", "neutral")
        for ground in ("ground", "surface", "raised")
    ),
    ("focus", "focus_outside"),
)
CHIP_TINT: Final = 0.08
CHIP_TOKENS: Final = ("good", "warn", "bad", "primary", "muted")


def mix(ink: str, ground: str, share: float) -> str:
    """`share` (0 to 1) of `ink` over `ground`, both "#RRGGBB"."""
    parts = []
    for at in (1, 3, 5):
        over, under = int(ink[at : at + 2], 16), int(ground[at : at + 2], 16)
        parts.append(round(under + (over - under) * share))
    return "#{:02X}{:02X}{:02X}".format(*parts)


def _palette(name: str, values: Mapping[str, str], *, dark: bool, on_primary: str) -> Palette:
    own = {key.replace("-", "_"): value for key, value in values.items()}
    own |= {"name": name, "on_primary": on_primary, "hover": mix(own["text"], own["surface"], 0.06)}
    return _made(own, dark=dark, edge_width=1)


def _made(values: Mapping[str, str], *, dark: bool, edge_width: int) -> Palette:
    texts: dict[str, Any] = dict(values)
    return Palette(dark=dark, edge_width=edge_width, **texts)


LIGHT_PALETTE: Final = _palette("light", LIGHT, dark=False, on_primary=LIGHT["surface"])
DARK_PALETTE: Final = _palette("dark", DARK, dark=True, on_primary=DARK["ground"])


def high_contrast(
    *,
    ground: str,
    text: str,
    selection: str | None = None,
    link: str | None = None,
) -> Palette:
    """A palette in the system's own high contrast colours, with thicker edges.

    `ground`, `text`, `selection` and `link` are "#RRGGBB" as the system gives them. Where the
    system's own pair is under 7:1 (it has no high contrast theme on) black and white take its place.
    A selection or link that could not be read is left out in favour of the text colour.
    """
    if contrast(ground, text) < 7:
        ground, text = (BLACK, WHITE) if contrast(ground, WHITE) > 4.5 else (WHITE, BLACK)
        selection = link = None
    dark = contrast(ground, WHITE) > contrast(ground, BLACK)
    base = DARK if dark else LIGHT
    ink = link if link and contrast(link, ground) >= 4.5 else text
    chosen = selection if selection and contrast(selection, text) >= 4.5 else mix(text, ground, 0.2)
    own = {key.replace("-", "_"): value for key, value in base.items()}
    for token, value in base.items():
        if not token.startswith("focus") and contrast(value, ground) < 4.5:
            own[token.replace("-", "_")] = text
    own.update(
        ground=ground, surface=ground, raised=ground, text=text, muted=text, line=text, edge=text,
        primary=ink, primary_strong=ink if contrast(ink, chosen) >= 4.5 else text, selection=chosen,
    )  # fmt: skip
    own |= {"name": "contrast", "on_primary": ground, "hover": mix(text, ground, 0.15)}
    return _made(own, dark=dark, edge_width=2)


@dataclass(frozen=True, kw_only=True)
class Sizes:
    """Sizes in logical pixels at one text scale (1.0 to 2.0). Type grows; spaces do not."""

    text_scale: float = 1.0

    def px(self, size: float) -> int:
        """`size` pixels of type at this scale, rounded."""
        return round(size * self.text_scale)

    @property
    def caption(self) -> int:
        return self.px(12)

    @property
    def body(self) -> int:
        return self.px(14)

    @property
    def lead(self) -> int:
        return self.px(16)

    @property
    def title(self) -> int:
        return self.px(20)

    @property
    def display(self) -> int:
        return self.px(28)

    @property
    def control(self) -> int:
        """Height of a button, field or tab: 32, growing with the type in it."""
        return max(32, self.px(32) - 8 * (self.text_scale > 1.25))

    @property
    def row(self) -> int:
        """Height of a table row."""
        return self.control

    @property
    def icon(self) -> int:
        return max(16, self.px(16))


def pixels(points: int) -> int:
    """A type size in points as logical pixels, of which every screen has 96 to the inch."""
    return round(points * 96 / 72)


def sizes(text_scale: float = 1.0) -> Sizes:
    """Sizes at `text_scale`, held between 1.0 and 2.0."""
    return Sizes(text_scale=min(MAX_TEXT_SCALE, max(MIN_TEXT_SCALE, text_scale)))
