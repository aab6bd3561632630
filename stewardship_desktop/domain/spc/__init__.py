"""Statistical process control: XmR charts by named profiles. Standard library only.

`engine.analyse` reads a dated series by a `profile`; `outcome` names what it can find, `words` says it,
`suggest` says where limits might start again. Nothing is imported here: a stored profile's key is needed
before the first window is painted, the engine is not.

Limits, rules and icons are those of the R package NHSRplotthedots 0.2.2 (its published code), save for
the deviations below. Two things of it are kept although they surprise: where screening leaves only
moving ranges of 0, the limits fall on the mean (said in the notes), and limits are not cut at 0 or 100%.
"""

from __future__ import annotations

DEVIATIONS: dict[str, str] = {
    "constant limits": "A stretch whose baseline never changes has limits on its mean; upstream has none.",
    "constant target": "A series that never changes passes a target that it meets and fails any other; "
    "upstream calls it hit or miss.",
    "one point": "A stretch of one point has no limits and so no assurance; upstream calls it hit or miss.",
    "last value missing": "The icons are of the last observed point; upstream shows common cause.",
    "no target": "A series without a target has no assurance even beside series that have one.",
    "rebase between dates": "A rebase date without a value starts at the next one; upstream ignores it.",
    "rebase on the first date": "Stretches count from 0 even then; upstream counts from 1.",
    "short stretch": "Under 13 observed points limits are trial limits, and that is said with the number; "
    "upstream counts missing values too and says 12.",
    "trend beside a trend": "Two trends that touch without a shared point keep their own directions; "
    "upstream names the last point of the first after the step between them.",
    "gap in a trend": "A missing value ends a trend; upstream stops with an error if it stands inside one.",
    "exact means": "Means are summed exactly; a stretch that never changes has exactly its value as mean.",
    "on a line": "A value or target that decimals put on a line lies on it; upstream, computing in binary, "
    "may find it a last digit beyond.",
}
"""Where this differs from NHSRplotthedots 0.2.2 on purpose; each has a test of its name."""
