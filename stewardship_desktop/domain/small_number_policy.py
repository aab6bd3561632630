"""The policies a metric can have on small numbers of people. How they are carried out is `suppression`."""

from __future__ import annotations

from enum import StrEnum


class Policy(StrEnum):
    """What happens to small counts of people when they are shown."""

    NONE = "none"
    HES = "1 to 7 hidden, the rest rounded to 5"
    FIVES = "1 to 5 hidden, with secondary hiding"

    @property
    def largest_hidden(self) -> int:
        """The largest count that counts as small; 0 where none does."""
        return {Policy.NONE: 0, Policy.HES: 7, Policy.FIVES: 5}[self]

    def is_small(self, count: int) -> bool:
        """Whether a count is small. 0 never is."""
        return 0 < count <= self.largest_hidden

    def rounded(self, count: int) -> int:
        """A count that isn't hidden as it is shown: to the nearest 5 where the policy rounds."""
        return (count + 2) // 5 * 5 if self is Policy.HES else count

    def read_back(self, count: int) -> tuple[int, int]:
        """The least and the most that a count can be to one who sees it as it is shown, not hidden."""
        if self is not Policy.HES or count == 0:
            return count, count
        return max(self.rounded(count) - 2, self.largest_hidden + 1), self.rounded(count) + 2
