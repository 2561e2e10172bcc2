"""What contradicts a proposal of the network: the grammar of its clause, and more."""
