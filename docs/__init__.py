"""The pages, and what writes and checks the parts of them that follow from the code."""
