"""What the explorer shows of a graph, as objects of JSON: the same from a server and in a file."""
