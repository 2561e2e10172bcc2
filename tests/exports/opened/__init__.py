"""Exports opened with the programs that they are for."""
