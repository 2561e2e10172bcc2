"""A learned proposer of positions, which adds to those of the rules (`kg.extract.Options`)."""
