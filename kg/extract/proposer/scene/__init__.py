"""The network's input beside the words of a document: who is named where, who speaks, who may hold a position."""
