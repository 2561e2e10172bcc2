"""The network as torch learns it."""
