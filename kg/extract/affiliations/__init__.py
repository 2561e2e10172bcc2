"""The heading ``affiliations``: an actor belongs to another, or speaks for it."""
