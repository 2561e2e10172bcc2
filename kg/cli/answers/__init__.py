"""What `kg ask` says besides the rows of an answer."""
