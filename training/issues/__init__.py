"""Training of the issue model, which says which issue of the scheme a matter is about, on coded matters."""
