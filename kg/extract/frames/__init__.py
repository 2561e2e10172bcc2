"""What a predicate says of whom: its words, its slots, its stance, whether it is so."""
