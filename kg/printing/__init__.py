"""What keeps a document's characters from steering whatever shows them: terminals and spreadsheets."""
