"""Training of a network's heads for affiliations and actions."""
