"""Learn the proposer that reads beside the rules: ``python -m training.proposer.learn`` (docs/reading/learned.md)."""
