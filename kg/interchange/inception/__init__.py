"""UIMA CAS, the format in which INCEpTION takes and gives annotated documents, by `dkpro-cassis` (the extra
``inception``)."""
