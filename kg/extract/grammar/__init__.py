"""How words depend on each other in a parse, and corrections of the parser's mistakes."""
