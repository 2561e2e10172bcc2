"""The commands that keep a graph whole, one or two a file."""
