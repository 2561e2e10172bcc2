"""Who belongs to whom: what the network says of the actors of a sentence, and what is made of it."""
