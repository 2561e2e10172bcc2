"""The probabilities of issues, by the encoder of a proposer."""
