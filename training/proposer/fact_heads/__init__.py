"""Learning what a network says beyond positions and talks: who belongs to whom, and who does what."""
