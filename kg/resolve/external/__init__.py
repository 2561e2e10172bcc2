"""What other catalogues call an actor, and who says so."""
