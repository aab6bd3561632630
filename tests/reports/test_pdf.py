"""The PDF renderer: what a screen reader finds in its pages, and what no text may do to it."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import page
import pikepdf
import pytest

from stewardship_desktop.application.locations import resource_folder
from stewardship_desktop.domain.errors import UserFixable
from stewardship_desktop.reports.content import (
    Block,
    Bullets,
    Callout,
    Column,
    Document,
    Figure,
    Heading,
    KeyFigure,
    KeyFigures,
    Page,
    PageBreak,
    Paragraph,
    ScoreLine,
    ScoreLines,
    SideBySide,
    Table,
    Tone,
    WritingLines,
)
from stewardship_desktop.reports.pdf import TypesettingFailed, write_pdf
from tests.reports.document_examples import (
    DAY,
    GOLDEN,
    decision_sheet,
    gains,
    golden_typst_input,
    long_report,
    score_sheets,
)
from tests.reports.pdf_reading import body_size, elements, text_of

RESOURCES = resource_folder()
EXAMPLES: tuple[Callable[[], Document], ...] = (decision_sheet, score_sheets, long_report)
HOSTILE = (
    '#import "x.typ": y #panic() *bold* _slanted_ `raw` $x^2$ @label <tag> [content] {code} '
    r"\ \u{41} \n = not a heading - not a list // kept /* kept */ ~ -- ... 'a' \"b\" https://example.test"
)


def opened(document: Document) -> pikepdf.Pdf:
    return pikepdf.open(BytesIO(write_pdf(document, RESOURCES)))


def sheet(*blocks: Block, **more: Any) -> Document:
    return Document(title="Sheet", printed_on=DAY, blocks=blocks, **more)


@pytest.mark.parametrize("make", EXAMPLES)
def test_it_keeps_the_standards(make: Callable[[], Document]) -> None:
    made = write_pdf(make(), RESOURCES)
    for profile in (page.ValidationProfile.PDF_UA_1, page.ValidationProfile.PDF_A_2A):
        report = page.validate_pdf_bytes(made, profile=profile)
        assert report.is_compliant, [failure.message for failure in report.failures]


def test_a_table_of_figures_leaves_room_for_its_words() -> None:
    figures = tuple(Column(heading=f"Cost in 20{year}/{year + 1}", numeric=True) for year in range(10, 21))
    row = ("A service with a rather long name", *["£123,456,789"] * 11)
    document = sheet(Table(caption="Costs", columns=(Column(heading="Service"), *figures), rows=(row,)))
    assert "A service with a rather" in text_of(opened(document)).replace("\N{SOFT HYPHEN}", "")


@pytest.mark.parametrize("make", EXAMPLES)
def test_the_same_document_gives_the_same_bytes(make: Callable[[], Document]) -> None:
    assert write_pdf(make(), RESOURCES) == write_pdf(make(), RESOURCES)


def test_it_bears_the_day_it_is_given() -> None:
    with opened(decision_sheet()) as pdf:
        assert str(pdf.docinfo["/CreationDate"]).startswith("D:20230316000000")
    later = replace(decision_sheet(), printed_on=DAY.replace(day=17))
    assert "Printed 17 March 2023" in text_of(opened(later), artifacts=True)


def test_it_says_language_title_and_author() -> None:
    with opened(decision_sheet()) as pdf:
        assert str(pdf.Root.Lang) == "en-GB"
        assert bool(pdf.Root.MarkInfo.Marked)
        assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
        assert str(pdf.docinfo["/Title"]) == "Stroke: what the group decided"
        assert str(pdf.docinfo["/Author"]) == "Facilitator of the session"


def test_headings_are_headings_and_bookmarks() -> None:
    with opened(long_report()) as pdf:
        found = [(one.kind, one.text) for one in elements(pdf) if one.kind in {"Title", "H1", "H2", "H3"}]
        assert [text for _, text in found] == [
            "Stroke: the year 2022/23",
            "What changed",
            "Numbers",
            "Annex: sources",
        ]
        assert [kind for kind, _ in found[1:]] == ["H1", "H2", "H1"]
        with pdf.open_outline() as outline:
            assert [one.title for one in outline.root] == ["What changed", "Annex: sources"]
            assert [one.title for one in outline.root[0].children] == ["Numbers"]


def test_tables_have_their_heading_cells_and_repeat_them() -> None:
    with opened(long_report()) as pdf:
        cells = [one for one in elements(pdf) if one.kind in {"TH", "TD"}]
        heads = [one for one in cells if one.kind == "TH"]
        assert [one.text for one in heads] == ["Measure", "Value", "Note"]
        assert {one.scope for one in heads} == {"Column"}
        assert len(cells) == 3 + 60 * 3
        # A second page of the table bears its heading row again, for the eye only.
        assert "Measure Value Note" in text_of(pdf, number=1, artifacts=True)


def test_charts_say_in_words_what_they_show() -> None:
    with opened(sheet(Figure(chart=gains()))) as pdf:
        alternatives = [one.alternative for one in elements(pdf) if one.kind == "Figure"]
    assert alternatives == [f"{gains().alternative_text} The figures are illustrative."]


def test_the_fonts_are_ours_and_inside() -> None:
    with opened(decision_sheet()) as pdf:
        fonts = [one for one in pdf.objects if _is_font(one)]
        assert {str(one.FontName).split("+")[1] for one in fonts} == {"LiberationSans", "LiberationSans-Bold"}
        assert all("/FontFile2" in one or "/FontFile3" in one for one in fonts)


def _is_font(one: pikepdf.Object) -> bool:
    return isinstance(one, pikepdf.Dictionary) and one.get("/Type") == "/FontDescriptor"


def test_every_page_says_that_figures_are_invented_and_which_page_it_is() -> None:
    with opened(score_sheets(seats=3)) as pdf:
        for number in range(3):
            text = text_of(pdf, number=number, artifacts=True)
            assert text.count("Illustrative") == 2  # in the corner and under the title
            assert f"Page {number + 1} of 3" in text
            assert text.count("Score sheet: benefit") == 2  # above and in the footer
    with opened(long_report()) as pdf:
        assert "Illustrative" not in text_of(pdf, artifacts=True)


def test_reading_order_is_left_then_right() -> None:
    beside = SideBySide(left=(Paragraph(text="One"), Paragraph(text="Two")), right=(Paragraph(text="Three"),))
    text = text_of(opened(sheet(beside, Paragraph(text="Four"))))
    assert [text.index(word) for word in ("One", "Two", "Three", "Four")] == sorted(
        text.index(word) for word in ("One", "Two", "Three", "Four")
    )


def every_block(text: str) -> tuple[Block, ...]:
    return (
        Heading(text=text),
        Paragraph(text=text),
        Paragraph(text=text, quiet=True),
        Bullets(items=(text,)),
        Bullets(items=(text,), numbered=True),
        Table(
            caption=text,
            columns=(Column(heading=text), Column(heading=text, numeric=True)),
            rows=((text, text),),
            notes=(text,),
        ),
        Figure(chart=replace(gains(), title=text, subtitle=text, foot=text, alternative_text=text)),
        KeyFigures(tiles=(KeyFigure(label=text, value=text, unit=text, as_at=text),)),
        Callout(tone=Tone.WARN, word=text, text=text),
        ScoreLines(low=text, high=text, lines=(ScoreLine(name=text, detail=text, closed=text),)),
        WritingLines(labels=(text, text)),
    )


# Places a text stands in: those of every_block (where a closed line hides its ends), then title,
# subtitle and author.
PLACES = (1 + 1 + 1 + 1 + 1 + 6 + 3 + 4 + 2 + 3 + 2) + 3


def test_what_a_person_typed_is_printed_as_typed() -> None:
    document = Document(
        title=HOSTILE, subtitle=HOSTILE, author_role=HOSTILE, printed_on=DAY, blocks=every_block(HOSTILE)
    )
    with opened(document) as pdf:
        packed = "".join(text_of(pdf).split())
        alternatives = [one.alternative for one in elements(pdf) if one.kind == "Figure"]
    # Spaces, places to break and hyphens at the ends of lines are the layout's; the rest is as typed.
    for mark in ("\N{SOFT HYPHEN}", "\N{ZERO WIDTH SPACE}"):
        packed = packed.replace(mark, "")
    assert packed.count("".join(HOSTILE.split())) == PLACES
    assert alternatives == [f"{HOSTILE} The figures are illustrative."]


@pytest.mark.parametrize(
    "text",
    [
        "x" * 400,
        "https://example.test/" + "path/" * 60,
        "\N{GRINNING FACE} 中文 \N{ARABIC LETTER BEH} \N{HEBREW LETTER ALEF}\N{HEBREW LETTER BET} \ud800 \0",
        "a\n\nb\r\nc\td\N{LINE SEPARATOR}e\N{NO-BREAK SPACE}f\N{SOFT HYPHEN}g\N{ZERO WIDTH JOINER}h",
        "\N{RIGHT-TO-LEFT OVERRIDE}abc\N{COMBINING ENCLOSING CIRCLE}",
        "name " * 300,
    ],
    ids=["word", "address", "scripts", "spaces", "marks", "long"],
)
def test_no_text_stops_the_press(text: str) -> None:
    made = write_pdf(sheet(*every_block(text), subtitle=text), RESOURCES)
    assert page.is_pdf_compliant_bytes(made, profile=page.ValidationProfile.PDF_UA_1)


def paragraphs(count: int) -> Document:
    return sheet(*(Paragraph(text="Some words on this. " * 12) for _ in range(count)), one_page=True)


@pytest.mark.parametrize("count, size", [(1, 12.0), (14, 11.5), (17, 9.5)])
def test_a_sheet_takes_one_side_in_the_largest_type_that_fits(count: int, size: float) -> None:
    with opened(paragraphs(count)) as pdf:
        assert len(pdf.pages) == 1
        assert body_size(pdf) == size


def test_below_the_least_type_it_is_refused() -> None:
    with pytest.raises(UserFixable, match=r"'Sheet' does not fit on one side.*9\.5 points"):
        write_pdf(paragraphs(18), RESOURCES)


def test_each_seat_has_one_side_of_its_own() -> None:
    with opened(score_sheets(seats=12)) as pdf:
        assert len(pdf.pages) == 12
        for number in range(12):
            assert f"Seat {number + 1}:" in text_of(pdf, number=number)


def test_the_declared_interest_stands_in_place_of_the_line() -> None:
    with opened(score_sheets(seats=2)) as pdf:
        assert "You declared an interest" not in text_of(pdf, number=0)
        assert "You declared an interest here. Leave it out." in text_of(pdf, number=1)


def test_what_is_too_long_is_named() -> None:
    long = Bullets(items=tuple(f"Reason {number} for what was decided" for number in range(90)))
    table = Table(caption="Who does what", columns=(Column(heading="Step"),), rows=(("One",),))
    with pytest.raises(UserFixable) as caught:
        write_pdf(sheet(Paragraph(text="Short."), long, table, one_page=True), RESOURCES)
    assert "there is no room for all of the list 'Reason 0 for what was decided'" in caught.value.what
    most = Bullets(items=long.items[:56])
    with pytest.raises(UserFixable) as caught:
        write_pdf(
            sheet(
                Paragraph(text="Short."),
                PageBreak(),
                Paragraph(text="Short."),
                most,
                *[table] * 6,
                one_page=True,
            ),
            RESOURCES,
        )
    assert caught.value.what.startswith("Page 2 of 'Sheet'")
    assert "the table 'Who does what'" in caught.value.what
    assert "Most room above it goes to the list 'Reason 0" in caught.value.remedy


def test_a_wide_sheet_lies_on_its_side() -> None:
    with opened(replace(decision_sheet(), page=Page.LANDSCAPE, one_page=False)) as pdf:
        width, height = (float(one) for one in pdf.pages[0].MediaBox[2:])
    assert (round(width), round(height)) == (842, 595)


@pytest.mark.parametrize(
    "template, says",
    [
        ('#panic("out")', "could not be set: .*out"),
        ('#set document(title: "T")\n#set text(font: "No such face")\nText', "could not be set: .*font"),
    ],
    ids=["error", "warning"],
)
def test_a_fault_of_the_template_is_said_plainly(tmp_path: Path, template: str, says: str) -> None:
    shutil.copytree(RESOURCES / "fonts", tmp_path / "fonts")
    (tmp_path / "report").mkdir()
    (tmp_path / "report" / "document.typ").write_text(template, "utf-8")
    with pytest.raises(TypesettingFailed, match=says):
        write_pdf(sheet(Paragraph(text="Text")), tmp_path)


def test_what_the_template_is_handed() -> None:
    text = golden_typst_input()
    assert text == GOLDEN.read_text("utf-8"), "If this is meant: python -m tests.reports.document_examples"
