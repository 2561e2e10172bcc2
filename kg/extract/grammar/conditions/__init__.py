"""Conditions: clauses that say on what another depends, with "if" and the like or by their word order."""
