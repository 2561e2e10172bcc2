"""Loading files in processes of their own, after a check that the disk has room for what they become."""
