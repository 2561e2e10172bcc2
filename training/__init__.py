"""Learn from annotated documents what ships as data: ``kg/extract/data/learned/README.md`` tells
what makes each file."""
