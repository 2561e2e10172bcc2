"""Who the mentions of a document name: one cluster an actor."""
