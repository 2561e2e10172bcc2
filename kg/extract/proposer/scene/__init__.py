"""What the network is told of a document beside its words: who is named where, who speaks, who may hold a position."""
