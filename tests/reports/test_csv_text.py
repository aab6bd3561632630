"""A CSV file that a spreadsheet reads as it is meant."""

from __future__ import annotations

import csv
import io

from stewardship_desktop.reports.csv_text import csv_bytes


def test_numbers_stay_and_formulas_are_guarded() -> None:
    content = csv_bytes(("item", "amount"), [("=1+1", "-420000"), ("Beds, \u00a3", "12.5"), ("-", "+3")])
    text = content.decode("utf-8-sig")
    assert content.startswith(b"\xef\xbb\xbf")
    assert list(csv.reader(io.StringIO(text, newline=""))) == [
        ["item", "amount"],
        ["'=1+1", "-420000"],
        ["Beds, \u00a3", "12.5"],
        ["'-", "'+3"],
    ]
