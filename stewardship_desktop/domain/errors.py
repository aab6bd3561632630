"""The two kinds of errors. What a person can mend is a `UserFixable`; everything else is a bug of ours."""

from __future__ import annotations


class UserFixable(Exception):
    """Something the person at the keyboard can mend.

    `what` says what is wrong and where; `remedy` says what to do. Both are shown as they
    stand, so they are plain English, one sentence each, and never hold a traceback.
    """

    def __init__(self, what: str, remedy: str = "") -> None:
        super().__init__(f"{what} {remedy}".strip())
        self.what = what
        self.remedy = remedy


LONGEST_LINE = 600


def one_line(text: str) -> str:
    """A message as one line that a terminal can show, whatever names and cells it quotes.

    Line ends become spaces, other control characters a replacement mark, and the middle of an
    overlong line is left out, since the remedy stands at its end.
    """
    words = " ".join(text.split())
    line = "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in words)
    if len(line) <= LONGEST_LINE:
        return line
    end = LONGEST_LINE // 3
    return f"{line[: LONGEST_LINE - end - 3]} \N{HORIZONTAL ELLIPSIS} {line[-end:]}"
