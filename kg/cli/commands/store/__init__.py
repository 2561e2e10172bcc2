"""The commands about stores behind servers, one a file."""
