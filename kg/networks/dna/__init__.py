"""The Discourse Network Analyzer: its files, the names of its options, and what it does otherwise."""
