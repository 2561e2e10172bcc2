"""The network as torch modules."""
