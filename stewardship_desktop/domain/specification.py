"""How far a care area specification has come: per part and in all, in words, and a figure as it is read.

Counts only what a group entered. A part without questions has no share; nothing is ranked or scored.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from stewardship_desktop.domain.amount import format_number
from stewardship_desktop.domain.care_area import SpecificationAnswer, SpecificationPart, SpecificationPrompt
from stewardship_desktop.domain.partial_date import date_words

PARTS: tuple[SpecificationPart, ...] = tuple(SpecificationPart)

PURPOSES: Mapping[SpecificationPart, str] = {
    SpecificationPart.POPULATION: "Who the area is for, how many they are and how that will change.",
    SpecificationPart.BURDEN: "What the condition does to people's lives, and to whom most.",
    SpecificationPart.RESOURCES: "The money, staff and places the area uses, and who holds them.",
    SpecificationPart.ACTIVITY: "What is done for people, where, how much, and how it varies.",
    SpecificationPart.OUTCOMES: "What people get for it: in their own lives, as a population, for the pound.",
}


@dataclass(frozen=True, kw_only=True)
class PartCompleteness:
    """One part of one specification: counts of questions, of those answered, and of those complete.

    Answered: words or a figure. Complete: answered and with a source.
    """

    part: SpecificationPart
    questions: int
    answered: int
    complete: int

    @property
    def share(self) -> float | None:
        """Complete of questions, 0 to 1, for drawing only; None where nothing is asked."""
        return self.complete / self.questions if self.questions else None

    @property
    def unsourced(self) -> int:
        """Answered, with no source yet."""
        return self.answered - self.complete

    @property
    def short_words(self) -> str:
        """ "3 of 5 complete"."""
        return self.words.partition(",")[0]

    @property
    def words(self) -> str:
        """ "3 of 5 complete, 1 without a source"."""
        if not self.questions:
            return "no questions yet"
        if not self.answered:
            return f"none of {self.questions} answered"
        said = (
            "complete" if self.complete == self.questions else f"{self.complete} of {self.questions} complete"
        )
        return f"{said}, {self.unsourced} without a source" if self.unsourced else said


def completeness(
    prompts: Iterable[SpecificationPrompt], answers: Iterable[SpecificationAnswer]
) -> tuple[PartCompleteness, ...]:
    """The five parts of one care area's specification, in their order. `answers` are those of that area."""
    by_prompt = {answer.prompt_id: answer for answer in answers}
    asked: dict[SpecificationPart, list[SpecificationAnswer | None]] = {part: [] for part in PARTS}
    for prompt in prompts:
        asked[prompt.part].append(by_prompt.get(prompt.id))
    return tuple(
        PartCompleteness(
            part=part,
            questions=len(asked[part]),
            answered=sum(answer is not None and is_answered(answer) for answer in asked[part]),
            complete=sum(answer is not None and answer.is_complete for answer in asked[part]),
        )
        for part in PARTS
    )


def overall_words(parts: Sequence[PartCompleteness]) -> str:
    """ "11 of 25 questions complete"; what is missing in words where nothing is asked or answered."""
    questions = sum(part.questions for part in parts)
    complete = sum(part.complete for part in parts)
    answered = sum(part.answered for part in parts)
    if not questions:
        return "no questions yet"
    if not answered:
        return f"none of {questions} questions answered"
    return f"{complete} of {questions} questions complete"


def is_answered(answer: SpecificationAnswer) -> bool:
    """Whether there are words or a figure."""
    return bool(answer.answer.strip()) or answer.figure is not None


def missing_words(answer: SpecificationAnswer | None) -> str:
    """What an answer still lacks, for the person who gives it; "" when it is complete."""
    if answer is None or not is_answered(answer):
        return "Not answered yet"
    lacking = []
    if not answer.source.strip():
        lacking.append("source")
    if answer.figure is not None and not answer.period.strip() and not as_at_words(answer):
        lacking.append("period or date")
    if not lacking:
        return ""
    return f"Add a {' and a '.join(lacking)}" if "source" in lacking else f"Better with a {lacking[0]}"


def as_at_words(answer: SpecificationAnswer) -> str:
    """The date a figure holds for, in the words it was given in; "" for none."""
    if answer.as_at_words:
        return answer.as_at_words
    return "" if answer.as_at is None else date_words(answer.as_at)


def figure_words(answer: SpecificationAnswer) -> str:
    """ "about 1,200,000 people", exact digits as typed; "" without a figure."""
    if answer.figure is None:
        return ""
    number = format_number(answer.figure)
    return " ".join(part for part in (answer.qualifier, number, answer.unit) if part)
