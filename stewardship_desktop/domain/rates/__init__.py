"""Rates with their intervals, and how they stand against a benchmark. Standard library only, no files.

`limits` (proportions, counts, rates, ratios), `dsr` (directly standardised rates), `comparison`
(better, similar, worse), `quantiles`, `funnel` (with and without overdispersion). Formulas are those
published by Public Health England for its Fingertips tool ("Technical Guide: Confidence Intervals",
May 2018) unless a module says otherwise. Hiding small numbers is for `domain.suppression`, after all this.
"""
