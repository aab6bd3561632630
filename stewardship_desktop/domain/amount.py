"""Reading printed numbers exactly, units of money, pence, and money for the screen.

Nothing here guesses: a text that could mean two numbers is refused with what to type instead.
Money is a Decimal in its table's unit or an int of pence, never a float.
"""

from __future__ import annotations

import re
from decimal import ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Literal, NamedTuple

from stewardship_desktop.domain.errors import UserFixable


class Unit(StrEnum):
    """The unit that a table's money is printed in, written as on the command line."""

    POUND = "pound"
    THOUSAND = "thousand"
    MILLION = "million"

    @property
    def pounds(self) -> int:
        """How many pounds 1 is."""
        return {"pound": 1, "thousand": 1_000, "million": 1_000_000}[self.value]

    @property
    def label(self) -> str:
        """For people: "pounds", "thousand pounds", "million pounds"."""
        return "pounds" if self is Unit.POUND else f"{self.value} pounds"


class PrintedNumber(NamedTuple):
    """A number as somebody printed it.

    `value` is the number before its scale word: 2.6 for "£2.6bn", -1234 for "(1,234)", 81 for
    "81%". None for a blank cell or a mark for nothing ("-", "n/a"). `decimals` counts the digits
    shown after the point. `scale` is 1, or what a suffix stands for (k 10^3, m 10^6, bn 10^9).
    `nil_mark` holds the mark of a cell that says "nothing here" by other means than being blank.
    """

    value: Decimal | None
    decimals: int = 0
    percent: bool = False
    pound: bool = False
    scale: int = 1
    nil_mark: str = ""


BLANK = PrintedNumber(None)
MINUS = "\u2212"
_PLAIN = re.compile(r"-?[0-9]{1,15}(?:\.[0-9]{1,12})?")
_SCALES = {
    "k": 10**3,
    "thousand": 10**3,
    "m": 10**6,
    "mn": 10**6,
    "million": 10**6,
    "b": 10**9,
    "bn": 10**9,
    "billion": 10**9,
}
_NIL_MARKS = frozenset({"-", "--", "n/a", "na", "n.a.", "nil", "*", "..", "...", ":"})
_MINUSES = str.maketrans(dict.fromkeys("\u2212\u2010\u2011\u2012\u2013\u2014\ufe63\uff0d", "-"))
_SPACES = re.compile(r"[\s\u00a0\u2007\u2009\u202f\ufeff\u200b]+")
_BODY = re.compile(r"(?P<digits>[0-9]*)(?:\.(?P<fraction>[0-9]*))?")
_GROUPED = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]*)?|[0-9]{1,3}(?: [0-9]{3})+(?:\.[0-9]*)?")
_SUFFIX = re.compile(r"(?<=[0-9.]) ?(?P<word>k|thousand|mn?|million|bn?|billion)$", re.IGNORECASE)
_LOOKALIKES = str.maketrans({"o": "0", "O": "0", "l": "1", "I": "1", "S": "5"})


def read_number(text: str | None) -> PrintedNumber:
    """Read a printed number exactly.

    Understands thousands separators (1,234 and 1 234), £, brackets or any minus sign (also behind
    the number) for minus, a trailing %, non-breaking spaces, and the suffixes k, m and bn, which
    are reported in `scale` and left to the caller to weigh against the table's unit.
    Raises `UserFixable` with what to type for anything else: letters among digits, a decimal
    comma, separators in the wrong place, scientific notation, spreadsheet errors.
    """
    if text is None:
        return BLANK
    if _PLAIN.fullmatch(text):
        point = text.find(".")
        # Adding nought turns "-0" into 0; the context's 28 digits hold every text that gets here exactly.
        return PrintedNumber(Decimal(text) + 0, 0 if point < 0 else len(text) - point - 1)
    seen = _SPACES.sub(" ", text).strip()
    if not seen:
        return BLANK
    body = seen.translate(_MINUSES)
    if body.lower() in _NIL_MARKS:
        return PrintedNumber(None, nil_mark=seen)
    if seen.startswith("#"):
        raise UserFixable(
            f"'{seen}' is an error of the spreadsheet.",
            "Mend the formula in the spreadsheet, save it and try again.",
        )
    body, negative = _sign(seen, body)
    pound = "£" in body
    if pound:
        if body.count("£") > 1 or body[0] != "£":
            raise _refused(seen)
        body = body[1:].strip()
        if body.startswith("-") and not negative:
            body, negative = body[1:].strip(), True
    percent = body.endswith("%")
    if percent:
        body = body[:-1].strip()
    scale = 1
    suffix = _SUFFIX.search(body)
    if suffix and not percent:
        scale = _SCALES[suffix["word"].lower()]
        body = body[: suffix.start()].strip()
    if _GROUPED.fullmatch(body):
        body = body.replace(",", "").replace(" ", "")
    found = _BODY.fullmatch(body)
    if found is None or not (found["digits"] or found["fraction"]) or len(body) > 24:
        raise _refused(seen)
    value = Decimal(body if found["digits"] else "0" + body)
    return PrintedNumber(
        -value if negative and value else value, len(found["fraction"] or ""), percent, pound, scale
    )


