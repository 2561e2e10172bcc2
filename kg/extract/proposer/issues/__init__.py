"""What the encoder of a proposer tells of issues."""
