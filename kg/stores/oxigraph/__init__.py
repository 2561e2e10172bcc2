"""The embedded RDF store."""
