"""References, as databases and programs for literature export them."""
