"""Processes that answer queries: any of them can be killed without harm to the rest."""
