"""Training of the networks that propose facts, besides the rules: docs/reading/learned.md says how to run it."""
