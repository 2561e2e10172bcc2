"""The heading ``statements``: who said what in which words."""
