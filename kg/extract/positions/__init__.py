"""The heading ``positions``: who stands where on what. Each file but the first is one construction."""
