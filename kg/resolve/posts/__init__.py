"""Posts without a name: which post "the Russian President" means, and who held it when the document was written."""
