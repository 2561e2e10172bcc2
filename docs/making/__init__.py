"""What makes the pages of the documentation: it runs their commands, and writes the parts that follow from the code."""
