"""Affiliations: the network's probabilities that one actor belongs to another, and the candidates made of them."""
