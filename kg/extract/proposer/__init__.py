"""A learned proposer of positions beside the rules (`kg.extract.Options`)."""
