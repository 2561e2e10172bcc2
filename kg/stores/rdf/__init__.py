"""What every store that speaks SPARQL shares: terms, quads, changes, the text of a query."""
