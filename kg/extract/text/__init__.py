"""From characters to a parse: layout, the language model, tags and lemmas."""
