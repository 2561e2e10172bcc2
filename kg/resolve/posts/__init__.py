"""Posts without a name: which post "the Russian President" means, and who held it at the time of the document."""
