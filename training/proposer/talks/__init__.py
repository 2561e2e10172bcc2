"""Training of a network's head for talks."""
