"""Which names of a collection of documents belong to one actor: names of a unit, and short names."""
