"""Actions: the network's probabilities that an actor does what a word tells, and the candidates made of them."""
