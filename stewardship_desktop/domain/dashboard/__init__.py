"""What a dashboard says of each metric: one reading that table, chart, text and export all come from."""
