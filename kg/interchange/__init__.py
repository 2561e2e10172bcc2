"""Exchange with annotation tools: facts as annotations, annotations as facts added by a person; and merging graphs."""
