"""The starter questions of the care area specification, shipped with the program, for a programme to edit.

Reads the shipped list; it writes nothing and asks nobody.
"""

from __future__ import annotations

import csv

from stewardship_desktop.application.locations import database_folder
from stewardship_desktop.domain.care_area import SpecificationPart, SpecificationPrompt
from stewardship_desktop.domain.identity import key_id


def starter_questions() -> tuple[SpecificationPrompt, ...]:
    """The questions of the five parts, in their order. Their ids are the same on every laptop."""
    path = database_folder() / "example" / "specification_prompts.csv"
    with path.open(encoding="utf-8", newline="") as file:
        return tuple(
            SpecificationPrompt(
                id=key_id("specification_prompt", row["part"], row["prompt"]),
                part=SpecificationPart(row["part"]),
                prompt=row["prompt"],
                guidance=row["guidance"],
                position=int(row["position"]),
            )
            for row in csv.DictReader(file)
        )
