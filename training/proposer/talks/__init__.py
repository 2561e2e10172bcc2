"""Learning who talks with whom."""
