"""Documents in UIMA CAS, as INCEpTION takes and gives them, by dkpro-cassis (the extra `inception`)."""
