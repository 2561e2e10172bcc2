"""Who says what: reports, quotations, narrators, spokespersons, side remarks."""
