"""Learn the proposer that reads beside rules: ``python -m training.proposer.learn``, see docs/reading/learned.md."""
