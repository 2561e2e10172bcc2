"""Names of the gazetteer in a text, and what the words around one say that it means: a town, a firm, some members."""
