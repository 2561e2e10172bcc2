"""The commands for maintenance, one or two a file."""
