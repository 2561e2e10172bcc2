"""Corrections of the parser's mistakes about words of one kind each."""
