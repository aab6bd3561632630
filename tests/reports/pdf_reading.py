"""Reads back what a PDF says: its texts by the fonts' own tables, its structure by the tags."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pikepdf

# A page's index and the mark in it; None is what no screen reader is told.
Mark = tuple[int, int] | None


@dataclass(frozen=True, kw_only=True)
class Element:
    """A tagged element: what it is ("H1", "TH"), its text with that of all within it, its attributes."""

    kind: str
    text: str
    alternative: str
    scope: str


def text_of(pdf: pikepdf.Pdf, number: int | None = None, *, artifacts: bool = False) -> str:
    """The text of a page (all if None) in the order of its drawing, single-spaced."""
    pages = range(len(pdf.pages)) if number is None else (number,)
    runs = (run for at in pages for mark, run in _runs(pdf, at) if artifacts or mark is not None)
    return " ".join(" ".join(runs).split())


def elements(pdf: pikepdf.Pdf) -> list[Element]:
    """Every element of the structure tree in reading order, each before those within it."""
    said: dict[tuple[int, int], list[str]] = {}
    for at in range(len(pdf.pages)):
        for mark, run in _runs(pdf, at):
            if mark is not None:
                said.setdefault(mark, []).append(run)
    pages = {page.obj.objgen: at for at, page in enumerate(pdf.pages)}
    found: list[Element] = []
    _walk(pdf.Root.StructTreeRoot.K, None, pages, said, found)
    return found


def body_size(pdf: pikepdf.Pdf) -> float:
    """The type size, in points, of most text of the first page."""
    sizes: dict[float, int] = {}
    size = 0.0
    for one in pikepdf.parse_content_stream(pdf.pages[0]):
        if str(one.operator) == "Tf":
            size = round(float(one.operands[1]), 2)
        elif str(one.operator) in {"TJ", "Tj"}:
            sizes[size] = sizes.get(size, 0) + len(_codes(one.operands[0]))
    return max(sizes, key=lambda one: sizes[one])


def _walk(
    node: Any, page: int | None, pages: dict[Any, int], said: dict[Any, list[str]], found: list[Element]
) -> list[str]:
    """Collect `node` and what is in it; give back the text."""
    if isinstance(node, pikepdf.Array):
        return [run for one in node for run in _walk(one, page, pages, said, found)]
    if isinstance(node, int):
        return said.get((page or 0, node), [])
    if "/Pg" in node:
        page = pages[node.Pg.objgen]
    if node.get("/Type") == "/MCR":
        return said.get((page or 0, int(node.MCID)), [])
    if "/S" not in node:
        return []
    place = len(found)
    runs = _walk(node.K, page, pages, said, found) if "/K" in node else []
    attributes = node.get("/A", [])
    if isinstance(attributes, pikepdf.Dictionary):
        attributes = [attributes]
    scope = next((str(one.Scope)[1:] for one in attributes if "/Scope" in one), "")
    text = " ".join(" ".join(runs).split())
    found.insert(
        place, Element(kind=str(node.S)[1:], text=text, alternative=str(node.get("/Alt", "")), scope=scope)
    )
    return runs


def _runs(pdf: pikepdf.Pdf, number: int) -> Iterator[tuple[Mark, str]]:
    """Each run of text of a page with the mark it stands in. Drawings placed whole are passed over."""
    page = pdf.pages[number]
    fonts = {name: _characters(font) for name, font in page.resources.get("/Font", {}).items()}
    stack: list[Mark] = []
    characters: dict[bytes, str] = {}
    for one in pikepdf.parse_content_stream(page):
        operands = one.operands
        match str(one.operator):
            case "BMC":
                stack.append(None)
            case "BDC":
                properties = operands[1]
                marked = isinstance(properties, pikepdf.Dictionary) and "/MCID" in properties
                within = stack[-1] if stack and str(operands[0]) == "/Span" else None
                stack.append((number, int(properties.MCID)) if marked else within)
            case "EMC":
                stack.pop()
            case "Tf":
                characters = fonts[str(operands[0])]
            case "TJ" | "Tj":
                codes = _codes(operands[0])
                run = "".join(characters[codes[at : at + 2]] for at in range(0, len(codes), 2))
                yield (stack[-1] if stack else None), run


def _codes(shown: Any) -> bytes:
    pieces = shown if isinstance(shown, pikepdf.Array) else [shown]
    return b"".join(bytes(piece) for piece in pieces if isinstance(piece, pikepdf.String))


def _characters(font: Any) -> dict[bytes, str]:
    """What each two-byte code of a font stands for, from its ToUnicode table."""
    table = font.ToUnicode.read_bytes().decode("ascii")
    pairs = re.findall(r"<([0-9A-Fa-f]{4})>\s*<([0-9A-Fa-f]+)>", table)
    return {bytes.fromhex(code): bytes.fromhex(text).decode("utf-16-be") for code, text in pairs}
