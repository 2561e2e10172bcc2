"""Learning which issue of the scheme a matter is about, from matters that readers coded."""
