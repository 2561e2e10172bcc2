"""Predicates: finding their words and the fillers of their slots, their stance, and whether the text asserts it."""
