"""The steps of a two-hour workshop with their planned minutes, and what the facilitator says in each.

Plain values without Qt. The order is that of the room: scores are given before they are talked about,
and what to do less of comes before what to do more of.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Step:
    """One step: its key, its name and that in one word, its planned minutes, one line for the facilitator."""

    key: str
    title: str
    word: str
    minutes: int
    prompt: str


STEPS: tuple[Step, ...] = (
    Step(
        key="purpose", title="Purpose", word="Purpose", minutes=10,
        prompt="Read the question aloud, agree the ground rules, then ask each seat for conflicts.",
    ),
    Step(
        key="options", title="Options", word="Options", minutes=15,
        prompt="One line each. Merge what is the same, park what is for another day.",
    ),
    Step(
        key="figures", title="Scale and cost", word="Figures", minutes=15,
        prompt="Check people and cost. Argue about ranges, not about single figures.",
    ),
    Step(
        key="scores", title="Score alone", word="Scores", minutes=25,
        prompt="Everybody scores on paper, in silence. Enter the sheets, then show all dots together.",
    ),
    Step(
        key="splits", title="Talk about splits", word="Splits", minutes=15,
        prompt="Talk only where the scores are split. Each seat speaks once, then score again.",
    ),
    Step(
        key="pictures", title="Triangles and frontier", word="Pictures", minutes=10,
        prompt="Steeper is better value. Ask what in the picture is a surprise.",
    ),
    Step(
        key="plan", title="Shift, then wish", word="Plan", minutes=20,
        prompt="First what to do less of. Only then what that pays for.",
    ),
    Step(
        key="decision", title="Lock and next steps", word="Decision", minutes=10,
        prompt="Read the decision back. Record who differs, and who does what by when.",
    ),
)  # fmt: skip

GROUND_RULES: tuple[str, ...] = (
    "We decide for everybody who lives here, not for our own service.",
    "We score alone first, and talk only where we differ.",
    "A rough figure with a range is better than no figure.",
    "We say what to do less of before what to do more of.",
    "Whoever gains from an option says so and does not score it.",
    "No decision is also a result, and so is a different view: both are written down.",
)

CHECKLIST: tuple[str, ...] = (
    "Plug the laptop in, and set it never to sleep while it is plugged in.",
    "Pause system updates until the evening.",
    "Close mail and chat, and turn notifications off: their windows pop up over the projector.",
    "Set the display to extend, not to mirror; where it can only mirror, use one-screen mode.",
    "Turn the screen saver off, and open the projector's window once before people come.",
    "Print a score sheet for each seat and a few spare ones.",
)

PLANNED_MINUTES = sum(step.minutes for step in STEPS)


def planned_until(step: int) -> int:
    """Planned minutes from the start to the end of a step, counted from 0."""
    return sum(each.minutes for each in STEPS[: step + 1])
