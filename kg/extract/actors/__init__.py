"""The actors of a document: a cluster of mentions for each."""
