"""Which of the actors mentioned before a noun such as "the bank" or "the union", or "he", suits."""
