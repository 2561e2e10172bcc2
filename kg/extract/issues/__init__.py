"""What matters are about: the scheme of issues, its labels in a text, and a learned choice among its concepts."""
