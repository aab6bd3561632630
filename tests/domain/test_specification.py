from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from stewardship_desktop.domain.care_area import SpecificationAnswer, SpecificationPart, SpecificationPrompt
from stewardship_desktop.domain.specification import (
    completeness,
    figure_words,
    missing_words,
    overall_words,
)
from stewardship_desktop.domain.system import Confidence

ANSWER = SpecificationAnswer(id="a1", care_area_id="area", prompt_id="p1")


def prompts() -> list[SpecificationPrompt]:
    parts = [SpecificationPart.POPULATION] * 3 + [SpecificationPart.BURDEN]
    return [
        SpecificationPrompt(id=f"p{n}", part=part, prompt=f"Question {n}?", position=n)
        for n, part in enumerate(parts, 1)
    ]


def test_counts_answered_and_complete_apart() -> None:
    answers = [
        replace(ANSWER, answer="All adults", source="register"),
        replace(ANSWER, id="a2", prompt_id="p2", figure=Decimal(1200), unit="people"),
        replace(ANSWER, id="a3", prompt_id="p3", source="a source without an answer"),
    ]
    population, burden, resources, *_ = completeness(prompts(), answers)
    assert (population.questions, population.answered, population.complete) == (3, 2, 1)
    assert population.words == "1 of 3 complete, 1 without a source"
    assert population.share == 1 / 3
    assert burden.words == "none of 1 answered"
    assert resources.words == "no questions yet"
    assert resources.share is None


def test_all_five_parts_in_their_order_whatever_is_asked() -> None:
    assert [each.part for each in completeness([], [])] == list(SpecificationPart)
    assert overall_words(completeness([], [])) == "no questions yet"
    assert overall_words(completeness(prompts(), [])) == "none of 4 questions answered"
    one = [replace(ANSWER, answer="yes", source="s")]
    assert overall_words(completeness(prompts(), one)) == "1 of 4 questions complete"


def test_what_an_answer_lacks() -> None:
    assert missing_words(None) == "Not answered yet"
    assert missing_words(replace(ANSWER, source="s")) == "Not answered yet"
    assert missing_words(replace(ANSWER, answer="x")) == "Add a source"
    figure = replace(ANSWER, figure=Decimal("1.5"), unit="%")
    assert missing_words(figure) == "Add a source and a period or date"
    assert missing_words(replace(figure, source="s")) == "Better with a period or date"
    assert missing_words(replace(figure, source="s", as_at_words="March 2022")) == ""


def test_figures_keep_their_digits_and_their_doubt() -> None:
    answer = replace(
        ANSWER, qualifier="about", figure=Decimal("1200000.50"), unit="people", period="2022",
        as_at=date(2022, 3, 1), as_at_words="March 2022", confidence=Confidence.ESTIMATE,
    )  # fmt: skip
    assert figure_words(answer) == "about 1,200,000.50 people"
    assert figure_words(ANSWER) == ""
