"""The heading ``negotiates_with``: two actors talk, or may, will or will not."""
