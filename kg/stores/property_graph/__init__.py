"""Shared by all stores that speak Cypher: nodes and relationships of facts, and the analysis of queries."""
