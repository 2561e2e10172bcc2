"""An actor's ids in other catalogues, each with its source."""
