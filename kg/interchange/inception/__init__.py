"""Documents in UIMA CAS, as INCEpTION imports and exports them, by dkpro-cassis (the extra `inception`)."""
