"""Shared by all stores that speak SPARQL: terms, quads, changes, and the analysis of queries."""
