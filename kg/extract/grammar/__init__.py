"""How words hang together in a parse, and where the parse is put right."""
