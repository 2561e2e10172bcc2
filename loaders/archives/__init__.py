"""Archives that hold other files: of the web, and ZIP."""
