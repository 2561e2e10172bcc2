"""Positions that are enumerated, in groups with shares, and what is answered to each group."""
