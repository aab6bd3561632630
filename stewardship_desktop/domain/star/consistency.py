"""Questions that test whether benefit scores lie on one ratio scale: "is X really worth twice Y?"

Value for money only means something where half the points is half the benefit; the room answers.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from stewardship_desktop.domain.star.working import number_words

MOST_QUESTIONS = 3
_TELLING = (Fraction(2), Fraction(3), Fraction(4), Fraction(3, 2), Fraction(1))
"""Ratios that people can picture, the most telling first."""
_WORDS = {2: "twice", 3: "three times", 4: "four times"}


def questions(benefits: Mapping[str, Fraction], about: str) -> Sequence[str]:
    """At most three questions about one option's benefit beside the others', by name.

    Benefits nought or below take no part: they are no ratio. Others whose ratio is near a number that
    people can picture (twice, three times, half as much again, the same) come first.
    """
    mine = benefits.get(about, Fraction(0))
    if mine <= 0:
        return ()
    asked = []
    for name, other in benefits.items():
        if name == about or other <= 0:
            continue
        more, less = (mine, other) if mine >= other else (other, mine)
        first, second = (about, name) if mine >= other else (name, about)
        ratio = more / less
        nearest = min(_TELLING, key=lambda telling: abs(telling - ratio))
        asked.append((abs(nearest - ratio), name, _question(first, second, more, less)))
    asked.sort(key=lambda each: each[:2])
    return tuple(words for _, _, words in asked[:MOST_QUESTIONS])


def _question(first: str, second: str, more: Fraction, less: Fraction) -> str:
    scored = f"({number_words(more)} against {number_words(less)})"
    ratio = more / less
    if ratio == 1:
        return f"Is {first} really worth the same to one person as {second}? {scored}"
    times = _WORDS.get(int(ratio)) if ratio.denominator == 1 else None
    if times is None:
        rounded = Fraction(round(ratio * 10), 10)
        about = "" if rounded == ratio else "about "
        times = f"{about}{number_words(rounded)} times"
    return f"Is {first} really worth {times} {second} to one person? {scored}"
