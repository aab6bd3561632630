"""Rates with their intervals, and how they stand against a benchmark. Standard library only, no files.

`limits` (proportions, counts, rates, ratios), `dsr` (directly standardised rates), `comparison`
(better, similar, worse), `quantiles`, `funnel` (with and without overdispersion). Formulas are those
published by Public Health England for its Fingertips tool ("Technical Guide: Confidence Intervals",
May 2018) and checked against PHEindicatormethods 2.1. Hiding small numbers is for `domain.suppression`,
after all this.

Deliberate deviations: quantiles are reckoned in whole numbers, where rounding can move upstream's across a
border; a funnel judges a rate by the unit's own interval, and from 10,000 expected events its curves are
Byar's limits turned round; overdispersion of rates and ratios uses the square root, since a log has no
place for no events.
"""
