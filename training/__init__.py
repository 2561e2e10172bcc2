"""Learn from annotated documents what ships as data: `training.filter` makes
``kg/extract/data/learned/filter.json``."""
