"""Whether the record's file is as it was written, and copies of it."""
