"""What contradicts a proposal of the network beside the grammar of its clause."""
