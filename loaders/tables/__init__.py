"""Documents in rows: separated text, workbooks, JSON Lines."""
