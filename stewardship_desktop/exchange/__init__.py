"""Files in and out: delimited text and workbooks read as they stand, records imported and exported."""
