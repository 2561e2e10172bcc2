"""The content of the explorer as JSON objects, the same from a server and in a file."""
