"""Files on their way to being documents: each is loaded in another process, where the disk has room for it."""
