"""Learn the proposer that reads beside the rules: ``python -m training.proposer.learn`` (see docs/reading-learned.md)."""
