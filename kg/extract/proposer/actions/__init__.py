"""Who does what: what the network says of the words of a sentence and those whose action they may tell."""
