"""The embedded RDF store, Oxigraph."""
