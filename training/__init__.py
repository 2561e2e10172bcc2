"""Train on annotated documents what ships as learned data: ``kg/extract/data/learned/README.md`` says which module
writes which file."""
