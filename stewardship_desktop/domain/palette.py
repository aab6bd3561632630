"""Colour tokens, the single place in the program where a colour is written.

Holds the hex values for every token name in the light, dark and print schemes, and the two contrast
formulas that tests hold them to. Sizes, fonts and Qt colours belong to the theme in the ui layer,
which reads these values. Nothing else names a colour: it names a token.
"""

from __future__ import annotations

from typing import Final

LIGHT: Final[dict[str, str]] = {
    "ground": "#F0F4F5",
    "surface": "#FFFFFF",
    "raised": "#FFFFFF",
    "text": "#212B32",
    "muted": "#4C6272",
    "line": "#D8DDE0",
    "edge": "#4C6272",
    "primary": "#005EB8",
    "primary-strong": "#003D78",
    "selection": "#E3EFFB",
    "good": "#00703C",
    "warn": "#8A5300",
    "bad": "#B3261E",
    "personal": "#7C2855",
    "population": "#00566B",
    "resource": "#4B5A00",
    "improve": "#0069B4",
    "concern": "#A84800",
    "common": "#5B6770",
    "neutral": "#490092",
    "focus": "#FFEB3B",
    "focus-outside": "#212B32",
}

DARK: Final[dict[str, str]] = {
    "ground": "#11181C",
    "surface": "#1A2328",
    "raised": "#222D33",
    "text": "#E8EDEE",
    "muted": "#B4C1C8",
    "line": "#37444C",
    "edge": "#8FA1AC",
    "primary": "#6CB2F5",
    "primary-strong": "#9CCBF8",
    "selection": "#24425E",
    "good": "#5CC98A",
    "warn": "#F2B84B",
    "bad": "#FF8A80",
    "personal": "#E59CC4",
    "population": "#6FC3D6",
    "resource": "#C5D26A",
    "improve": "#5AB4F0",
    "concern": "#F59A4A",
    "common": "#A9B5BC",
    "neutral": "#C29BF0",
    "focus": "#FFEB3B",
    "focus-outside": "#212B32",
}

# Greys chosen so that neighbours on one chart differ in lightness too; shape and pattern carry the
# rest, because a photocopier keeps neither hue nor small differences of grey.
PRINT: Final[dict[str, str]] = {
    "ground": "#FFFFFF",
    "surface": "#FFFFFF",
    "raised": "#FFFFFF",
    "text": "#000000",
    "muted": "#404040",
    "line": "#D0D0D0",
    "edge": "#404040",
    "primary": "#4A4A4A",
    "primary-strong": "#1A1A1A",
    "selection": "#E6E6E6",
    "good": "#595959",
    "warn": "#595959",
    "bad": "#1A1A1A",
    "personal": "#303030",
    "population": "#565656",
    "resource": "#757575",
    "improve": "#4A4A4A",
    "concern": "#1A1A1A",
    "common": "#767676",
    "neutral": "#303030",
    "focus": "#FFFFFF",
    "focus-outside": "#000000",
}

SCHEMES: Final[dict[str, dict[str, str]]] = {"light": LIGHT, "dark": DARK, "print": PRINT}

TOKENS: Final[frozenset[str]] = frozenset(LIGHT)


def luminance(colour: str) -> float:
    """Relative luminance (0 black to 1 white) of "#RRGGBB", as WCAG 2.2 defines it."""

    def channel(value: int) -> float:
        part = value / 255
        return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)

    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return 0.2126 * channel(red) + 0.7152 * channel(green) + 0.0722 * channel(blue)


def contrast(first: str, second: str) -> float:
    """Contrast ratio (1 to 21) of two "#RRGGBB" colours, as WCAG 2.2 defines it."""
    lighter, darker = sorted((luminance(first), luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)
