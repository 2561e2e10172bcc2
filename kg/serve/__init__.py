"""The graph in a browser: a server on this machine, and a file that shows the same without a server."""
