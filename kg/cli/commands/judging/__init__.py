"""The commands with which a person decides: about facts, actors and documents, and the log of it."""
