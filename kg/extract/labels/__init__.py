"""The heading ``labels``: what an actor's line is called, and by whom."""
