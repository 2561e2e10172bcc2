"""What every store that speaks Cypher shares: nodes and relationships of the facts, the text of a query."""
