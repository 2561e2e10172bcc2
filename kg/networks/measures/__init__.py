"""What a network says as a whole and of each of its actors, one measure or family of measures a file."""
