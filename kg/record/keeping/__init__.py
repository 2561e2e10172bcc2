"""Keeping the record: checks and copies of its file, and rows that are about neither facts nor actors."""
