"""Measures of whole networks and of their actors, one measure or family of measures a file."""
