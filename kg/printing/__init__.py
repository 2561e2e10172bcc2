"""Escaping: control characters and formulas in documents must not affect terminals and spreadsheets."""
