"""Enumerated positions: lists, groups with shares, and answers to a group."""
