"""Mentions: spans of tokens that refer to an actor, by name or by noun."""
