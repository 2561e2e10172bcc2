"""A learned proposer of positions beside the rules, for whoever asks for it (`kg.extract.Options`)."""
