"""The heading ``roles``: a person holds a post."""
