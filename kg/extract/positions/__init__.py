"""The heading ``positions``: who stands where on what, each file but the first by one construction."""
