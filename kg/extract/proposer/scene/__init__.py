"""The network's input besides the words of a document: who is named where, who speaks, who may hold a position."""
