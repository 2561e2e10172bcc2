"""Discourse and negotiation networks: who agrees with whom, over what, and how that changes."""
