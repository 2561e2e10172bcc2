"""Learning what two actors of a sentence are to each other, and what one does."""
