"""Parts that know no noun: tables, forms, cards, tiles, chips, notices, sheets, steppers."""
