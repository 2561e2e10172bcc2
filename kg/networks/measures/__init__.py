"""What a network says as a whole and of each of its actors. One measure or family of measures a file."""
