"""`kg export`."""
