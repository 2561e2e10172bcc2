"""Training of the issue model, which tells the issue of the scheme that a matter is about, on coded matters."""