def _sign(seen: str, body: str) -> tuple[str, bool]:
    """Take brackets or a minus sign off: what is left, and whether it was there."""
    marks = [body.startswith("("), body.startswith("-"), body.endswith("-")]
    if body.startswith("(") != body.rstrip("%").rstrip().endswith(")") or sum(marks) > 1:
        raise _refused(seen)
    if marks[0]:
        inner = body.replace(")", "", 1)[1:].strip()
        if inner.startswith("-"):
            raise _refused(seen)
        return inner, True
    if marks[1]:
        return body[1:].strip(), True
    if marks[2]:
        return body[:-1].strip(), True
    return (body[1:].strip() if body.startswith("+") else body), False


def _refused(seen: str) -> UserFixable:
    """Say what is wrong with a text that isn't a number, and what to type."""
    shown = seen if len(seen) <= 40 else seen[:37] + "..."
    if re.fullmatch(r"[-(£]*[0-9.,]+[eE][-+]?[0-9]+\)?", seen):
        return UserFixable(
            f"'{shown}' is in scientific notation, so digits may be lost.",
            "Show the column as a plain number in the spreadsheet, save it and try again.",
        )
    mended = seen.translate(_LOOKALIKES)
    if mended != seen and re.fullmatch(r"[-(£ ]*[0-9][0-9,. ]*[)%]?", mended) and re.search(r"[0-9]", seen):
        letters = ", ".join(sorted({c for c in seen if c in "oOlIS"}))
        return UserFixable(
            f"'{shown}' isn't a number: it has the letter {letters} among its digits.",
            f"Type {mended} if that is what is meant.",
        )
    if re.fullmatch(r"[-(£ ]*[0-9][0-9.]*,[0-9]*\)?%?", seen):
        return UserFixable(
            f"'{shown}' isn't a number here: the comma is neither a thousands separator nor a decimal point.",
            "Write a point for decimals (1234.5) and a comma only before three digits (1,234).",
        )
    return UserFixable(
        f"'{shown}' isn't a number.", "Type a number such as 1,234 or (1,234), or leave it blank."
    )


def to_pence(value: Decimal, unit: Unit) -> int:
    """An amount in `unit` as pence, exactly. Raises `UserFixable` where it has a fraction of a penny."""
    pence, exact = nearest_pence(value, unit)
    if not exact:
        raise UserFixable(
            f"{value} {unit.label} has a fraction of a penny.",
            "Round the amount to whole pence in the file, or check the unit.",
        )
    return pence


def nearest_pence(value: Decimal, unit: Unit) -> tuple[int, bool]:
    """An amount in `unit` as pence to the nearest penny (half to even), and whether that is exact."""
    pence = value * (unit.pounds * 100)
    whole = pence.to_integral_value(ROUND_HALF_EVEN)
    return int(whole), whole == pence


def format_money(
    pence: int,
    unit: Unit = Unit.POUND,
    *,
    decimals: int | None = None,
    negative: Literal["minus", "brackets"] = "minus",
) -> str:
    """Money for the screen: "£26,285,000", "£26,285.0k" or "£26.3m" by `unit`.

    One decimal for thousands and millions and none for pounds, unless `decimals` says otherwise.
    Halves are rounded away from nought. Minus is a minus sign, or brackets.
    """
    places = (0 if unit is Unit.POUND else 1) if decimals is None else decimals
    step = Decimal(1).scaleb(-places)
    shown = (Decimal(abs(pence)) / (unit.pounds * 100)).quantize(step, ROUND_HALF_UP)
    suffix = {Unit.POUND: "", Unit.THOUSAND: "k", Unit.MILLION: "m"}[unit]
    text = f"£{shown:,}{suffix}"
    if pence >= 0 or not shown:
        return text
    return f"({text})" if negative == "brackets" else f"{MINUS}{text}"


def format_number(value: Decimal) -> str:
    """A plain figure for people: thousands separators, its own decimals, a minus sign."""
    text = f"{abs(value):,f}"
    return f"{MINUS}{text}" if value < 0 else text


def short_money(pounds: int | Decimal | Fraction) -> str:
    """Money in as few signs as people say it: "£950", "£60k", "£62.5k", "£1.83m", with a minus sign.

    Thousands have at most one decimal and millions at most two; halves go away from nought.
    """
    exact = abs(Fraction(pounds))
    shown, suffix = _shortened(exact)
    return f"{MINUS if pounds < 0 and shown != '0' else ''}£{shown}{suffix}"


def _shortened(exact: Fraction) -> tuple[str, str]:
    for size, places, suffix in ((1_000_000, 2, "m"), (1_000, 1, "k"), (1, 0, "")):
        steps = int(exact * 10**places / size + Fraction(1, 2))
        # 999,960 is "£1m", not "£1,000k": a figure that rounds up to the next size belongs to it.
        if steps >= 10**places or size == 1:
            whole, part = divmod(steps, 10**places)
            fraction = f"{part:0{places}d}".rstrip("0") if places else ""
            return f"{whole:,}" + (f".{fraction}" if fraction else ""), suffix
    raise AssertionError("the smallest size takes every amount")


def signed_money(pounds: int | Decimal | Fraction) -> str:
    """As `short_money`, with a plus sign before what is above nought: "+£300k"."""
    return f"+{short_money(pounds)}" if pounds > 0 else short_money(pounds)
