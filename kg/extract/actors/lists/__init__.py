"""The actors for whom a subject stands: those of a plain list, those it speaks for, those it includes."""
