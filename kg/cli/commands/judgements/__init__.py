"""The commands for decisions about facts, actors and documents, and for their log."""
