"""The RDF store in a SPARQL 1.1 service."""
