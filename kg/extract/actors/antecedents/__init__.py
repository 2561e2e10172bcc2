"""Which actors mentioned before may be the antecedent of a noun such as "the bank" or "the union", or of "he"."""
