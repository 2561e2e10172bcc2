"""RDF stores behind a SPARQL 1.1 service."""
