"""Web pages and feeds, and when they were published."""
