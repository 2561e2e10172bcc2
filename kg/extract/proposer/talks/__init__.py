"""Talks: the network's probabilities that two actors talk with each other, and the candidates made of them."""
