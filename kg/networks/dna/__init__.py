"""The Discourse Network Analyzer: its files, its names of options, and how its counting differs."""
