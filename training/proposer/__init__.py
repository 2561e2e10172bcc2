"""Training of the networks that propose facts beside the rules: docs/reading/learned.md says how to run it."""
