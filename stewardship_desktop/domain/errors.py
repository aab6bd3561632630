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
