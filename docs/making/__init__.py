"""What makes the pages: it runs their commands, and writes what follows from the code."""
